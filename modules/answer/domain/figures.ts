/** Exact figures: a value is a fraction of two decimals and is compared by cross-multiplication, never by a rounded quotient. */
import { convert, formatDecimal, parseDecimal, roundTo, units } from '#kernel/quantity.ts';
import type { Decimal, UnitCode } from '#kernel/quantity.ts';

export interface Fraction {
  readonly num: Decimal;
  /** positive */
  readonly den: Decimal;
}

const one = parseDecimal('1');
export const whole = (amount: Decimal): Fraction => ({ num: amount, den: one });

/** `12.5` or `1.95:1`. */
export function parseFigure(text: string): Fraction {
  const [num = '0', den] = text.split(':');
  return fraction(parseDecimal(num), den === undefined ? one : parseDecimal(den));
}

/** A fraction with a positive denominator; the caller has refused zero. */
export function fraction(num: Decimal, den: Decimal): Fraction {
  return den.isNegative() ? { num: num.negated(), den: den.negated() } : { num, den };
}

/** −1, 0 or 1. */
export const compareFigures = (a: Fraction, b: Fraction): number => a.num.times(b.den).comparedTo(b.num.times(a.den));
export const timesFigure = (a: Fraction, factor: Decimal): Fraction => ({ num: a.num.times(factor), den: a.den });
export const plusFigure = (a: Fraction, b: Fraction): Fraction => ({ num: a.num.times(b.den).plus(b.num.times(a.den)), den: a.den.times(b.den) });
export const minusFigure = (a: Fraction, b: Fraction): Fraction => plusFigure(a, { num: b.num.negated(), den: b.den });
export const quotient = (a: Fraction): Decimal => a.num.dividedBy(a.den);

const isUnit = (code: string): code is UnitCode => Object.hasOwn(units, code);

/** The amount in the wanted unit; undefined when the units do not measure the same thing. */
export function inUnit(amount: Decimal, from: string | null, to: string | null): Decimal | undefined {
  if (from === to || to === null) return amount;
  if (from === null || !isUnit(from) || !isUnit(to)) return undefined;
  try {
    return convert({ amount, unit: from }, to).amount;
  } catch {
    return undefined;
  }
}

interface Scale {
  readonly unit: string;
  readonly from: string;
  readonly over: string;
  readonly label: string;
}
/** How officials write large amounts: from which amount on, over what, with which word. */
const scales: readonly Scale[] = [
  { unit: 'CNY', from: '100000000', over: '100000000', label: '亿元' },
  { unit: 'CNY', from: '10000', over: '10000', label: '万元' },
  { unit: 'mu', from: '10000', over: '10000', label: '万亩' },
  { unit: 'km/km2', from: '0', over: '0.01', label: '公里/百平方公里' },
];
const otherLabels: Readonly<Record<string, string>> = { a: '年', '1': '', pp: '个百分点' };

export function unitLabel(unit: string | null): string {
  if (unit === null) return '';
  return otherLabels[unit] ?? (isUnit(unit) ? units[unit].label : (scales.find((scale) => scale.unit === unit)?.label ?? unit));
}

/** A figure with its unit as officials write it; quotients are rounded once, to four places, for showing only. */
export function showFigure(value: Fraction, unit: string | null): string {
  const amount = quotient(value);
  const scale = scales.find((candidate) => candidate.unit === unit && amount.abs().greaterThanOrEqualTo(parseDecimal(candidate.from)));
  const shown = scale === undefined ? amount : amount.dividedBy(parseDecimal(scale.over));
  return `${formatDecimal(roundTo(shown, 4, 'half-up'))}${scale?.label ?? unitLabel(unit)}`;
}

/** `1.95:1` keeps its form. */
export const showTargetFigure = (text: string, unit: string | null): string => (text.includes(':') ? text : showFigure(parseFigure(text), unit));

export const percentOf = (value: Fraction, places: number): string => `${formatDecimal(roundTo(quotient(value).times(100), places, 'half-up'))}%`;
export { formatDecimal, parseDecimal, roundTo };
export type { Decimal };
