/** 需协调事项: lists, acts, the dated table of authorities. */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { blockageAnswers, blockageDetailsSchema, blockageIdSchema, blockageLevels, blockageStates, blockageSummarySchema, blockageTypes, blockedObjectKinds } from './blockage.ts';
import { orgRefSchema } from './order.ts';

export const blockageActs = ['accept', 'reject', 'route', 'supplement', 'withdraw', 'answer', 'promise', 'confirm', 'object', 'rise', 'join', 'rule-days'] as const;
export type BlockageAct = (typeof blockageActs)[number];
export const blockageActLabel = {
  accept: '受理',
  reject: '退回',
  route: '改派',
  supplement: '补正',
  withdraw: '撤回',
  answer: '答复',
  promise: '承诺时限',
  confirm: '确认解决',
  object: '提出异议',
  rise: '升级',
  join: '并入同一事项',
  'rule-days': '裁定阻滞起止',
} satisfies Record<BlockageAct, string>;

export const blockageStandings = ['open', 'closed', 'all'] as const;
export type BlockageStanding = (typeof blockageStandings)[number];
export const blockageStandingLabel = { open: '未解决', closed: '已了结', all: '全部' } satisfies Record<BlockageStanding, string>;

const daySchema = z.iso.date();
const noteSchema = z.string().trim().max(4000, '「说明」不能超过4000字').default('').meta({ label: '说明' });
const params = z.strictObject({ blockageId: blockageIdSchema });

const filterShape = {
  q: z.string().trim().max(200).optional().meta({ label: '查找' }),
  standing: z.enum(blockageStandings).default('open').meta({ label: '情况' }),
  type: z.enum(blockageTypes).optional().meta({ label: '类型' }),
  level: z.enum(blockageLevels).optional().meta({ label: '层级' }),
  state: z.enum(blockageStates).optional().meta({ label: '状态' }),
  orgId: z.uuid().optional().meta({ label: '单位' }),
  object: z.string().max(200).optional().meta({ label: '对象' }),
};

