import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { confirmedReadingSchema } from '#kernel/table-file.ts';
import { planIdSchema } from '#plan/contract';
import { yearQuerySchema } from './shapes.ts';
import { taskSheetFile } from './task-sheet.ts';

/** Stores the edits of a table, all or none; `expectedSha256` is the preview's. */
export const importTasks = endpoint({
  id: 'task.import-tasks',
  method: 'POST',
  path: '/api/tasks/imports',
  summary: '导入填好的任务分解表',
  access: { permission: 'task.draft', target: 'many' },
  accepts: 'multipart',
  file: taskSheetFile,
  body: z.strictObject({
    planId: planIdSchema,
    year: yearQuerySchema,
    expectedSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ label: '预览的摘要' }),
    confirmedReading: confirmedReadingSchema,
  }),
  reply: z.strictObject({ changedTasks: z.int().nonnegative(), edits: z.int().nonnegative() }),
  refusals: ['plan.not_found', 'task.sheet_invalid', 'task.file_changed', 'calendar.year_missing'],
});
