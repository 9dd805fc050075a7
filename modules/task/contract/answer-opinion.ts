import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { opinionViewSchema } from './get-task.ts';
import { reasonTextSchema } from './shapes.ts';

/** Adopted or not, with the reason; a task goes out only when every opinion is answered. */
export const answerOpinion = endpoint({
  id: 'task.answer-opinion',
  method: 'POST',
  path: '/api/opinions/:opinionId/answers',
  summary: '答复意见：采纳或不采纳及理由',
  access: { permission: 'task.draft', target: 'one' },
  params: z.strictObject({ opinionId: z.uuid() }),
  body: z.strictObject({ isAdopted: z.boolean().meta({ label: '是否采纳' }), reason: reasonTextSchema }),
  reply: z.strictObject({ opinion: opinionViewSchema }),
  refusals: ['task.opinion_not_found', 'task.opinion_answered'],
});
