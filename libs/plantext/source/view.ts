/**
 * L1: the equal-length canonical view. One canonical UTF-16 unit per unit of the text, so that every offset into the
 * view is an offset into the text and no map is needed. Characters whose expansion would be longer (㎡ ① Ⅳ) stay as
 * they are: the scanners know them by class.
 */

const SIZE = 0x10000;

/** Source characters followed by the canonical character they fold to. */
const FAMILIES: readonly (readonly [string, string])[] = [
  // line ends: CR, line and paragraph separators, form feed (page break of converted files)
  ['\r\u2028\u2029\u0085\u000b\u000c', '\n'],
  // blanks and zero-width characters that web pages scatter inside sentences
  ['\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad', ' '],
  // dashes; the bullet —— is therefore "--"
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d', '-'],
  // colons, U+FE30 stands in ratios like 11.8︰48.3
  ['\uff1a\u2236\ufe55\ufe30\ua789\u02d0', ':'],
  ['\u301c\u223c\uff5e', '~'],
  ['\u300c\ufe41\u301d', '\u201c'],
  ['\u300d\ufe42\u301e\u301f', '\u201d'],
  ['\u300e\ufe43', '\u2018'],
  ['\u300f\ufe44', '\u2019'],
  ['\u3008\ufe3f', '\u300a'],
  ['\u3009\ufe40', '\u300b'],
  ['\ufe59\ufe35', '('],
  ['\ufe5a\ufe36', ')'],
  ['\u3010\u3014\u3016\u3018\ufe39\ufe3b', '['],
  ['\u3011\u3015\u3017\u3019\ufe3a\ufe3c', ']'],
  ['\uff61', '\u3002'],
  ['\ufe51\uff64', '\u3001'],
  ['\ufe50', ','],
  ['\ufe54', ';'],
  ['\ufe56', '?'],
  ['\ufe57', '!'],
  ['\ufe6a', '%'],
  ['\u25cb\u25ef', '\u3007'], // ○ written for 〇 in 二○二五年
  ['\u2223\uffe8', '|'],
];

const buildTable = (): Uint16Array => {
  const table = new Uint16Array(SIZE);
  for (let i = 0; i < SIZE; i++) table[i] = i;
  for (let i = 0xff01; i <= 0xff5e; i++) table[i] = i - 0xfee0; // full-width ASCII
  for (const [from, to] of FAMILIES) {
    for (let i = 0; i < from.length; i++) table[from.charCodeAt(i)] = to.charCodeAt(0);
  }
  return table;
};

const TABLE = buildTable();
/** Short, so that the numbers of a chunk stay in the first cache. */
const CHUNK = 1024;

/** The canonical view of a text: same length, punctuation half-width, blanks ' ', dashes '-', line ends '\n'. */
export const canonicalView = (text: string): string => {
  // a plain list: `apply` takes its numbers as they lie, of a typed one it makes a list first
  const buffer = new Array<number>(CHUNK).fill(0);
  let out = '';
  let clean = 0; // text[clean, i) is unchanged and not yet copied
  for (let from = 0; from < text.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, text.length);
    let changed = false;
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      const folded = TABLE[code] as number;
      buffer[i - from] = folded;
      if (folded !== code) changed = true;
    }
    if (!changed) continue;
    out += text.slice(clean, from);
    out += String.fromCharCode.apply(null, to - from === CHUNK ? buffer : buffer.slice(0, to - from));
    clean = to;
  }
  return clean === 0 ? text : out + text.slice(clean);
};
