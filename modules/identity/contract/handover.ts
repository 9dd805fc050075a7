import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { grantFaultCodes } from './give-grant.ts';
import { daySchema, documentSchema, reasonSchema } from './org.ts';
import { orgIdSchema, userIdSchema } from './person.ts';
import { postIdSchema, postSchema } from './post.ts';

export const handoverIdSchema = id('HandoverId').meta({ label: '移交' });
export type HandoverId = z.output<typeof handoverIdSchema>;

export const handoverStates = ['planned', 'listed', 'half_checked', 'checked', 'outgoing_signed', 'both_signed', 'effective', 'deputised', 'withdrawn'] as const;
export type HandoverState = (typeof handoverStates)[number];
export const handoverStateLabel = {
  planned: '拟调整',
  listed: '交接清单已生成',
  half_checked: '一方已核对',
  checked: '双方已核对',
  outgoing_signed: '移交人已签字',
  both_signed: '双方已签字，待生效',
  effective: '已生效',
  deputised: '由代理人接管',
  withdrawn: '已撤回',
} satisfies Record<HandoverState, string>;

export const handoverActions = ['plan', 'list', 'check', 'sign_out', 'sign_in', 'complete', 'take_over', 'withdraw'] as const;
export type HandoverAction = (typeof handoverActions)[number];
export const handoverActionLabel = {
  plan: '发起移交',
  list: '生成交接清单',
  check: '确认已核对',
  sign_out: '移交签字',
  sign_in: '接收签字',
  complete: '生效',
  take_over: '代理人接管',
  withdraw: '撤回',
} satisfies Record<HandoverAction, string>;

const person = z.strictObject({ userId: userIdSchema, name: z.string() });

export const handoverRowSchema = z.strictObject({
  handoverId: handoverIdSchema,
  postWords: z.string(),
  outgoing: person,
  incoming: person,
  deputy: person,
  state: z.enum(handoverStates),
  effectiveOn: z.string(),
});
export type HandoverRow = z.output<typeof handoverRowSchema>;

export const handoverItemSchema = z.strictObject({
  ordinal: z.int().positive(),
  source: z.string(),
  sourceLabel: z.string(),
  kind: z.string(),
  title: z.string(),
  dueOn: z.string().nullable(),
  href: z.string().nullable(),
  /** still open now; what was settled since stays on the sheet */
  isOpen: z.boolean(),
});

const noteSchema = z.strictObject({ ordinal: z.int().nullable(), body: z.string(), author: z.string(), at: z.string() });
const stepSchema = z.strictObject({
  action: z.enum(handoverActions),
  to: z.enum(handoverStates),
  actor: z.string(),
  onBehalfOf: z.string().nullable(),
  at: z.string(),
  note: z.string().nullable(),
  sheetSha256: z.string().nullable(),
});

export const handoverSchema = handoverRowSchema.extend({
  revision: z.int().positive(),
  reason: z.string(),
  document: z.string().nullable(),
  post: postSchema,
  items: z.array(handoverItemSchema),
  notes: z.array(noteSchema),
  steps: z.array(stepSchema),
  /** digest of the sheet that is signed */
  sheetSha256: z.string(),
  /** `identity.handover.<action>` and `identity.note-handover` */
  actions: z.array(actionOfferSchema),
});
export type HandoverView = z.output<typeof handoverSchema>;

const one = z.strictObject({ handoverId: handoverIdSchema });

export const handoverSorts = ['newest', 'day'] as const;
export type HandoverSort = (typeof handoverSorts)[number];
export const handoverSortLabel = { newest: '最近发起', day: '生效日期' } satisfies Record<HandoverSort, string>;

export const handoverFilter = {
  /** a part of the name of one of the three people */
  q: z.string().max(60, '「查找」不能超过60字').optional().meta({ label: '查找' }),
  orgId: orgIdSchema.optional(),
  /** open, closed, or one state */
  state: z
    .enum(['open', 'closed', ...handoverStates])
    .optional()
    .meta({ label: '状态' }),
  /** of those who see all: only what they take part in */
  mine: z.literal('1').optional().meta({ label: '只看与我有关的' }),
  from: daySchema('生效日期起').optional(),
  to: daySchema('生效日期止').optional(),
} as const;

