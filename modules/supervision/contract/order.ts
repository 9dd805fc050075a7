/** Supervision orders (督办单) on the wire. Colours of orders are acts; lights are computed: two vocabularies (workflows §6). */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { id } from '#kernel/ids.ts';

export const orderIdSchema = id('OrderId');
export type OrderId = z.output<typeof orderIdSchema>;
export const orderChangeIdSchema = id('OrderChangeId');

export const orderStates = [
  'drafted',
  'approving',
  'issued',
  'handling',
  'countersigning',
  'reviewing',
  'finalising',
  'returned',
  'completed',
  'closed',
  'archived',
  'suspended',
  'withdrawn',
  'transferred',
  'merged',
  'split',
] as const;
export type OrderState = (typeof orderStates)[number];
export const orderStateLabel = {
  drafted: '拟办',
  approving: '待审定',
  issued: '已交办',
  handling: '办理中',
  countersigning: '待单位审签',
  reviewing: '待审核',
  finalising: '待终审',
  returned: '退回重办',
  completed: '已办结',
  closed: '已销号',
  archived: '已归档',
  suspended: '已中止',
  withdrawn: '已撤销',
  transferred: '已转办',
  merged: '已并办',
  split: '已拆分',
} satisfies Record<OrderState, string>;
export const orderColours = ['none', 'blue', 'yellow', 'red'] as const;
export type OrderColour = (typeof orderColours)[number];
export const orderColourLabel = { none: '未定色', blue: '蓝色提示单', yellow: '黄色督办单', red: '红色警示单' } satisfies Record<OrderColour, string>;

export const orderSources = ['task', 'decision', 'instruction', 'blockage', 'clue', 'inspection', 'rule'] as const;
export type OrderSource = (typeof orderSources)[number];
export const orderSourceLabel = {
  task: '方案任务',
  decision: '会议决定',
  instruction: '领导批示',
  blockage: '需协调事项',
  clue: '群众线索',
  inspection: '检查发现',
  rule: '自动规则',
} satisfies Record<OrderSource, string>;

/** Triggers of automatic orders and of a raised colour (ladder, workflows §6). */
export const ladderTriggers = [
  'silent-at-closing',
  'unsigned-task',
  'yellow-light',
  'due-soon',
  'unanswered',
  'yellow-twice',
  'second-return',
  'overdue',
  'silent-twice',
  'red-twice',
  'long-overdue',
  'false-report',
  'leader',
] as const;
export type LadderTrigger = (typeof ladderTriggers)[number];
export const ladderTriggerLabel = {
  'silent-at-closing': '截止时未报送',
  'unsigned-task': '任务逾期未签收',
  'yellow-light': '责任单位转黄灯',
  'due-soon': '临期未报办结',
  unanswered: '逾期未答复',
  'yellow-twice': '连续两轮黄灯',
  'second-return': '第二次退回',
  overdue: '逾期未办结',
  'silent-twice': '连续两轮未报送',
  'red-twice': '连续两轮红灯',
  'long-overdue': '严重逾期',
  'false-report': '查实虚报',
  leader: '县领导签批',
} satisfies Record<LadderTrigger, string>;

/** Triggers that can make an order by themselves. */
export const automaticTriggers = [
  'silent-at-closing',
  'silent-twice',
  'unsigned-task',
  'yellow-light',
  'due-soon',
  'yellow-twice',
  'red-twice',
] as const satisfies readonly LadderTrigger[];
export type AutomaticTrigger = (typeof automaticTriggers)[number];
export const automaticTriggerLabel = {
  'silent-at-closing': ladderTriggerLabel['silent-at-closing'],
  'silent-twice': ladderTriggerLabel['silent-twice'],
  'unsigned-task': ladderTriggerLabel['unsigned-task'],
  'yellow-light': ladderTriggerLabel['yellow-light'],
  'due-soon': ladderTriggerLabel['due-soon'],
  'yellow-twice': ladderTriggerLabel['yellow-twice'],
  'red-twice': ladderTriggerLabel['red-twice'],
} satisfies Record<AutomaticTrigger, string>;

export const partyStates = ['awaiting', 'signed', 'working', 'answered', 'confirmed', 'returned', 'refused', 'excused'] as const;
export type PartyState = (typeof partyStates)[number];
export const partyStateLabel = {
  awaiting: '待签收',
  signed: '已签收',
  working: '办理中',
  answered: '已反馈',
  confirmed: '已确认',
  returned: '退回',
  refused: '退签',
  excused: '已免除',
} satisfies Record<PartyState, string>;

export const orderChangeKinds = ['extension', 'suspension'] as const;
export type OrderChangeKind = (typeof orderChangeKinds)[number];
export const orderChangeKindLabel = { extension: '延期', suspension: '中止' } satisfies Record<OrderChangeKind, string>;

export const orderChangeStates = ['applied', 'examined', 'granted', 'refused', 'incomplete'] as const;
export type OrderChangeState = (typeof orderChangeStates)[number];
export const orderChangeStateLabel = { applied: '待初审', examined: '待批准', granted: '已批准', refused: '不批准', incomplete: '需补充' } satisfies Record<
  OrderChangeState,
  string
>;

export const suspensionGrounds = ['policy', 'upper-level', 'force-majeure', 'blocked'] as const;
export type SuspensionGround = (typeof suspensionGrounds)[number];
export const suspensionGroundLabel = { policy: '政策调整', 'upper-level': '上级暂停', 'force-majeure': '不可抗力', blocked: '等待要素' } satisfies Record<SuspensionGround, string>;

