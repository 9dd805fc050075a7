import { z } from 'zod';
export const maxTaskSheetBytes = 8 * 1024 * 1024;
export const taskSheetFile = { field: 'file', label: '任务分解表', maxBytes: maxTaskSheetBytes } as const;

/** What is wrong in an edited table: 1-based row (the header is row 1, 0 = the table), column, remedy. */
export const taskSheetErrorSchema = z.strictObject({ row: z.int().nonnegative(), column: z.string().nullable(), message: z.string() });
export type TaskSheetError = z.output<typeof taskSheetErrorSchema>;
export const taskSheetEditSchema = z.strictObject({ row: z.int().positive(), code: z.string(), column: z.string(), from: z.string(), to: z.string() });
export type TaskSheetEdit = z.output<typeof taskSheetEditSchema>;
export const sheetRefusals = ['file.empty_file', 'file.too_large', 'file.type_mismatch'] as const;
