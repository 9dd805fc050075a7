import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { knownOnSchema } from './known-on.ts';
import { waitingFigureSchema } from './observation.ts';

export const waitingStates = ['submitted', 'draft', 'returned', 'approved', 'locked'] as const;
export type WaitingState = (typeof waitingStates)[number];
export const waitingStateLabel = { submitted: '待审', draft: '草稿', returned: '退回', approved: '核定', locked: '锁定' } satisfies Record<WaitingState, string>;

/** Figures whose newest revision is in a state, the one that has waited longest first. */
export const listWaiting = endpoint({
  id: 'indicator.list-waiting',
  method: 'GET',
  path: '/api/observations',
  summary: '待审、退回等状态的统计数',
  access: { permission: 'indicator.read', target: 'many' },
  query: z.strictObject({
    state: z.enum(waitingStates).default('submitted').meta({ label: '状态' }),
    q: z.string().max(100).optional().meta({ label: '指标名称' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
    knownOn: knownOnSchema,
  }),
  reply: z.strictObject({
    items: z.array(waitingFigureSchema),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative(),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});
