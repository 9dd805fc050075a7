/** SHA-256 (FIPS 180-4), pure and synchronous: the core has no Node and no Web Crypto at hand. */

const K = new Int32Array(64);
const H0 = new Int32Array(8);

/** Constants: first 32 bits of the fractional parts of cube and square roots of the first primes (FIPS 180-4 §4.2.2, §5.3.3). */
const fractional = (x: number): number => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
const fillConstants = (): void => {
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) H0[found] = fractional(Math.sqrt(n));
    K[found++] = fractional(Math.cbrt(n));
  }
};
fillConstants();

/** UTF-8 of a string; lone surrogates become U+FFFD as in the encoding standard. */
export const utf8 = (text: string): Uint8Array => {
  const out = new Uint8Array(text.length * 3);
  return out.subarray(0, encode(text, out));
};

/** Writes the UTF-8 of a text to the start of `out`, which has room for three bytes per unit; gives the length. */
const encode = (text: string, out: Uint8Array): number => {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = text.charCodeAt(i + 1);
      if (code <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else code = 0xfffd;
    }
    if (code < 0x80) out[n++] = code;
    else if (code < 0x800) {
      out[n++] = 0xc0 | (code >> 6);
      out[n++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      out[n++] = 0xe0 | (code >> 12);
      out[n++] = 0x80 | ((code >> 6) & 63);
      out[n++] = 0x80 | (code & 63);
    } else {
      out[n++] = 0xf0 | (code >> 18);
      out[n++] = 0x80 | ((code >> 12) & 63);
      out[n++] = 0x80 | ((code >> 6) & 63);
      out[n++] = 0x80 | (code & 63);
    }
  }
  return n;
};

const rotr = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

// signed 32-bit arithmetic throughout: `| 0` keeps every sum a machine integer, `>>> 0` would make it a float
const schedule = (block: DataView, at: number, w: Int32Array): void => {
  for (let t = 0; t < 16; t++) w[t] = block.getInt32(at + t * 4);
  for (let t = 16; t < 64; t++) {
    const a = w[t - 15] as number;
    const b = w[t - 2] as number;
    const s0 = rotr(a, 7) ^ rotr(a, 18) ^ (a >>> 3);
    const s1 = rotr(b, 17) ^ rotr(b, 19) ^ (b >>> 10);
    w[t] = ((w[t - 16] as number) + s0 + (w[t - 7] as number) + s1) | 0;
  }
};

const compress = (state: Int32Array, w: Int32Array): void => {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = 0; t < 64; t++) {
    const s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + (K[t] as number) + (w[t] as number)) | 0;
    const s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    const t2 = (s0 + ((a & b) ^ (c & (a ^ b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
};

const WORDS = new Int32Array(64);
/** Longest text hashed in the buffer kept for keys of records, which are hashed by the hundred. */
const SHORT_TEXT = 160;
const SHORT = new Uint8Array(SHORT_TEXT * 3 + 128);
const SHORT_VIEW = new DataView(SHORT.buffer);

/** The 32 bytes of the digest of a string's UTF-8 or of raw bytes. */
export const sha256Bytes = (input: string | Uint8Array): Uint8Array => {
  if (typeof input === 'string' && input.length <= SHORT_TEXT) return digest(SHORT, SHORT_VIEW, encode(input, SHORT));
  const data = typeof input === 'string' ? utf8(input) : input;
  const padded = new Uint8Array(paddedSize(data.length));
  padded.set(data);
  return digest(padded, new DataView(padded.buffer), data.length);
};

/** Whole blocks for the data, the bit behind it and its length. */
const paddedSize = (length: number): number => Math.floor((length + 8) / 64) * 64 + 64;

const STATE = new Int32Array(8);

/** The first words of the digest of a string's UTF-8, for keys hashed by the hundred; valid until the next call. */
export const sha256Words = (text: string): Int32Array => {
  if (text.length <= SHORT_TEXT) return hash(SHORT, SHORT_VIEW, encode(text, SHORT));
  const data = utf8(text);
  const padded = new Uint8Array(paddedSize(data.length));
  padded.set(data);
  return hash(padded, new DataView(padded.buffer), data.length);
};

const digest = (block: Uint8Array, view: DataView, length: number): Uint8Array => {
  const state = hash(block, view, length);
  const out = new Uint8Array(32);
  const result = new DataView(out.buffer);
  for (let i = 0; i < 8; i++) result.setInt32(i * 4, state[i] as number);
  return out;
};

/** Pads the first `length` bytes of a buffer in place and hashes them. */
const hash = (block: Uint8Array, view: DataView, length: number): Int32Array => {
  const size = paddedSize(length);
  // a few bytes: cheaper than a call of fill
  block[length] = 0x80;
  for (let i = length + 1; i < size; i++) block[i] = 0;
  view.setUint32(size - 8, Math.floor(length / 2 ** 29));
  view.setUint32(size - 4, (length * 8) >>> 0);
  for (let i = 0; i < 8; i++) STATE[i] = H0[i] as number;
  for (let at = 0; at < size; at += 64) {
    schedule(view, at, WORDS);
    compress(STATE, WORDS);
  }
  return STATE;
};

/** Lower-case hex digest. */
export const sha256Hex = (input: string | Uint8Array): string => {
  let out = '';
  for (const byte of sha256Bytes(input)) out += byte.toString(16).padStart(2, '0');
  return out;
};
