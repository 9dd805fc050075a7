/** An uploaded sheet: cells by column, keys, and what is wrong with it as a sheet. Read in the limited child process, before any transaction. */
import type { UploadedFile } from '#kernel/endpoint.ts';
import { openTable } from '#kernel/server/readers/open-table.ts';
import type { OpenedTable } from '#kernel/server/readers/open-table.ts';
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

export interface FilledSheet extends Pick<OpenedTable, 'fileName' | 'sha256' | 'reading'> {
  readonly rowCount: number;
  readonly rows: readonly SheetRow[];
  readonly errors: readonly SheetError[];
}

interface Cell {
  readonly text: string;
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

function readTable(table: readonly (readonly Cell[])[]): Pick<FilledSheet, 'rows' | 'errors'> {
  const header = (table[0] ?? []).map(({ text }) => text.trim());
  const missing = wanted.filter((column) => !header.includes(column));
  if (missing.length > 0) return { rows: [], errors: [error(1, missing[0] ?? null, `表头缺少「${missing.join('、')}」。请使用从系统导出的填报表，不要删改第一行和隐藏列`)] };
  const lines = table.slice(1).map((cells) => Object.fromEntries(sheetColumns.map((column) => [column, cells[header.indexOf(column)] ?? blank])) as Line);
  const used = lines.map((line, index) => ({ line, row: index + 2 })).filter(({ line }) => sheetColumns.some((column) => line[column].text.trim() !== ''));
  if (used.length > maxSheetRows) return { rows: [], errors: [error(0, null, `一张填报表最多 ${maxSheetRows} 行，这张有 ${used.length} 行。请分几次导入`)] };
  const read = used.map(({ line, row }) => readLine(line, row));
  const rows = read.filter((one): one is SheetRow => !Array.isArray(one));
  const places = rows.map(({ key }) => `${key.indicatorId}|${key.area}|${key.period}`);
  const doubled = rows
    .filter((_, index) => places.indexOf(places[index] ?? '') !== index)
    .map(({ row }) => error(row, '键', `第 ${row} 行与前面的一行是同一指标的同一期。请只保留一行`));
  return { rows, errors: [...read.filter((one): one is SheetError[] => Array.isArray(one)).flat(), ...doubled] };
}

/** Throws a Refusal `file.*` for what is no table at all. */
export async function readSheet(file: UploadedFile): Promise<FilledSheet> {
  const { sheets, fileName, sha256, reading } = await openTable(file, { maxBytes: maxSheetBytes, origin: '从本系统导出的填报表', isWanted: (name) => name === sheetName });
  const { rows } = sheets[0];
  return { fileName, sha256, reading, rowCount: Math.max(0, rows.length - 1), ...readTable(rows) };
}
