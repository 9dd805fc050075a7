import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema } from '#plan/contract';
import { taskIdSchema } from './ids.ts';
import { originSchema, yearSchema } from './shapes.ts';
import { taskFieldsSchema } from './task-input.ts';

/** Stores drafts, all or none; the answer lists what each one still lacks before it may go out. */
export const draftTasks = endpoint({
  id: 'task.draft-tasks',
  method: 'POST',
  path: '/api/tasks',
  summary: '保存年度任务草案',
  access: { permission: 'task.draft', target: 'many' },
  body: z.strictObject({
    planId: planIdSchema,
    year: yearSchema,
    tasks: z
      .array(z.strictObject({ clause: z.string().min(1).max(120).meta({ label: '条款' }), fields: taskFieldsSchema, origin: originSchema.default({}) }))
      .min(1, '至少要有一项任务')
      .max(200, '一次最多保存200项任务')
      .meta({ label: '任务' }),
  }),
  reply: z.strictObject({ items: z.array(z.strictObject({ taskId: taskIdSchema, code: z.string(), lacking: z.array(z.string()) })) }),
  refusals: ['plan.not_found', 'task.clause_unknown', 'task.task_invalid', 'task.org_unknown', 'task.work_points_published', 'calendar.year_missing'],
});
