/** What a person should know about the sheets of a workbook before they are imported (design: bad input A14, A15). */
import type { TableReading } from '#kernel/table-file.ts';
import type { Sheet, SheetCell } from './read-xlsx.ts';

const shownFormulas = 5;
const shownSheets = 5;

/** 3、12-15 of 3, 12, 13, 14, 15. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join('、');
}

/** A, Z, AA …: the letters of a column, counted from 1. */
export const columnLetters = (column: number): string =>
  column <= 26 ? String.fromCharCode(64 + column) : `${columnLetters(Math.floor((column - 1) / 26))}${String.fromCharCode(65 + ((column - 1) % 26))}`;

const valueWords = ({ text }: SheetCell): string => (text === '' ? '文件里没有保存结果，按空格读取' : `按保存时的结果「${text.slice(0, 60)}」读取`);

function formulaNotes({ rows }: Sheet, where: string): string[] {
  const found = rows.flatMap((row, index) =>
    row.flatMap((cell, column) => (cell.isFormula === true ? [`${where}${columnLetters(column + 1)}${index + 1} 是公式「=${cell.formula ?? ''}」，${valueWords(cell)}`] : [])),
  );
  return found.length <= shownFormulas ? found : [...found.slice(0, shownFormulas), `${where}另有 ${found.length - shownFormulas} 格也是公式，都按保存时的结果读取`];
}

function rowNotes({ rows, hiddenRows }: Sheet, where: string): string[] {
  const hidden = hiddenRows.filter((row) => rows[row - 1]?.some(({ text }) => text !== '') === true);
  const merged = rows.flatMap((row, index) => (row.some(({ isMerged }) => isMerged === true) ? [index + 1] : []));
  return [
    ...(hidden.length === 0 ? [] : [`${where}含隐藏行 ${rangesOf(hidden)}（被隐藏或筛选掉），仍会照常读取`]),
    ...(merged.length === 0 ? [] : [`${where}第 ${rangesOf(merged)} 行含合并单元格，合并的各格都按同一内容读取`]),
  ];
}

/** Notes of the sheets that are read; hidden and merged rows are asked about before an import. */
export function notesOnSheets(sheets: readonly Sheet[], unread: readonly string[]): Pick<TableReading, 'notes' | 'needsConfirmation'> {
  const whereOf = ({ name }: Sheet): string => (sheets.length > 1 ? `工作表「${name}」` : '');
  const asked = sheets.flatMap((sheet) => rowNotes(sheet, whereOf(sheet)));
  const names = unread.slice(0, shownSheets).map((name) => `「${name.slice(0, 31)}」`);
  const others = unread.length === 0 ? [] : [`只读取工作表${sheets.map(({ name }) => `「${name}」`).join('')}，未读取${names.join('、')}`];
  return { notes: [...others, ...asked, ...sheets.flatMap((sheet) => formulaNotes(sheet, whereOf(sheet)))], needsConfirmation: asked.length > 0 };
}
