/** Numerals: digit runs with groups and fractions, Chinese numerals, magnitude tails. No units here. */
import type { Dec } from '../model.ts';
import { CHAR, classAt, digitAt, powerAt } from './char-class.ts';
import { MAX_DIGITS, addDec, decimalOf, shiftDec } from './decimal.ts';
import { UNITS } from './unit-table.ts';

export interface Numeral {
  readonly end: number;
  /** null: a run that is no figure (too long, or 1.2.3) */
  readonly number: Dec | null;
  readonly numberMax?: Dec;
  readonly han: boolean;
  /** starts with a magnitude character: 千, 亿, 百万 */
  readonly noCoefficient?: true;
  readonly ambiguous?: true;
  /** had thousands separators or a fraction, so it cannot be a calendar year */
  readonly notYear?: true;
}

const MAX_HAN = 24;
const NINE = 0x39;

/** The digits of a stretch in ASCII: as they stand, but for Chinese and full-width ones and the separators of groups. */
function digitsOf(text: string, from: number, to: number): string {
  let i = from;
  while (i < to && text.charCodeAt(i) <= NINE && digitAt(text, i) >= 0) i++;
  if (i === to) return text.slice(from, to);
  let out = '';
  for (i = from; i < to; i++) if (digitAt(text, i) >= 0) out += String(digitAt(text, i));
  return out;
}

function runEnd(text: string, i: number): number {
  let k = i;
  while (classAt(text, k) === CHAR.digit) k++;
  return k;
}

/** End of `1,234,567` when every group has exactly three digits (U4), else the end of the first run. */
function groupedEnd(text: string, start: number, firstEnd: number): number {
  if (firstEnd - start > 3) return firstEnd;
  const separator = classAt(text, firstEnd);
  if (separator !== CHAR.comma && !(separator === CHAR.space && text[firstEnd] !== '\t')) return firstEnd;
  let end = firstEnd;
  while (classAt(text, end) === separator && classAt(text, end + 1) === CHAR.digit) {
    const next = runEnd(text, end + 1);
    if (next - end !== 4) return firstEnd;
    end = next;
  }
  if (separator === CHAR.space && end > firstEnd && UNITS.endFrom(text, end, end + 8) < 0 && powerAt(text, end) < 0) return firstEnd;
  return end;
}

/** Reads a decimal figure that starts at `i` (a digit). */
export function readDigits(text: string, i: number): Numeral {
  const firstEnd = runEnd(text, i);
  const wholeEnd = groupedEnd(text, i, firstEnd);
  let end = wholeEnd;
  let fractionFrom = -1;
  if (classAt(text, end) === CHAR.dot && classAt(text, end + 1) === CHAR.digit) {
    fractionFrom = end + 1;
    end = runEnd(text, fractionFrom);
    if (classAt(text, end) === CHAR.dot && classAt(text, end + 1) === CHAR.digit) {
      while (classAt(text, end) === CHAR.dot && classAt(text, end + 1) === CHAR.digit) end = runEnd(text, end + 1);
      return { end, number: null, han: false };
    }
  }
  if (end - i > MAX_DIGITS) return { end, number: null, han: false };
  const whole = digitsOf(text, i, wholeEnd);
  const fraction = fractionFrom < 0 ? '' : digitsOf(text, fractionFrom, end);
  const number = decimalOf(whole, fraction, 0);
  return fractionFrom >= 0 || wholeEnd > firstEnd ? { end, number, han: false, notYear: true } : { end, number, han: false };
}

/** True when a unit that begins with a magnitude character (千瓦, 千伏, 百分点) stands at `i`. */
function unitBlocks(text: string, i: number): boolean {
  const power = powerAt(text, i);
  if (power !== 3 && power !== 2) return false;
  return UNITS.endFrom(text, i, i + 6) >= i + 2;
}

/** 十 百 千 万 亿 after a figure: the summed power of ten and where the tail ends. */
export function readTail(text: string, i: number): { readonly end: number; readonly power: number } {
  let end = i;
  let power = 0;
  while (powerAt(text, end) > 0 && end - i < 4 && !unitBlocks(text, end)) {
    power += powerAt(text, end);
    end++;
  }
  return { end, power };
}

