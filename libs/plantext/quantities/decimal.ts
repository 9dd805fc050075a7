/**
 * Exact decimal strings (contract 7: no exponent, no separators, no trailing zeros).
 * Text arithmetic only: a figure of a plan must never pass through a float (16.4亿 is 1640000000).
 */
import type { Dec } from '../model.ts';

/** Longer digit strings are no figure of any plan; they stay one token without a value. */
export const MAX_DIGITS = 40;

/** Digits before and after the point, moved by a power of ten, as a canonical decimal string. */
export function decimalOf(whole: string, fraction: string, shift: number): Dec {
  let digits = whole + fraction;
  let point = whole.length + shift;
  if (point < 0) {
    digits = '0'.repeat(-point) + digits;
    point = 0;
  }
  if (point > digits.length) digits += '0'.repeat(point - digits.length);
  let start = 0;
  while (start < point - 1 && digits.charCodeAt(start) === 48) start++;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === 48) end--;
  const head = digits.slice(start, point) || '0';
  return end > point ? `${head}.${digits.slice(point, end)}` : head;
}

/** `value` times ten to the `shift`, exactly. */
export function shiftDec(value: Dec, shift: number): Dec {
  const negative = value.startsWith('-');
  const body = negative ? value.slice(1) : value;
  const dot = body.indexOf('.');
  const moved = dot < 0 ? decimalOf(body, '', shift) : decimalOf(body.slice(0, dot), body.slice(dot + 1), shift);
  return negative && moved !== '0' ? `-${moved}` : moved;
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** Two terms of a ratio as whole numbers of one scale each; a missing or unreadable second term is 1. */
const partsOf = (v: Dec): string[] => {
  const [first = '0', second = '1'] = v.split('+', 1)[0]?.split(':', 2) ?? [];
  return [PLAIN.test(first) ? first : '0', PLAIN.test(second) ? second : '1'];
};

const SCALE = 12;
const product = (a: string, b: string): bigint => {
  const whole = (v: string): bigint => BigInt(shiftDec(v, SCALE).split('.', 1)[0] ?? '0');
  return whole(a) * whole(b);
};

interface Aligned {
  readonly a: bigint;
  readonly b: bigint;
  readonly scale: number;
}

function align(x: Dec, y: Dec): Aligned {
  const scaleOf = (v: Dec): number => (v.includes('.') ? v.length - v.indexOf('.') - 1 : 0);
  const scale = Math.max(scaleOf(x), scaleOf(y));
  const grow = (v: Dec): bigint => BigInt(v.replace('.', '') + '0'.repeat(scale - scaleOf(v)));
  return { a: grow(x), b: grow(y), scale };
}

const order = ({ a, b }: Aligned): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

/** Digits only, none in front that counts nothing: such numbers compare as texts. */
const isWhole = (v: Dec): boolean => {
  const first = v.charCodeAt(0);
  if (v.length > 1 && first === 0x30) return false;
  for (let i = 0; i < v.length; i++) {
    const code = v.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return v.length > 0;
};

/** -1, 0 or 1 as `x` is less than, equal to or greater than `y`. Plain decimals; of a ratio or fraction (`1:3`) its value counts, of a lane sum (`6+4`) its first part. */
export function compareDec(x: Dec, y: Dec): -1 | 0 | 1 {
  if (x === y) return 0;
  if (isWhole(x) && isWhole(y)) return x.length === y.length ? (x < y ? -1 : 1) : x.length < y.length ? -1 : 1;
  if (PLAIN.test(x) && PLAIN.test(y)) return order(align(x, y));
  const [a = '0', b = '1'] = partsOf(x);
  const [c = '0', d = '1'] = partsOf(y);
  return order({ a: product(a, d), b: product(c, b), scale: 0 });
}

/** Exact sum of two plain decimals. */
export function addDec(x: Dec, y: Dec): Dec {
  const { a, b, scale } = align(x, y);
  const sum = a + b;
  const negative = sum < 0n;
  const digits = (negative ? -sum : sum).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const out = decimalOf(digits.slice(0, cut), digits.slice(cut), 0);
  return negative && out !== '0' ? `-${out}` : out;
}
