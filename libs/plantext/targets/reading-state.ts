/** What reading a segment works with: fates of figures, what a sentence carries on, small tests on the view. */
import { MODALS, SCOPE_WORDS } from '../lexicon/phrase-pack.ts';
import type { Modality, Range } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { CharSet } from '../source/char-set.ts';
import type { Around } from './around.ts';
import type { Figure } from './figure.ts';
import type { PeriodScope } from './period-scope.ts';

/** Why a figure is no target; conditions get a record of their own. */
export type Fate =
  | 'target'
  | 'base'
  | 'threshold'
  | 'condition'
  | 'attribute'
  | 'fact'
  | 'name'
  | 'list-count'
  | 'duration'
  | 'age'
  | 'grade'
  | 'code'
  | 'reward'
  | 'heading'
  | 'open';

export interface Verdict {
  readonly quantity: Quantity;
  fate: Fate;
  around: Around;
  /** the figure stands inside the name of an indicator (5岁以下儿童死亡率) */
  inName?: true;
}

/** What earlier segments of the sentence leave behind. */
export interface Carry {
  sentence: number;
  lastIndicator: Range | null;
  lastFigure: number | null;
  /** the task that another cell of the row names */
  task: Range | null;
  /** shared verb of V Q个X, Q个Y lists, or of V X Q个、Y Q个 lists */
  verb: Range | null;
  verbMode: 'before' | 'after' | null;
  every: Figure['governing'];
  /** the clause before, when it holds no figure: what it names is looked up only when a later clause needs it */
  clause: Range | null;
  /** times of the clause before, when it held nothing else: 到2025年、2030年, */
  times: readonly TimeExpr[];
}

const NO_TIMES: readonly TimeExpr[] = [];

export const emptyCarry = (): Carry => ({
  sentence: -1,
  lastIndicator: null,
  lastFigure: null,
  task: null,
  verb: null,
  verbMode: null,
  every: null,
  clause: null,
  times: NO_TIMES,
});

/** Empties a carry for the next sentence; one is enough, as nobody keeps it. */
export function clearCarry(carry: Carry): void {
  carry.sentence = -1;
  carry.lastIndicator = null;
  carry.lastFigure = null;
  carry.task = null;
  carry.verb = null;
  carry.verbMode = null;
  carry.every = null;
  carry.clause = null;
  carry.times = NO_TIMES;
}

export interface Reading {
  readonly view: string;
  readonly figures: Figure[];
  readonly scope: PeriodScope;
}

/** 拜访…不少于4次: the whole doing is what is counted. */
export const EVENT_UNITS: ReadonlySet<string> = new Set(['次', '场', '场次', '期', '轮', '批次']);
/** A modal word governs what follows it within a clause of common length. */
export const MODAL_REACH = 120;
/** 今年预期目标设定为6%以上: speaks about a target that stands elsewhere. */
export const RESTATED = /^(预期)?目标(设定|值)?$/;
export const SEPARATORS = '、和与及或';
const SEPARATES = new CharSet(SEPARATORS);
const BING = 0x5e76; // 并
/** 并网, 并购: no joint */
const JOINED_TO_BING = new CharSet('网购轨联列行');

export const isCount = (q: Quantity): boolean => q.dimension === 'count' || q.kind === 'grand';
const isBlankAt = (view: string, i: number): boolean => classAt(view, i) === CHAR.space;

export function skipBlank(view: string, i: number, end: number): number {
  let k = i;
  while (k < end && isBlankAt(view, k)) k++;
  return k;
}

/** True when nothing but a separator or the end follows: the name stands before the figure. */
export function closesAfter(view: string, at: number, end: number): boolean {
  const k = skipBlank(view, at, end);
  if (k >= end) return true;
  const cls = classAt(view, k);
  if (cls === CHAR.enumComma || cls === CHAR.open || cls === CHAR.close || cls === CHAR.quoteClose || cls === CHAR.plus) return true;
  const code = view.charCodeAt(k);
  if (code === BING) return !JOINED_TO_BING.has(view.charCodeAt(k + 1));
  return SEPARATES.has(code) || view.startsWith('以及', k);
}

/** Strongest modal word in the stretch. */
export function modalityIn(view: string, from: number, to: number): Modality | null {
  let best: Modality | null = null;
  for (let i = from; i < to; i++) {
    if (!MODALS.starts(view.charCodeAt(i))) continue;
    const hit = MODALS.startingAt(view, i, to);
    if (hit === null) continue;
    if (hit.value === 'explore' && i > from + 2) continue;
    if (hit.value === 'must') return 'must';
    if (best === null || hit.value === 'strive') best = hit.value;
    i = hit.end - 1;
  }
  return best;
}

/** Word of scope (全县, 园区 …) at the start of a name. */
export function scopeOf(view: string, name: Range | null): Range | null {
  if (name === null) return null;
  const hit = SCOPE_WORDS.startingAt(view, name.start, name.end);
  return hit === null || !view.startsWith('全', hit.start) ? null : { start: hit.start, end: hit.end };
}
