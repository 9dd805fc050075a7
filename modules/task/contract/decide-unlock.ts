import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { unlockIdSchema } from './ids.ts';
import { reasonTextSchema } from './shapes.ts';

/** Granted for a limited time or refused, by another post than the one that asked. */
export const decideUnlock = endpoint({
  id: 'task.decide-unlock',
  method: 'POST',
  path: '/api/unlocks/:unlockId/decisions',
  summary: '批准或不批准解锁',
  access: { permission: 'report.grant-unlock', target: 'one' },
  params: z.strictObject({ unlockId: unlockIdSchema }),
  body: z.strictObject({ isGranted: z.boolean().meta({ label: '是否批准' }), reason: reasonTextSchema }),
  reply: z.strictObject({ unlockId: unlockIdSchema, isGranted: z.boolean(), expiresOn: z.string().nullable() }),
  refusals: ['task.unlock_not_found', 'task.unlock_decided', 'task.own_unlock'],
});
