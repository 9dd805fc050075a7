/** An indicator and its definition on the wire. */
import { z } from 'zod';
import { id } from '#kernel/ids.ts';
import { frequencies, periodSchema } from './period.ts';
import { indicatorUnitSchema } from './unit.ts';
import { aggregations, decimalSchema, directions, priceBases, stamps } from './words.ts';

export const indicatorIdSchema = id('IndicatorId');
export type IndicatorId = z.output<typeof indicatorIdSchema>;
export const seriesIdSchema = id('SeriesId');
export type SeriesId = z.output<typeof seriesIdSchema>;

/** A division code, or a name of our own such as `yrd` for an aggregate without a code. */
export const areaCodeSchema = z
  .string()
  .regex(/^(?:[0-9]{6}|[a-z][a-z0-9-]{1,29})$/, '「地区」应为6位行政区划代码，或小写字母开头的代号')
  .meta({ label: '地区' });
export const areaNameSchema = z.string().trim().min(1).max(60).meta({ label: '地区名称' });

const bound = decimalSchema.nullable();

/** What a person decides about an indicator; the same for a new one and for a new version. */
export const definitionInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(80).meta({ label: '指标名称' }),
  /** other names under which plans and tables know it */
  aliases: z.array(z.string().trim().min(1).max(80)).max(20).default([]).meta({ label: '别名' }),
  caliber: z.string().trim().max(2000).default('').meta({ label: '口径说明' }),
  publisher: z.string().trim().max(100).default('').meta({ label: '发布单位' }),
  unit: indicatorUnitSchema,
  places: z.int('「小数位数」应为0至8的整数').min(0).max(8).meta({ label: '小数位数' }),
  direction: z.enum(directions).meta({ label: '指标方向' }),
  frequency: z.enum(frequencies).meta({ label: '频率' }),
  aggregation: z.enum(aggregations).meta({ label: '汇总方式' }),
  priceBase: z.enum(priceBases).default('none').meta({ label: '价格口径' }),
  numerator: z.string().trim().max(80).nullable().default(null).meta({ label: '分子' }),
  denominator: z.string().trim().max(80).nullable().default(null).meta({ label: '分母' }),
  hardMin: bound.default(null).meta({ label: '允许的最小值' }),
  hardMax: bound.default(null).meta({ label: '允许的最大值' }),
  usualMin: bound.default(null).meta({ label: '通常的最小值' }),
  usualMax: bound.default(null).meta({ label: '通常的最大值' }),
  /** the indicators that add up to this one */
  parts: z.array(indicatorIdSchema).max(30).default([]).meta({ label: '组成部分' }),
  /** e.g. `[城镇居民人均可支配收入] ÷ [农村居民人均可支配收入]`; null = entered by hand */
  formula: z.string().trim().max(1000).nullable().default(null).meta({ label: '公式' }),
  /** first period that is not comparable with those before it */
  breakFrom: periodSchema.nullable().default(null).meta({ label: '口径调整起始时期' }),
});
export type DefinitionInput = z.output<typeof definitionInputSchema>;

const decimalOrNull = z.string().nullable();
export const definitionSchema = z.strictObject({
  version: z.int().positive(),
  name: z.string(),
  caliber: z.string(),
  publisher: z.string(),
  unit: indicatorUnitSchema,
  places: z.int(),
  direction: z.enum(directions),
  frequency: z.enum(frequencies),
  aggregation: z.enum(aggregations),
  priceBase: z.enum(priceBases),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  hardMin: decimalOrNull,
  hardMax: decimalOrNull,
  usualMin: decimalOrNull,
  usualMax: decimalOrNull,
  parts: z.array(z.strictObject({ indicatorId: indicatorIdSchema, name: z.string() })),
  formula: z.string().nullable(),
  uses: z.array(z.strictObject({ indicatorId: indicatorIdSchema, name: z.string() })),
  breakFrom: periodSchema.nullable(),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: z.iso.datetime({ offset: true }),
});
export type Definition = z.output<typeof definitionSchema>;

export const indicatorStampSchema = z.enum(stamps).meta({ label: '数据性质' });
