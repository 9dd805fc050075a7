/** A missing annex is a typed empty slot: what it waits for, and how the rows of its table are read. Nothing is guessed: a cell that is not understood is named. */
import { annexColumns, maxAnnexRows } from '../contract/index.ts';
import type { AnnexBound, AnnexRow, AnnexSlot } from '../contract/index.ts';

/** The sentence that points to the annex says what it lists. */
export const annexSlotOf = (quote: string): AnnexSlot => (/指标|目标/.test(quote) ? 'figures' : 'file');

export interface AnnexFault {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}
export interface AnnexReading {
  readonly rows: readonly AnnexRow[];
  readonly faults: readonly AnnexFault[];
}

interface Cell {
  readonly text: string;
}
type Line = Readonly<Record<(typeof annexColumns)[number], string>>;

/** Full-width forms only; a blanket NFKC would turn 10² into 102. */
const halfWidth = (text: string): string => text.replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).trim();

const before: readonly (readonly [RegExp, AnnexBound])[] = [
  [/^(?:不少于|不低于|>=|≥)/, 'at-least'],
  [/^(?:超过|超|突破|高于|>)/, 'over'],
  [/^(?:不超过|不高于|<=|≤)/, 'at-most'],
  [/^达到?/, 'reach'],
];
const after: readonly (readonly [RegExp, AnnexBound])[] = [
  [/(?:以上|及以上)$/, 'at-least'],
  [/(?:以内|以下)$/, 'at-most'],
  [/左右$/, 'about'],
];

/** `60%以上` under the unit % → 60, at-least. The unit may stand behind the figure again; another one is not understood. */
export function readAnnexValue(cell: string, unit: string): { readonly value: string; readonly bound: AnnexBound } | undefined {
  const text = halfWidth(cell);
  const head = before.find(([form]) => form.test(text));
  const tail = after.find(([form]) => form.test(text));
  if (head !== undefined && tail !== undefined && head[1] !== 'reach') return undefined;
  const bare = text.replace(head?.[0] ?? /^$/, '').replace(tail?.[0] ?? /^$/, '');
  const figure = (bare.endsWith(unit) && unit !== '' ? bare.slice(0, -unit.length) : bare).trim();
  if (!/^-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,8})?$/.test(figure)) return undefined;
  return { value: figure.replaceAll(',', ''), bound: tail?.[1] ?? head?.[1] ?? 'exact' };
}

function readLine(line: Line, row: number): AnnexRow | AnnexFault {
  const empty = annexColumns.find((column) => column !== '单位' && line[column] === '');
  if (empty !== undefined) return { row, column: empty, message: '没有填写' };
  const long = annexColumns.find((column) => line[column].length > 100);
  if (long !== undefined) return { row, column: long, message: '超过100字' };
  const year = /^(20[0-9]{2})年?$/.exec(halfWidth(line.年份))?.[1];
  if (year === undefined) return { row, column: '年份', message: `「${line.年份}」不是年份，应如2025` };
  const read = readAnnexValue(line.目标值, halfWidth(line.单位));
  if (read === undefined) return { row, column: '目标值', message: `「${line.目标值}」读不懂，应如60、60以上、不超过1.95、8.5左右，单位与「单位」一栏一致` };
  return { row, indicator: line.指标, unit: halfWidth(line.单位), year, ...read, text: line.目标值 };
}

const isFault = (one: AnnexRow | AnnexFault): one is AnnexFault => 'message' in one;

/** First row: the headings, in any order. Empty rows are passed over; an indicator stands once per year. */
export function readAnnexRows(table: readonly (readonly Cell[])[]): AnnexReading {
  const header = (table[0] ?? []).map(({ text }) => text.replace(/\s/g, ''));
  const lost = annexColumns.filter((column) => !header.includes(column));
  if (lost.length > 0) return { rows: [], faults: [{ row: 1, column: lost.join('、'), message: '表头里没有这一栏' }] };
  const lines = table.slice(1).map((cells) => Object.fromEntries(annexColumns.map((column) => [column, cells[header.indexOf(column)]?.text.trim() ?? ''])) as Line);
  const used = lines.map((line, index) => ({ line, row: index + 2 })).filter(({ line }) => annexColumns.some((column) => line[column] !== ''));
  if (used.length === 0) return { rows: [], faults: [{ row: 2, column: '指标', message: '表里没有一行内容' }] };
  if (used.length > maxAnnexRows) return { rows: [], faults: [{ row: maxAnnexRows + 2, column: '指标', message: `最多${maxAnnexRows}行，这张有${used.length}行` }] };
  const read = used.map(({ line, row }) => readLine(line, row));
  const rows = read.filter((one): one is AnnexRow => !isFault(one));
  const places = rows.map(({ indicator, year }) => `${indicator}|${year}`);
  const doubled = rows
    .filter((_, index) => places.indexOf(places[index] ?? '') !== index)
    .map(({ row, indicator, year }) => ({ row, column: '指标', message: `「${indicator}」${year}年前面已经有一行` }));
  return { rows, faults: [...read.filter(isFault), ...doubled] };
}

/** The first faults as one sentence: field, row, what is wrong. */
export function faultSentence(faults: readonly AnnexFault[], most = 5): string {
  const shown = faults.slice(0, most).map(({ row, column, message }) => `第${row}行「${column}」${message}`);
  return shown.join('；') + (faults.length > most ? `；另有${faults.length - most}处` : '');
}
