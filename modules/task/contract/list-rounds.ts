import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { ratesSchema, roundViewSchema } from './shapes.ts';

/** Rounds, newest first, each with its rates. */
export const listRounds = endpoint({
  id: 'task.list-rounds',
  method: 'GET',
  path: '/api/rounds',
  summary: '调度轮次',
  access: { permission: 'round.read', target: 'many' },
  query: z.strictObject({ limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({ items: z.array(z.strictObject({ round: roundViewSchema, rates: ratesSchema })), nextCursor: z.string().nullable() }),
  refusals: [],
});
