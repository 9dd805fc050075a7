import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { orgIdSchema } from '#identity/contract';
import { taskIdSchema } from './ids.ts';
import { opinionViewSchema } from './get-task.ts';
import { wordsSchema } from './shapes.ts';

/** A unit comments on a draft while it is asked. */
export const giveOpinion = endpoint({
  id: 'task.give-opinion',
  method: 'POST',
  path: '/api/tasks/:taskId/opinions',
  summary: '征求意见期间提出意见',
  access: { permission: 'task.comment', target: 'one' },
  params: z.strictObject({ taskId: taskIdSchema }),
  body: z.strictObject({ orgId: orgIdSchema, words: wordsSchema('意见', 1000).refine((text) => text.trim() !== '', '请填写「意见」') }),
  reply: z.strictObject({ opinion: opinionViewSchema }),
  refusals: ['task.not_found', 'task.not_consulting', 'task.not_our_task'],
});
