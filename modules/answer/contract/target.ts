/** How a clause is judged: a target as data. Figures are decimal strings; `1.95:1` is a ratio of two. */
import { z } from 'zod';
import { daySchema } from './day.ts';

export const targetKinds = [
  'level',
  'growth',
  'ratio',
  'range',
  'magnitude',
  'benchmark',
  'rank',
  'delegated',
  'completeness',
  'quota',
  'validity',
  'directional',
  'composite',
  'done',
  'deadline',
  'issued',
  'survey',
  'coverage',
] as const;
export type TargetKind = (typeof targetKinds)[number];
export const targetKindLabel = {
  level: '水平值',
  growth: '增幅',
  ratio: '比率',
  range: '区间',
  magnitude: '量级',
  benchmark: '与对照值相比',
  rank: '同组位次',
  delegated: '上级下达',
  completeness: '全覆盖',
  quota: '定额',
  validity: '有效证书数',
  directional: '方向性要求',
  composite: '由几部分组成',
  done: '办成',
  deadline: '限期办成',
  issued: '文件印发并落到责任单位',
  survey: '抽样调查',
  coverage: '覆盖率（口径待定）',
} satisfies Record<TargetKind, string>;

export const targetComparators = ['>=', '>', '<=', '<', '=', 'reach', '~'] as const;
export type TargetComparator = (typeof targetComparators)[number];
export const targetComparatorLabel = {
  '>=': '不低于',
  '>': '高于',
  '<=': '不超过',
  '<': '低于',
  '=': '原文只有数',
  reach: '达到',
  '~': '左右',
} satisfies Record<TargetComparator, string>;

export const targetDirections = ['up', 'down', 'neutral'] as const;
export type TargetDirection = (typeof targetDirections)[number];
export const targetDirectionLabel = { up: '越高越好', down: '越低越好', neutral: '越接近越好' } satisfies Record<TargetDirection, string>;

/** How several facts of the window become one figure. */
export const factAggregates = ['latest', 'sum'] as const;
export type FactAggregate = (typeof factAggregates)[number];
export const factAggregateLabel = { latest: '取最近一期', sum: '各期累加' } satisfies Record<FactAggregate, string>;

export const benchmarkRelations = ['above', 'near', 'narrowed'] as const;
export type BenchmarkRelation = (typeof benchmarkRelations)[number];
export const benchmarkRelationLabel = { above: '高于对照值', near: '接近对照值', narrowed: '差距缩小' } satisfies Record<BenchmarkRelation, string>;

/** What a coverage rate is taken of where the text does not say (a dated parameter decides). */
export const coverageMeasures = ['population', 'area'] as const;
export type CoverageMeasure = (typeof coverageMeasures)[number];
export const coverageMeasureLabel = { population: '人口', area: '面积' } satisfies Record<CoverageMeasure, string>;

/** Who is counted where the text names leaders of teams (a dated parameter decides; both are computed). */
export const visitSubjects = ['leader', 'team'] as const;
export type VisitSubject = (typeof visitSubjects)[number];
export const visitSubjectLabel = { leader: '每位领导', team: '每个班子' } satisfies Record<VisitSubject, string>;

export const decimalText = z.string().regex(/^-?[0-9]{1,24}(\.[0-9]{1,12})?$/, '应为十进制数，如 12.5');
const figure = z.string().regex(/^-?[0-9]{1,24}(\.[0-9]{1,12})?(:[0-9]{1,12}(\.[0-9]{1,12})?)?$/, '应为十进制数或比，如 12.5 或 1.95:1');
const unit = z.string().max(40).nullable();
const direction = z.enum(targetDirections);
const count = z.int().positive().max(1_000_000);
const name = z.string().min(1).max(200);

const measured = {
  comparator: z.enum(targetComparators),
  number: figure,
  unit,
  direction,
  aggregate: z.enum(factAggregates),
  /** counts only with a fact that covers the whole window (增长8.5% of a year); otherwise the latest counts (到2025年达到…) */
  whole: z.boolean(),
};

const slot = z.strictObject({
  count,
  /** inclusive; null = every item fills it */
  threshold: decimalText.nullable(),
  unit,
  /** how many of the slots named bodies have taken over; the rest is shown as unassigned */
  assigned: z.int().nonnegative(),
});

export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), ...measured }),
  z.strictObject({ kind: z.literal('growth'), ...measured }),
  z.strictObject({ kind: z.literal('ratio'), ...measured }),
  z.strictObject({ kind: z.literal('range'), min: decimalText, max: decimalText, unit, aggregate: z.enum(factAggregates) }),
  z.strictObject({ kind: z.literal('magnitude'), number: decimalText, unit, aggregate: z.enum(factAggregates) }),
  z.strictObject({ kind: z.literal('benchmark'), relation: z.enum(benchmarkRelations), series: name, direction }),
  z.strictObject({ kind: z.literal('rank'), peerSet: name, direction }),
  z.strictObject({ kind: z.literal('delegated'), issuers: z.array(name).min(1).max(10), direction }),
  z.strictObject({ kind: z.literal('completeness'), list: name }),
  /** `only` names the slot that decides; the others are filled beside it, so that one project never fills two */
  z.strictObject({
    kind: z.literal('quota'),
    slots: z.array(slot).min(1).max(10),
    only: z.int().nonnegative().nullable(),
    perSubject: z.boolean(),
    /** members are written 班子·姓名; a parameter says whether persons or teams decide. Left out in older contracts. */
    byTeam: z.boolean().optional(),
    yearly: z.boolean(),
    what: name,
  }),
  z.strictObject({ kind: z.literal('validity'), count, what: name }),
  z.strictObject({ kind: z.literal('directional'), direction, unit }),
  z.strictObject({ kind: z.literal('composite'), parts: z.array(name).min(1).max(50), need: count }),
  z.strictObject({ kind: z.literal('done'), what: name }),
  /** 3-5年: the window ends with the latest day; done by `earliest` is ahead of time */
  z.strictObject({ kind: z.literal('deadline'), what: name, earliest: daySchema('最早') }),
  /** a document that the plan orders: issued, and each of its own clauses has a responsible unit */
  z.strictObject({ kind: z.literal('issued'), what: name }),
  /** a share of answers in a sample survey; `what` is the question */
  z.strictObject({ kind: z.literal('survey'), what: name, direction }),
  z.strictObject({ kind: z.literal('coverage'), what: name, comparator: z.enum(targetComparators), number: decimalText, unit: z.literal('%') }),
]);
export type Target = z.output<typeof targetSchema>;
export type TargetOf<K extends TargetKind> = Extract<Target, { kind: K }>;
export type Slot = TargetOf<'quota'>['slots'][number];
