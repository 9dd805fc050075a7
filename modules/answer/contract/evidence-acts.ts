/** What people do with evidence: enter, correct, verify, withdraw, challenge, answer a challenge. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { evidenceFacets, evidenceGrades, evidenceKinds } from '#kernel/evidence.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { planIdSchema } from '#plan/contract';
import { daySchema } from './day.ts';
import { clauseKeySchema, documentIdSchema, evidenceIdSchema, verificationMethods, verificationOutcomes } from './clause.ts';
import { decimalText } from './target.ts';

const figure = (label: string) => decimalText.nullable().default(null).meta({ label });

/** What a person types; grade, stamp and hash are set by the server. */
export const entryContentSchema = z
  .strictObject({
    kind: z.enum(evidenceKinds).meta({ label: '证据类型' }),
    facet: z.enum(evidenceFacets).default('actual').meta({ label: '口径' }),
    value: figure('数值'),
    unit: z.string().trim().min(1).max(40).nullable().default(null).meta({ label: '单位' }),
    num: figure('分子'),
    den: figure('分母'),
    from: daySchema('期间起'),
    to: daySchema('期间止'),
    occurredOn: daySchema('发生日期'),
    validUntil: daySchema('有效期至').nullable().default(null),
    subject: z.string().trim().min(1).max(200).nullable().default(null).meta({ label: '对象名称' }),
    /** 文号, certificate number, address of the publication */
    reference: z.string().trim().max(300).default('').meta({ label: '文号或出处' }),
    note: z.string().trim().max(1000, '「说明」不能超过1000字').default('').meta({ label: '说明' }),
    orgId: z.uuid().nullable().default(null).meta({ label: '填报单位' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '「期间止」不能早于「期间起」' })
  .refine(({ num, den }) => (num === null) === (den === null), { path: ['den'], message: '「分子」「分母」要一起填写' })
  .refine(({ den }) => den === null || Number(den) !== 0, { path: ['den'], message: '「分母」不能为0' })
  .refine(({ kind, value, num }) => kind !== 'value' || value !== null || num !== null, { path: ['value'], message: '「数值」要填写，或填写分子和分母' });
export type EntryContent = z.output<typeof entryContentSchema>;

const planClause = z.strictObject({ planId: planIdSchema, clauseKey: clauseKeySchema });
const one = z.strictObject({ evidenceId: evidenceIdSchema });
const reason = z.string().trim().min(1, '「理由」要写明').max(1000, '「理由」不能超过1000字').meta({ label: '理由' });

/** An unlikely value needs both: a reason, and that somebody says again that it is right. */
const confirming = {
  confirmation: z.string().trim().max(500).default('').meta({ label: '异常说明' }),
  confirmed: z.boolean().default(false).meta({ label: '再次确认' }),
};

export const enterEvidence = endpoint({
  id: 'answer.enter-evidence',
  method: 'POST',
  path: '/api/plans/:planId/clauses/:clauseKey/evidence',
  summary: '填报一份证据',
  access: { permission: 'answer.enter', target: 'one' },
  params: planClause,
  body: z.strictObject({
    content: entryContentSchema,
    documentId: documentIdSchema.nullable().default(null),
    ...confirming,
  }),
  reply: z.strictObject({ entryId: z.string(), evidenceId: z.string(), grade: z.enum(evidenceGrades) }),
  refusals: [
    'answer.clause_not_found',
    'answer.clause_withdrawn',
    'answer.document_not_found',
    'answer.in_future',
    'answer.kind_not_accepted',
    'answer.unit_mismatch',
    'answer.impossible',
    'answer.implausible',
    'answer.reference_needs_document',
    'answer.already_entered',
    'evidence.invalid',
  ],
});

export const correctEvidence = endpoint({
  id: 'answer.correct-evidence',
  method: 'POST',
  path: '/api/evidence/:evidenceId/corrections',
  summary: '更正自己填报的证据（新版本）',
  access: { permission: 'answer.enter', target: 'one' },
  params: one,
  body: z.strictObject({
    content: entryContentSchema,
    documentId: documentIdSchema.nullable().default(null),
    reason,
    ...confirming,
  }),
  reply: z.strictObject({ entryId: z.string(), evidenceId: z.string(), grade: z.enum(evidenceGrades) }),
  refusals: [
    'evidence.not_found',
    'evidence.status_forbids',
    'answer.not_an_entry',
    'answer.clause_withdrawn',
    'answer.document_not_found',
    'answer.in_future',
    'answer.kind_not_accepted',
    'answer.unit_mismatch',
    'answer.impossible',
    'answer.implausible',
    'answer.reference_needs_document',
    'answer.already_entered',
    'evidence.invalid',
  ],
});

export const verifyEvidence = endpoint({
  id: 'answer.verify-evidence',
  method: 'POST',
  path: '/api/evidence/:evidenceId/verifications',
  summary: '核实证据：由填报人以外的人核对',
  access: { permission: 'answer.verify', target: 'one' },
  params: one,
  body: z.strictObject({
    outcome: z.enum(verificationOutcomes).meta({ label: '结论' }),
    method: z.enum(verificationMethods).meta({ label: '方法' }),
    note: z.string().trim().min(1, '「核实情况」要写明').max(1000).meta({ label: '核实情况' }),
  }),
  reply: z.strictObject({ evidenceId: z.string(), raisedEvidenceId: z.string().nullable() }),
  refusals: ['evidence.not_found', 'evidence.status_forbids', 'answer.same_person', 'answer.nothing_to_verify', 'evidence.invalid'],
});

export const withdrawEvidence = endpoint({
  id: 'answer.withdraw-evidence',
  method: 'POST',
  path: '/api/evidence/:evidenceId/withdrawals',
  summary: '撤回证据并说明理由',
  access: { permission: 'answer.enter', target: 'one' },
  params: one,
  body: z.strictObject({ reason }),
  reply: z.strictObject({ evidenceId: z.string() }),
  refusals: ['evidence.not_found', 'evidence.status_forbids', 'answer.not_an_entry', 'evidence.invalid'],
});

export const challengeEvidence = endpoint({
  id: 'answer.challenge-evidence',
  method: 'POST',
  path: '/api/evidence/:evidenceId/challenges',
  summary: '对证据提出异议',
  access: { permission: 'answer.challenge', target: 'many' },
  params: one,
  body: z.strictObject({ reason }),
  reply: z.strictObject({ evidenceId: z.string() }),
  refusals: ['evidence.not_found', 'evidence.status_forbids', 'evidence.invalid'],
});

export const answerChallenge = endpoint({
  id: 'answer.answer-challenge',
  method: 'POST',
  path: '/api/evidence/:evidenceId/challenge-answers',
  summary: '答复异议：维持或撤回',
  access: { permission: 'answer.verify', target: 'one' },
  params: one,
  body: z.strictObject({ outcome: z.enum(['live', 'withdrawn']).meta({ label: '结论' }), reason }),
  reply: z.strictObject({ evidenceId: z.string() }),
  refusals: ['evidence.not_found', 'evidence.status_forbids', 'evidence.invalid', 'answer.same_person'],
});

export const maxDocumentBytes = 8 * 1024 * 1024;

export const uploadDocument = endpoint({
  id: 'answer.upload-document',
  method: 'POST',
  path: '/api/answer-documents',
  summary: '上传证明文件',
  access: { permission: 'answer.enter', target: 'many' },
  accepts: 'multipart',
  file: { field: 'file', label: '证明文件', maxBytes: maxDocumentBytes },
  reply: z.strictObject({ documentId: z.string(), name: z.string(), sha256: z.string(), bytes: z.int().nonnegative() }),
  refusals: ['answer.document_kind'],
});

export const getDocument = endpoint({
  id: 'answer.get-document',
  method: 'GET',
  path: '/api/answer-documents/:documentId',
  summary: '下载证明文件',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ documentId: documentIdSchema }),
  reply: fileReplySchema,
  refusals: ['answer.document_not_found'],
});
