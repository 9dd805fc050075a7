import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { taskIdSchema } from './ids.ts';
import { reasonTextSchema, revisionSchema } from './shapes.ts';
import { taskFieldsSchema } from './task-input.ts';

/**
 * Changes the wording of a task: a draft freely, an issued one as a new version that all its units receive. The second
 * of two writers is refused with `task.changed_meanwhile` (409); `fields` say what differs, so that the page can merge.
 */
export const saveTask = endpoint({
  id: 'task.save-task',
  method: 'PUT',
  path: '/api/tasks/:taskId',
  summary: '修改任务草案，或修改后再下达',
  access: { permission: 'task.draft', target: 'one' },
  params: z.strictObject({ taskId: taskIdSchema }),
  body: z.strictObject({ expectedRevision: revisionSchema, fields: taskFieldsSchema, reason: reasonTextSchema }),
  reply: z.strictObject({ taskId: taskIdSchema, revision: revisionSchema, lacking: z.array(z.string()) }),
  refusals: ['task.not_found', 'task.task_invalid', 'task.org_unknown', 'task.changed_meanwhile', 'task.not_editable', 'task.units_by_step', 'calendar.year_missing'],
});