export const listBlockages = endpoint({
  id: 'supervision.list-blockages',
  method: 'GET',
  path: '/api/blockages',
  summary: '需协调事项列表，等得最久的在前',
  access: { permission: 'blockage.read', target: 'many' },
  query: z.strictObject({ ...filterShape, limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(blockageSummarySchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    /** of the filter: how many stand at each level */
    byLevel: z.record(z.enum(blockageLevels), z.int().nonnegative()),
    /** open for longer than this is long (dated parameter) */
    longDays: z.int().nonnegative(),
    /** closed ones: half took at most so many days; null without any */
    medianDays: z.int().nullable(),
    solvedAtUnit: z.strictObject({ count: z.int().nonnegative(), of: z.int().nonnegative() }),
    promises: z.strictObject({ kept: z.int().nonnegative(), missed: z.int().nonnegative() }),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

export const exportBlockages = endpoint({
  id: 'supervision.export-blockages',
  method: 'GET',
  path: '/api/blockages/export',
  summary: '导出需协调事项（Excel）',
  access: { permission: 'blockage.read', target: 'many' },
  query: z.strictObject(filterShape),
  reply: fileReplySchema,
  refusals: [],
});

export const getBlockage = endpoint({
  id: 'supervision.get-blockage',
  method: 'GET',
  path: '/api/blockages/:blockageId',
  summary: '需协调事项详情',
  access: { permission: 'blockage.read', target: 'one' },
  params,
  reply: blockageDetailsSchema,
  refusals: ['supervision.blockage_not_found'],
});

export const raiseBlockage = endpoint({
  id: 'supervision.raise-blockage',
  method: 'POST',
  path: '/api/blockages',
  summary: '提出需协调事项；协调单位按权责表，或直接指定',
  access: { permission: 'blockage.raise', target: 'many' },
  body: z.strictObject({
    type: z.enum(blockageTypes).meta({ label: '类型' }),
    title: z.string().trim().min(2, '请填写「事项」').max(200).meta({ label: '事项' }),
    what: z.string().trim().min(1, '请填写「受阻情况」').max(4000).meta({ label: '受阻情况' }),
    raisedOrgId: z.uuid().meta({ label: '提出单位' }),
    authorityOrgId: z.uuid().optional().meta({ label: '协调单位' }),
    objectKind: z.enum(blockedObjectKinds).default('none').meta({ label: '对象类别' }),
    objectId: z.string().max(100).default('').meta({ label: '对象' }),
    objectTitle: z.string().trim().max(200).default('').meta({ label: '对象名称' }),
    sinceOn: daySchema.meta({ label: '受阻起始日' }),
  }),
  reply: blockageDetailsSchema,
  refusals: ['supervision.org_not_found', 'supervision.authority_missing', 'supervision.since_later'],
});

export const actOnBlockage = endpoint({
  id: 'supervision.act-on-blockage',
  method: 'POST',
  path: '/api/blockages/:blockageId/acts',
  summary: '办理需协调事项一步',
  access: { permission: 'blockage.read', target: 'one' },
  params,
  body: z.strictObject({
    action: z.enum(blockageActs).meta({ label: '操作' }),
    revision: z.int().min(1).meta({ label: '已见到的版本' }),
    note: noteSchema,
    answer: z.enum(blockageAnswers).optional().meta({ label: '答复' }),
    promisedOn: daySchema.optional().meta({ label: '承诺日期' }),
    authorityOrgId: z.uuid().optional().meta({ label: '协调单位' }),
    joinedTo: blockageIdSchema.optional().meta({ label: '并入的事项' }),
    fromOn: daySchema.optional().meta({ label: '起始日' }),
    toOn: daySchema.optional().meta({ label: '截止日' }),
  }),
  reply: blockageDetailsSchema,
  refusals: [
    'supervision.blockage_not_found',
    'supervision.order_changed',
    'supervision.note_missing',
    'supervision.answer_missing',
    'supervision.promise_missing',
    'supervision.org_not_found',
    'supervision.same_order',
    'supervision.ruling_unfit',
    'lifecycle.wrong_state',
    'lifecycle.system_only',
    'blockage.not_raiser',
    'blockage.own_answer',
    'blockage.not_authority',
    'blockage.at_top',
  ],
});

export const authoritySchema = z.strictObject({
  authorityId: z.uuid(),
  type: z.enum(blockageTypes),
  level: z.enum(blockageLevels),
  org: orgRefSchema,
  fromOn: daySchema,
  toOn: daySchema.nullable(),
  source: z.string(),
});

export const listAuthorities = endpoint({
  id: 'supervision.list-authorities',
  method: 'GET',
  path: '/api/authorities',
  summary: '协调权责表：哪类事项、哪一层级由谁协调',
  access: { permission: 'blockage.read', target: 'many' },
  reply: z.strictObject({ items: z.array(authoritySchema), actions: z.array(actionOfferSchema) }),
  refusals: [],
});

export const setAuthority = endpoint({
  id: 'supervision.set-authority',
  method: 'POST',
  path: '/api/authorities',
  summary: '登记协调权责；原有的自新的起始日前一天结束',
  access: { permission: 'blockage.authority', target: 'many' },
  body: z.strictObject({
    type: z.enum(blockageTypes).meta({ label: '类型' }),
    level: z.enum(blockageLevels).meta({ label: '层级' }),
    orgId: z.uuid().meta({ label: '协调单位' }),
    fromOn: daySchema.meta({ label: '起始日' }),
    source: z.string().trim().min(2, '请填写「依据」').max(200).meta({ label: '依据' }),
  }),
  reply: z.strictObject({ items: z.array(authoritySchema), actions: z.array(actionOfferSchema) }),
  refusals: ['supervision.org_not_found', 'supervision.authority_overlap'],
});
