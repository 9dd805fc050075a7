/**
 * Record ids of contract 7.1: a prefix and 10 lower-case base32 characters of the SHA-256 of the meaning key.
 * SHA-256 (FIPS 180-4) is written out here because the compiler runs in a browser worker without any module of Node.
 */
const ROUND: readonly number[] = primes(64).map((p) => fraction(Math.cbrt(p)));
const START: readonly number[] = primes(8).map((p) => fraction(Math.sqrt(p)));
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

function fraction(x: number): number {
  return Math.floor((x - Math.floor(x)) * 0x1_0000_0000) >>> 0;
}

function utf8(text: string): Uint8Array {
  const out: number[] = [];
  for (const ch of text) {
    const c = ch.codePointAt(0) ?? 0;
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(out);
}

function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  out.set(bytes);
  out[bytes.length] = 0x80;
  new DataView(out.buffer).setBigUint64(out.length - 8, BigInt(bytes.length) * 8n);
  return out;
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
const word = (list: ArrayLike<number>, i: number): number => list[i] ?? 0;

function schedule(block: DataView, offset: number): Uint32Array {
  const w = new Uint32Array(64);
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const a = word(w, i - 15);
    const b = word(w, i - 2);
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    w[i] = (word(w, i - 16) + s0 + word(w, i - 7) + s1) >>> 0;
  }
  return w;
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(ROUND, i) + word(w, i)) >>> 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((v, i) => {
    state[i] = word(state, i) + v;
  });
}

/** SHA-256 of the UTF-8 bytes of `text`, 32 bytes. */
export function digestOf(text: string): Uint8Array {
  const message = padded(utf8(text));
  const view = new DataView(message.buffer);
  const state = Uint32Array.from(START);
  for (let at = 0; at < message.length; at += 64) compress(state, schedule(view, at));
  const out = new Uint8Array(32);
  state.forEach((v, i) => {
    new DataView(out.buffer).setUint32(i * 4, v);
  });
  return out;
}

/** Hands out ids; equal meaning keys get `~2`, `~3` in the order they are asked for. */
export function idMaker(prefix: string): (key: string) => string {
  const seen = new Map<string, number>();
  return (key) => {
    const bytes = digestOf(key);
    let bits = 0;
    let value = 0;
    let name = '';
    for (let i = 0; name.length < 10; ) {
      if (bits < 5) {
        value = ((value << 8) | word(bytes, i++)) & 0xffff;
        bits += 8;
      }
      name += BASE32[(value >> (bits - 5)) & 31] ?? '';
      bits -= 5;
    }
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? `${prefix}_${name}` : `${prefix}_${name}~${nth}`;
  };
}
