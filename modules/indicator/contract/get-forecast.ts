import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { areaCodeSchema, indicatorIdSchema } from './definition.ts';
import { knownOnSchema } from './known-on.ts';
import { periodSchema } from './period.ts';
import { decimalSchema, forecastMethods, paces } from './words.ts';

export const forecastStates = ['enough', 'too-few', 'not-continuous'] as const;
export type ForecastState = (typeof forecastStates)[number];
export const forecastStateLabel = { enough: '可以预测', 'too-few': '样本不足', 'not-continuous': '最近的数列有缺口，样本不足' } satisfies Record<ForecastState, string>;

/** Estimates, rounded to the places of the definition; no verdict reads them. */
export const getForecast = endpoint({
  id: 'indicator.get-forecast',
  method: 'GET',
  path: '/api/indicators/:indicatorId/forecast',
  summary: '预测：方法、区间、达到目标的可能性、还需多少',
  access: { permission: 'indicator.read', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  query: z.strictObject({
    area: areaCodeSchema.optional(),
    target: decimalSchema.optional().meta({ label: '目标值' }),
    /** period in which the target is due */
    due: periodSchema.optional().meta({ label: '目标时期' }),
    knownOn: knownOnSchema,
  }),
  reply: z.strictObject({
    state: z.enum(forecastStates),
    message: z.string(),
    points: z.int().nonnegative(),
    needed: z.int().positive(),
    method: z.enum(forecastMethods).nullable(),
    /** share of own past errors inside the range, e.g. `80` percent */
    coverage: z.string(),
    steps: z.array(z.strictObject({ period: periodSchema, label: z.string(), value: z.string(), low: z.string(), high: z.string() })),
    backTests: z.array(z.strictObject({ method: z.enum(forecastMethods), error: z.string(), tested: z.int() })),
    /** percent, 1 to 99 */
    probability: z.int().nullable(),
    /** by how much the figure has to change in each remaining period, exact; null when the target is met already */
    required: z.strictObject({ perPeriod: z.string(), remaining: z.int() }).nullable(),
    /** 序时进度 of the due year in percent with one place, exact */
    timeShare: z.string().nullable(),
    pace: z.strictObject({ ratio: z.string(), pace: z.enum(paces) }).nullable(),
  }),
  refusals: ['indicator.not_found', 'indicator.due_wrong'],
});
