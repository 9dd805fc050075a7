/**
 * Units of indicators: the units of kernel/quantity with their exact factors, and those that only statistics need.
 * A unit has base dimensions with exponents, so that a formula can be checked (万元 ÷ 人), and a kind that keeps apart
 * what looks alike: a share (%, ‰), percentage points, a plain ratio and an index number never mix.
 */
import { z } from 'zod';
import { units as kernelUnits } from '#kernel/quantity.ts';

export const unitKinds = ['plain', 'share', 'points', 'index'] as const;
export type UnitKind = (typeof unitKinds)[number];
export const unitKindLabel = { plain: '数量或比值', share: '百分数', points: '百分点', index: '指数' } satisfies Record<UnitKind, string>;

/** base dimension → exponent; absent = 0 */
export type Dimensions = Readonly<Record<string, number>>;

export interface UnitSpec {
  readonly label: string;
  readonly kind: UnitKind;
  readonly dimensions: Dimensions;
  /** exact factor to the base units of the dimensions (share, points and index: to the plain number) */
  readonly factor: readonly [bigint, bigint];
}

const kernelShape: Readonly<Record<string, { readonly kind: UnitKind; readonly dimensions: Dimensions; readonly scale: readonly [bigint, bigint] }>> = {
  money: { kind: 'plain', dimensions: { money: 1 }, scale: [1n, 1n] },
  area: { kind: 'plain', dimensions: { length: 2 }, scale: [1n, 1n] },
  length: { kind: 'plain', dimensions: { length: 1 }, scale: [1n, 1n] },
  mass: { kind: 'plain', dimensions: { mass: 1 }, scale: [1n, 1n] },
  'mass-rate': { kind: 'plain', dimensions: { mass: 1, time: -1 }, scale: [1000n, 1n] },
  share: { kind: 'share', dimensions: {}, scale: [1n, 100n] },
  points: { kind: 'points', dimensions: {}, scale: [1n, 100n] },
  power: { kind: 'plain', dimensions: { power: 1 }, scale: [1n, 1n] },
  'apparent-power': { kind: 'plain', dimensions: { apparentPower: 1 }, scale: [1n, 1n] },
  voltage: { kind: 'plain', dimensions: { voltage: 1 }, scale: [1n, 1n] },
  concentration: { kind: 'plain', dimensions: { mass: 1, length: -3 }, scale: [1n, 1_000_000n] },
};

const fromKernel = Object.entries(kernelUnits).flatMap(([code, { label, dimension, factor }]): (readonly [string, UnitSpec])[] => {
  const shape = kernelShape[dimension];
  if (shape === undefined) return [];
  return [[code, { label, kind: shape.kind, dimensions: shape.dimensions, factor: [BigInt(factor[0]) * shape.scale[0], BigInt(factor[1]) * shape.scale[1]] }]];
});

const plain = (label: string, dimensions: Dimensions, up = 1n, down = 1n): UnitSpec => ({ label, kind: 'plain', dimensions, factor: [up, down] });

const statistical: Readonly<Record<string, UnitSpec>> = {
  ratio: plain('比值', {}),
  index: { label: '指数（上年=100）', kind: 'index', dimensions: {}, factor: [1n, 100n] },
  person: plain('人', { people: 1 }),
  'person.wan': plain('万人', { people: 1 }, 10_000n),
  household: plain('户', { household: 1 }),
  'household.wan': plain('万户', { household: 1 }, 10_000n),
  item: plain('个', { item: 1 }),
  firm: plain('家', { item: 1 }),
  piece: plain('件', { item: 1 }),
  time: plain('次', { item: 1 }),
  day: plain('天', { time: 1 }),
  age: plain('岁', { age: 1 }),
  'mu.wan': plain('万亩', { length: 2 }, 20_000_000n, 3n),
  't.wan': plain('万吨', { mass: 1 }, 10_000_000n),
  m3: plain('立方米', { length: 3 }),
  'm3.wan': plain('万立方米', { length: 3 }, 10_000n),
  tce: plain('吨标准煤', { coal: 1 }),
  'tce.wan': plain('万吨标准煤', { coal: 1 }, 10_000n),
  'tce/CNY.wan': plain('吨标准煤/万元', { coal: 1, money: -1 }, 1n, 10_000n),
  kWh: plain('千瓦时', { energy: 1 }),
  'kWh.wan': plain('万千瓦时', { energy: 1 }, 10_000n),
  'kWh.yi': plain('亿千瓦时', { energy: 1 }, 100_000_000n),
  'CNY/person': plain('元/人', { money: 1, people: -1 }),
  'CNY.wan/mu': plain('万元/亩', { money: 1, length: -2 }, 30_000n, 2000n),
  'person/km2': plain('人/平方公里', { people: 1, length: -2 }, 1n, 1_000_000n),
  'km/100km2': plain('公里/百平方公里', { length: -1 }, 1000n, 100_000_000n),
  'item/person.wan': plain('件/万人', { item: 1, people: -1 }, 1n, 10_000n),
};

const catalogue: ReadonlyMap<string, UnitSpec> = new Map([...fromKernel, ...Object.entries(statistical)]);

/** Codes in the order in which forms offer them. */
export const indicatorUnitCodes: readonly string[] = [...catalogue.keys()];

export const indicatorUnitSchema = z
  .string()
  .max(20)
  .refine((code) => catalogue.has(code), '「单位」不在单位表中，请从列表中选择')
  .brand<'IndicatorUnit'>()
  .meta({ label: '单位' });
export type IndicatorUnit = z.output<typeof indicatorUnitSchema>;

/** The unit of a code that the schema has accepted. */
export function unitOf(code: string): UnitSpec {
  const unit = catalogue.get(code);
  if (unit === undefined) throw new RangeError(`unknown unit ${code}`);
  return unit;
}

export function unitLabel(code: string): string {
  return catalogue.get(code)?.label ?? code;
}

/** The code whose Chinese label (or short form) is written, for tables with a unit column. */
export function unitByLabel(label: string): IndicatorUnit | undefined {
  const wanted = label.trim();
  const code = indicatorUnitCodes.find((one) => unitLabel(one) === wanted || unitLabel(one).startsWith(`${wanted}（`));
  return code as IndicatorUnit | undefined;
}
