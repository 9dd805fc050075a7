/** 需协调事项: what is blocked, who can solve it, since when (workflows §8). */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { id } from '#kernel/ids.ts';
import { entrySchema, orgRefSchema } from './order.ts';

export const blockageIdSchema = id('BlockageId');
export type BlockageId = z.output<typeof blockageIdSchema>;

export const blockageTypes = [
  'land',
  'planning',
  'forest',
  'environment',
  'energy',
  'permit',
  'money',
  'relocation',
  'utilities',
  'labour',
  'approval',
  'policy',
  'other',
] as const;
export type BlockageType = (typeof blockageTypes)[number];
export const blockageTypeLabel = {
  land: '用地',
  planning: '规划',
  forest: '林地',
  environment: '环评、环境容量',
  energy: '能评、能耗',
  permit: '施工许可',
  money: '资金',
  relocation: '征迁',
  utilities: '水电气路通信',
  labour: '用工',
  approval: '审批协调',
  policy: '政策',
  other: '其他',
} satisfies Record<BlockageType, string>;

export const blockageStates = ['registered', 'handling', 'incomplete', 'answered', 'closed', 'withdrawn', 'joined'] as const;
export type BlockageState = (typeof blockageStates)[number];
export const blockageStateLabel = {
  registered: '已登记',
  handling: '办理中',
  incomplete: '待补正',
  answered: '待确认',
  closed: '已关闭',
  withdrawn: '已撤回',
  joined: '已并入',
} satisfies Record<BlockageState, string>;

export const blockageLevels = ['unit', 'leader', 'group', 'city'] as const;
export type BlockageLevel = (typeof blockageLevels)[number];
export const blockageLevelLabel = { unit: '单位协调', leader: '分管县领导协调', group: '领导小组研究', city: '转报市级' } satisfies Record<BlockageLevel, string>;

export const blockageAnswers = ['solved', 'partial', 'refused'] as const;
export type BlockageAnswer = (typeof blockageAnswers)[number];
export const blockageAnswerLabel = { solved: '已解决', partial: '部分解决', refused: '不能解决' } satisfies Record<BlockageAnswer, string>;

export const blockedObjectKinds = ['task', 'order', 'project', 'none'] as const;
export type BlockedObjectKind = (typeof blockedObjectKinds)[number];
export const blockedObjectKindLabel = { task: '任务', order: '督办单', project: '项目', none: '其他事项' } satisfies Record<BlockedObjectKind, string>;

const daySchema = z.iso.date();

export const blockageSummarySchema = z.strictObject({
  blockageId: blockageIdSchema,
  number: z.string(),
  type: z.enum(blockageTypes),
  title: z.string(),
  state: z.enum(blockageStates),
  level: z.enum(blockageLevels),
  raisedBy: orgRefSchema,
  authority: orgRefSchema,
  objectKind: z.enum(blockedObjectKinds),
  objectRef: z.string(),
  objectTitle: z.string(),
  sinceOn: daySchema,
  daysOpen: z.int().nonnegative(),
  /** the day on which it rises by itself; null at the top or when it waits for the raiser */
  risesOn: daySchema.nullable(),
  promisedOn: daySchema.nullable(),
  missedPromises: z.int().nonnegative(),
  revision: z.int().positive(),
});
export type BlockageSummary = z.output<typeof blockageSummarySchema>;

export const blockageDetailsSchema = z.strictObject({
  ...blockageSummarySchema.shape,
  what: z.string(),
  answer: z.enum(blockageAnswers).nullable(),
  /** unanswered confirmation counts as one after so many working days */
  isConfirmedBySilence: z.boolean(),
  /** days that the office ruled when they were contested */
  ruledFromOn: daySchema.nullable(),
  ruledToOn: daySchema.nullable(),
  similar: z.array(z.strictObject({ blockageId: blockageIdSchema, number: z.string(), title: z.string(), daysOpen: z.int() })),
  entries: z.array(entrySchema),
  actions: z.array(actionOfferSchema),
});
export type BlockageDetails = z.output<typeof blockageDetailsSchema>;
