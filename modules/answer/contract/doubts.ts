/** 疑点: two live sources of a clause are apart beyond the tolerance. Opened and settled by the evidence, never by hand. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { planIdSchema } from '#plan/contract';
import { asOfSchema } from './clause.ts';

export const doubtStates = ['open', 'settled'] as const;
export type DoubtState = (typeof doubtStates)[number];
export const doubtStateLabel = { open: '待查明', settled: '已了结' } satisfies Record<DoubtState, string>;

/** Newest first; with `asOf` as the list stood at the end of that day. */
export const listDoubts = endpoint({
  id: 'answer.list-doubts',
  method: 'GET',
  path: '/api/plans/:planId/doubts',
  summary: '疑点：来源不一致的条款，何时开出、为什么、何时了结',
  access: { permission: 'answer.read', target: 'many' },
  params: z.strictObject({ planId: planIdSchema }),
  query: z.strictObject({ asOf: asOfSchema, doubt: z.enum(doubtStates).optional().meta({ label: '疑点状态' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    asOf: z.string(),
    items: z.array(
      z.strictObject({
        doubtId: z.string(),
        clauseKey: z.string(),
        groupLabel: z.string().nullable(),
        title: z.string(),
        reason: z.string(),
        state: z.enum(doubtStates),
        openedAt: z.string(),
        closedAt: z.string().nullable(),
      }),
    ),
    counts: z.strictObject({ open: z.int().nonnegative(), settled: z.int().nonnegative() }),
    nextCursor: z.string().nullable(),
  }),
  refusals: ['plan.not_found'],
});
