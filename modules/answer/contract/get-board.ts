import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { asOfSchema, clauseSummarySchema } from './clause.ts';
import { clauseStates } from './verdict.ts';

/** Every measure and box of the plan with the clauses in it: state, why, evidence. `asOf` gives what was shown that day. */
export const getBoard = endpoint({
  id: 'answer.get-board',
  method: 'GET',
  path: '/api/plans/:planId/answers',
  summary: '应答总览：每条举措的状态、理由和证据',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ asOf: asOfSchema }),
  reply: z.strictObject({
    planId: z.string(),
    planTitle: z.string(),
    /** false while the worker has not yet registered the clauses of the plan: groups and counts are empty */
    isRegistered: z.boolean(),
    versionId: z.string().nullable(),
    versionOrdinal: z.int().positive().nullable(),
    /** the day that is shown */
    asOf: z.string(),
    isPast: z.boolean(),
    groups: z.array(
      z.strictObject({
        nodeId: z.string(),
        kind: z.string(),
        label: z.string().nullable(),
        title: z.string().nullable(),
        /** the state that counts for the line: the most pressing one of the clauses under contract */
        state: z.enum(clauseStates),
        reason: z.string(),
        counts: z.record(z.string(), z.int().nonnegative()),
        clauses: z.array(clauseSummarySchema),
      }),
    ),
    counts: z.record(z.string(), z.int().nonnegative()),
    measureCounts: z.record(z.string(), z.int().nonnegative()),
    measures: z.int().nonnegative(),
    pendingContracts: z.int().nonnegative(),
    /** periods that late evidence no longer changes */
    sealed: z.array(z.strictObject({ from: z.string(), to: z.string(), reason: z.string(), sealedAt: z.string() })),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found'],
});
