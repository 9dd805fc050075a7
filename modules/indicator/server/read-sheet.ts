/** An uploaded sheet: cells by column, keys, and what is wrong with it as a sheet. Read in the limited child process, before any transaction. */
import { createHash } from 'node:crypto';
import type { UploadedFile } from '#kernel/endpoint.ts';
import { formatBytes } from '#kernel/server/problem.ts';
import { readerRefusal } from '#kernel/server/reader-refusals.ts';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';
import { indicatorIdSchema, maxSheetBytes, maxSheetRows, periodSchema } from '../contract/index.ts';
import type { EntryInput, SheetError } from '../contract/index.ts';
import { qualityOf, readKey, sheetColumns, sheetName } from './sheet-columns.ts';
import type { RowKey, SheetColumn } from './sheet-columns.ts';

export interface SheetRow {
  readonly row: number;
  readonly key: RowKey;
  readonly text: string;
  readonly entry: Omit<EntryInput, 'explanations' | 'expectedRevision'>;
  readonly explanation: string;
}

export interface FilledSheet {
  readonly fileName: string;
  readonly sha256: string;
  readonly rowCount: number;
  readonly rows: readonly SheetRow[];
  readonly errors: readonly SheetError[];
  readonly warnings: readonly { readonly row: number; readonly message: string }[];
}

interface Cell {
  readonly text: string;
  readonly isFormula?: true;
  readonly isMerged?: true;
}
type Line = Readonly<Record<SheetColumn, Cell>>;

const blank: Cell = { text: '' };
const wanted: readonly SheetColumn[] = ['键', '填报值', '分子', '分母', '数据质量', '疑点说明', '修订理由'];
const error = (row: number, column: string | null, message: string): SheetError => ({ row, column, message });

function readLine(line: Line, row: number): SheetRow | SheetError[] {
  const key = readKey(line.键.text);
  if (key === undefined || !indicatorIdSchema.safeParse(key.indicatorId).success || !periodSchema.safeParse(key.period).success) {
    return [error(row, '键', `第 ${row} 行的键缺失或被改动，不能确定是哪个指标的哪一期。请从系统重新导出填报表，把数值填在原来的行里`)];
  }
  const odd = wanted.find((column) => line[column].isMerged === true);
  if (odd !== undefined) return [error(row, odd, `第 ${row} 行「${odd}」是合并的单元格，请取消合并后填写`)];
  const quality = qualityOf(line.数据质量.text);
  if (quality === undefined) return [error(row, '数据质量', `第 ${row} 行「数据质量」应为下拉列表中的一项，现在是「${line.数据质量.text.slice(0, 20)}」`)];
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const entry = {
    indicatorId: indicatorIdSchema.parse(key.indicatorId),
    area: key.area,
    period: periodSchema.parse(key.period),
    text: line.填报值.text.slice(0, 200),
    numerator: orNull(line.分子.text.slice(0, 60)),
    denominator: orNull(line.分母.text.slice(0, 60)),
    quality,
    correctionReason: orNull(line.修订理由.text.slice(0, 500)),
  };
  return { row, key, text: entry.text, entry, explanation: line.疑点说明.text.slice(0, 500).trim() };
}

function readTable(table: readonly (readonly Cell[])[]): Pick<FilledSheet, 'rows' | 'errors' | 'warnings'> {
  const header = (table[0] ?? []).map(({ text }) => text.trim());
  const missing = wanted.filter((column) => !header.includes(column));
  if (missing.length > 0)
    return { rows: [], warnings: [], errors: [error(1, missing[0] ?? null, `表头缺少「${missing.join('、')}」。请使用从系统导出的填报表，不要删改第一行和隐藏列`)] };
  const lines = table.slice(1).map((cells) => Object.fromEntries(sheetColumns.map((column) => [column, cells[header.indexOf(column)] ?? blank])) as Line);
  const used = lines.map((line, index) => ({ line, row: index + 2 })).filter(({ line }) => sheetColumns.some((column) => line[column].text.trim() !== ''));
  if (used.length > maxSheetRows) return { rows: [], warnings: [], errors: [error(0, null, `一张填报表最多 ${maxSheetRows} 行，这张有 ${used.length} 行。请分几次导入`)] };
  const read = used.map(({ line, row }) => readLine(line, row));
  const rows = read.filter((one): one is SheetRow => !Array.isArray(one));
  const places = rows.map(({ key }) => `${key.indicatorId}|${key.area}|${key.period}`);
  const doubled = rows
    .filter((_, index) => places.indexOf(places[index] ?? '') !== index)
    .map(({ row }) => error(row, '键', `第 ${row} 行与前面的一行是同一指标的同一期。请只保留一行`));
  const formulas = used
    .filter(({ line }) => line.填报值.isFormula === true)
    .map(({ row, line }) => ({ row, message: `第 ${row} 行的填报值是公式，按保存时的结果「${line.填报值.text}」读取` }));
  return { rows, errors: [...read.filter((one): one is SheetError[] => Array.isArray(one)).flat(), ...doubled], warnings: formulas };
}

/** Throws a Refusal `file.*` for what is no workbook at all. */
export async function readSheet(file: UploadedFile): Promise<FilledSheet> {
  if (file.bytes.length === 0) throw fileRefusals.empty_file();
  if (file.bytes.length > maxSheetBytes) throw fileRefusals.too_large({ limit: formatBytes(maxSheetBytes) });
  const accepted = '从本系统导出的 Excel 文件（xlsx）';
  if (file.bytes[0] !== 0x50 || file.bytes[1] !== 0x4b) throw fileRefusals.type_mismatch({ found: '其他类型的数据', accepted });
  const outcome = await readWorkbookSafely(file.bytes);
  if (!outcome.ok) throw outcome.code === 'type_mismatch' ? fileRefusals.type_mismatch({ found: '其他类型的压缩文件', accepted }) : readerRefusal(outcome.code, outcome.message);
  const sheet = outcome.sheets.find(({ name }) => name === sheetName) ?? outcome.sheets[0];
  const table = readTable(sheet?.rows ?? []);
  const hidden = (sheet?.hiddenRows ?? []).map((row) => ({ row, message: `第 ${row} 行被隐藏，仍会照常导入；请确认其中的内容` }));
  return {
    fileName: file.name,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    rowCount: Math.max(0, (sheet?.rows.length ?? 0) - 1),
    ...table,
    warnings: [...hidden, ...table.warnings],
  };
}
