import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { roundIdSchema } from './ids.ts';
import { roundViewSchema, wordsSchema } from './shapes.ts';

/** The dispatcher comments on a closed round; reports are not touched. */
export const summariseRound = endpoint({
  id: 'task.summarise-round',
  method: 'POST',
  path: '/api/rounds/:roundId/summaries',
  summary: '汇总调度，写明说明',
  access: { permission: 'round.summarise', target: 'one' },
  params: z.strictObject({ roundId: roundIdSchema }),
  body: z.strictObject({ summary: wordsSchema('汇总说明', 4000).refine((text) => text.trim() !== '', '请填写「汇总说明」') }),
  reply: z.strictObject({ round: roundViewSchema }),
  refusals: ['task.round_not_found', 'lifecycle.wrong_state'],
});
