import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { orgIdSchema } from '#identity/contract';
import { assignmentIdSchema, roundIdSchema, unlockIdSchema } from './ids.ts';
import { reasonTextSchema } from './shapes.ts';

/** A unit asks to correct what is sealed: one task of the round, or all. */
export const askUnlock = endpoint({
  id: 'task.ask-unlock',
  method: 'POST',
  path: '/api/rounds/:roundId/unlocks',
  summary: '申请解锁已封账的填报',
  access: { permission: 'report.ask-unlock', target: 'one' },
  params: z.strictObject({ roundId: roundIdSchema }),
  body: z.strictObject({ orgId: orgIdSchema, assignmentId: assignmentIdSchema.nullable().default(null), reason: reasonTextSchema }),
  reply: z.strictObject({ unlockId: unlockIdSchema }),
  refusals: ['task.round_not_found', 'task.round_not_sealed', 'task.nothing_owed', 'task.unlock_open'],
});
