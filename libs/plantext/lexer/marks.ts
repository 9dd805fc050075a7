/**
 * L2: one lexer for the marks of official texts, at line start and inside paragraphs. It reads the canonical view,
 * looks at most a few characters ahead and never backtracks over more than a label.
 */
import { arabicNumeral, chineseNumeral, numeralLength, numeralValue } from './numerals.ts';
import type { Mark, Style } from './styles.ts';

const SPACE = 32;
const TAB = 9;
const OPEN = 40;
const CLOSE = 41;
const DOT = 46;
const DUN = 0x3001;
const DASH = 45;
const COLON = 58;
const FIRST = 0x7b2c; // 第

const ORDINAL_UNITS: readonly (readonly [string, Style])[] = [
  ['部分', 'pian'],
  ['篇', 'pian'],
  ['编', 'pian'],
  ['章', 'zhang'],
  ['节', 'jie'],
  ['条', 'tiao'],
];

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export const skipBlanks = (view: string, from: number, to: number): number => {
  let i = from;
  while (i < to) {
    const code = view.charCodeAt(i);
    if (code !== SPACE && code !== TAB) break;
    i++;
  }
  return i;
};

interface Found {
  readonly style: Style;
  readonly number: number;
  readonly labelEnd: number;
  readonly weak?: boolean;
}

const ordinal = (view: string, at: number, end: number): Found | null => {
  const from = skipBlanks(view, at + 1, end);
  const packed = chineseNumeral(view, from) || arabicNumeral(view, from);
  if (packed === 0) return null;
  const after = skipBlanks(view, from + numeralLength(packed), end);
  for (const [unit, style] of ORDINAL_UNITS) {
    if (!view.startsWith(unit, after) || after + unit.length > end) continue;
    const labelEnd = after + unit.length;
    // 第三条生产线 and 第二章程 are prose: a label is followed by a blank, a colon or the line end, 条 also by text
    const next = view.charCodeAt(labelEnd);
    const closed = labelEnd >= end || next === SPACE || next === TAB || next === COLON || next === DUN;
    return { style, number: numeralValue(packed), labelEnd, weak: !closed };
  }
  return null;
};

/** (一) (1) （1） at an opening bracket; also `一)` and `1)` handled by the callers. */
const bracketed = (view: string, at: number, end: number): Found | null => {
  const from = skipBlanks(view, at + 1, Math.min(end, at + 3));
  const chinese = chineseNumeral(view, from);
  const packed = chinese || arabicNumeral(view, from);
  if (packed === 0) return null;
  const close = skipBlanks(view, from + numeralLength(packed), Math.min(end, from + numeralLength(packed) + 2));
  if (close >= end || view.charCodeAt(close) !== CLOSE) return null;
  return { style: chinese ? 'cnp' : 'arp', number: numeralValue(packed), labelEnd: close + 1 };
};

/** Blanks that a typist leaves between a numeral and its mark: `一 、` `1 .` */
const MAX_GAP = 2;

/** Where the mark behind a numeral stands: at once, or after a typist's blank if it is 、 or a dot. */
const markBehind = (view: string, after: number, end: number): number => {
  const at = skipBlanks(view, after, Math.min(end, after + MAX_GAP));
  const code = view.charCodeAt(at);
  return code === DUN || code === DOT ? at : after;
};

/** `一、` `一.` `十一)` at line start. */
const chineseLabel = (view: string, at: number, end: number): Found | null => {
  const packed = chineseNumeral(view, at);
  if (packed === 0) return null;
  const after = markBehind(view, at + numeralLength(packed), end);
  if (after >= end) return null;
  const close = view.charCodeAt(after);
  if (close === DUN || (close === DOT && !isDigit(view.charCodeAt(after + 1)))) return { style: 'cn', number: numeralValue(packed), labelEnd: after + 1 };
  if (close === CLOSE) return { style: 'cnp', number: numeralValue(packed), labelEnd: after + 1 };
  if (close === 0x662f && numeralLength(packed) <= 2) return { style: 'shi', number: numeralValue(packed), labelEnd: after + 1 }; // 是
  return null;
};