/** Hand-overs that the caller takes part in; all of them for those who conduct them. */
export const listHandovers = endpoint({
  id: 'identity.list-handovers',
  method: 'GET',
  path: '/api/handovers',
  summary: '岗位移交列表',
  access: { permission: 'identity.read-people', target: 'many' },
  query: z.strictObject({ ...handoverFilter, sort: z.enum(handoverSorts).default('newest').meta({ label: '排序' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({ items: z.array(handoverRowSchema), nextCursor: z.string().nullable(), total: z.int().nonnegative(), actions: z.array(actionOfferSchema) }),
  refusals: ['identity.handover_days_reversed'],
});

/** The same as a workbook, at most 5,000. */
export const exportHandovers = endpoint({
  id: 'identity.export-handovers',
  method: 'GET',
  path: '/api/handovers/export',
  summary: '导出岗位移交列表（Excel）',
  access: { permission: 'identity.read-people', target: 'many' },
  query: z.strictObject(handoverFilter),
  reply: fileReplySchema,
  refusals: ['identity.handover_days_reversed', 'identity.handover_too_many'],
});

export const getHandover = endpoint({
  id: 'identity.get-handover',
  method: 'GET',
  path: '/api/handovers/:handoverId',
  summary: '一次岗位移交：清单、意见、签字',
  access: { permission: 'identity.read-people', target: 'one' },
  params: one,
  reply: handoverSchema,
  refusals: ['identity.handover_not_found'],
});

/** Announces that somebody leaves a post on a day, who follows, and who takes over if a signature is missing then. */
export const planHandover = endpoint({
  id: 'identity.plan-handover',
  method: 'POST',
  path: '/api/handovers',
  summary: '发起岗位移交',
  access: { permission: 'identity.hand-over', target: 'one' },
  body: z.strictObject({
    postId: postIdSchema,
    incomingId: userIdSchema.meta({ label: '接收人' }),
    deputyId: userIdSchema.meta({ label: '代理人' }),
    /** first day of the new holder */
    effectiveOn: daySchema('生效日期'),
    document: documentSchema,
    reason: reasonSchema,
  }),
  reply: z.strictObject({ handoverId: handoverIdSchema }),
  refusals: [
    'identity.post_not_found',
    'identity.post_ended_already',
    'identity.person_not_found',
    'identity.person_not_active',
    'identity.handover_people',
    'identity.handover_day',
    'identity.handover_open_already',
  ],
});

/** One step of the hand-over; signing needs the digest of the sheet as it was shown. */
export const stepHandover = endpoint({
  id: 'identity.step-handover',
  method: 'POST',
  path: '/api/handovers/:handoverId/steps',
  summary: '办理移交的一步：生成清单、核对、签字、生效、撤回',
  access: { permission: 'identity.read-people', target: 'one' },
  params: one,
  body: z.strictObject({
    action: z.enum(handoverActions).exclude(['plan', 'take_over']).meta({ label: '操作' }),
    expectedRevision: z.int().positive().meta({ label: '已见到的版本' }),
    sheetSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '「清单摘要」应为64位十六进制小写字符')
      .optional()
      .meta({ label: '清单摘要' }),
    note: z.string().trim().max(500, '「说明」不能超过500字').optional().meta({ label: '说明' }),
  }),
  reply: z.strictObject({ handoverId: handoverIdSchema, state: z.enum(handoverStates), revision: z.int().positive() }),
  refusals: [
    'identity.handover_not_found',
    'identity.handover_changed_since',
    'identity.handover_sheet_changed',
    'identity.handover_step_refused',
    'identity.handover_duties_left',
    'identity.post_not_found',
    'identity.post_unit_not_in_being',
    'identity.person_not_found',
    'identity.person_not_active',
    'identity.grant_last_admin',
    ...grantFaultCodes,
  ],
});

/** A remark on the sheet or on one of its entries. Nothing can be taken off the sheet. */
export const noteHandover = endpoint({
  id: 'identity.note-handover',
  method: 'POST',
  path: '/api/handovers/:handoverId/notes',
  summary: '对交接清单提出意见',
  access: { permission: 'identity.read-people', target: 'one' },
  params: one,
  body: z.strictObject({
    ordinal: z.int().positive().nullable().default(null).meta({ label: '清单序号' }),
    body: z.string().trim().min(1, '「意见」不能为空').max(1000, '「意见」不能超过1000字').meta({ label: '意见' }),
  }),
  reply: z.strictObject({ handoverId: handoverIdSchema }),
  refusals: ['identity.handover_not_found', 'identity.handover_closed', 'identity.handover_item_unknown'],
});

/** Open duties for which nobody living and active answers: there should be none. */
export const listUnheldDuties = endpoint({
  id: 'identity.list-unheld-duties',
  method: 'GET',
  path: '/api/handovers/unheld-duties',
  summary: '没有在岗责任人的未了事项',
  access: { permission: 'identity.hand-over', target: 'many' },
  reply: z.strictObject({ items: z.array(z.strictObject({ source: z.string(), kind: z.string(), title: z.string(), holder: z.string().nullable() })) }),
  refusals: [],
});

/** The sheet as a document for print and file. */
export const exportHandover = endpoint({
  id: 'identity.export-handover',
  method: 'GET',
  path: '/api/handovers/:handoverId/sheet',
  summary: '导出交接清单（Word）',
  access: { permission: 'identity.read-people', target: 'one' },
  params: one,
  reply: fileReplySchema,
  refusals: ['identity.handover_not_found'],
});
