/**
 * Which fields of a record a person may correct, and what a corrected value looks like. A value is what the field means:
 * words as `{ "text": … }`, figures as decimal strings; offsets stay the machine's.
 */
import { z } from 'zod';
import { comparators } from './ledger.ts';
import type { recordListLabel } from './plan.ts';
import { taskStates } from './review.ts';
import type { TaskField } from './review.ts';

const words = z.strictObject({ text: z.string().min(1).max(1000).meta({ label: '文字' }) });
const wordsOrNone = words.nullable();
const shortText = z.string().min(1).max(200).nullable();
const decimal = z
  .string()
  .regex(/^-?[0-9]{1,30}(\.[0-9]{1,12})?$/, '「数值」应为十进制数字，例如 8.5')
  .nullable()
  .meta({ label: '数值' });
const comparator = z.enum(comparators);
const modality = z.enum(['must', 'aim', 'strive', 'explore']);
/** Years as integers, days as dates; what the person does not know stays out. */
const period = z
  .strictObject({
    year: z.int().min(1900).max(2200).optional(),
    from: z.int().min(1900).max(2200).optional(),
    on: z.iso.date().optional(),
    every: z.enum(['year', 'halfyear', 'quarter', 'month', 'week', 'day']).optional(),
    rel: z.enum(['in', 'by', 'within', 'during', 'from', 'every']),
  })
  .refine((value) => value.year !== undefined || value.on !== undefined || value.every !== undefined || value.from !== undefined, '「时限」至少要有年份、日期或周期之一')
  .nullable()
  .meta({ label: '时限' });
const flag = z.boolean();

export type RecordList = keyof typeof recordListLabel;
type FieldSchemas = Readonly<Record<string, z.ZodType>>;

/** Per record list: field → schema of a corrected value. */
export const reviewFieldSchemas = {
  targets: {
    indicator: wordsOrNone,
    action: wordsOrNone,
    value: words,
    head: wordsOrNone,
    scope: wordsOrNone,
    cls: z.enum(['growth', 'level', 'share', 'rate', 'ratio', 'density', 'count', 'magnitude', 'completeness', 'relative', 'rank', 'delegated', 'directional']),
    comparator,
    number: decimal,
    numberMax: decimal,
    unit: shortText,
    unitText: z.string().max(200).nullable(),
    period,
    modality,
    binding: z.enum(['约束性', '预期性']).nullable(),
  },
  milestones: {
    kind: z.enum(['designation', 'positioning', 'start', 'completion', 'deadline']),
    verb: wordsOrNone,
    object: wordsOrNone,
    period,
    modality,
    control: z.enum(['owner', 'support', 'seek']),
  },
  documents: { verb: words, object: words, owner: shortText, period },
  recurring: { frequency: words, every: shortText, times: decimal, duty: words, vague: flag },
  conditions: {
    kind: z.enum(['threshold', 'eligibility', 'reward', 'cap']),
    on: wordsOrNone,
    quantity: wordsOrNone,
    comparator: comparator.nullable(),
    number: decimal,
    unit: shortText,
    unitText: shortText,
    head: wordsOrNone,
    consequence: wordsOrNone,
  },
  projects: {
    name: words,
    tier: z.enum(['A', 'B', 'C']),
    status: z.strictObject({ text: z.string().min(1).max(200), stage: z.enum(['prepare', 'plan', 'start', 'build', 'advance', 'complete', 'operate', 'support']) }).nullable(),
    nature: shortText,
    control: z.enum(['owner', 'support', 'seek', 'external']).nullable(),
  },
  actors: { name: words, role: z.enum(['lead', 'support', 'owner', 'mentioned']) },
  terms: { text: z.string().min(1).max(200), status: z.enum(['defined', 'undefined', 'plain']), definition: wordsOrNone },
  references: { kind: z.enum(['upperPlan', 'futureDoc', 'annex', 'self', 'law', 'document']), text: z.string().min(1).max(500), missing: flag },
} as const satisfies Record<RecordList, FieldSchemas>;

/** Per column of the 任务分解表 that people fill in: schema of the text of a cell. */
export const taskFieldSchemas = {
  目标值: z.string().max(500),
  牵头单位: z.string().max(500),
  配合单位: z.string().max(500),
  完成时限: z.string().max(500),
  状态: z.enum(taskStates),
} as const satisfies Record<TaskField, z.ZodType>;

/** Schema of a corrected value, whatever its field. */
export type ReviewValueSchema = z.ZodType;

/** Chinese names of the fields, one for all lists. */
export const reviewFieldLabel: Readonly<Record<string, string>> = {
  indicator: '指标',
  action: '动作',
  value: '目标值',
  head: '数量对象',
  scope: '范围',
  cls: '指标类型',
  comparator: '比较方式',
  number: '数值',
  numberMax: '数值上限',
  unit: '单位',
  unitText: '单位原文',
  period: '时限',
  modality: '语气强弱',
  binding: '约束性或预期性',
  kind: '类别',
  verb: '动词',
  object: '对象',
  control: '主导程度',
  owner: '责任单位',
  frequency: '频次',
  every: '周期',
  times: '次数',
  duty: '事项',
  vague: '频次不明确',
  on: '适用情形',
  quantity: '数量',
  consequence: '结果',
  name: '名称',
  tier: '项目层级',
  status: '状态',
  nature: '性质',
  role: '责任类型',
  text: '文字',
  definition: '解释',
  missing: '未附原文',
};