const decimalLabel = (view: string, at: number, end: number, first: number): Found | null => {
  const second = arabicNumeral(view, at);
  if (second === 0 || numeralLength(second) > 2) return null;
  let after = at + numeralLength(second);
  if (view.charCodeAt(after) === DOT) {
    const third = arabicNumeral(view, after + 1);
    if (third === 0) return after + 1 < end ? { style: 'dec2', number: numeralValue(second), labelEnd: after + 1, weak: true } : null;
    after += 1 + numeralLength(third);
    return { style: 'dec3', number: numeralValue(third), labelEnd: after, weak: true };
  }
  return first > 0 ? { style: 'dec2', number: numeralValue(second), labelEnd: after, weak: true } : null;
};

/** `1.` `1、` `1)` `1.1` `1.1.1` and `1 总则` at line start. */
const arabicLabel = (view: string, at: number, end: number): Found | null => {
  const packed = arabicNumeral(view, at);
  if (packed === 0 || numeralLength(packed) > 3) return null;
  const number = numeralValue(packed);
  const after = markBehind(view, at + numeralLength(packed), end);
  if (after >= end) return null;
  const close = view.charCodeAt(after);
  const digitBehind = isDigit(view.charCodeAt(after + 1));
  if (close === DUN) return { style: 'ar', number, labelEnd: after + 1, weak: digitBehind };
  if (close === DOT) return { style: 'ar', number, labelEnd: after + 1, weak: digitBehind };
  if (close === CLOSE) return { style: 'hp', number, labelEnd: after + 1 };
  return null;
};

/** Single characters that are a whole label: ① ⑴ ⒈ ㈠. */
const enclosedLabel = (code: number, at: number): Found | null => {
  if (code >= 0x2460 && code <= 0x2473) return { style: 'circle', number: code - 0x245f, labelEnd: at + 1 };
  if (code >= 0x2474 && code <= 0x2487) return { style: 'arp', number: code - 0x2473, labelEnd: at + 1 };
  if (code >= 0x2488 && code <= 0x249b) return { style: 'ar', number: code - 0x2487, labelEnd: at + 1 };
  if (code >= 0x3220 && code <= 0x3229) return { style: 'cnp', number: code - 0x321f, labelEnd: at + 1 };
  return null;
};

/** 专栏5, 表 1, 附件2, 附表, with the number in either script; 【专栏5】 too. */
const namedLabel = (view: string, at: number, end: number, bracket: boolean): Found | null => {
  const word = WORDS.find(([w]) => view.startsWith(w, at));
  if (word === undefined) return null;
  const [text, style] = word;
  const from = skipBlanks(view, at + text.length, end);
  const packed = arabicNumeral(view, from) || chineseNumeral(view, from);
  let labelEnd = packed ? from + numeralLength(packed) : at + text.length;
  if (packed && view.charCodeAt(labelEnd) === DASH && isDigit(view.charCodeAt(labelEnd + 1))) {
    const sub = arabicNumeral(view, labelEnd + 1);
    labelEnd += 1 + numeralLength(sub);
  }
  if (bracket) {
    if (view.charCodeAt(labelEnd) !== 93) return null;
    labelEnd++;
  }
  const next = view.charCodeAt(labelEnd);
  const closed = labelEnd >= end || next === SPACE || next === TAB || next === COLON;
  if (style === 'box') return packed || closed ? { style, number: numeralValue(packed), labelEnd } : null;
  if (style === 'table')
    return packed && labelEnd < end && next !== DUN && next !== DOT && !isDigit(next) ? { style, number: numeralValue(packed), labelEnd, weak: !closed } : null;
  return closed || packed ? { style, number: numeralValue(packed), labelEnd } : null;
};

/** Words that head a numbered action: `行动一：设施提质行动`, `任务2 稳住产量`. */
const ACTION_WORDS = ['专项行动', '重点行动', '重点任务', '重点工程', '主要任务', '行动', '任务', '工程', '举措', '措施', '专项', '板块'];

