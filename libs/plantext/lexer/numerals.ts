/** Numerals of labels. A result is packed: value * 16 + length in units; 0 means "no numeral here". */

const DIGIT = new Map<number, number>(
  [...'零一二三四五六七八九']
    .map((c, i): [number, number] => [c.charCodeAt(0), i])
    .concat([
      ['〇'.charCodeAt(0), 0],
      ['两'.charCodeAt(0), 2],
    ]),
);
const TEN = 0x5341;
const HUNDRED = 0x767e;
const LONGEST_CHINESE = 7;
const LONGEST_ARABIC = 4;

/** 一 … 九百九十九 at `at`, also 二〇 digit by digit. */
export const chineseNumeral = (view: string, at: number): number => {
  let total = 0;
  let digit = -1;
  let i = at;
  const last = Math.min(view.length, at + LONGEST_CHINESE);
  for (; i < last; i++) {
    const code = view.charCodeAt(i);
    const value = DIGIT.get(code);
    if (value !== undefined) {
      digit = digit > 0 ? digit * 10 + value : value;
    } else if (code === TEN || code === HUNDRED) {
      total += (digit < 0 ? 1 : digit) * (code === TEN ? 10 : 100);
      digit = -1;
    } else break;
  }
  const value = total + Math.max(digit, 0);
  return i === at || value === 0 ? 0 : value * 16 + (i - at);
};

/** Up to four ASCII digits at `at`; a longer run is no label number. */
export const arabicNumeral = (view: string, at: number): number => {
  let value = 0;
  let i = at;
  while (i <= at + LONGEST_ARABIC) {
    const code = view.charCodeAt(i) - 48;
    if (!(code >= 0 && code <= 9)) break;
    value = value * 10 + code;
    i++;
  }
  const length = i - at;
  return length === 0 || length > LONGEST_ARABIC || value === 0 ? 0 : value * 16 + length;
};

export const numeralValue = (packed: number): number => packed >> 4;
export const numeralLength = (packed: number): number => packed & 15;
