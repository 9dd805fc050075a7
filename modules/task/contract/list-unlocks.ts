import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { assignmentIdSchema, roundIdSchema, unlockIdSchema } from './ids.ts';
import { unitRefSchema } from './shapes.ts';

/** Who asked to correct what, who decided, until when. */
export const listUnlocks = endpoint({
  id: 'task.list-unlocks',
  method: 'GET',
  path: '/api/unlocks',
  summary: '解锁申请与决定',
  access: { permission: 'round.read', target: 'many' },
  query: z.strictObject({ roundId: roundIdSchema.optional(), open: z.literal('1').optional().meta({ label: '只看待决定' }) }),
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        unlockId: unlockIdSchema,
        roundId: roundIdSchema,
        period: z.string(),
        org: unitRefSchema,
        assignmentId: assignmentIdSchema.nullable(),
        reason: z.string(),
        askedAt: z.string(),
        isGranted: z.boolean().nullable(),
        decision: z.string().nullable(),
        decidedAt: z.string().nullable(),
        expiresOn: z.string().nullable(),
        actions: z.array(actionOfferSchema),
      }),
    ),
  }),
  refusals: [],
});
