/** What stands directly before and after a figure: comparator, growth word, adverbs, modality (contract 7.2). */
import { AFTER_WORDS, BEFORE_WORDS, type Before } from '../lexicon/comparator-pack.ts';
import { MODALS } from '../lexicon/phrase-pack.ts';
import type { Comparator, Modality, Range } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';

export interface Around {
  /** start of the value span: growth or comparator word with a directly preceding 力争/确保, else the figure */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** where the words before the value end: the right border of a name */
  readonly nameEnd: number;
  readonly comparator: Comparator;
  /** an explicit comparator, growth or 达到 word stands there */
  readonly marked: boolean;
  /** 增长, 下降 … without 到: the figure is a change */
  readonly growth: boolean;
  readonly growthWord: Range | null;
  readonly direction?: 'up' | 'down';
  readonly reach: boolean;
  readonly respectively: boolean;
  readonly each: boolean;
  readonly distributive: boolean;
  readonly typo: boolean;
  readonly modality: Modality | null;
  /** 完成, 为 … between name and figure */
  readonly done: Range | null;
  readonly hasAfter: boolean;
}

type Open = { -readonly [K in keyof Around]: Around[K] };

const isBlank = (code: number): boolean => code === 32 || code === 0x201c;

function blankEnd(view: string, pos: number, floor: number): number {
  let k = pos;
  while (k > floor && isBlank(view.charCodeAt(k - 1))) k--;
  return k;
}

function take(o: Open, word: Before, start: number, end: number, view: string): void {
  const { role } = word;
  if (word.flag === 'respectively') o.respectively = true;
  if (word.flag === 'each') o.each = true;
  if (word.flag === 'distributive') o.distributive = true;
  if (role === 'modal') {
    o.modality = MODALS.startingAt(view, start, end)?.value ?? 'strive';
    if (end === o.valueStart) o.valueStart = start;
    return;
  }
  if (role === 'done') {
    o.done ??= { start, end };
    return;
  }
  if (role === 'word') return;
  if (role === 'growth' || role === 'rate') {
    o.growth = !o.reach;
    o.growthWord ??= { start, end };
    o.direction ??= word.direction ?? 'up';
  } else if (!o.marked || o.comparator === 'reach' || (o.growth && o.comparator === '=')) {
    o.comparator = role === 'reach' ? (o.comparator === '=' || !o.marked ? 'reach' : o.comparator) : (word.cmp ?? '=');
  }
  if (role === 'reach') o.reach = true;
  if (word.direction === 'down') o.direction ??= 'down';
  if (word.flag === 'typo') o.typo = true;
  o.marked = true;
  o.valueStart = start;
}

const MAX_WORDS = 7;

/** Reads backwards from the figure, at most seven words and never before `floor`. */
export function readAround(view: string, q: Quantity, floor: number, limit: number): Around {
  const o: Open = {
    valueStart: q.start,
    valueEnd: q.end,
    nameEnd: q.start,
    comparator: '=',
    marked: false,
    growth: false,
    growthWord: null,
    reach: false,
    respectively: false,
    each: false,
    distributive: false,
    typo: false,
    modality: null,
    done: null,
    hasAfter: false,
  };
  let pos = blankEnd(view, q.start, floor);
  for (let n = 0; n < MAX_WORDS && pos > floor; n++) {
    const hit = BEFORE_WORDS.endingAt(view, pos, Math.max(floor, pos - 8));
    if (hit === null || hit.value.role === 'stop') break;
    if (hit.value.flag === 'typo' && view.charCodeAt(hit.end) === 0x4e8e) break;
    if (hit.value.role === 'rate' && o.marked) break;
    if (hit.value.role === 'done' && o.marked) break;
    if (o.done !== null && hit.value.role !== 'modal' && hit.value.role !== 'word') break;
    take(o, hit.value, hit.start, hit.end, view);
    pos = blankEnd(view, hit.start, floor);
  }
  if (!o.marked && q.unit === 'pp') pos = beforeHigher(view, pos, floor, o);
  o.nameEnd = pos;
  readAfter(view, q, limit, o);
  if (q.kind === 'range' && o.comparator !== '>' && o.comparator !== '<' && o.comparator !== '>=') o.comparator = 'range';
  if (q.unitText === '番') {
    o.growth = true;
    o.marked = true;
    o.direction = 'up';
  }
  if (q.kind === 'magnitude' && o.comparator === '=') o.comparator = '>=';
  if (q.more === true && (o.comparator === '=' || o.comparator === 'reach')) {
    o.comparator = '>';
    o.marked = true;
  }
  return o;
}

/** 比全国平均水平高5个百分点: 高 opens the value when 比 names the other side. */
function beforeHigher(view: string, pos: number, floor: number, o: Open): number {
  const word = view[pos - 1] ?? '';
  if (!'高低快慢'.includes(word) || !/[比较].{2,12}$/.test(view.slice(Math.max(floor, pos - 15), pos - 1))) return pos;
  o.marked = true;
  o.growth = true;
  o.growthWord = { start: pos - 1, end: pos };
  o.direction = word === '高' || word === '快' ? 'up' : 'down';
  o.valueStart = pos - 1;
  return pos - 1;
}

function readAfter(view: string, q: Quantity, limit: number, o: Open): void {
  const at = view.charCodeAt(q.end) === 32 ? q.end + 1 : q.end;
  const hit = AFTER_WORDS.startingAt(view, at, limit);
  if (hit === null) return;
  if (view.startsWith('内外', at) || view.startsWith('内容', at) || view.startsWith('内部', at) || view.startsWith('内生', at)) return;
  o.valueEnd = hit.end;
  o.hasAfter = true;
  const { cmp } = hit.value;
  if (o.comparator === '=' || o.comparator === 'reach' || cmp === '~') o.comparator = cmp;
  else if (o.comparator === '<=' && cmp === '>=') o.comparator = '<=';
}
