import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { evidenceIdSchema } from './clause.ts';

/** Figure, period, grade and hash of an envelope are shown to the public from now on, or no longer. */
export const releaseEvidence = endpoint({
  id: 'answer.release-evidence',
  method: 'POST',
  path: '/api/evidence/:evidenceId/releases',
  summary: '证据对外公开或停止公开',
  access: { permission: 'answer.release', target: 'many' },
  params: z.strictObject({ evidenceId: evidenceIdSchema }),
  body: z.strictObject({
    isPublic: z.boolean().meta({ label: '是否公开' }),
    reason: z.string().trim().min(1, '「依据」要写明').max(500, '「依据」不能超过500字').meta({ label: '依据' }),
  }),
  reply: z.strictObject({ evidenceId: z.string(), isPublic: z.boolean() }),
  refusals: ['evidence.not_found', 'answer.release_same', 'answer.same_person'],
});
