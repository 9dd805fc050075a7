/** Small Chinese counts inside words: 三 in 三品, 五 in 五进. */
import { CharSet } from '../source/char-set.ts';
import { NAMES_WITH_NUMERALS } from './term-lexicon.ts';

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 双: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };
/** Digits and the words that count without saying how many. */
const COUNTING = new CharSet(`${Object.keys(DIGITS).join('')}多百千万亿几数`);

function mayCount(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (COUNTING.has(word.charCodeAt(i))) return true;
  return false;
}

export function countOf(ch: string): number {
  return DIGITS[ch] ?? 0;
}

/** All counts in a word, in order: 三线一单 -> [3, 1]. 十二 is one count of 12. */
export function countsIn(whole: string): number[] {
  if (!mayCount(whole)) return [];
  const word = counting(whole);
  const out: number[] = [];
  for (let i = 0; i < word.length; i++) {
    const here = countOf(word[i] ?? '');
    if (here === 0) continue;
    const next = countOf(word[i + 1] ?? '');
    if (here === 10 && next > 0 && next < 10) {
      out.push(10 + next);
      i++;
    } else if (here < 10 && next === 10) {
      const after = countOf(word[i + 2] ?? '');
      out.push(here * 10 + (after < 10 ? after : 0));
      i += after > 0 && after < 10 ? 2 : 1;
    } else out.push(here);
  }
  return out;
}

/** The word without names that hold a numeral: 信用长三角 counts nothing. */
function counting(word: string): string {
  if (!mayCount(word)) return word;
  return NAMES_WITH_NUMERALS.reduce((rest, name) => (rest.includes(name) ? rest.replaceAll(name, '') : rest), word);
}

export function hasCount(word: string): boolean {
  return mayCount(counting(word));
}

/** A count written in figures or Chinese, 0 when it is none: 12, 十二, 四. */
export function smallCount(word: string): number {
  if (word.length === 1) return countOf(word) || (word >= '1' && word <= '9' ? Number(word) : 0);
  if (/^[0-9]{1,3}$/.test(word)) return Number(word);
  const counts = countsIn(word);
  return counts.length === 1 && [...word].every((ch) => countOf(ch) > 0) ? (counts[0] ?? 0) : 0;
}