/** `行动一：…`: the number must be closed by a colon, a blank, 、 or the line end; `工程一期` is prose. */
const actionLabel = (view: string, at: number, end: number): Found | null => {
  const word = ACTION_WORDS.find((w) => view.startsWith(w, at));
  if (word === undefined) return null;
  const from = at + word.length;
  const packed = chineseNumeral(view, from) || arabicNumeral(view, from);
  if (packed === 0 || numeralLength(packed) > 3) return null;
  const labelEnd = from + numeralLength(packed);
  const next = view.charCodeAt(labelEnd);
  const closed = labelEnd >= end || next === COLON || next === SPACE || next === TAB || next === DUN;
  return closed ? { style: 'named', number: numeralValue(packed), labelEnd, weak: true } : null;
};

const WORDS: readonly (readonly [string, Style])[] = [
  ['专栏', 'box'],
  ['附件', 'annex'],
  ['附表', 'annex'],
  ['附录', 'annex'],
  ['表', 'table'],
];

const dashLabel = (view: string, at: number, end: number): Found | null => {
  let i = at;
  while (i < end && view.charCodeAt(i) === DASH) i++;
  if (i - at < 2 && view.charCodeAt(i) < 0x4e00) return null;
  return i >= end ? null : { style: 'dash', number: 0, labelEnd: i };
};

const startLabel = (view: string, at: number, end: number): Found | null => {
  const code = view.charCodeAt(at);
  if (isDigit(code)) return arabicLabel(view, at, end);
  if (code === OPEN) return bracketed(view, at, end);
  if (code === DASH) return dashLabel(view, at, end);
  if (code === 91) return namedLabel(view, at + 1, end, true);
  if (code < 0x2460) return null;
  if (code === FIRST) return ordinal(view, at, end);
  return enclosedLabel(code, at) ?? chineseLabel(view, at, end) ?? namedLabel(view, at, end, false) ?? actionLabel(view, at, end);
};

/**
 * The mark that opens the line [start,end), or null. Bullets, pipes and Markdown signs before it are skipped.
 * A weak mark needs the right number to count.
 */
export const markAtLineStart = (view: string, start: number, end: number): Mark | null => {
  let at = start;
  while (at < end && isOrnament(view.charCodeAt(at))) at = skipBlanks(view, at + 1, end);
  if (at >= end) return null;
  const found = startLabel(view, at, end);
  if (found === null) return null;
  return { ...found, start: at, textStart: skipBlanks(view, found.labelEnd, end) };
};

const isOrnament = (code: number): boolean => code === 124 || code === 35 || code === 42 || code === 62;

/** `1.1` or `1.1.1` at line start, for documents numbered that way. */
export const decimalAtLineStart = (view: string, start: number, end: number): Mark | null => {
  const packed = arabicNumeral(view, start);
  if (packed === 0 || numeralLength(packed) > 2) return null;
  const dot = start + numeralLength(packed);
  if (dot >= end) return null;
  if (view.charCodeAt(dot) === SPACE || view.charCodeAt(dot) === TAB) {
    return { style: 'ar', number: numeralValue(packed), start, labelEnd: dot, textStart: skipBlanks(view, dot, end), weak: true };
  }
  if (view.charCodeAt(dot) !== DOT) return null;
  const found = decimalLabel(view, dot + 1, end, numeralValue(packed));
  if (found === null) return null;
  return { ...found, start, textStart: skipBlanks(view, found.labelEnd, end) };
};

/** `(n)` or ⑴ at `at` inside a paragraph; null if the characters there are no bracketed Arabic number. */
export const inlineLabelAt = (view: string, at: number, end: number): Mark | null => {
  const code = view.charCodeAt(at);
  const found = code === OPEN ? bracketed(view, at, end) : enclosedLabel(code, at);
  if (found === null || found.style !== 'arp') return null;
  return { ...found, start: at, textStart: skipBlanks(view, found.labelEnd, end) };
};
