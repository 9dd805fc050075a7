/** Cells of the register: columns by their titles, days in the forms that people write, one error per cell. */
import { parseDay } from '#kernel/calendar.ts';
import { registerColumns, registerSheetLabel } from '../contract/index.ts';
import type { RegisterError, RegisterSheet } from '../contract/index.ts';

export interface RegisterCell {
  readonly text: string;
  readonly isFormula?: true;
  readonly isMerged?: true;
}

/** A row by titles; text is trimmed. */
export interface RegisterRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
}

export interface ReadSheet {
  readonly rows: readonly RegisterRow[];
  readonly errors: readonly RegisterError[];
}

const say = (sheet: RegisterSheet, row: number, column: string | null, message: string): RegisterError => ({ sheet: registerSheetLabel[sheet], row, column, message });

function headerErrors(sheet: RegisterSheet, titles: readonly string[]): readonly RegisterError[] {
  const { needs, takes } = registerColumns[sheet];
  const known: readonly string[] = [...needs, ...takes];
  const missing = needs.filter((title) => !titles.includes(title)).map((title) => say(sheet, 1, title, `缺少「${title}」列。请使用从本系统下载的模板`));
  const strange = titles
    .filter((title) => title !== '' && !known.includes(title))
    .map((title) => say(sheet, 1, title, `不认识的列「${title}」。请删去这一列，或使用从本系统下载的模板`));
  const twice = titles.filter((title, index) => title !== '' && titles.indexOf(title) !== index).map((title) => say(sheet, 1, title, `「${title}」列重复。请只保留一列`));
  return [...missing, ...strange, ...twice];
}

function rowOf(
  sheet: RegisterSheet,
  titles: readonly string[],
  cells: readonly RegisterCell[],
  row: number,
): { readonly line: RegisterRow; readonly errors: readonly RegisterError[] } {
  const errors: RegisterError[] = [];
  const found = new Map<string, string>();
  cells.forEach((cell, index) => {
    const title = titles[index] ?? '';
    if (cell.isFormula === true) errors.push(say(sheet, row, title, '单元格里是公式。请改成文字后重新导入'));
    else if (cell.isMerged === true) errors.push(say(sheet, row, title, '单元格被合并。请取消合并，每行各自填写'));
    else if (title === '' && cell.text.trim() !== '') errors.push(say(sheet, row, null, `第 ${index + 1} 列没有标题，却填了内容。请删去`));
    else found.set(title, cell.text.trim());
  });
  return { line: { row, cells: found }, errors };
}

/** Which sheet a table without a name is (a CSV): the one of which its header has more of the required columns. */
export function registerSheetOf(table: readonly (readonly RegisterCell[])[]): RegisterSheet | undefined {
  const titles = new Set((table[0] ?? []).map(({ text }) => text.trim()));
  const found = (sheet: RegisterSheet): number => registerColumns[sheet].needs.filter((title) => titles.has(title)).length;
  if (found('units') + found('people') === 0) return undefined;
  return found('units') > found('people') ? 'units' : 'people';
}

/** Rows below the header; wholly empty ones are left out. */
export function readRegisterSheet(sheet: RegisterSheet, table: readonly (readonly RegisterCell[])[]): ReadSheet {
  const titles = (table[0] ?? []).map(({ text }) => text.trim());
  const header = headerErrors(sheet, titles);
  if (header.length > 0) return { rows: [], errors: header };
  const rows: RegisterRow[] = [];
  const errors: RegisterError[] = [];
  table.slice(1).forEach((cells, index) => {
    if (cells.every(({ text, isFormula }) => text.trim() === '' && isFormula !== true)) return;
    const read = rowOf(sheet, titles, cells, index + 2);
    rows.push(read.line);
    errors.push(...read.errors);
  });
  return { rows, errors };
}

/** `2026-03-02`, `2026/3/2`, `2026.3.2`, `2026年3月2日` → ISO; undefined when it is no day. */
export function readDay(text: string): string | undefined {
  const parts = /^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  try {
    const on = parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    return on.year >= 1900 && on.year <= 2199 ? on.toString() : undefined;
  } catch {
    return undefined;
  }
}

const strange = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** What is wrong with a name; undefined when nothing is. */
export function nameFault(text: string, max: number): string | undefined {
  if (text === '') return '没有填写';
  if ([...text].length > max) return `超过 ${max} 字，请缩短`;
  return strange.test(text) ? '含有看不见的字符（如零宽空格、换行），请删除后重新填写' : undefined;
}

/** Collects the errors of a row and hands out its cells. */
export class RowReader {
  readonly errors: RegisterError[] = [];
  private readonly sheet: RegisterSheet;
  private readonly line: RegisterRow;

  constructor(sheet: RegisterSheet, line: RegisterRow) {
    this.sheet = sheet;
    this.line = line;
  }

  get row(): number {
    return this.line.row;
  }

  text(column: string): string {
    return this.line.cells.get(column) ?? '';
  }

  fault(column: string, message: string): void {
    this.errors.push(say(this.sheet, this.line.row, column, message));
  }

  name(column: string, max: number): string {
    const text = this.text(column);
    const fault = nameFault(text, max);
    if (fault !== undefined) this.fault(column, `「${column}」${fault}`);
    return text;
  }

  day(column: string): string {
    const text = this.text(column);
    const day = readDay(text);
    if (day === undefined) this.fault(column, text === '' ? `「${column}」没有填写` : `「${column}」应为日期，如 2026-03-02；现在是「${text.slice(0, 20)}」`);
    return day ?? '';
  }

  choice<T extends string>(column: string, labels: Readonly<Record<T, string>>): T | undefined {
    const text = this.text(column);
    const found = (Object.entries(labels) as [T, string][]).find(([, label]) => label === text)?.[0];
    if (found === undefined) this.fault(column, text === '' ? `「${column}」没有填写` : `「${column}」没有「${text.slice(0, 20)}」这一项。请从模板的「说明」中选择`);
    return found;
  }
}
