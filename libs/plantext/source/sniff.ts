/** What kind of file some bytes are, by content and never by name. */

export type Sniffed = 'txt' | 'html' | 'docx' | 'pdf' | 'zip' | 'binary';

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean => magic.every((b, i) => bytes[at + i] === b);

const ascii = (word: string): number[] => [...word].map((c) => c.charCodeAt(0));

/** Magic numbers of formats people rename to .txt. */
const BINARY: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // png
  [0xff, 0xd8, 0xff], // jpeg
  [...ascii('GIF8')],
  [...ascii('BM'), 0],
  [0x4d, 0x5a, 0x90], // exe
  [0x7f, 0x45, 0x4c, 0x46], // elf
  [0xd0, 0xcf, 0x11, 0xe0], // ole2: old doc, xls, wps
  [0x1f, 0x8b], // gzip
  [...ascii('Rar!')],
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58, 0x5a], // xz
  [0xca, 0xfe, 0xba, 0xbe], // class, mach-o
  [...ascii('OggS')],
  [...ascii('ID3')],
  [...ascii('RIFF')],
  [...ascii('SQLite format 3')],
  [...ascii('II*'), 0],
  [...ascii('MM'), 0, 0x2a],
  [...ascii('wOFF')],
  [0, 0, 1, 0], // ico
];

const ZIP = [0x50, 0x4b];
const HEAD = 4096;

/** ASCII of the head, lower case, NULs dropped so that UTF-16 reads too. */
const headText = (bytes: Uint8Array): string => {
  let out = '';
  const end = Math.min(bytes.length, HEAD);
  for (let i = 0; i < end; i++) {
    const b = bytes[i] ?? 0;
    if (b > 0 && b < 0x80) out += String.fromCharCode(b);
  }
  return out.toLowerCase().trimStart();
};

const HTML_STARTS = [
  '<!doctype html',
  '<html',
  '<head',
  '<body',
  '<div',
  '<p>',
  '<p ',
  '<table',
  '<meta',
  '<title',
  '<style',
  '<span',
  '<tbody',
  '<tr',
  '<td',
  '<section',
  '<article',
  '<main',
  '<h1',
  '<h2',
  '<center',
  '<font',
];

const isHtml = (head: string): boolean => {
  let at = 0;
  // comments and an XML declaration may stand before the first element
  for (let turn = 0; turn < 20; turn++) {
    const close = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?xml', at) ? '?>' : null;
    if (close === null) break;
    const end = head.indexOf(close, at);
    if (end < 0) return false;
    at = end + close.length;
    while (at < head.length && head.charCodeAt(at) <= 32) at++;
  }
  return HTML_STARTS.some((s) => head.startsWith(s, at));
};

/** A Word package names word/ in the first entries of its ZIP directory or content. */
const holdsWord = (bytes: Uint8Array): boolean => {
  const word = ascii('word/');
  const scan = (from: number, to: number): boolean => {
    for (let i = Math.max(0, from); i + word.length <= to; i++) if (bytes[i] === word[0] && startsWith(bytes, word, i)) return true;
    return false;
  };
  return scan(0, Math.min(bytes.length, 1 << 16)) || scan(bytes.length - (1 << 16), bytes.length);
};

const hasUtf16Bom = (bytes: Uint8Array): boolean => startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);

/** Code units that Chinese official text is made of: ASCII, punctuation, ideographs, full-width forms. */
const isUsual = (unit: number): boolean =>
  (unit >= 32 && unit < 127) ||
  unit === 9 ||
  unit === 10 ||
  unit === 13 ||
  (unit >= 0x2010 && unit <= 0x2027) ||
  (unit >= 0x3000 && unit <= 0x3017) ||
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0xff01 && unit <= 0xff5e);

/** UTF-16 without a byte order mark: nearly all units usual in one byte order and far fewer in the other. */
export const wideGuess = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const length = Math.min(bytes.length, HEAD) & ~1;
  if (length < 4 || bytes.length % 2 !== 0) return null;
  let little = 0;
  let big = 0;
  for (let i = 0; i < length; i += 2) {
    const a = bytes[i] ?? 0;
    const b = bytes[i + 1] ?? 0;
    if (isUsual(a | (b << 8))) little++;
    if (isUsual((a << 8) | b)) big++;
  }
  const units = length / 2;
  if (little >= units * 0.95 && big <= units * 0.7) return 'utf-16le';
  if (big >= units * 0.95 && little <= units * 0.7) return 'utf-16be';
  return null;
};

/** Two NUL bytes in a row on an even place are U+0000: no text holds them. */
const hasNulPair = (bytes: Uint8Array): boolean => {
  for (let i = 0; i + 1 < bytes.length; i += 2) if (bytes[i] === 0 && bytes[i + 1] === 0) return true;
  return false;
};

const isBinary = (bytes: Uint8Array): boolean => {
  if (BINARY.some((magic) => startsWith(bytes, magic))) return true;
  if (startsWith(bytes, ascii('ftyp'), 4)) return true; // mp4, heic
  if (!bytes.includes(0)) return false;
  return hasUtf16Bom(bytes) || wideGuess(bytes) !== null ? hasNulPair(bytes) : true;
};

/** Kind of file by its bytes. An empty file is `txt` (and refused by `decodeText`). */
export const sniffFormat = (bytes: Uint8Array): Sniffed => {
  const start = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  for (let i = start; i < Math.min(bytes.length, start + 1024); i++) if (bytes[i] === 0x25 && startsWith(bytes, ascii('%PDF-'), i)) return 'pdf';
  if (startsWith(bytes, ZIP) && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6) || (bytes[2] === 7 && bytes[3] === 8)))
    return holdsWord(bytes) ? 'docx' : 'zip';
  if (isBinary(bytes)) return 'binary';
  return isHtml(headText(bytes)) ? 'html' : 'txt';
};
