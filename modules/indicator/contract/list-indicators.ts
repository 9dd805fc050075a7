import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { indicatorIdSchema, indicatorStampSchema } from './definition.ts';
import { knownOnSchema } from './known-on.ts';
import { pointSchema } from './observation.ts';
import { frequencies } from './period.ts';
import { indicatorUnitSchema } from './unit.ts';
import { aggregations, directions } from './words.ts';

export const indicatorSorts = ['name', 'updated'] as const;
export type IndicatorSort = (typeof indicatorSorts)[number];
export const indicatorSortLabel = { name: '名称', updated: '最近更新' } satisfies Record<IndicatorSort, string>;

export const indicatorOrigins = ['entered', 'computed'] as const;
export type IndicatorOrigin = (typeof indicatorOrigins)[number];
export const indicatorOriginLabel = { entered: '填报', computed: '公式计算' } satisfies Record<IndicatorOrigin, string>;

export const indicatorSummarySchema = z.strictObject({
  indicatorId: indicatorIdSchema,
  name: z.string(),
  aliases: z.array(z.string()),
  unit: indicatorUnitSchema,
  frequency: z.enum(frequencies),
  direction: z.enum(directions),
  aggregation: z.enum(aggregations),
  /** what is divided by what; null when it is not entered by parts */
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  origin: z.enum(indicatorOrigins),
  stamp: indicatorStampSchema,
  version: z.int().positive(),
  updatedAt: z.iso.datetime({ offset: true }),
  /** newest figure of the own region; null when there is none */
  latest: pointSchema.nullable(),
  /** figures of the own region that wait for approval */
  waiting: z.int().nonnegative(),
  /** areas with figures */
  areas: z.int().nonnegative(),
});
export type IndicatorSummary = z.output<typeof indicatorSummarySchema>;

/** Indicators by name (pinyin order) or newest change; `q` is a part of the name or of an alias. */
export const listIndicators = endpoint({
  id: 'indicator.list-indicators',
  method: 'GET',
  path: '/api/indicators',
  summary: '指标列表，可按名称、频率、方向和来历查找',
  access: { permission: 'indicator.read', target: 'many' },
  query: z.strictObject({
    q: z.string().max(100, '「名称」不能超过100字').optional().meta({ label: '名称' }),
    frequency: z.enum(frequencies).optional().meta({ label: '频率' }),
    direction: z.enum(directions).optional().meta({ label: '指标方向' }),
    origin: z.enum(indicatorOrigins).optional().meta({ label: '来历' }),
    sort: z.enum(indicatorSorts).default('name').meta({ label: '排序' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
    knownOn: knownOnSchema,
  }),
  reply: z.strictObject({
    items: z.array(indicatorSummarySchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    knownOn: z.string().nullable(),
    /** `indicator.define`, `indicator.enter`, `indicator.approve` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});
