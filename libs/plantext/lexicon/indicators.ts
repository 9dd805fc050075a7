/** Look-ups over the indicator pack: longest name that starts or ends at a place, and the head test. */
import { WordTrie } from '../quantities/word-trie.ts';
import type { Dimension } from '../quantities/unit-table.ts';
import { type Direction, INDICATOR_HEADS, INDICATOR_ROWS } from './indicator-pack.ts';

export interface IndicatorEntry {
  readonly dimension: Dimension;
  readonly good: Direction;
}

function entries(): (readonly [string, IndicatorEntry])[] {
  const out: (readonly [string, IndicatorEntry])[] = [];
  for (const [dimension, good, names] of INDICATOR_ROWS) {
    for (const name of names.split(' ')) out.push([name, { dimension, good }]);
  }
  return out;
}

const ENTRIES = entries();
export const INDICATORS: WordTrie<IndicatorEntry> = new WordTrie(ENTRIES);
export const INDICATORS_BACK: WordTrie<IndicatorEntry> = new WordTrie(ENTRIES, true);
export const HEADS_BACK: WordTrie<true> = new WordTrie(
  INDICATOR_HEADS.map((w) => [w, true] as const),
  true,
);

/** Number of distinct indicator names of the pack. */
export const indicatorCount = (): number => new Set(ENTRIES.map(([name]) => name)).size;

/** 效率 and 税率 end like an indicator and are none by themselves. */
const NOT_HEADS = new Set(['效率', '汇率', '频率', '税率', '利率', '概率', '功率']);

/** True when the stretch ends in a name of the pack or in a head such as 率, 比重, 产值. */
export function endsAsIndicator(view: string, start: number, end: number): boolean {
  if (INDICATORS_BACK.startTo(view, end, start) >= 0) return true;
  return HEADS_BACK.startTo(view, end, start) >= 0 && !NOT_HEADS.has(view.slice(Math.max(start, end - 2), end));
}
