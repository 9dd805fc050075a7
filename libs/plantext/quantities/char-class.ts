/**
 * One class per UTF-16 unit, for the hand-written automata of layer L4.
 * Both width families are listed, so the scanners read the canonical view and raw text alike:
 * the offsets then never need a map (plantext, layer L1).
 */

export const CHAR = {
  other: 0,
  digit: 1,
  hanDigit: 2,
  magnitude: 3,
  dot: 4,
  comma: 5,
  colon: 6,
  percent: 7,
  permille: 8,
  dash: 9,
  slash: 10,
  letter: 11,
  open: 12,
  close: 13,
  space: 14,
  enumComma: 15,
  quoteOpen: 16,
  quoteClose: 17,
  stop: 18,
  plus: 19,
  newline: 20,
} as const;

const CLASS = new Uint8Array(65536);
const VALUE = new Int8Array(65536).fill(-1);
const POWER = new Int8Array(65536).fill(-1);

const mark = (chars: string, cls: number): void => {
  for (let i = 0; i < chars.length; i++) CLASS[chars.charCodeAt(i)] = cls;
};

for (let d = 0; d < 10; d++) {
  for (const base of [0x30, 0xff10]) {
    CLASS[base + d] = CHAR.digit;
    VALUE[base + d] = d;
  }
}
for (let c = 0; c < 26; c++) {
  for (const base of [0x41, 0x61, 0xff21, 0xff41]) CLASS[base + c] = CHAR.letter;
}
mark('.．', CHAR.dot);
mark(',，', CHAR.comma);
mark(':：︰∶﹕', CHAR.colon);
mark('%％﹪', CHAR.percent);
mark('‰', CHAR.permille);
mark('-－–—−~～〜﹣―', CHAR.dash);
mark('/／∕', CHAR.slash);
mark('([{（［｛〔【〈《', CHAR.open);
mark(')]}）］｝〕】〉》', CHAR.close);
mark(' \t\u00a0\u3000\u200b\u2002\u2003\u2009', CHAR.space);
mark('、', CHAR.enumComma);
mark('“‘「『', CHAR.quoteOpen);
mark('”’」』', CHAR.quoteClose);
mark('"\'', CHAR.quoteClose);
mark('。;；!！?？', CHAR.stop);
mark('+＋', CHAR.plus);
mark('\n\r', CHAR.newline);

const HAN_DIGITS: readonly (readonly [string, number])[] = [
  ['〇零○', 0],
  ['一壹', 1],
  ['二两贰', 2],
  ['三叁', 3],
  ['四肆', 4],
  ['五伍', 5],
  ['六陆', 6],
  ['七柒', 7],
  ['八捌', 8],
  ['九玖', 9],
  ['廿', 20],
  ['卅', 30],
];
for (const [chars, value] of HAN_DIGITS) {
  mark(chars, CHAR.hanDigit);
  for (let i = 0; i < chars.length; i++) VALUE[chars.charCodeAt(i)] = value;
}
const MAGNITUDES: readonly (readonly [string, number])[] = [
  ['十拾', 1],
  ['百佰', 2],
  ['千仟', 3],
  ['万', 4],
  ['亿', 8],
];
for (const [chars, power] of MAGNITUDES) {
  mark(chars, CHAR.magnitude);
  for (let i = 0; i < chars.length; i++) POWER[chars.charCodeAt(i)] = power;
}

/** Class of the unit at `i`; 0 (`other`) outside the text. */
export function classAt(text: string, i: number): number {
  return i < 0 || i >= text.length ? CHAR.other : (CLASS[text.charCodeAt(i)] as number);
}

/** Value of a decimal or Chinese digit at `i`, or -1. */
export function digitAt(text: string, i: number): number {
  return i < 0 || i >= text.length ? -1 : (VALUE[text.charCodeAt(i)] as number);
}

/** Power of ten of 十 百 千 万 亿 at `i`, or -1. */
export function powerAt(text: string, i: number): number {
  return i < 0 || i >= text.length ? -1 : (POWER[text.charCodeAt(i)] as number);
}

/** True for CJK ideographs of the basic plane. */
export function isHanAt(text: string, i: number): boolean {
  if (i < 0 || i >= text.length) return false;
  const c = text.charCodeAt(i);
  return c >= 0x4e00 && c <= 0x9fff;
}
