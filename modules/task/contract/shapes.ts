/** What tasks, assignments, rounds and reports look like on the wire. A day is `YYYY-MM-DD`, a moment has its offset. */
import { z } from 'zod';
import { parseDay } from '#kernel/calendar.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { orgIdSchema, userIdSchema } from '#identity/contract';
import { planIdSchema } from '#plan/contract';
import { assignmentRoles, assignmentStates, refusalGrounds } from './assignment.ts';
import { assignmentIdSchema, photoIdSchema, reportIdSchema, roundIdSchema, taskIdSchema, taskMilestoneIdSchema } from './ids.ts';
import { debtStandings, factAnswers, judgements, reportStates, roundStates } from './report.ts';
import { itemStates, taskTiers } from './task-item.ts';

const isDay = (text: string): boolean => {
  try {
    const { year } = parseDay(text);
    return year >= 1949 && year <= 2199;
  } catch {
    return false;
  }
};
export const taskDaySchema = (label: string) => z.string().refine(isDay, `「${label}」应为存在的日期，如 2026-03-31`).meta({ label });
export const yearSchema = z.int().min(1949, '「年度」应为四位年份').max(2199, '「年度」应为四位年份').meta({ label: '年度' });
export const yearQuerySchema = z
  .string()
  .regex(/^[12][0-9]{3}$/, '「年度」应为四位年份')
  .transform(Number)
  .meta({ label: '年度' });
export const periodSchema = z
  .string()
  .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/, '「月份」应为如 2026-03 的月份')
  .meta({ label: '月份' });
/** Very long texts are refused before they reach a rule, with the same words. */
export const wordsSchema = (label: string, max: number) => z.string().max(max, `「${label}」不能超过${max}字；请删减`).meta({ label });
export const reasonTextSchema = z.string().trim().min(2, '「理由」至少写2个字').max(500, '「理由」不能超过500字').meta({ label: '理由' });
export const revisionSchema = z.int().positive().meta({ label: '版本号' });

/** Where a field comes from: the plan says so, or somebody added it. */
export const originSchema = z.record(z.string(), z.enum(['text', 'decision']));

export const unitRefSchema = z.strictObject({ orgId: orgIdSchema, name: z.string() });
export const personRefSchema = z.strictObject({ userId: userIdSchema, name: z.string() });

export const milestoneViewSchema = z.strictObject({
  milestoneId: taskMilestoneIdSchema,
  title: z.string(),
  dueOn: z.string(),
  dueOriginalOn: z.string(),
  provedOn: z.string().nullable(),
});
export const assignmentViewSchema = z.strictObject({
  assignmentId: assignmentIdSchema,
  org: unitRefSchema,
  role: z.enum(assignmentRoles),
  state: z.enum(assignmentStates),
  refusals: z.int().nonnegative(),
  refusalGround: z.enum(refusalGrounds).nullable(),
  refusalNote: z.string().nullable(),
  person: personRefSchema.nullable(),
  deputy: personRefSchema.nullable(),
  acceptDueOn: z.string().nullable(),
  /** unsigned after the due day; derived */
  isUnsigned: z.boolean(),
  acceptedAt: z.string().nullable(),
  isRuled: z.boolean(),
  replaces: assignmentIdSchema.nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  revision: revisionSchema,
  actions: z.array(actionOfferSchema),
});
export type AssignmentView = z.output<typeof assignmentViewSchema>;

export const taskSummarySchema = z.strictObject({
  taskId: taskIdSchema,
  planId: planIdSchema,
  year: z.int(),
  code: z.string(),
  clause: z.string(),
  title: z.string(),
  tier: z.enum(taskTiers),
  startsOn: z.string(),
  dueOn: z.string().nullable(),
  dueOriginalOn: z.string().nullable(),
  isOverdue: z.boolean(),
  itemState: z.enum(itemStates).nullable(),
  lead: unitRefSchema.nullable(),
  coUnits: z.array(unitRefSchema),
  /** assignments in force by state */
  states: z.record(z.enum(assignmentStates), z.int()),
  milestonesDue: z.int().nonnegative(),
  milestonesProved: z.int().nonnegative(),
  stamp: z.enum(['real', 'demo']),
  revision: revisionSchema,
});
export type TaskSummary = z.output<typeof taskSummarySchema>;

