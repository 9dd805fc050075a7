/** Indicators and entries for tests; places and figures are made up. */
import type { IndicatorId, Period } from '#indicator/contract';

export const incomeDefinition = {
  name: '一般公共预算收入',
  unit: 'CNY.yi',
  places: 2,
  direction: 'up',
  frequency: 'year',
  aggregation: 'flow',
  priceBase: 'current',
  hardMin: '0',
} as const;

export const urbanDefinition = { name: '城镇居民人均可支配收入', unit: 'CNY', places: 0, direction: 'up', frequency: 'year', aggregation: 'stock', hardMin: '0' } as const;
export const ruralDefinition = { ...urbanDefinition, name: '农村居民人均可支配收入' } as const;
export const ratioDefinition = {
  name: '城乡居民收入比',
  unit: 'ratio',
  places: 4,
  direction: 'down',
  frequency: 'year',
  aggregation: 'ratio',
  formula: '[城镇居民人均可支配收入] ÷ [农村居民人均可支配收入]',
} as const;

export const bulletin = { document: '统计公报' } as const;

export const entryOf = (
  indicatorId: IndicatorId,
  area: string,
  entry: { readonly period: string; readonly text: string; readonly expectedRevision?: number } & Record<string, unknown>,
) => ({
  indicatorId,
  area,
  quality: 'preliminary' as const,
  expectedRevision: 0,
  ...entry,
  period: entry.period as Period,
});
