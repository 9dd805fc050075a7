/** What people do to orders, as the screens send it; the table of states decides. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import {
  orderChangeIdSchema,
  orderChangeKinds,
  orderColours,
  orderContentSchema,
  orderDetailsSchema,
  orderIdSchema,
  orderReturnGrounds,
  orderSources,
  suspensionGrounds,
  urgeWays,
} from './order.ts';

export const orderActs = [
  'submit',
  'approve',
  'approve-red',
  'reject',
  'sign-in',
  'refuse',
  'feedback',
  'apply-completion',
  'countersign',
  'send-back',
  'review',
  'finalise',
  'finalise-blue',
  'return',
  'redo',
  'close',
  'rebound',
  'resume',
  'withdraw',
] as const;
export type OrderAct = (typeof orderActs)[number];
export const orderActLabel = {
  submit: '送审',
  approve: '审定交办',
  'approve-red': '审定红色警示单',
  reject: '驳回',
  'sign-in': '签收',
  refuse: '退签',
  feedback: '阶段反馈',
  'apply-completion': '申请办结',
  countersign: '审签',
  'send-back': '单位退回',
  review: '初审通过',
  finalise: '终审办结',
  'finalise-blue': '终审办结（蓝色）',
  return: '退回重办',
  redo: '重新办理',
  close: '销号',
  rebound: '反弹',
  resume: '恢复',
  withdraw: '撤销',
} satisfies Record<OrderAct, string>;

export const partyActs = ['sign-in', 'refuse', 'work', 'answer', 'confirm', 'return', 'excuse', 'keep'] as const;
export type PartyAct = (typeof partyActs)[number];
export const partyActLabel = {
  'sign-in': '签收',
  refuse: '退签',
  work: '阶段反馈',
  answer: '反馈结果',
  confirm: '确认',
  return: '退回',
  excuse: '免除',
  keep: '维持',
} satisfies Record<PartyAct, string>;

export const changeActs = ['examine', 'ask-more', 'supplement', 'grant', 'refuse'] as const;
export type ChangeAct = (typeof changeActs)[number];
export const changeActLabel = { examine: '初审', 'ask-more': '要求补充', supplement: '补充', grant: '批准', refuse: '不批准' } satisfies Record<ChangeAct, string>;

const orderParams = z.strictObject({ orderId: orderIdSchema });
const noteSchema = z.string().trim().max(4000, '「说明」不能超过4000字').default('').meta({ label: '说明' });
const revisionSchema = z.int().min(1).meta({ label: '已见到的版本' });
const daySchema = z.iso.date().meta({ label: '办理时限' });

const guardRefusals = [
  'supervision.order_not_found',
  'supervision.order_changed',
  'supervision.note_missing',
  'supervision.person_missing',
  'supervision.person_not_found',
  'supervision.due_missing',
  'supervision.due_unfit',
  'lifecycle.system_only',
  'lifecycle.wrong_state',
  'order.own_work',
  'order.own_unit',
  'order.same_reviewer',
  'order.same_closer',
  'order.other_colour',
  'order.parties_open',
  'order.rebound_late',
  'order.not_checked',
  'order.not_published',
  'order.still_public',
  'order.own_application',
] as const;

export const proposeOrder = endpoint({
  id: 'supervision.propose-order',
  method: 'POST',
  path: '/api/orders',
  summary: '督办立项：一事一单',
  access: { permission: 'order.propose', target: 'many' },
  body: z.strictObject({
    ...orderContentSchema.shape,
    source: z.enum(orderSources).exclude(['rule', 'decision']).meta({ label: '来源' }),
    sourceRef: z.string().max(200).default('').meta({ label: '来源编号' }),
    sourceTitle: z.string().max(200).default('').meta({ label: '来源名称' }),
    objectRef: z.string().max(200).default('').meta({ label: '对象' }),
    distinctReason: z.string().trim().max(500).default('').meta({ label: '不并办的理由' }),
  }),
  reply: orderDetailsSchema,
  refusals: ['supervision.org_not_found', 'supervision.lead_is_co', 'supervision.due_unfit', 'supervision.similar_open'],
});

/** The draft as wanted, with the revision that was shown: what others changed meanwhile is merged or named. */
export const editOrder = endpoint({
  id: 'supervision.edit-order',
  method: 'PATCH',
  path: '/api/orders/:orderId',
  summary: '修改尚未审定的督办单',
  access: { permission: 'order.propose', target: 'one' },
  params: orderParams,
  body: z.strictObject({ ...orderContentSchema.shape, revision: revisionSchema }),
  reply: orderDetailsSchema,
  refusals: [
    'supervision.order_not_found',
    'supervision.not_editable',
    'supervision.edit_conflict',
    'supervision.order_changed',
    'supervision.org_not_found',
    'supervision.lead_is_co',
    'supervision.due_unfit',
  ],
});

export const actOnOrder = endpoint({
  id: 'supervision.act-on-order',
  method: 'POST',
  path: '/api/orders/:orderId/acts',
  summary: '对督办单办理一步',
  access: { permission: 'order.read', target: 'one' },
  params: orderParams,
  body: z.strictObject({
    action: z.enum(orderActs).meta({ label: '操作' }),
    revision: revisionSchema,
    note: noteSchema,
    ground: z.enum(orderReturnGrounds).optional().meta({ label: '退回理由' }),
    personId: z.uuid().optional().meta({ label: '责任人' }),
    dueOn: daySchema.optional(),
    /** ids of evidence or file hashes */
    proofs: z.array(z.string().min(1).max(200)).max(50).default([]).meta({ label: '佐证' }),
  }),
  reply: orderDetailsSchema,
  refusals: guardRefusals,
});