export const stepViewSchema = z.strictObject({
  at: z.string(),
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  unit: z.string().nullable(),
  /** in words */
  action: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  reason: z.string().nullable(),
  note: z.string(),
});
/** A row of a bulk act: what became of it, or would. */
export const rowResultSchema = z.strictObject({ id: z.uuid(), title: z.string(), isDone: z.boolean(), code: z.string().nullable(), reason: z.string().nullable() });
export type RowResult = z.output<typeof rowResultSchema>;

export const roundViewSchema = z.strictObject({
  roundId: roundIdSchema,
  period: z.string(),
  state: z.enum(roundStates),
  opensOn: z.string(),
  remindsOn: z.string(),
  closesOn: z.string(),
  ordersOn: z.string(),
  sealsOn: z.string(),
  summary: z.string(),
});
export type RoundView = z.output<typeof roundViewSchema>;

export const rateSchema = z.strictObject({ numerator: z.int().nonnegative(), denominator: z.int().nonnegative(), percent: z.string().nullable() });
export const ratesSchema = z.strictObject({
  expected: z.int().nonnegative(),
  received: rateSchema,
  onTime: rateSchema,
  complete: rateSchema,
  returned: z.int().nonnegative(),
  corrected: z.int().nonnegative(),
  medianHoursToSign: z.string().nullable(),
});

export const debtViewSchema = z.strictObject({
  roundId: roundIdSchema,
  period: z.string(),
  assignmentId: assignmentIdSchema,
  taskId: taskIdSchema,
  code: z.string(),
  title: z.string(),
  org: unitRefSchema,
  role: z.enum(assignmentRoles),
  tier: z.enum(taskTiers),
  dueOn: z.string(),
  isAdded: z.boolean(),
  addedFor: z.string(),
  standing: z.enum(debtStandings),
  reportId: reportIdSchema.nullable(),
  reportState: z.enum(reportStates).nullable(),
  judgement: z.enum(judgements).nullable(),
  isNoChange: z.boolean(),
  canSayNoChange: z.boolean(),
  noChangeReason: z.string().nullable(),
  minutes: z.string(),
  revision: z.int().nonnegative(),
  actions: z.array(actionOfferSchema),
});
export type DebtView = z.output<typeof debtViewSchema>;

export const claimSchema = z.strictObject({
  milestoneId: taskMilestoneIdSchema,
  proof: wordsSchema('佐证材料', 500).default(''),
  photoIds: z.array(photoIdSchema).max(9, '每个节点最多9张照片').default([]),
});

/** What a unit fills in. Lengths beyond the rule are the rule's to refuse; only absurd ones are refused here. */
export const reportContentSchema = z.strictObject({
  isNoChange: z.boolean().default(false),
  done: wordsSchema('本期进展', 5000).default(''),
  next: wordsSchema('下期打算', 5000).default(''),
  judgement: z.enum(judgements).default('normal').meta({ label: '单位自评' }),
  countToDate: z
    .string()
    .regex(/^[0-9]{1,9}$/, '「今年累计次数」应为不带小数的数字，如 12')
    .nullable()
    .default(null)
    .meta({ label: '今年累计次数' }),
  claims: z.array(claimSchema).max(50).default([]).meta({ label: '节点' }),
  facts: z
    .array(z.strictObject({ factId: z.uuid(), answer: z.enum(factAnswers), reason: wordsSchema('异议理由', 500).default('') }))
    .max(100)
    .default([])
    .meta({ label: '系统已掌握的情况' }),
  explanations: z.record(z.string().max(60), wordsSchema('说明', 500)).default({}).meta({ label: '说明' }),
});
export type ReportContentInput = z.output<typeof reportContentSchema>;
