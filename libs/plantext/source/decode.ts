/**
 * L0: bytes of a text file → text. UTF-8 first, then UTF-16 and GB18030 where that is unambiguous; nothing is
 * replaced silently: undecodable bytes are refused with their offset.
 */
import { sniffFormat, wideGuess } from './sniff.ts';
import type { Sniffed } from './sniff.ts';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: TextEncodingName }
  | { readonly ok: false; readonly code: 'empty_file'; readonly message: string }
  | { readonly ok: false; readonly code: 'text_encoding'; readonly message: string; readonly offset: number }
  | { readonly ok: false; readonly code: 'type_mismatch'; readonly message: string; readonly found: Sniffed };

// Encoding standard (WHATWG): present in Node and in browsers, not in the ES library types
declare const TextDecoder: new (label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

const decodeAs = (encoding: TextEncodingName, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const ok = (text: string, encoding: TextEncodingName): Decoded =>
  text === '' ? { ok: false, code: 'empty_file', message: '文件里没有内容，请换一份文件。' } : { ok: true, text, encoding };

const refuseBytes = (offset: number): Decoded => ({
  ok: false,
  code: 'text_encoding',
  message: `第 ${offset} 个字节起无法按 UTF-8、UTF-16 或 GB18030 读出文字，请在文字处理软件中另存为 UTF-8 文本后重试。`,
  offset,
});

/** Length of the well-formed UTF-8 sequence at `i` (Unicode table 3-7), 0 if there is none. */
const utf8Length = (bytes: Uint8Array, i: number): number => {
  const a = bytes[i] ?? 0;
  if (a < 0x80) return 1;
  const b = bytes[i + 1] ?? 0;
  const tail = (at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  if (a >= 0xc2 && a <= 0xdf) return tail(i + 1) ? 2 : 0;
  if (a >= 0xe0 && a <= 0xef) {
    if (!tail(i + 1) || !tail(i + 2) || (a === 0xe0 && b < 0xa0) || (a === 0xed && b > 0x9f)) return 0;
    return 3;
  }
  if (a >= 0xf0 && a <= 0xf4) {
    if (!tail(i + 1) || !tail(i + 2) || !tail(i + 3) || (a === 0xf0 && b < 0x90) || (a === 0xf4 && b > 0x8f)) return 0;
    return 4;
  }
  return 0;
};

/** Offset of the first byte that is no UTF-8, -1 if all is well. */
export const firstBadUtf8 = (bytes: Uint8Array): number => {
  let i = 0;
  while (i < bytes.length) {
    const n = utf8Length(bytes, i);
    if (n === 0) return i;
    i += n;
  }
  return -1;
};

const sniffedText = (bytes: Uint8Array): Decoded | null => {
  const found = sniffFormat(bytes);
  if (found === 'txt' || found === 'html') return null;
  return { ok: false, code: 'type_mismatch', message: '文件内容不是文本，请上传 txt、html、docx 或 pdf 文件，并核对扩展名。', found };
};

const byteOrderMark = (bytes: Uint8Array): TextEncodingName | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
};

const decodeWide = (bytes: Uint8Array, encoding: TextEncodingName, skip: number): Decoded => {
  const text = decodeAs(encoding, bytes.subarray(skip));
  return text === null ? refuseBytes(firstBadWide(bytes, encoding, skip)) : ok(text, encoding);
};

/** First lone surrogate or odd last byte. */
const firstBadWide = (bytes: Uint8Array, encoding: TextEncodingName, skip: number): number => {
  const unit = (i: number): number => (encoding === 'utf-16le' ? (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) : ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  for (let i = skip; i + 1 < bytes.length; i += 2) {
    const code = unit(i);
    if (code < 0xd800 || code > 0xdfff) continue;
    const low = i + 3 < bytes.length ? unit(i + 2) : 0;
    if (code > 0xdbff || low < 0xdc00 || low > 0xdfff) return i;
    i += 2;
  }
  return bytes.length - 1;
};

/** Characters that GB18030 makes of arbitrary bytes but no plan holds. */
const implausible = (text: string): boolean => {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0xe000 && code <= 0xf8ff) || (code >= 0x80 && code < 0xa0) || code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)) odd++;
  }
  return odd * 20 > text.length;
};

