/** Meetings of the leading group (领导小组会议) on the wire (workflows §9). */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { id } from '#kernel/ids.ts';
import { entrySchema, orderColours, orderStates, orgRefSchema } from '#supervision/contract';

export const meetingIdSchema = id('MeetingId');
export type MeetingId = z.output<typeof meetingIdSchema>;
export const agendaItemIdSchema = id('AgendaItemId');
export const decisionIdSchema = id('DecisionId');
export const memberIdSchema = id('MemberId');

export const meetingStates = ['planned', 'collecting', 'frozen', 'held', 'minuting', 'issued', 'closed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];
export const meetingStateLabel = {
  planned: '计划',
  collecting: '议题征集',
  frozen: '材料冻结',
  held: '召开',
  minuting: '纪要起草',
  issued: '纪要印发',
  closed: '关闭',
  cancelled: '取消',
} satisfies Record<MeetingState, string>;

/** The order of an agenda is the order of this list. */
export const agendaGroups = ['fate', 'red', 'blockage', 'ruling', 'target', 'list', 'other'] as const;
export type AgendaGroup = (typeof agendaGroups)[number];
export const agendaGroupLabel = {
  fate: '以往决定的落实',
  red: '严重滞后事项',
  blockage: '提请协调事项',
  ruling: '提请裁定事项',
  target: '待下达目标',
  list: '提请审定清单',
  other: '其他议题',
} satisfies Record<AgendaGroup, string>;

export const agendaStates = ['listed', 'dropped', 'decided', 'deferred', 'noted'] as const;
export type AgendaState = (typeof agendaStates)[number];
export const agendaStateLabel = { listed: '上会', dropped: '不上会', decided: '已决定', deferred: '缓议', noted: '知悉' } satisfies Record<AgendaState, string>;

export const decisionKinds = ['task', 'approve', 'principle', 'defer'] as const;
export type DecisionKind = (typeof decisionKinds)[number];
export const decisionKindLabel = { task: '任务', approve: '批准', principle: '原则', defer: '缓议' } satisfies Record<DecisionKind, string>;

export const fateKinds = ['done', 'open', 'late'] as const;
export type FateKind = (typeof fateKinds)[number];
export const fateKindLabel = { done: '已完成', open: '办理中', late: '逾期' } satisfies Record<FateKind, string>;

export const memberRoles = ['leader', 'deputy', 'member'] as const;
export type MemberRole = (typeof memberRoles)[number];
export const memberRoleLabel = { leader: '组长', deputy: '副组长', member: '成员' } satisfies Record<MemberRole, string>;

export const presences = ['present', 'substitute', 'absent'] as const;
export type Presence = (typeof presences)[number];
export const presenceLabel = { present: '出席', substitute: '代为出席', absent: '请假' } satisfies Record<Presence, string>;

const daySchema = z.iso.date();
export const memberSchema = z.strictObject({
  memberId: memberIdSchema,
  name: z.string(),
  post: z.string(),
  role: z.enum(memberRoles),
  fromOn: daySchema,
  toOn: daySchema.nullable(),
  source: z.string(),
});
export type Member = z.output<typeof memberSchema>;

export const fateSchema = z.strictObject({
  decisionId: decisionIdSchema,
  meetingTitle: z.string(),
  text: z.string(),
  kind: z.enum(fateKinds),
  /** null only before the minutes are out */
  orderId: z.uuid().nullable(),
  number: z.string().nullable(),
  lead: z.string(),
  dueOn: daySchema,
  colour: z.enum(orderColours),
  state: z.enum(orderStates),
  daysLate: z.int().nonnegative(),
  /** the owner's last words */
  sentence: z.string(),
});
export type Fate = z.output<typeof fateSchema>;

export const agendaItemSchema = z.strictObject({
  itemId: agendaItemIdSchema,
  group: z.enum(agendaGroups),
  ref: z.string(),
  title: z.string(),
  /** one page per item */
  page: z.string(),
  /** decimal; empty for items that people added */
  score: z.string(),
  /** the formula with its numbers */
  formula: z.string(),
  position: z.int().positive(),
  state: z.enum(agendaStates),
  reason: z.string(),
  /** changed after the papers were frozen */
  isLate: z.boolean(),
  isBySystem: z.boolean(),
  revision: z.int().positive(),
});
export type AgendaItem = z.output<typeof agendaItemSchema>;

export const decisionSchema = z.strictObject({
  decisionId: decisionIdSchema,
  itemId: agendaItemIdSchema,
  kind: z.enum(decisionKinds),
  text: z.string(),
  lead: orgRefSchema.nullable(),
  coOrgs: z.array(orgRefSchema),
  dueOn: daySchema.nullable(),
  standard: z.string(),
  orderId: z.uuid().nullable(),
});
export type Decision = z.output<typeof decisionSchema>;

export const attendanceSchema = z.strictObject({
  memberId: memberIdSchema,
  name: z.string(),
  role: z.enum(memberRoles),
  presence: z.enum(presences).nullable(),
  substitute: z.string(),
  /** by whose authority the substitute sits there */
  authority: z.string(),
  recusedItems: z.array(agendaItemIdSchema),
});

export const quorumSchema = z.strictObject({ members: z.int().nonnegative(), present: z.int().nonnegative(), needed: z.int().nonnegative(), isMet: z.boolean() });

export const meetingSummarySchema = z.strictObject({
  meetingId: meetingIdSchema,
  title: z.string(),
  state: z.enum(meetingStates),
  heldOn: daySchema,
  place: z.string(),
  minutesNo: z.string(),
  decisions: z.int().nonnegative(),
  items: z.int().nonnegative(),
  revision: z.int().positive(),
});
export type MeetingSummary = z.output<typeof meetingSummarySchema>;

export const meetingDetailsSchema = z.strictObject({
  ...meetingSummarySchema.shape,
  /** last day for the papers; changes after it are marked */
  freezeOn: daySchema,
  issuedOn: daySchema.nullable(),
  /** how the system ranks, in words */
  formula: z.string(),
  fates: z.array(fateSchema),
  fateCounts: z.record(z.enum(fateKinds), z.int().nonnegative()),
  agenda: z.array(agendaItemSchema),
  attendance: z.array(attendanceSchema),
  quorum: quorumSchema,
  results: z.array(decisionSchema),
  entries: z.array(entrySchema),
  actions: z.array(actionOfferSchema),
});
export type MeetingDetails = z.output<typeof meetingDetailsSchema>;
