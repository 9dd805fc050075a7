/** The first sheet of a workbook saved as CSV, as a person does from a spreadsheet: hidden columns too. */
import { toCsv } from '#libs/plantext/index.ts';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';

export async function csvOfWorkbook(bytes: Uint8Array, sheetName?: string): Promise<string> {
  const read = await readWorkbookSafely(bytes);
  const sheet = read.ok ? (read.sheets.find(({ name }) => name === sheetName) ?? read.sheets[0]) : undefined;
  if (sheet === undefined) throw new Error('no sheet');
  return toCsv(sheet.rows.map((row) => row.map(({ text }) => text)));
}
