/** Bands as people read them: ≤30天. */
import type { LightBand, LightDimension } from '../../contract/index.ts';

const sign: Readonly<Record<LightBand['is'], string>> = { '<=': '≤', '<': '<', '>=': '≥', '>': '>' };

const units: Partial<Readonly<Record<LightDimension, string>>> = {
  milestone: '天',
  freshness: '天',
  factors: '天',
  reporting: '轮',
  contradiction: '个工作日',
  start: '个月',
  statistics: '个月',
  monthly: '个月',
  growth: '个百分点',
  investment: '个百分点',
  money: '%',
};
export const unitOf = (dimension: LightDimension): string => units[dimension] ?? '';

export const bandWords = (is: LightBand['is'], bound: string, dimension: LightDimension): string => `${sign[is]}${bound}${unitOf(dimension)}`;
