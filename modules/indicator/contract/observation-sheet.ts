/** Filling in figures in a spreadsheet: template, dry run with a difference per cell, import with decisions on conflicts. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { confirmedReadingSchema, tableReadingSchema } from '#kernel/table-file.ts';
import { areaCodeSchema, indicatorIdSchema } from './definition.ts';
import { entryRefusals } from './enter-values.ts';
import { checkedEntrySchema, enteredSchema } from './observation.ts';
import { periodSchema } from './period.ts';
import { gapReasons } from './words.ts';

export const maxSheetRows = 500;
export const maxSheetBytes = 8 * 1024 * 1024;
export const observationSheetFile = { field: 'file', label: '填报表', maxBytes: maxSheetBytes } as const;

export const sheetRefusalCodes = ['file.empty_file', 'file.too_large', 'file.type_mismatch'] as const;

/** A template with one row per indicator and period and the present figures; the hidden first column is the key of the row. */
export const getSheet = endpoint({
  id: 'indicator.get-sheet',
  method: 'GET',
  path: '/api/observation-sheets',
  summary: '导出填报表（Excel）',
  access: { permission: 'indicator.enter', target: 'many' },
  query: z.strictObject({
    from: periodSchema,
    to: periodSchema,
    area: areaCodeSchema.optional(),
    /** ids joined by commas; left out = every entered indicator of the frequency */
    indicators: z
      .string()
      .max(20_000)
      .optional()
      .transform((text) => (text === undefined || text === '' ? [] : text.split(',')))
      .pipe(z.array(indicatorIdSchema).max(maxSheetRows))
      .meta({ label: '指标' }),
  }),
  reply: fileReplySchema,
  refusals: ['indicator.not_found', 'indicator.sheet_too_large', 'indicator.sheet_invalid'],
});

export const sheetErrorSchema = z.strictObject({
  /** 1-based row of the sheet, the header is row 1; 0 = the sheet as a whole */
  row: z.int().nonnegative(),
  column: z.string().nullable(),
  message: z.string(),
});
export type SheetError = z.output<typeof sheetErrorSchema>;

/** One row that differs from what it was exported with. */
export const sheetEditSchema = checkedEntrySchema.extend({
  row: z.int().positive(),
  /** the figure when the sheet was exported */
  base: z.strictObject({ revision: z.int().nonnegative(), value: z.string().nullable(), gap: z.enum(gapReasons).nullable() }),
});
export type SheetEdit = z.output<typeof sheetEditSchema>;

/** What an import would do: per cell old, new, and who changed it meanwhile. Stores nothing. */
export const previewSheet = endpoint({
  id: 'indicator.preview-sheet',
  method: 'POST',
  path: '/api/observation-sheets/previews',
  summary: '预览填好的填报表，不保存',
  access: { permission: 'indicator.enter', target: 'many' },
  accepts: 'multipart',
  file: observationSheetFile,
  reply: z.strictObject({
    fileName: z.string(),
    sha256: z.string(),
    rows: z.int().nonnegative(),
    edits: z.array(sheetEditSchema),
    errors: z.array(sheetErrorSchema),
    reading: tableReadingSchema,
  }),
  refusals: [...sheetRefusalCodes, 'indicator.not_found', 'indicator.computed'],
});

export const sheetTakes = ['mine', 'theirs'] as const;
export type SheetTake = (typeof sheetTakes)[number];
export const sheetTakeLabel = { mine: '采用表中的数', theirs: '保留系统里的数' } satisfies Record<SheetTake, string>;

const choiceSchema = z.strictObject({
  row: z.int().positive(),
  take: z.enum(sheetTakes),
  /** the revision that was shown on the merge page */
  seenRevision: z.int().nonnegative(),
});

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: '「冲突的选择」格式有误，请重新预览' });
    return z.NEVER;
  }
}

const flagSchema = (label: string) =>
  z
    .enum(['true', 'false'], `「${label}」应为 true 或 false`)
    .default('false')
    .transform((text) => text === 'true')
    .meta({ label });

/** Stores the edits of a sheet, all or none. A conflict needs a decision made on the merge page. */
export const importSheet = endpoint({
  id: 'indicator.import-sheet',
  method: 'POST',
  path: '/api/observation-sheets/imports',
  summary: '导入填好的填报表',
  access: { permission: 'indicator.enter', target: 'many' },
  accepts: 'multipart',
  file: observationSheetFile,
  body: z.strictObject({
    expectedSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '「文件摘要」应为64位十六进制小写字符')
      .meta({ label: '文件摘要' }),
    sourceDocument: z.string().trim().min(1).max(300).meta({ label: '来源文件' }),
    sourceLink: z
      .string()
      .trim()
      .max(500)
      .regex(/^https?:\/\/\S+$/, '「来源网址」应以 http:// 或 https:// 开头')
      .optional()
      .meta({ label: '来源网址' }),
    publishedOn: z.iso.date('「公布日期」应为存在的日期').optional().meta({ label: '公布日期' }),
    choices: z.string().max(100_000).default('[]').transform(parseJson).pipe(z.array(choiceSchema).max(maxSheetRows)).meta({ label: '冲突的选择' }),
    confirmedReading: confirmedReadingSchema,
    confirmed: flagSchema('再次确认'),
    submit: flagSchema('提交审核'),
  }),
  reply: z.strictObject({ items: z.array(enteredSchema), kept: z.int().nonnegative() }),
  refusals: [...sheetRefusalCodes, 'indicator.sheet_invalid', 'indicator.sheet_changed', 'indicator.sheet_conflict', ...entryRefusals],
});