/**
 * Decodes the bytes of a text file. A byte order mark is dropped, line ends are kept.
 * Refusals: `empty_file` (nothing or only a mark), `type_mismatch` (another kind of file), `text_encoding` with the
 * byte offset of the first byte that is no UTF-8 (or no GB18030, if that reading got further; in UTF-16, of the first
 * broken unit; in a file put together from both, of the first UTF-8 among GB18030).
 */
export const decodeText = (bytes: Uint8Array): Decoded => {
  if (bytes.length === 0) return ok('', 'utf-8');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const foreign = sniffedText(bytes);
  if (foreign !== null) return foreign;
  const wideMark = marked ? null : byteOrderMark(bytes);
  if (wideMark !== null) return decodeWide(bytes, wideMark, 2);
  const text = bytes.includes(0) ? null : decodeAs('utf-8', marked ? bytes.subarray(3) : bytes);
  if (text !== null) return ok(text, 'utf-8');
  const guess = marked ? null : wideGuess(bytes);
  if (guess !== null) return decodeWide(bytes, guess, 0);
  const bad = firstBadUtf8(bytes);
  if (marked || looksLikeUtf8(bytes, bad)) return refuseBytes(bad);
  const chinese = decodeAs('gb18030', bytes);
  // Neither reading holds to the end: the one that got further is what the file was meant to be.
  if (chinese === null) return refuseBytes(Math.max(bad, firstBadChinese(bytes)));
  if (implausible(chinese)) return refuseBytes(bad);
  const mixed = utf8RunIn(bytes);
  return mixed < 0 ? ok(chinese, 'gb18030') : refuseBytes(mixed);
};

/** Offset of the first byte that is no GB18030 by its form (one, two or four bytes), -1 if there is none. */
const firstBadChinese = (bytes: Uint8Array): number => {
  const within = (i: number, low: number, high: number): boolean => (bytes[i] ?? 0) >= low && (bytes[i] ?? 0) <= high;
  for (let i = 0; i < bytes.length; ) {
    if ((bytes[i] ?? 0) < 0x80) i += 1;
    else if (!within(i, 0x81, 0xfe)) return i;
    else if (within(i + 1, 0x40, 0x7e) || within(i + 1, 0x80, 0xfe)) i += 2;
    else if (within(i + 1, 0x30, 0x39) && within(i + 2, 0x81, 0xfe) && within(i + 3, 0x30, 0x39)) i += 4;
    else return i;
  }
  return -1;
};

const isWideRun = (bytes: Uint8Array, from: number, to: number): boolean => {
  if ((to - from) % 3 !== 0) return false;
  for (let i = from; i < to; i += 3) if (utf8Length(bytes, i) !== 3) return false;
  return true;
};

/**
 * A file put together from two: between bytes of GB18030 stands a run of four or more characters that is UTF-8 from end to end,
 * which no Chinese text in GB18030 is by chance (every second byte would have to be rare). Its offset, -1 if there is none.
 */
const utf8RunIn = (bytes: Uint8Array): number => {
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    let end = i;
    while ((bytes[end] ?? 0) >= 0x80) end++;
    if (end - i >= 12 && isWideRun(bytes, i, end)) return i;
    i = end;
  }
  return -1;
};

/** Damaged UTF-8 is no GB18030: several well-formed three-byte characters stand before the fault. */
const looksLikeUtf8 = (bytes: Uint8Array, bad: number): boolean => {
  let wideChars = 0;
  for (let i = 0; i < bad && wideChars < 8; ) {
    const n = utf8Length(bytes, i);
    if (n >= 3) wideChars++;
    i += Math.max(n, 1);
  }
  return wideChars >= 8;
};
