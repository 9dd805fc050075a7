/** Exact arithmetic for the checks, and figures as officials write them. */
import type { Dec } from '../model.ts';
import { addDec, compareDec } from '../quantities/decimal.ts';

const PLAIN = /^-?[0-9]{1,40}(?:\.[0-9]{1,40})?$/u;

export function isPlain(value: Dec | null | undefined): value is Dec {
  return value !== null && value !== undefined && PLAIN.test(value);
}

export function sumOf(values: readonly Dec[]): Dec {
  return values.filter(isPlain).reduce((a, b) => addDec(a, b), '0');
}

export function exceeds(a: Dec, b: Dec): boolean {
  return compareDec(a, b) > 0;
}

export function equals(a: Dec, b: Dec): boolean {
  return compareDec(a, b) === 0;
}

/** Decimals that count in a quotient. */
const MOST_DECIMALS = 20;
const decimalsOf = (v: Dec): number => (v.includes('.') ? v.length - v.indexOf('.') - 1 : 0);

const scaled = (v: Dec, scale: number): bigint => {
  const [whole = '0', fraction = ''] = v.replace('-', '').split('.');
  const n = BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
  return v.startsWith('-') ? -n : n;
};

/** a / b, rounded half up to `places`; null when b is zero or either is no plain decimal. */
export function divide(a: Dec, b: Dec, places = 2): Dec | null {
  if (!isPlain(a) || !isPlain(b)) return null;
  const scale = Math.min(MOST_DECIMALS, Math.max(decimalsOf(a), decimalsOf(b)));
  const low = scaled(b, scale);
  if (low === 0n) return null;
  const raised = (scaled(a, scale) * 10n ** BigInt(places) * 2n) / low;
  const rounded = (raised + 1n) / 2n;
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  const bare = places === 0 ? text : text.replace(/0+$/u, '').replace(/\.$/u, '');
  return rounded < 0n ? `-${bare}` : bare;
}

/** `1.95:1` as a quotient. */
export function ratioOf(value: Dec): Dec | null {
  const parts = value.split(':');
  return parts.length === 2 ? divide(parts[0] ?? '', parts[1] ?? '', 6) : isPlain(value) ? value : null;
}

const UNIT_NAMES: Readonly<Record<string, string>> = {
  CNY: '元',
  km2: '平方公里',
  mu: '亩',
  m2: '平方米',
  ha: '公顷',
  km: '公里',
  m: '米',
  t: '吨',
  't/a': '吨/年',
  pp: '个百分点',
  permille: '‰',
  a: '年',
  wd: '个工作日',
  kW: '千瓦',
};

/** 2200000000 CNY -> 22亿元; 25000 mu -> 2.5万亩. */
export function figure(value: Dec, unit: string | null): string {
  if (unit === '1' || unit === null) return value;
  if (unit === '%') return `${value}%`;
  const name = UNIT_NAMES[unit] ?? unit;
  if (!isPlain(value)) return value + name;
  const whole = value.replace('-', '').split('.')[0] ?? '';
  if (whole.length >= 9) return `${divide(value, '100000000', 4) ?? value}亿${name}`;
  if (whole.length >= 5) return `${divide(value, '10000', 4) ?? value}万${name}`;
  return value + name;
}
