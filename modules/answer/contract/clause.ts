/** What a clause, its contracts and its evidence look like on the wire. */
import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { evidenceFacets, evidenceGrades, evidenceKinds, evidenceStamps, evidenceStatuses, evidenceVoices } from '#kernel/evidence.ts';
import { id } from '#kernel/ids.ts';
import { clauseKinds, contractBodySchema, contractStatuses } from './clause-contract.ts';
import { daySchema } from './day.ts';
import { clauseStates } from './verdict.ts';

export const clauseKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_.~@-]{1,120}$/, '「条款」的编号有误')
  .meta({ label: '条款' });
export const contractIdSchema = id('ContractId');
export const evidenceIdSchema = id('EvidenceId');
export const documentIdSchema = id('DocumentId');

/** `?asOf=2026-03-01`: as it was shown at the end of that day. */
export const asOfSchema = daySchema('截至日期').optional();

const moment = z.iso.datetime({ offset: true });

export const clauseSummarySchema = z.strictObject({
  clauseKey: z.string(),
  kind: z.enum(clauseKinds),
  title: z.string(),
  quote: z.string(),
  state: z.enum(clauseStates),
  /** why it is in this state */
  reason: z.string(),
  /** when this state was first shown */
  since: moment.nullable(),
  nextOn: z.string().nullable(),
  nextState: z.enum(clauseStates).nullable(),
  /** live envelopes with the stamp real, and all that were ever recorded */
  liveCount: z.int().nonnegative(),
  evidenceCount: z.int().nonnegative(),
  partOf: z.string().nullable(),
  stretchOf: z.string().nullable(),
});
export type ClauseSummary = z.output<typeof clauseSummarySchema>;

export const clauseContractSchema = z.strictObject({
  contractId: z.string(),
  ordinal: z.int().positive(),
  status: z.enum(contractStatuses),
  body: contractBodySchema,
  replaces: z.string().nullable(),
  note: z.string(),
  proposedBy: z.string(),
  proposedAt: moment,
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
  decisionReason: z.string().nullable(),
});
export type ClauseContract = z.output<typeof clauseContractSchema>;

export const verificationMethods = ['document', 'site', 'system'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];
export const verificationMethodLabel = { document: '核对文件', site: '现场核查', system: '系统比对' } satisfies Record<VerificationMethod, string>;

export const verificationOutcomes = ['confirmed', 'refuted'] as const;
export type VerificationOutcome = (typeof verificationOutcomes)[number];
export const verificationOutcomeLabel = { confirmed: '属实', refuted: '不属实' } satisfies Record<VerificationOutcome, string>;

export const shownEvidenceSchema = z.strictObject({
  evidenceId: z.string(),
  kind: z.enum(evidenceKinds),
  facet: z.enum(evidenceFacets),
  voice: z.enum(evidenceVoices),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  num: z.string().nullable(),
  den: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  validUntil: z.string().nullable(),
  subject: z.string().nullable(),
  orgId: z.string().nullable(),
  source: z.strictObject({ module: z.string(), type: z.string(), id: z.string(), part: z.string() }),
  version: z.int().positive(),
  hash: z.string(),
  occurredOn: z.string(),
  recordedAt: moment,
  recordedBy: z.string(),
  grade: z.enum(evidenceGrades),
  stamp: z.enum(evidenceStamps),
  status: z.enum(evidenceStatuses),
  statusReason: z.string(),
  statusAt: moment,
  supersedes: z.string().nullable(),
  note: z.string(),
  /** the office shows it on the public page */
  isPublic: z.boolean(),
  document: z.strictObject({ documentId: z.string(), name: z.string(), sha256: z.string(), bytes: z.int().nonnegative() }).nullable(),
  verification: z.strictObject({ outcome: z.enum(verificationOutcomes), method: z.enum(verificationMethods), note: z.string(), by: z.string(), at: moment }).nullable(),
  actions: z.array(actionOfferSchema),
});
export type ShownEvidence = z.output<typeof shownEvidenceSchema>;

export const stateRowSchema = z.strictObject({
  ordinal: z.int().positive(),
  asOfOn: z.string(),
  state: z.enum(clauseStates),
  reason: z.string(),
  recordedAt: moment,
});
