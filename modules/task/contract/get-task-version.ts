import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { taskIdSchema } from './ids.ts';
import { revisionSchema } from './shapes.ts';
import { taskFieldsSchema } from './task-input.ts';

/** The wording of a task as of a revision; the page merges with it after `task.changed_meanwhile`. */
export const getTaskVersion = endpoint({
  id: 'task.get-task-version',
  method: 'GET',
  path: '/api/tasks/:taskId/versions/:revision',
  summary: '任务某一版的内容',
  access: { permission: 'task.read', target: 'one' },
  params: z.strictObject({
    taskId: taskIdSchema,
    revision: z
      .string()
      .regex(/^[1-9][0-9]{0,8}$/)
      .transform(Number),
  }),
  reply: z.strictObject({ revision: revisionSchema, fields: taskFieldsSchema, savedBy: z.string(), savedAt: z.string(), reason: z.string() }),
  refusals: ['task.not_found'],
});
