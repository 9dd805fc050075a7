/** Reading an edited 任务分解表 (.xlsx): dry run and import. */
import { z } from 'zod';
import { taskFields } from './review.ts';

/** 8 MiB: a sheet of 10,000 rows is below 2 MiB. */
export const maxTaskTableBytes = 8 * 1024 * 1024;

export const taskTableFile = { field: 'file', label: '任务分解表', maxBytes: maxTaskTableBytes } as const;

export const taskTableErrorCodes = [
  'sheet_missing',
  'header_missing',
  'header_unknown',
  'id_missing',
  'id_unknown',
  'id_duplicate',
  'row_missing',
  'merged_cell',
  'formula',
  'fixed_changed',
  'state_unknown',
  'date_invalid',
  'unit_unknown',
  'text_too_long',
  'changed_since',
  'version_other',
] as const;

/** One cell that differs from the current view. */
export const taskEditSchema = z.strictObject({
  /** id of the row */
  id: z.string(),
  task: z.string(),
  field: z.enum(taskFields),
  from: z.string(),
  to: z.string(),
});
export type TaskTableEdit = z.output<typeof taskEditSchema>;

export const taskTableErrorSchema = z.strictObject({
  /** 1-based row of the sheet, the header is row 1; 0 = the table as a whole */
  row: z.int().nonnegative(),
  column: z.string().nullable(),
  code: z.enum(taskTableErrorCodes),
  /** what is wrong and what to do */
  message: z.string(),
});
export type TaskTableError = z.output<typeof taskTableErrorSchema>;

export const taskTableWarningSchema = z.strictObject({ row: z.int().nonnegative(), message: z.string() });
