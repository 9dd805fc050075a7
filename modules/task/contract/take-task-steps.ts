import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { taskIdSchema } from './ids.ts';
import { reasonTextSchema, rowResultSchema } from './shapes.ts';

export const taskStepActions = ['consult', 'issue', 'drop'] as const;
export type TaskStepAction = (typeof taskStepActions)[number];
export const taskStepActionLabel = { consult: '征求意见', issue: '下达', drop: '撤下' } satisfies Record<TaskStepAction, string>;

/** One act on many drafts, each for itself; `isPreview` tells what would happen and changes nothing. */
export const takeTaskSteps = endpoint({
  id: 'task.take-task-steps',
  method: 'POST',
  path: '/api/tasks/steps',
  summary: '对若干任务征求意见、下达或撤下，逐项给出结果',
  access: { permission: 'task.read', target: 'many' },
  body: z.strictObject({
    action: z.enum(taskStepActions).meta({ label: '操作' }),
    taskIds: z.array(taskIdSchema).min(1, '请至少选择一项任务').max(200, '一次最多200项').meta({ label: '任务' }),
    isPreview: z.boolean().default(false).meta({ label: '预览' }),
    reason: reasonTextSchema.optional(),
  }),
  reply: z.strictObject({ done: z.int().nonnegative(), refused: z.int().nonnegative(), items: z.array(rowResultSchema) }),
  refusals: ['calendar.year_missing'],
});
