/** The board as anyone may read it: the same states and reasons, of evidence what the office released, no person and no free text. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { evidenceGrades, evidenceKinds, evidenceStamps, evidenceVoices } from '#kernel/evidence.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { planIdSchema } from '#plan/contract';
import { asOfSchema } from './clause.ts';
import { clauseKinds } from './clause-contract.ts';
import { clauseStates } from './verdict.ts';

const filters = {
  asOf: asOfSchema,
  q: z.string().trim().max(200, '「查找」不能超过200字').optional().meta({ label: '查找' }),
  state: z.enum(clauseStates, '「状态」不在可选的范围内').optional().meta({ label: '状态' }),
} as const;

const publicEvidenceSchema = z.strictObject({
  kind: z.enum(evidenceKinds),
  voice: z.enum(evidenceVoices),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  num: z.string().nullable(),
  den: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  occurredOn: z.string(),
  recordedAt: z.string(),
  grade: z.enum(evidenceGrades),
  stamp: z.enum(evidenceStamps),
  /** of what its source said, so that a copy can be compared */
  hash: z.string(),
});
export type PublicEvidence = z.output<typeof publicEvidenceSchema>;

const publicClauseSchema = z.strictObject({
  clauseKey: z.string(),
  kind: z.enum(clauseKinds),
  title: z.string(),
  state: z.enum(clauseStates),
  reason: z.string(),
  /** when this state was first shown */
  since: z.string().nullable(),
  liveCount: z.int().nonnegative(),
  /** live envelopes that the office released, newest first */
  evidence: z.array(publicEvidenceSchema),
});

const publicLineSchema = z.strictObject({
  nodeId: z.string(),
  kind: z.string(),
  label: z.string().nullable(),
  title: z.string().nullable(),
  state: z.enum(clauseStates),
  reason: z.string(),
  clauses: z.array(publicClauseSchema),
});
export type PublicLine = z.output<typeof publicLineSchema>;

export const getPublicBoard = endpoint({
  id: 'answer.get-public-board',
  method: 'GET',
  path: '/api/public/plans/:planId/answers',
  summary: '公开的应答总览：每条举措的状态、理由和公开的证据',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ ...filters, cursor: pageCursorSchema, limit: pageLimitSchema }),
  reply: z.strictObject({
    planId: z.string(),
    planTitle: z.string(),
    /** false while the clauses were not yet registered on the day */
    isRegistered: z.boolean(),
    versionOrdinal: z.int().positive().nullable(),
    asOf: z.string(),
    isPast: z.boolean(),
    isDemonstration: z.boolean(),
    /** of the whole plan, whatever is looked for */
    measures: z.int().nonnegative(),
    measureCounts: z.record(z.string(), z.int().nonnegative()),
    clauses: z.int().nonnegative(),
    counts: z.record(z.string(), z.int().nonnegative()),
    /** lines that match */
    total: z.int().nonnegative(),
    lines: z.array(publicLineSchema),
    nextCursor: z.string().nullable(),
  }),
  refusals: ['plan.not_found'],
});

export const publicFormats = ['csv', 'xlsx'] as const;
export type PublicFormat = (typeof publicFormats)[number];
export const publicFormatLabel = { csv: 'CSV 文件', xlsx: 'Excel 表' } satisfies Record<PublicFormat, string>;

export const exportPublicBoard = endpoint({
  id: 'answer.export-public-board',
  method: 'GET',
  path: '/api/public/plans/:planId/answers/export',
  summary: '公开的应答总览下载（CSV、Excel）',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ ...filters, format: z.enum(publicFormats, '「格式」只有 csv 和 xlsx').default('csv').meta({ label: '格式' }) }),
  reply: fileReplySchema,
  refusals: ['plan.not_found', 'answer.not_registered'],
});
