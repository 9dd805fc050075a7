/** How an uploaded table was read: what a person sees in the dry run, and confirms before the import where it is not certain. */
import { z } from 'zod';

/** Endings that the pickers of tables offer; the content decides. */
export const tableEndings = ['.xlsx', '.csv'] as const;

export const tableReadingSchema = z.strictObject({
  /** of a CSV: encoding and separator as found, e.g. 按 GB18030 编码、逗号分隔读取; null for a workbook */
  detected: z.string().nullable(),
  /** of a CSV: its first lines as they were read */
  firstLines: z.array(z.string()),
  /** hidden rows, formulas with the value that was taken, merged cells, sheets that were not read */
  notes: z.array(z.string()),
  /** the import of this file is refused with `file.reading_unconfirmed` until `confirmedReading` says that a person has looked */
  needsConfirmation: z.boolean(),
});
export type TableReading = z.output<typeof tableReadingSchema>;

/** Field of the body of every import of a table. */
export const confirmedReadingSchema = z
  .enum(['true', 'false'], '「已核对读法」应为 true 或 false')
  .default('false')
  .transform((text) => text === 'true')
  .meta({ label: '已核对读法' });