/** 2万5千: a lower part written with digits. Returns null when there is none. */
export function readLowerPart(text: string, i: number, above: number): { readonly end: number; readonly number: Dec; readonly ambiguous: boolean } | null {
  if (classAt(text, i) !== CHAR.digit) return null;
  const part = readDigits(text, i);
  if (part.number === null) return null;
  const tail = readTail(text, part.end);
  if (tail.power >= above) return null;
  if (tail.power === 0) return above === 3 || above === 4 ? { end: part.end, number: shiftDec(part.number, above - 1), ambiguous: true } : null;
  return { end: tail.end, number: shiftDec(part.number, tail.power), ambiguous: false };
}

interface HanState {
  total: Dec;
  section: number;
  digit: number;
  last: number;
}

function hanValue(text: string, from: number, to: number): Dec {
  const s: HanState = { total: '0', section: 0, digit: -1, last: 9 };
  for (let i = from; i < to; i++) {
    const power = powerAt(text, i);
    if (power < 0) {
      const digit = digitAt(text, i);
      if (digit > 9) s.section += digit;
      s.digit = digit > 9 ? -1 : digit;
      continue;
    }
    if (power < 4) {
      s.section += (s.digit < 0 ? 1 : s.digit) * 10 ** power;
      s.last = power;
    } else {
      const unit = s.section + Math.max(s.digit, 0);
      const whole = addDec(s.total, String(unit === 0 && s.total === '0' ? 1 : unit));
      s.total = power === 8 ? shiftDec(whole, 8) : addDec(s.total, shiftDec(String(unit === 0 ? 1 : unit), 4));
      s.section = 0;
      s.last = power;
    }
    s.digit = -1;
  }
  if (s.digit >= 0) {
    // 三千五 = 3500: a digit straight after 百, 千, 万 or 亿 counts in the next lower place
    const previous = powerAt(text, to - 2);
    s.section += previous >= 2 ? s.digit * 10 ** (previous - 1) : s.digit;
  }
  // most numerals hold neither 万 nor 亿
  return s.total === '0' ? String(s.section) : addDec(s.total, String(s.section));
}

/** Reads a Chinese numeral that starts at `i` (digit or magnitude character). */
export function readHan(text: string, i: number): Numeral {
  let end = i;
  let magnitudes = 0;
  let digits = 0;
  while (end < text.length) {
    const cls = classAt(text, end);
    if (cls === CHAR.hanDigit) digits++;
    else if (cls === CHAR.magnitude && !unitBlocks(text, end)) magnitudes++;
    else break;
    end++;
  }
  if (end === i) return { end: i + 1, number: null, han: true };
  if (end - i > MAX_HAN) return { end, number: null, han: true };
  if (magnitudes === 0 && digits > 1 && digitAt(text, i) <= 9) return positional(text, i, end);
  const first = powerAt(text, i);
  if (digits === 0 && first > 1) return { end, number: decimalOf('1', '', sumOfPowers(text, i, end)), han: true, noCoefficient: true };
  return spokenPair(text, i, end) ?? { end, number: hanValue(text, i, end), han: true };
}

function sumOfPowers(text: string, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += Math.max(powerAt(text, k), 0);
  return sum;
}

/** 二〇二五 is 2025; 两三 is "two or three". */
function positional(text: string, from: number, to: number): Numeral {
  if (to - from === 2) {
    const a = digitAt(text, from);
    const b = digitAt(text, from + 1);
    if (b === a + 1 && a > 0) return { end: to, number: String(a), numberMax: String(b), han: true, ambiguous: true };
  }
  return { end: to, number: decimalOf(digitsOf(text, from, to), '', 0), han: true, ambiguous: true };
}

/** 三四十, 两三百: an estimate with two digits before one magnitude. */
function spokenPair(text: string, from: number, to: number): Numeral | null {
  const a = digitAt(text, from);
  const b = digitAt(text, from + 1);
  if (a <= 0 || b !== a + 1 || to - from < 3) return null;
  const power = sumOfPowers(text, from + 2, to);
  for (let k = from + 2; k < to; k++) if (powerAt(text, k) < 0) return null;
  return { end: to, number: shiftDec(String(a), power), numberMax: shiftDec(String(b), power), han: true, ambiguous: true };
}