const bulkResult = z.strictObject({ orderId: orderIdSchema, title: z.string(), isDone: z.boolean(), reason: z.string().nullable() });
/** Many orders, one act; `isPreview` says what would happen and changes nothing. Each row succeeds or fails for itself. */
export const actOnOrders = endpoint({
  id: 'supervision.act-on-orders',
  method: 'POST',
  path: '/api/orders/acts',
  summary: '批量办理：先预览，逐张给出结果',
  access: { permission: 'order.read', target: 'many' },
  body: z.strictObject({
    orderIds: z.array(orderIdSchema).min(1).max(200).meta({ label: '督办单' }),
    action: z.enum([...orderActs, 'urge']).meta({ label: '操作' }),
    note: noteSchema,
    isPreview: z.boolean().meta({ label: '只预览' }),
  }),
  reply: z.strictObject({ items: z.array(bulkResult), done: z.int().nonnegative() }),
  refusals: ['supervision.note_missing'],
});

export const actOnParty = endpoint({
  id: 'supervision.act-on-party',
  method: 'POST',
  path: '/api/orders/:orderId/parties/:orgId/acts',
  summary: '配合单位办理一步',
  access: { permission: 'order.read', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, orgId: z.uuid() }),
  body: z.strictObject({ action: z.enum(partyActs).meta({ label: '操作' }), note: noteSchema }),
  reply: orderDetailsSchema,
  refusals: [
    'supervision.order_not_found',
    'supervision.party_not_found',
    'supervision.note_missing',
    'supervision.order_changed',
    'lifecycle.wrong_state',
    'lifecycle.system_only',
  ],
});

export const urgeOrder = endpoint({
  id: 'supervision.urge-order',
  method: 'POST',
  path: '/api/orders/:orderId/urges',
  summary: '登记一次催办',
  access: { permission: 'order.urge', target: 'one' },
  params: orderParams,
  body: z.strictObject({
    way: z.enum(urgeWays).exclude(['system']).meta({ label: '方式' }),
    note: noteSchema,
    person: z.string().trim().max(60).default('').meta({ label: '对象' }),
  }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.note_missing', 'lifecycle.wrong_state'],
});

export const applyChange = endpoint({
  id: 'supervision.apply-change',
  method: 'POST',
  path: '/api/orders/:orderId/changes',
  summary: '申请延期或中止',
  access: { permission: 'order.apply-change', target: 'one' },
  params: orderParams,
  body: z.strictObject({
    kind: z.enum(orderChangeKinds).meta({ label: '申请类别' }),
    reason: z.string().trim().min(1, '请填写「理由」').max(4000).meta({ label: '理由' }),
    newDueOn: z.iso.date().optional().meta({ label: '新的时限' }),
    ground: z.enum(suspensionGrounds).optional().meta({ label: '中止理由' }),
    reviewOn: z.iso.date().optional().meta({ label: '复核日期' }),
    blockageId: z.uuid().optional().meta({ label: '需协调事项' }),
  }),
  reply: orderDetailsSchema,
  refusals: [
    'supervision.order_not_found',
    'supervision.change_open',
    'supervision.change_unfit',
    'supervision.due_missing',
    'supervision.blockage_needed',
    'lifecycle.wrong_state',
  ],
});

export const actOnChange = endpoint({
  id: 'supervision.act-on-change',
  method: 'POST',
  path: '/api/orders/:orderId/changes/:changeId/acts',
  summary: '审批延期或中止申请',
  access: { permission: 'order.read', target: 'one' },
  params: z.strictObject({ orderId: orderIdSchema, changeId: orderChangeIdSchema }),
  body: z.strictObject({ action: z.enum(changeActs).meta({ label: '操作' }), note: noteSchema }),
  reply: orderDetailsSchema,
  refusals: ['supervision.change_not_found', 'supervision.change_unfit', ...guardRefusals],
});

export const colourOrder = endpoint({
  id: 'supervision.colour-order',
  method: 'POST',
  path: '/api/orders/:orderId/colours',
  summary: '县领导签批直接定色',
  access: { permission: 'order.colour', target: 'one' },
  params: orderParams,
  body: z.strictObject({ colour: z.enum(orderColours).exclude(['none']).meta({ label: '颜色' }), revision: revisionSchema, note: noteSchema }),
  reply: orderDetailsSchema,
  refusals: ['supervision.order_not_found', 'supervision.order_changed', 'supervision.colour_not_higher', 'supervision.note_missing', 'lifecycle.wrong_state'],
});

/** 转办 to one unit, 拆分 into several, 并办 into another order. */
export const relateOrder = endpoint({
  id: 'supervision.relate-order',
  method: 'POST',
  path: '/api/orders/:orderId/relations',
  summary: '转办、拆分或并办',
  access: { permission: 'order.relate', target: 'one' },
  params: orderParams,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('transfer'), revision: revisionSchema, leadOrgId: z.uuid().meta({ label: '承接单位' }), note: noteSchema }),
    z.strictObject({ kind: z.literal('merge'), revision: revisionSchema, intoOrderId: orderIdSchema.meta({ label: '并入的督办单' }), note: noteSchema }),
    z.strictObject({
      kind: z.literal('split'),
      revision: revisionSchema,
      note: noteSchema,
      parts: z
        .array(z.strictObject({ title: orderContentSchema.shape.title, leadOrgId: z.uuid().meta({ label: '牵头单位' }) }))
        .max(20)
        .meta({ label: '子单' }),
    }),
  ]),
  reply: orderDetailsSchema,
  refusals: ['supervision.circle', 'supervision.same_order', 'supervision.split_too_few', 'supervision.org_not_found', 'supervision.lead_is_co', ...guardRefusals],
});
