/** Counters right behind a numeral (3个, 四大), found in one walk for the rules that read counts. */
import type { ParsedText } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { once } from '../source/memo.ts';

/** Counters of things. */
export const THING_COUNTERS = '个项条类座所';
/** Counters of a list that stands before its count. */
export const LIST_COUNTERS = '大个项类条种方位座处级';

const COUNTERS = new CharSet(THING_COUNTERS + LIST_COUNTERS);
const NUMERALS = new CharSet('0123456789一二两三四五六七八九十');

const placesOnce = once((_parsed: ParsedText, view: string): readonly number[] => {
  const out: number[] = [];
  for (let at = 1; at < view.length; at++) if (COUNTERS.has(view.charCodeAt(at)) && NUMERALS.has(view.charCodeAt(at - 1))) out.push(at);
  return out;
});

/** Their places in text order. */
export const countersIn = (parsed: ParsedText): readonly number[] => placesOnce(parsed, parsed.view);
