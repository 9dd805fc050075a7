/**
 * Exact quantities: decimal strings at the borders, Decimal inside, money as whole fen.
 * A conversion into another dimension is refused, never guessed; the rounding mode is an
 * argument because each standard names its own.
 */
import { Decimal as DecimalJs } from 'decimal.js';
import { refusals } from './refusals.ts';

/** 60 significant digits; the notation never switches to exponents in any range we store. */
const Exact = DecimalJs.clone({ precision: 60, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = InstanceType<typeof Exact>;

export type Fen = bigint & { readonly unit: 'fen' };

export const quantityRefusals = refusals('quantity', {
  not_decimal: { status: 422, title: '数字有误', detail: (facts: { text: string }) => `「${facts.text}」不是有效的十进制数。请填写如 12.5 或 -3 的数字。` },
  dimension: {
    status: 422,
    title: '单位不能换算',
    detail: (facts: { from: string; to: string }) => `「${facts.from}」不能换算成「${facts.to}」：两者不是同一种量。请核对单位。`,
  },
});

const decimalText = /^-?[0-9]{1,40}(\.[0-9]{1,40})?$/;

/** A decimal from its wire form: digits, at most one point, no exponent, no separators, no NaN. */
export function parseDecimal(text: string): Decimal {
  if (!decimalText.test(text)) throw quantityRefusals.not_decimal({ text: text.slice(0, 60) });
  return new Exact(text);
}

/** Wire form without exponent and without trailing zeros; `-0` is `0`. */
export function formatDecimal(amount: Decimal): string {
  return amount.isZero() ? '0' : amount.toFixed();
}

/** Rounds to decimal places. 四舍五入 is half-up (away from zero), GB/T 8170 修约 is half-even. */
export function roundTo(amount: Decimal, places: number, mode: 'half-up' | 'half-even'): Decimal {
  return amount.toDecimalPlaces(places, mode === 'half-up' ? Exact.ROUND_HALF_UP : Exact.ROUND_HALF_EVEN);
}

const fenText = /^-?[0-9]{1,18}$/;

/** Fen from the wire: a whole number as text. */
export function parseFen(text: string): Fen {
  if (!fenText.test(text)) throw quantityRefusals.not_decimal({ text: text.slice(0, 60) });
  return BigInt(text) as Fen;
}

/** Fen of an amount in yuan; more than two decimal places are refused, not rounded. */
export function fenOfYuan(yuan: Decimal): Fen {
  const fen = yuan.times(100);
  if (!fen.isInteger()) throw quantityRefusals.not_decimal({ text: formatDecimal(yuan) });
  return BigInt(fen.toFixed()) as Fen;
}

/** Yuan with two places, e.g. `-0.05`. */
export function formatYuan(fen: Fen): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function addFen(...amounts: readonly Fen[]): Fen {
  return amounts.reduce((sum, amount) => sum + amount, 0n) as Fen;
}

type Dimension = 'money' | 'area' | 'length' | 'mass' | 'mass-rate' | 'share' | 'points' | 'power' | 'apparent-power' | 'voltage' | 'concentration';

interface UnitSpec {
  readonly label: string;
  readonly dimension: Dimension;
  /** exact factor to the base unit of the dimension, as numerator and denominator */
  readonly factor: readonly [string, string];
}

/** Units of luoshi.plan/1, 7.2, with exact factors. 1 亩 = 2000/3 m²（1公顷 = 15亩）. */
export const units = {
  CNY: { label: '元', dimension: 'money', factor: ['1', '1'] },
  'CNY.wan': { label: '万元', dimension: 'money', factor: ['10000', '1'] },
  'CNY.yi': { label: '亿元', dimension: 'money', factor: ['100000000', '1'] },
  m2: { label: '平方米', dimension: 'area', factor: ['1', '1'] },
  mu: { label: '亩', dimension: 'area', factor: ['2000', '3'] },
  ha: { label: '公顷', dimension: 'area', factor: ['10000', '1'] },
  km2: { label: '平方公里', dimension: 'area', factor: ['1000000', '1'] },
  m: { label: '米', dimension: 'length', factor: ['1', '1'] },
  km: { label: '公里', dimension: 'length', factor: ['1000', '1'] },
  kg: { label: '千克', dimension: 'mass', factor: ['1', '1'] },
  t: { label: '吨', dimension: 'mass', factor: ['1000', '1'] },
  't/a': { label: '吨/年', dimension: 'mass-rate', factor: ['1', '1'] },
  '%': { label: '%', dimension: 'share', factor: ['1', '1'] },
  permille: { label: '‰', dimension: 'share', factor: ['1', '10'] },
  pp: { label: '个百分点', dimension: 'points', factor: ['1', '1'] },
  kW: { label: '千瓦', dimension: 'power', factor: ['1', '1'] },
  kVA: { label: '千伏安', dimension: 'apparent-power', factor: ['1', '1'] },
  kV: { label: '千伏', dimension: 'voltage', factor: ['1', '1'] },
  'ug/m3': { label: '微克/立方米', dimension: 'concentration', factor: ['1', '1000'] },
  'mg/m3': { label: '毫克/立方米', dimension: 'concentration', factor: ['1', '1'] },
} as const satisfies Readonly<Record<string, UnitSpec>>;
export type UnitCode = keyof typeof units;

export interface Quantity {
  readonly amount: Decimal;
  readonly unit: UnitCode;
}

/** The same quantity in another unit of its dimension; exact up to 60 significant digits. */
export function convert(quantity: Quantity, to: UnitCode): Quantity {
  const from: UnitSpec = units[quantity.unit];
  const target: UnitSpec = units[to];
  if (from.dimension !== target.dimension) throw quantityRefusals.dimension({ from: from.label, to: target.label });
  if (quantity.unit === to) return quantity;
  const upper = new Exact(from.factor[0]).times(target.factor[1]);
  const lower = new Exact(from.factor[1]).times(target.factor[0]);
  return { amount: quantity.amount.times(upper).dividedBy(lower), unit: to };
}
