import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { tableReadingSchema } from '#kernel/table-file.ts';
import { planIdSchema } from '#plan/contract';
import { yearQuerySchema } from './shapes.ts';
import { taskSheetEditSchema, taskSheetErrorSchema, taskSheetFile } from './task-sheet.ts';

/** Reads an edited 任务分解表 and says what an import would do; stores nothing. */
export const previewTaskImport = endpoint({
  id: 'task.preview-task-import',
  method: 'POST',
  path: '/api/tasks/imports/previews',
  summary: '预览填好的任务分解表，不保存',
  access: { permission: 'task.draft', target: 'many' },
  accepts: 'multipart',
  file: taskSheetFile,
  body: z.strictObject({ planId: planIdSchema, year: yearQuerySchema }),
  reply: z.strictObject({
    sha256: z.string(),
    rows: z.int().nonnegative(),
    edits: z.array(taskSheetEditSchema),
    errors: z.array(taskSheetErrorSchema),
    reading: tableReadingSchema,
  }),
  refusals: ['plan.not_found', 'calendar.year_missing'],
});
