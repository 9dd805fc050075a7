/** A block copied from a spreadsheet: tabs between cells, lines between rows, quotes around cells with either. */
import type { Frequency, Period } from '../contract/period.ts';
import { readPeriod } from './read-period.ts';

export interface TabTable {
  readonly rows: readonly (readonly string[])[];
  /** line (from 1) on which a quote begins that nothing closes: what follows cannot be told apart (bad input A18) */
  readonly openQuoteLine: number | null;
}

/** Rows of cells; a quoted cell may hold tabs, lines and doubled quotes. */
export function readTabTable(text: string): TabTable {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  let line = 1;
  let quoteLine = 1;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at] as string;
    if (c === '\n') line += 1;
    if (isQuoted) {
      if (c === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (c === '"') isQuoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') {
      isQuoted = true;
      quoteLine = line;
    } else if (c === '\t') endCell();
    else if (c === '\n') {
      endCell();
      rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  endCell();
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return { rows, openQuoteLine: isQuoted ? quoteLine : null };
}

export interface PasteGrid {
  readonly rows: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly periods: readonly Period[];
  readonly frequency: Frequency;
}

export interface PasteResult {
  readonly cells: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** what was left out and why, in Chinese */
  readonly left: readonly string[];
}

const key = (text: string): string => text.replace(/\s/g, '').toLowerCase();
const unitTail = /[（(][^（）()]{1,20}[）)]$/;

function byHeadings(table: readonly (readonly string[])[], grid: PasteGrid): PasteResult | undefined {
  const [header = [], ...body] = table;
  const periods = header.map((cell) => readPeriod(cell, grid.frequency));
  if (body.length === 0 || !periods.slice(1).some((period) => period !== undefined)) return undefined;
  const left: string[] = [];
  const cells = body.flatMap((line) => {
    const name = key(line[0] ?? '');
    if (name === '') return [];
    const isNamed = (wanted: string) => grid.rows.findIndex(({ names }) => names.some((one) => key(one) === wanted));
    // 收入比（分子） is a row of its own; 收入比（元） is 收入比 with its unit.
    const exact = isNamed(name);
    const row = exact >= 0 ? exact : isNamed(name.replace(unitTail, ''));
    if (row < 0) {
      left.push(`没有名为「${(line[0] ?? '').slice(0, 40)}」的指标，这一行没有填入`);
      return [];
    }
    return line.flatMap((text, index) => {
      const period = index === 0 ? undefined : periods[index];
      const column = period === undefined ? -1 : grid.periods.indexOf(period);
      return column < 0 ? [] : [{ row, column, text: text.trim() }];
    });
  });
  const outside = header.slice(1).filter((cell, index) => cell.trim() !== '' && !grid.periods.includes(periods[index + 1] as Period));
  if (outside.length > 0) left.push(`不在所选时期内的列没有填入：${outside.slice(0, 6).join('、')}`);
  return { cells, left };
}

/** Where the cells of a pasted block go: by its headings when it has periods above and names beside, else from the given cell on. */
export function placePaste(text: string, grid: PasteGrid, from: { readonly row: number; readonly column: number }): PasteResult {
  const { rows: table, openQuoteLine } = readTabTable(text);
  if (openQuoteLine !== null) return { cells: [], left: [`第${openQuoteLine}行的双引号没有成对，后面的内容分不清是哪一格，没有填入。请改好这一格后重新复制`] };
  const placed = byHeadings(table, grid);
  if (placed !== undefined) return placed;
  const cells = table.flatMap((line, down) => line.map((cell, right) => ({ row: from.row + down, column: from.column + right, text: cell.trim() })));
  const inside = cells.filter(({ row, column }) => row < grid.rows.length && column < grid.periods.length);
  return { cells: inside, left: inside.length < cells.length ? [`粘贴的内容超出表格，有 ${cells.length - inside.length} 格没有填入`] : [] };
}
