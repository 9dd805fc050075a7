import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { roundIdSchema } from './ids.ts';

/** All debts of a round with what was reported (.xlsx). */
export const exportRound = endpoint({
  id: 'task.export-round',
  method: 'GET',
  path: '/api/rounds/:roundId/export',
  summary: '导出调度表',
  access: { permission: 'round.read', target: 'many' },
  params: z.strictObject({ roundId: roundIdSchema }),
  reply: fileReplySchema,
  refusals: ['task.round_not_found'],
});