export const orderReturnGrounds = ['no-proof', 'below-standard', 'untrue', 'incomplete'] as const;
export type OrderReturnGround = (typeof orderReturnGrounds)[number];
export const orderReturnGroundLabel = { 'no-proof': '缺少佐证', 'below-standard': '未达完成标准', untrue: '与实际不符', incomplete: '内容不全' } satisfies Record<
  OrderReturnGround,
  string
>;

/** 催办 is a logged act, not a state. */
export const urgeWays = ['system', 'phone', 'written', 'talk'] as const;
export type UrgeWay = (typeof urgeWays)[number];
export const urgeWayLabel = { system: '系统提醒', phone: '电话或短信', written: '书面催办单', talk: '约谈' } satisfies Record<UrgeWay, string>;

export const orderLinkKinds = ['transfer', 'merge', 'split', 'follow-up'] as const;
export type OrderLinkKind = (typeof orderLinkKinds)[number];
export const orderLinkKindLabel = { transfer: '转办', merge: '并办', split: '拆分', 'follow-up': '后续' } satisfies Record<OrderLinkKind, string>;

const daySchema = z.iso.date();
const momentSchema = z.iso.datetime({ offset: true });
export const orgRefSchema = z.strictObject({ orgId: z.uuid(), name: z.string() });

export const orderTitleSchema = z.string().trim().min(2, '请填写「事项」').max(200).meta({ label: '事项' });
export const longTextSchema = z.string().trim().max(4000);
export const orderContentSchema = z.strictObject({
  title: orderTitleSchema,
  /** what is to be done */
  matter: longTextSchema.min(1, '请填写「办理要求」').meta({ label: '办理要求' }),
  /** when it counts as done */
  standard: longTextSchema.min(1, '请填写「完成标准」').meta({ label: '完成标准' }),
  dueOn: daySchema.meta({ label: '办理时限' }),
  leadOrgId: z.uuid().meta({ label: '牵头单位' }),
  coOrgIds: z.array(z.uuid()).max(30).default([]).meta({ label: '配合单位' }),
  colour: z.enum(orderColours).default('none').meta({ label: '颜色' }),
});
export type OrderContent = z.output<typeof orderContentSchema>;
export const orderContentFields = ['title', 'matter', 'standard', 'dueOn', 'leadOrgId', 'coOrgIds', 'colour'] as const;
export type OrderContentField = (typeof orderContentFields)[number];
export const orderContentFieldLabel = {
  title: '事项',
  matter: '办理要求',
  standard: '完成标准',
  dueOn: '办理时限',
  leadOrgId: '牵头单位',
  coOrgIds: '配合单位',
  colour: '颜色',
} satisfies Record<OrderContentField, string>;

/** Derived from dates, never stored. */
export const orderTimingSchema = z.strictObject({
  isOverdue: z.boolean(),
  /** against the current and against the original due day; blocked days are taken out of the unit's own delay */
  daysLate: z.int(),
  daysLateOriginal: z.int(),
  blockedDays: z.int().nonnegative(),
  unitDelay: z.int().nonnegative(),
});

export const orderSummarySchema = z.strictObject({
  orderId: orderIdSchema,
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(orderStates),
  colour: z.enum(orderColours),
  source: z.enum(orderSources),
  lead: orgRefSchema,
  dueOn: daySchema,
  dueOriginalOn: daySchema,
  timing: orderTimingSchema,
  cycle: z.int().positive(),
  returns: z.int().nonnegative(),
  isAutomatic: z.boolean(),
  issuedOn: daySchema.nullable(),
  revision: z.int().positive(),
});
export type OrderSummary = z.output<typeof orderSummarySchema>;

export const entrySchema = z.strictObject({
  entryId: z.uuid(),
  action: z.string(),
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
  note: z.string(),
  by: z.string(),
  onBehalfOf: z.string().nullable(),
  at: momentSchema,
});
export type Entry = z.output<typeof entrySchema>;

export const orderPartySchema = z.strictObject({
  org: orgRefSchema,
  state: z.enum(partyStates),
  dueOn: daySchema,
  note: z.string(),
  actions: z.array(actionOfferSchema),
});

export const orderChangeSchema = z.strictObject({
  changeId: orderChangeIdSchema,
  kind: z.enum(orderChangeKinds),
  state: z.enum(orderChangeStates),
  ground: z.string(),
  reason: z.string(),
  newDueOn: daySchema.nullable(),
  reviewOn: daySchema.nullable(),
  blockageId: z.uuid().nullable(),
  appliedAt: momentSchema,
  actions: z.array(actionOfferSchema),
});

export const orderLinkSchema = z.strictObject({
  kind: z.enum(orderLinkKinds),
  /** `from` = this order came out of the other */
  direction: z.enum(['from', 'to']),
  orderId: orderIdSchema,
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(orderStates),
});

export const orderDetailsSchema = z.strictObject({
  ...orderSummarySchema.shape,
  matter: z.string(),
  standard: z.string(),
  sourceRef: z.string(),
  sourceTitle: z.string(),
  /** why the rule made it or raised its colour: trigger, facts, version of the rule */
  ruleNote: z.string(),
  reviewOn: daySchema.nullable(),
  stamp: z.enum(['real', 'demo']),
  parties: z.array(orderPartySchema),
  changes: z.array(orderChangeSchema),
  links: z.array(orderLinkSchema),
  entries: z.array(entrySchema),
  actions: z.array(actionOfferSchema),
});
export type OrderDetails = z.output<typeof orderDetailsSchema>;
