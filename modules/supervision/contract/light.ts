/** Lights on the wire (督查灯号): colours, dimensions, reasons, and the explanation that travels with every light. */
import { z } from 'zod';

export const lightColours = ['blue', 'green', 'yellow', 'red', 'grey'] as const;
export type LightColour = (typeof lightColours)[number];
export const lightColourLabel = { blue: '蓝灯', green: '绿灯', yellow: '黄灯', red: '红灯', grey: '灰灯' } satisfies Record<LightColour, string>;

/** What is judged; each has its own fact and its own bands. */
export const lightDimensions = [
  'milestone',
  'quantity',
  'growth',
  'freshness',
  'reporting',
  'contradiction',
  'forecast',
  'start',
  'investment',
  'money',
  'statistics',
  'monthly',
  'factors',
] as const;
export type LightDimension = (typeof lightDimensions)[number];
export const lightDimensionLabel = {
  milestone: '里程碑',
  quantity: '数量进度',
  growth: '增速',
  freshness: '佐证时效',
  reporting: '报送',
  contradiction: '存疑',
  forecast: '预测',
  start: '开工',
  investment: '投资进度',
  money: '资金支付',
  statistics: '入统',
  monthly: '月度计划',
  factors: '要素保障',
} satisfies Record<LightDimension, string>;

/** Why nothing can be said. */
export const greyReasons = ['no-evidence', 'not-due', 'no-benchmark', 'not-assigned', 'annex-missing', 'suspended', 'outlook'] as const;
export type GreyReason = (typeof greyReasons)[number];
export const greyReasonLabel = {
  'no-evidence': '无证据',
  'not-due': '未到期',
  'no-benchmark': '基准未发布',
  'not-assigned': '待下达',
  'annex-missing': '附表缺失',
  suspended: '已批准中止',
  outlook: '展望',
} satisfies Record<GreyReason, string>;

/** Why a dimension colours the object but not the unit. */
export const excuseKinds = ['suspension', 'force-majeure', 'blockage'] as const;
export type ExcuseKind = (typeof excuseKinds)[number];
export const excuseKindLabel = { suspension: '批准中止', 'force-majeure': '不可抗力', blockage: '他方阻滞' } satisfies Record<ExcuseKind, string>;

/** Then = facts and parameters as they were recorded by that day; now = as they are known today. */
export const replayModes = ['as-then', 'as-now'] as const;
export type ReplayMode = (typeof replayModes)[number];
export const replayModeLabel = { 'as-then': '当时已知', 'as-now': '现在已知' } satisfies Record<ReplayMode, string>;

const dimensionSchema = z.enum(lightDimensions).meta({ label: '维度' });
const colourSchema = z.enum(lightColours).meta({ label: '灯号' });

/** One dimension as measured on the day. */
export const lightReadingSchema = z.strictObject({
  dimension: dimensionSchema,
  colour: colourSchema,
  /** what the unit answers for; null = excused */
  unitColour: colourSchema.nullable(),
  /** as shown: decimal text without unit */
  value: z.string(),
  unitValue: z.string().nullable(),
  /** name of the milestone, round, factor … that decides */
  about: z.string(),
  /** ids of the evidence or records the value comes from */
  refs: z.array(z.string()),
});
export type LightReading = z.output<typeof lightReadingSchema>;

export const lightCauseSchema = z.strictObject({
  dimension: dimensionSchema,
  colour: colourSchema,
  value: z.string(),
  /** the band that the value is in, e.g. `≤30天`; empty for the open end */
  threshold: z.string(),
  /** which set of rules, e.g. `固镇县默认规则 第1版` */
  rule: z.string(),
  /** how far to the next worse colour; null when there is none */
  distance: z.string().nullable(),
  refs: z.array(z.string()),
  sentence: z.string(),
});
export type LightCause = z.output<typeof lightCauseSchema>;

/** The next change if nothing new is recorded, and the act that prevents it. */
export const lightForecastSchema = z.strictObject({
  on: z.iso.date(),
  colour: colourSchema,
  unitColour: colourSchema,
  dimension: dimensionSchema,
  unless: z.string(),
  sentence: z.string(),
});
export type LightForecast = z.output<typeof lightForecastSchema>;

export const lightSchema = z.strictObject({
  objectLight: colourSchema,
  unitLight: colourSchema,
  greyReason: z.enum(greyReasons).nullable(),
  /** silent rounds and missed months in a row */
  silentRounds: z.int().nonnegative(),
  missedMonths: z.int().nonnegative(),
  excusedDays: z.int().nonnegative(),
  /** rounds in a row after whose closing the unit's light was yellow or worse, and red */
  yellowRounds: z.int().nonnegative(),
  redRounds: z.int().nonnegative(),
  readings: z.array(lightReadingSchema),
  causes: z.array(lightCauseSchema),
});
export type Light = z.output<typeof lightSchema>;
