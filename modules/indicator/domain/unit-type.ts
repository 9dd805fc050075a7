/** Units as types: what may be added, divided, compared. A % is no 个百分点, a ratio is no share, 亩 is no 米. */
import { unitKindLabel, unitOf } from '../contract/unit.ts';
import type { Dimensions, UnitKind } from '../contract/unit.ts';
import { divide, fraction, multiply } from './fraction.ts';
import type { Fraction } from './fraction.ts';

export interface UnitType {
  readonly kind: UnitKind;
  readonly dimensions: Dimensions;
}

export const pure: UnitType = { kind: 'plain', dimensions: {} };
export const shareType: UnitType = { kind: 'share', dimensions: {} };
export const pointsType: UnitType = { kind: 'points', dimensions: {} };

export const typeOfUnit = (code: string): UnitType => ({ kind: unitOf(code).kind, dimensions: unitOf(code).dimensions });

function combine(a: Dimensions, b: Dimensions, sign: 1 | -1): Dimensions {
  const entries = [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [name, (a[name] ?? 0) + sign * (b[name] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, exponent]) => exponent !== 0));
}

const sameDimensions = (a: Dimensions, b: Dimensions): boolean => Object.keys(combine(a, b, -1)).length === 0;
export const isPure = (type: UnitType): boolean => type.kind === 'plain' && Object.keys(type.dimensions).length === 0;
export const sameType = (a: UnitType, b: UnitType): boolean => a.kind === b.kind && sameDimensions(a.dimensions, b.dimensions);

/** The type of a sum or a difference, undefined when the two do not go together. Two shares differ by points. */
export function sumType(a: UnitType, b: UnitType, op: '+' | '-'): UnitType | undefined {
  if (a.kind === 'share' && b.kind === 'share') return op === '-' ? pointsType : shareType;
  if (a.kind === 'share' && b.kind === 'points') return shareType;
  return sameType(a, b) ? a : undefined;
}

/** The type of a product or quotient, undefined when it would mean nothing (percentage points times money). */
export function productType(a: UnitType, b: UnitType, op: '*' | '/'): UnitType | undefined {
  if (a.kind === 'points' || b.kind === 'points') {
    if (a.kind === 'points' && isPure(b)) return a;
    return b.kind === 'points' && op === '*' && isPure(a) ? b : undefined;
  }
  const isScaledShare = (a.kind === 'share' && (isPure(b) || (b.kind === 'share' && op === '*'))) || (b.kind === 'share' && op === '*' && isPure(a));
  if (isScaledShare) return shareType;
  return { kind: 'plain', dimensions: combine(a.dimensions, b.dimensions, op === '*' ? 1 : -1) };
}

const baseNames: Readonly<Record<string, string>> = {
  money: '金额',
  length: '长度',
  mass: '质量',
  time: '时间',
  people: '人数',
  household: '户数',
  item: '个数',
  age: '年龄',
  coal: '标准煤',
  energy: '电量',
  power: '功率',
  apparentPower: '容量',
  voltage: '电压',
};

/** A type in words for messages, e.g. `金额÷人数`. */
export function typeName(type: UnitType): string {
  if (type.kind !== 'plain') return unitKindLabel[type.kind];
  const parts = Object.entries(type.dimensions);
  if (parts.length === 0) return '比值（没有单位的数）';
  const write = (sign: 1 | -1) =>
    parts.filter(([, exponent]) => exponent * sign > 0).map(([name, exponent]) => `${baseNames[name] ?? name}${Math.abs(exponent) === 1 ? '' : `的${Math.abs(exponent)}次方`}`);
  const [upper, lower] = [write(1), write(-1)];
  return lower.length === 0 ? upper.join('×') : `${upper.join('×') || '1'}÷${lower.join('÷')}`;
}

const factorOf = (code: string): Fraction => fraction(...unitOf(code).factor);

/** A figure in the unit as a plain number of base units: 22亿元 → 2200000000, 8.5% → 0.085. */
export const toBase = (value: Fraction, code: string): Fraction => multiply(value, factorOf(code));
export const fromBase = (value: Fraction, code: string): Fraction => divide(value, factorOf(code));

/** The same figure in another unit of the same type; undefined for another type (% into 个百分点). */
export function convertFigure(value: Fraction, from: string, to: string): Fraction | undefined {
  return sameType(typeOfUnit(from), typeOfUnit(to)) ? fromBase(toBase(value, from), to) : undefined;
}
