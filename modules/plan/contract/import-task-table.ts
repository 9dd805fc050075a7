import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { confirmedReadingSchema } from '#kernel/table-file.ts';
import { fileRefusalCodes } from './plan-file.ts';
import { planIdSchema, sha256Schema, versionIdSchema } from './plan.ts';
import { reviewedFieldSchema } from './review.ts';
import { taskTableFile } from './task-table.ts';

/**
 * Stores the edits of a 任务分解表 as reviews, all or none. `expectedSha256` and `expectedReviewCount` are those of the
 * preview: another file is refused with `plan.file_changed`, reviews made in between with `plan.reviews_changed`. A table
 * with errors is refused with `plan.task_table_invalid`, one `fields` entry per error. Reply 201 when something was stored.
 */
export const importTaskTable = endpoint({
  id: 'plan.import-task-table',
  method: 'POST',
  path: '/api/plans/:planId/versions/:versionId/task-table/imports',
  summary: '导入填好的任务分解表',
  access: { permission: 'plan.review', target: 'one' },
  accepts: 'multipart',
  file: taskTableFile,
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  body: z.strictObject({
    expectedSha256: sha256Schema,
    expectedReviewCount: z
      .string()
      .regex(/^[0-9]{1,9}$/, '「预览时的意见数」应为整数')
      .transform(Number)
      .meta({ label: '预览时的意见数' }),
    confirmedReading: confirmedReadingSchema,
  }),
  reply: z.strictObject({
    /** reviews that were stored; 0 when the table says what the system says */
    stored: z.int().nonnegative(),
    items: z.array(reviewedFieldSchema),
    reviewCount: z.int().nonnegative(),
  }),
  refusals: [...fileRefusalCodes, 'plan.not_found', 'plan.version_not_found', 'plan.version_superseded', 'plan.file_changed', 'plan.reviews_changed', 'plan.task_table_invalid'],
});
