/** Registers hidden in the plan: titles to win, documents to write, annexes that are missing. Stages are tables in the domain. */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { daySchema } from './day.ts';
import { asOfSchema, clauseKeySchema, documentIdSchema } from './clause.ts';
import { annexSlots, assignmentSchema, textVersionSchema } from './register-versions.ts';
import { clauseStates } from './verdict.ts';

export const registers = ['title', 'deliverable', 'annex'] as const;
export type Register = (typeof registers)[number];
export const registerLabel = { title: '争创称号', deliverable: '应编文件', annex: '附表' } satisfies Record<Register, string>;

export const registerStages = [
  'planned',
  'selfchecked',
  'applied',
  'accepted',
  'reviewed',
  'recognised',
  'failed',
  'rectifying',
  'rechecked',
  'revoked',
  'lapsed',
  'idle',
  'drafting',
  'consulting',
  'deliberating',
  'issued',
  'executing',
  'revising',
  'repealed',
  'missing',
  'uploaded',
  'checked',
] as const;
export type RegisterStage = (typeof registerStages)[number];
export const registerStageLabel = {
  planned: '谋划',
  selfchecked: '自评',
  applied: '申报',
  accepted: '受理',
  reviewed: '评审',
  recognised: '认定',
  failed: '未通过',
  rectifying: '整改',
  rechecked: '复核保持',
  revoked: '撤销',
  lapsed: '到期',
  idle: '未启动',
  drafting: '编制',
  consulting: '征求意见',
  deliberating: '审议',
  issued: '印发',
  executing: '执行',
  revising: '修订',
  repealed: '废止',
  missing: '缺失',
  uploaded: '已上传',
  checked: '已核对',
} satisfies Record<RegisterStage, string>;

/** One clause of a document that the plan orders, with the unit that answers for it. */
const ownClause = z.strictObject({
  title: z.string().trim().min(1, '「条款」要填写').max(300, '「条款」不能超过300字').meta({ label: '条款' }),
  orgId: z.uuid().nullable().default(null).meta({ label: '责任单位' }),
});
export const maxOwnClauses = 300;

const step = z.strictObject({
  ordinal: z.int().positive(),
  stage: z.enum(registerStages),
  on: z.string(),
  validUntil: z.string().nullable(),
  reference: z.string(),
  note: z.string(),
  document: z.strictObject({ documentId: z.string(), name: z.string() }).nullable(),
  /** the version that the step is about */
  version: z.int().positive().nullable(),
  clauses: z.array(z.strictObject({ title: z.string(), orgId: z.string().nullable(), orgName: z.string().nullable() })),
  by: z.string(),
  recordedAt: z.string(),
});

export const registerItemSchema = z.strictObject({
  register: z.enum(registers),
  itemKey: z.string(),
  title: z.string(),
  /** clauses that name the thing: two sentences about one title are one item */
  clauses: z.array(z.strictObject({ clauseKey: z.string(), groupLabel: z.string().nullable(), title: z.string(), state: z.enum(clauseStates) })),
  goal: z.string(),
  /** as the plan says, or as was fixed with the owner */
  due: z.string().nullable(),
  /** who answers for the document; the newest counts */
  assignments: z.array(assignmentSchema),
  /** texts of a document or annex as files, oldest first */
  versions: z.array(textVersionSchema),
  /** what a missing annex waits for */
  slot: z.enum(annexSlots).nullable(),
  stage: z.enum(registerStages),
  steps: z.array(step),
  next: z.array(z.strictObject({ stage: z.enum(registerStages), label: z.string(), needsDocument: z.boolean() })),
});
export type RegisterItem = z.output<typeof registerItemSchema>;

export const listRegisters = endpoint({
  id: 'answer.list-registers',
  method: 'GET',
  path: '/api/plans/:planId/registers',
  summary: '争创称号、应编文件、附表的登记',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ asOf: asOfSchema }),
  reply: z.strictObject({
    planTitle: z.string(),
    isRegistered: z.boolean(),
    asOf: z.string(),
    items: z.array(registerItemSchema),
    people: z.record(z.string(), z.string()),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found'],
});

export const takeRegisterStep = endpoint({
  id: 'answer.take-register-step',
  method: 'POST',
  path: '/api/plans/:planId/registers/:register/:itemKey/steps',
  summary: '登记称号、文件或附表的下一步',
  access: { permission: 'answer.register', target: 'many' },
  params: z.strictObject({ planId: planIdSchema, register: z.enum(registers), itemKey: clauseKeySchema }),
  body: z.strictObject({
    stage: z.enum(registerStages).meta({ label: '阶段' }),
    on: daySchema('日期'),
    validUntil: daySchema('有效期至').nullable().default(null),
    documentId: documentIdSchema.nullable().default(null),
    /** a version of the document or annex stands for the proof */
    version: z.int().positive().nullable().default(null).meta({ label: '版本' }),
    reference: z.string().trim().max(300).default('').meta({ label: '文号或出处' }),
    note: z.string().trim().max(1000).default('').meta({ label: '说明' }),
    /** the document's own clauses: with 印发 always, with 执行 when the list changed */
    clauses: z.array(ownClause).max(maxOwnClauses, `文件自身的条款最多${maxOwnClauses}条`).default([]).meta({ label: '文件自身的条款' }),
  }),
  reply: registerItemSchema,
  refusals: [
    'plan.not_found',
    'answer.not_registered',
    'answer.register_item_not_found',
    'answer.register_step_forbidden',
    'answer.register_needs_document',
    'answer.register_needs_clauses',
    'answer.register_clauses_unwanted',
    'answer.register_org_unknown',
    'answer.register_day_backwards',
    'answer.document_not_found',
    'answer.version_not_found',
    'answer.version_not_adopted',
    'answer.same_person',
    'evidence.invalid',
  ],
});
