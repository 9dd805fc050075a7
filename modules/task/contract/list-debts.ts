import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { orgIdSchema } from '#identity/contract';
import { roundIdSchema } from './ids.ts';
import { debtStandings } from './report.ts';
import { debtViewSchema } from './shapes.ts';

/** Debts: of one round or of all open ones, of one unit or of all that the caller reaches. */
export const listDebts = endpoint({
  id: 'task.list-debts',
  method: 'GET',
  path: '/api/debts',
  summary: '应报清单，可按轮次、单位、情况筛选',
  access: { permission: 'round.read', target: 'many' },
  query: z.strictObject({
    roundId: roundIdSchema.optional(),
    orgId: orgIdSchema.optional(),
    standing: z.enum(debtStandings).optional().meta({ label: '应报情况' }),
    q: z.string().max(100, '「查找」不能超过100字').optional().meta({ label: '查找' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({ items: z.array(debtViewSchema), nextCursor: z.string().nullable(), total: z.int().nonnegative(), minutes: z.string() }),
  refusals: [],
});
