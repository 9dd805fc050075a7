import { z } from 'zod';
export const maxTaskSheetBytes = 8 * 1024 * 1024;
export const taskSheetFile = { field: 'file', label: '任务分解表', maxBytes: maxTaskSheetBytes } as const;

/** What is wrong in an edited table: 1-based row (the header is row 1, 0 = the table), column, remedy. */
export const taskSheetErrorSchema = z.strictObject({ row: z.int().nonnegative(), column: z.string().nullable(), message: z.string() });
export const taskSheetEditSchema = z.strictObject({ row: z.int().positive(), code: z.string(), column: z.string(), from: z.string(), to: z.string() });
