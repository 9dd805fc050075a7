import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { taskFilterSchema } from './list-tasks.ts';

/** 任务分解表 with assignments (.xlsx); the ids in the last column bring an edited table back. */
export const exportTasks = endpoint({
  id: 'task.export-tasks',
  method: 'GET',
  path: '/api/tasks/export',
  summary: '导出任务分解表（含责任单位）',
  access: { permission: 'task.read', target: 'many' },
  query: z.strictObject(taskFilterSchema),
  reply: fileReplySchema,
  refusals: ['task.too_many_rows'],
});
