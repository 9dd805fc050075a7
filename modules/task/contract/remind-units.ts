import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { orgIdSchema } from '#identity/contract';
import { roundIdSchema } from './ids.ts';
import { rowResultSchema } from './shapes.ts';

/** Reminds units of what they owe in a round (催办); who is reminded, by whom and when stays on record. A preview tells nobody. */
export const remindUnitsOfRound = endpoint({
  id: 'task.remind-units',
  method: 'POST',
  path: '/api/rounds/:roundId/reminders',
  summary: '催办未报的单位',
  access: { permission: 'round.summarise', target: 'one' },
  params: z.strictObject({ roundId: roundIdSchema }),
  body: z.strictObject({
    orgIds: z.array(orgIdSchema).min(1, '请至少选一个单位').max(500, '一次最多选500个单位').meta({ label: '单位' }),
    isPreview: z.boolean().default(false),
  }),
  reply: z.strictObject({ items: z.array(rowResultSchema), done: z.int().nonnegative(), refused: z.int().nonnegative() }),
  refusals: ['task.round_not_found', 'task.round_over'],
});
