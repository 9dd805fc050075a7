import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { tableReadingSchema } from '#kernel/table-file.ts';
import { fileRefusalCodes } from './plan-file.ts';
import { planIdSchema, sha256Schema, versionIdSchema } from './plan.ts';
import { taskEditSchema, taskTableErrorSchema, taskTableFile, taskTableWarningSchema } from './task-table.ts';

/** Reads an edited 任务分解表 and says what an import would do: edits, or errors with row and column. Stores nothing. */
export const previewTaskTable = endpoint({
  id: 'plan.preview-task-table',
  method: 'POST',
  path: '/api/plans/:planId/versions/:versionId/task-table/previews',
  summary: '预览填好的任务分解表，不保存',
  access: { permission: 'plan.review', target: 'one' },
  accepts: 'multipart',
  file: taskTableFile,
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  reply: z.strictObject({
    fileName: z.string(),
    /** digest of the file; the import wants it back */
    sha256: sha256Schema,
    /** name of the sheet that was read */
    sheet: z.string(),
    /** rows below the header */
    rows: z.int().nonnegative(),
    edits: z.array(taskEditSchema),
    /** with a single error nothing can be imported and `edits` is empty */
    errors: z.array(taskTableErrorSchema),
    warnings: z.array(taskTableWarningSchema),
    reading: tableReadingSchema,
    /** reviews of the version at this moment; the import wants it back */
    reviewCount: z.int().nonnegative(),
    /** `plan.review` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: [...fileRefusalCodes, 'plan.not_found', 'plan.version_not_found', 'plan.version_superseded'],
});
