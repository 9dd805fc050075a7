/** Closed lists of the module with their Chinese names. */
import { z } from 'zod';

/** Which way is better. */
export const directions = ['up', 'down', 'neutral'] as const;
export type Direction = (typeof directions)[number];
export const directionLabel = { up: '越高越好', down: '越低越好', neutral: '适中' } satisfies Record<Direction, string>;

/** How values of several periods or areas may be put together. Rates are never averaged. */
export const aggregations = ['flow', 'stock', 'ratio', 'rate'] as const;
export type Aggregation = (typeof aggregations)[number];
export const aggregationLabel = {
  flow: '流量（时期数，可累加）',
  stock: '存量（时点数，不累加）',
  ratio: '比率（由分子分母计算）',
  rate: '增速（公布值，不重算）',
} satisfies Record<Aggregation, string>;

/** Whether money and growth are counted at the prices of the period or at comparable ones. */
export const priceBases = ['current', 'constant', 'none'] as const;
export type PriceBase = (typeof priceBases)[number];
export const priceBaseLabel = { current: '现价', constant: '可比价', none: '不涉及价格' } satisfies Record<PriceBase, string>;

/** States of one revision of a value. `superseded` is never stored: it follows from a later effective revision. */
export const observationStates = ['draft', 'submitted', 'returned', 'approved', 'locked', 'superseded'] as const;
export type ObservationState = (typeof observationStates)[number];
export const observationStateLabel = { draft: '草稿', submitted: '待审', returned: '退回', approved: '核定', locked: '锁定', superseded: '已修订' } satisfies Record<
  ObservationState,
  string
>;

/** What was done to a revision. */
export const observationActs = ['enter', 'submit', 'return', 'approve', 'unapprove', 'lock'] as const;
export type ObservationAct = (typeof observationActs)[number];
export const observationActLabel = {
  enter: '填报',
  submit: '提交',
  return: '退回',
  approve: '核定',
  unapprove: '撤销核定',
  lock: '锁定',
} satisfies Record<ObservationAct, string>;

/** How final a published value is. */
export const qualities = ['preliminary', 'final', 'revised'] as const;
export type Quality = (typeof qualities)[number];
export const qualityLabel = { preliminary: '初步数', final: '最终核实数', revised: '修订数' } satisfies Record<Quality, string>;

/** How exactly the source states the value; 超80% is not 80%. */
export const precisions = ['exact', 'rounded', 'about', 'above', 'below'] as const;
export type Precision = (typeof precisions)[number];
export const precisionLabel = { exact: '准确值', rounded: '取整', about: '左右', above: '以上（超过）', below: '以下（以内）' } satisfies Record<Precision, string>;

/** Why a period has no figure. A gap is null with one of these, never 0. */
export const gapReasons = ['empty', 'dash', 'none', 'not-yet', 'not-applicable', 'not-finite', 'suppressed'] as const;
export type GapReason = (typeof gapReasons)[number];
export const gapReasonLabel = {
  empty: '空白未填',
  dash: '以“—”表示',
  none: '注明“无”',
  'not-yet': '暂无（尚未公布）',
  'not-applicable': '不适用',
  'not-finite': '不是有限的数',
  suppressed: '不公开',
} satisfies Record<GapReason, string>;

/** Whether figures are facts or for demonstration; a DEMO value never counts in an official view. */
export const stamps = ['real', 'demo'] as const;
export type Stamp = (typeof stamps)[number];
export const stampLabel = { real: '正式', demo: '演示' } satisfies Record<Stamp, string>;

/** Why a value cannot be computed. */
export const unknownCodes = ['missing', 'gap', 'zero-divisor', 'base-not-positive', 'break', 'no-period', 'inexact'] as const;
export type UnknownCode = (typeof unknownCodes)[number];
export const unknownCodeLabel = {
  missing: '没有这一时期的核定值',
  gap: '这一时期没有数值',
  'zero-divisor': '除数为零',
  'base-not-positive': '基期值不是正数，增速没有意义',
  break: '口径有调整，不能跨期比较',
  'no-period': '没有对应的时期',
  inexact: '来源只给出界限，不能用来计算',
} satisfies Record<UnknownCode, string>;

/** What is implausible about an entry; each needs a reason and a second confirmation. */
export const entryFlags = ['unit-slip', 'far-from-median', 'outside-usual', 'parts-off', 'cumulative-falls', 'many-places'] as const;
export type EntryFlag = (typeof entryFlags)[number];
export const entryFlagLabel = {
  'unit-slip': '与上期相差十倍以上，是否单位有误',
  'far-from-median': '远离本序列的中位数',
  'outside-usual': '超出通常范围',
  'parts-off': '各部分之和与总数不符',
  'cumulative-falls': '累计值比上期减少',
  'many-places': '小数位数多于口径规定',
} satisfies Record<EntryFlag, string>;

export const forecastMethods = ['last-value', 'drift', 'linear', 'damped-trend', 'seasonal-naive'] as const;
export type ForecastMethod = (typeof forecastMethods)[number];
export const forecastMethodLabel = {
  'last-value': '沿用末值',
  drift: '平均增量',
  linear: '线性趋势',
  'damped-trend': '阻尼趋势',
  'seasonal-naive': '沿用上年同期',
} satisfies Record<ForecastMethod, string>;

/** Observed growth against the growth that the target needs (compound yearly rates). */
export const paces = ['significant', 'moderate', 'insufficient', 'away'] as const;
export type Pace = (typeof paces)[number];
export const paceLabel = { significant: '速度足够', moderate: '速度偏慢', insufficient: '速度不足', away: '方向相反' } satisfies Record<Pace, string>;

/** A decimal on the wire: digits, at most one point, no exponent. */
export const decimalSchema = z
  .string()
  .max(60)
  .regex(/^-?[0-9]{1,20}(\.[0-9]{1,20})?$/, '「数值」应为十进制数，如 12.5 或 -3')
  .meta({ label: '数值' });
