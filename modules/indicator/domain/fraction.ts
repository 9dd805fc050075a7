/**
 * Exact fractions of whole numbers: what formulas compute with. Rounding happens once, at the end, because a quotient
 * such as 44003 ÷ 24395 has no finite decimal and a rounded one would move a boundary (1.95 against 1.9500001).
 */
export interface Fraction {
  readonly num: bigint;
  /** always positive; the fraction is in lowest terms */
  readonly den: bigint;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** num ÷ den in lowest terms. Throws RangeError on a zero denominator: callers decide that before. */
export function fraction(num: bigint, den = 1n): Fraction {
  if (den === 0n) throw new RangeError('zero denominator');
  const divisor = gcd(num, den) || 1n;
  const sign = den < 0n ? -1n : 1n;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

const decimalText = /^(-?)([0-9]{1,60})(?:\.([0-9]{1,60}))?$/;

/** A decimal string without exponent, e.g. `-12.50`. */
export function fractionOf(text: string): Fraction {
  const match = decimalText.exec(text);
  if (match === null) throw new RangeError(`not a decimal: ${text.slice(0, 60)}`);
  const [, sign, whole = '0', part = ''] = match;
  const num = BigInt(whole + part);
  return fraction(sign === '-' ? -num : num, 10n ** BigInt(part.length));
}

export const zero = fraction(0n);
export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den - b.num * a.den, a.den * b.den);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.num, a.den * b.den);
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num);
export const negate = (a: Fraction): Fraction => ({ num: -a.num, den: a.den });
export const isZero = (a: Fraction): boolean => a.num === 0n;
export const absoluteOf = (a: Fraction): Fraction => ({ num: absolute(a.num), den: a.den });

/** Negative, zero or positive like `a - b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Half-up (四舍五入, away from zero) to `places` decimals; trailing zeros are dropped, `-0` is `0`. */
export function toDecimal(value: Fraction, places: number): string {
  const scale = 10n ** BigInt(places);
  const scaled = absolute(value.num) * scale * 2n + value.den;
  return decimalOf(scaled / (value.den * 2n), places, value.num < 0n);
}

function decimalOf(units: bigint, places: number, isNegative: boolean): string {
  const digits = units.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const part = digits.slice(digits.length - places).replace(/0{1,60}$/, '');
  const text = part === '' ? whole : `${whole}.${part}`;
  return isNegative && units !== 0n ? `-${text}` : text;
}

/** The exact decimal when there is one within `places` digits, else undefined. */
export function exactDecimal(value: Fraction, places = 40): string | undefined {
  const scale = 10n ** BigInt(places);
  return (value.num * scale) % value.den === 0n ? toDecimal(value, places) : undefined;
}

/** For the statistics of the forecast only (ADR 0023): an approximation as a binary number. */
export function toEstimate(value: Fraction): number {
  return Number(toDecimal(value, 15));
}
