/**
 * Writes a workbook whose bytes depend only on its content: text cells (so that codes and long numbers stay as they are),
 * fixed dates instead of the clock. exceljs writes the parts; our pass fixes their times.
 */
import ExcelJS from 'exceljs';

export interface WorkbookColumn {
  readonly title: string;
  /** width in characters */
  readonly width: number;
  /** closed list of values offered in the cell */
  readonly choices?: readonly string[];
  /** shown grey and locked: comes from the plan and is not filled in */
  readonly isFixed?: boolean;
  /** not shown: keys by which the sheet is read back */
  readonly isHidden?: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly columns: readonly WorkbookColumn[];
  readonly rows: readonly (readonly string[])[];
  /** line above the print, e.g. the title of the plan */
  readonly heading: string;
}

const epoch = new Date(0);

/** Sheet names may not hold these and not exceed 31 characters (bad input F4). */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1';

const fill = (sheet: ExcelJS.Worksheet, { columns, rows }: WorkbookSheet): void => {
  const header = sheet.addRow(columns.map(({ title }) => title));
  header.font = { bold: true };
  header.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6F0FA' } };
  });
  rows.forEach((cells) => {
    const row = sheet.addRow([...cells]);
    row.alignment = { wrapText: true, vertical: 'top' };
    columns.forEach(({ choices, isFixed }, index) => {
      const cell = row.getCell(index + 1);
      cell.numFmt = '@';
      if (isFixed) cell.font = { color: { argb: 'FF666666' } };
      if (choices !== undefined)
        cell.dataValidation = {
          type: 'list',
          allowBlank: true,
          formulae: [`"${choices.join(',')}"`],
          showErrorMessage: true,
          errorTitle: '内容不在列表中',
          error: `请填 ${choices.join('、')} 之一`,
        };
    });
  });
};

/** Bytes of an .xlsx with one sheet; row 1 is the header and stays in view. */
export const writeWorkbook = async (content: WorkbookSheet): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = '落实';
  workbook.lastModifiedBy = '落实';
  workbook.created = epoch;
  workbook.modified = epoch;
  const sheet = workbook.addWorksheet(sheetName(content.name), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
    headerFooter: { oddHeader: `&C${content.heading.replaceAll('&', '&&')}`, oddFooter: '&C第 &P 页 共 &N 页' },
  });
  sheet.columns = content.columns.map(({ width, isHidden }) => ({ width, hidden: isHidden === true }));
  fill(sheet, content);
  return fixTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
};

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;

/** Sets the DOS time of every entry to 1980-01-01, in the local headers and in the directory. */
const fixTimes = (bytes: Uint8Array): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== endOfDirectory) end -= 1;
  let at = view.getUint32(end + 16, true);
  while (at < end && view.getUint32(at, true) === centralHeader) {
    view.setUint32(at + 12, 0x00210000, true);
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) === localHeader) view.setUint32(local + 10, 0x00210000, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
};
