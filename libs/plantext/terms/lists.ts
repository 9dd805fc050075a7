/** Lists of parallel items joined by 、 right before or inside a stretch. */
import type { Range } from '../model.ts';

/** Longest list looked at, characters. */
const LONGEST_LIST = 160;
const STOPS = '。；;！!？?：:\n，,';

export interface ItemList extends Range {
  /** items when 和, 与, 及 part items too */
  readonly count: number;
  /** items when only 、 parts them */
  readonly countPlain: number;
}

interface Scan {
  depth: number;
  commas: number;
  joins: number;
  start: number;
}

/** The list of items that ends at `end`; null when fewer than two items. Commas end it unless it stands in quotes. */
export function listBefore(view: string, end: number, floor: number): ItemList | null {
  const scan: Scan = { depth: 0, commas: 0, joins: 0, start: end };
  let stop = end;
  if (view[stop - 1] === '等') stop--;
  const quoted = view[stop - 1] === '”' ? view.slice(Math.max(floor, stop - LONGEST_LIST), stop).lastIndexOf('“') : -1;
  const from = quoted >= 0 ? Math.max(floor, stop - LONGEST_LIST) + quoted + 1 : Math.max(floor, stop - LONGEST_LIST);
  const to = quoted >= 0 ? stop - 1 : stop;
  for (let i = to - 1; i >= from; i--) {
    const ch = view[i] ?? '';
    if (ch === ')' || ch === '》') scan.depth++;
    else if (ch === '(' || ch === '《') scan.depth--;
    if (scan.depth > 0) continue;
    if (scan.depth < 0 || (quoted < 0 && STOPS.includes(ch))) break;
    if (ch === '“' || (ch === '”' && quoted >= 0)) break;
    if (ch === '、' || (quoted >= 0 && (ch === ',' || ch === ';'))) scan.commas++;
    else if ('和与及'.includes(ch) && i < to - 1) scan.joins++;
    scan.start = i;
  }
  if (scan.commas === 0 && scan.joins === 0) return null;
  return { start: scan.start, end: to, count: scan.commas + scan.joins + 1, countPlain: scan.commas + 1 };
}

/** Items of a bracketed or quoted enumeration. */
export function countItems(content: string): { count: number; countPlain: number } {
  let plain = 1;
  let joins = 0;
  for (const ch of content) {
    if ('、；;，,'.includes(ch)) plain++;
    else if ('和与及'.includes(ch)) joins++;
  }
  return { count: plain + joins, countPlain: plain };
}
