import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { evidenceVoices } from '#kernel/evidence.ts';
import { planIdSchema } from '#plan/contract';
import { contractBodySchema } from './clause-contract.ts';
import { asOfSchema, clauseContractSchema, clauseKeySchema, clauseSummarySchema, shownEvidenceSchema, stateRowSchema } from './clause.ts';
import { clauseStates, verdictSchema } from './verdict.ts';

/** All about one clause: the sentence, contracts, evidence, verdict with trace, three voices, history. */
export const getClause = endpoint({
  id: 'answer.get-clause',
  method: 'GET',
  path: '/api/plans/:planId/clauses/:clauseKey',
  summary: '条款：原文、证据约定、证据、判定过程、历史',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema, clauseKey: clauseKeySchema }),
  query: z.strictObject({ asOf: asOfSchema }),
  reply: z.strictObject({
    planId: z.string(),
    planTitle: z.string(),
    versionId: z.string(),
    asOf: z.string(),
    isPast: z.boolean(),
    /** true when the newest version no longer contains it */
    isWithdrawn: z.boolean(),
    clause: clauseSummarySchema,
    groupLabel: z.string().nullable(),
    groupTitle: z.string().nullable(),
    nodeId: z.string(),
    /** the paragraph and the marked characters in it, offsets within the paragraph */
    paragraph: z.string(),
    marks: z.array(z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() })),
    excludedBecause: z.string().nullable(),
    proposal: contractBodySchema.nullable(),
    contracts: z.array(clauseContractSchema),
    verdict: verdictSchema.nullable(),
    nextBecause: z.string().nullable(),
    voices: z.array(z.strictObject({ voice: z.enum(evidenceVoices), state: z.enum(clauseStates), sentence: z.string(), evidenceIds: z.array(z.string()) })),
    divergence: z.string().nullable(),
    evidence: z.array(shownEvidenceSchema),
    history: z.array(stateRowSchema),
    errata: z.array(z.strictObject({ from: z.string(), to: z.string(), was: z.enum(clauseStates), now: z.enum(clauseStates), nowReason: z.string(), recordedAt: z.string() })),
    people: z.record(z.string(), z.string()),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found', 'answer.clause_not_found', 'answer.not_registered'],
});
