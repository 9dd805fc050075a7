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
    if (ch === '“' || ch === '”') break;
    if (ch === '、' || (quoted >= 0 && (ch === ',' || ch === ';'))) scan.commas++;
    else if ('和与及'.includes(ch) && i < to - 1) scan.joins++;
    scan.start = i;
  }
  if (scan.commas === 0 && (scan.joins === 0 || quoted >= 0 || to - scan.start < 10)) return null;
  return { start: quoted >= 0 ? scan.start : firstItemStart(view, scan.start, to), end: to, count: scan.commas + scan.joins + 1, countPlain: scan.commas + 1 };
}

/**
 * Where the first item really begins: 开展…进商超、进宾馆 at the shared first character, 全面推进产业发展、城市建设
 * at the shared length. Without such a sign the whole stretch is kept.
 */
function firstItemStart(view: string, start: number, end: number): number {
  const items = view.slice(start, end).split(/[、和与及]/u);
  const first = items[0] ?? '';
  const others = items.slice(1).filter((i) => i !== '');
  const head = others[0]?.[0] ?? '';
  const longest = Math.max(...others.map((o) => o.length));
  if (others.length === 0 || first.length <= longest) return start;
  const shared = others.every((o) => o.startsWith(head)) ? first.lastIndexOf(head) : -1;
  if (shared >= 0 && others.length > 1) return start + shared;
  return others.every((o) => o.length === longest) ? start + first.length - longest : start;
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
