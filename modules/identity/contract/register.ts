/** The register of units and people as one workbook: template, export, dry run, import. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { confirmedReadingSchema, tableReadingSchema } from '#kernel/table-file.ts';
import { asOfSchema } from './org.ts';

/** 16 MiB: 10,000 people are below 1 MiB. */
export const maxRegisterBytes = 16 * 1024 * 1024;
export const maxRegisterRows = 20_000;
export const maxShownErrors = 1000;

const registerFile = { field: 'file', label: '单位与人员名册', maxBytes: maxRegisterBytes } as const;

export const registerSheets = ['units', 'people'] as const;
export type RegisterSheet = (typeof registerSheets)[number];
export const registerSheetLabel = { units: '单位', people: '人员' } satisfies Record<RegisterSheet, string>;

/** Columns by sheet, in their order; the first list is required. */
export const registerColumns = {
  units: { needs: ['单位名称', '类别', '设立日期'], takes: ['简称', '上级单位', '统一社会信用代码', '行政区划代码', '排序'] },
  people: { needs: ['姓名', '单位', '角色', '任职日期'], takes: ['人员编号', '职务', '任期届满日期', '同名另一人'] },
} as const;

export const registerErrorSchema = z.strictObject({
  sheet: z.string(),
  /** 1-based row of the sheet; 0 = the sheet as a whole */
  row: z.int().nonnegative(),
  column: z.string().nullable(),
  /** what is wrong and what to do */
  message: z.string(),
});
export type RegisterError = z.output<typeof registerErrorSchema>;

const counts = z.strictObject({ units: z.int().nonnegative(), people: z.int().nonnegative(), posts: z.int().nonnegative() });

const fileRefusals = [
  'file.missing',
  'file.empty_file',
  'file.type_mismatch',
  'file.too_large',
  'file.archive_ratio',
  'file.archive_entries',
  'file.archive_corrupt',
  'file.archive_path',
  'file.nested_archive',
  'file.xml_dtd',
  'file.active_content',
  'file.read_limits',
] as const;

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '「文件摘要」应为64位十六进制小写字符')
  .meta({ label: '文件摘要' });

/** Reads a filled-in register and says what an import would do. Stores nothing. */
export const previewRegister = endpoint({
  id: 'identity.preview-register',
  method: 'POST',
  path: '/api/register/previews',
  summary: '核对填好的单位与人员名册，不保存',
  access: { permission: 'identity.import-register', target: 'many' },
  accepts: 'multipart',
  file: registerFile,
  reply: z.strictObject({
    fileName: z.string(),
    sha256,
    /** what would be new */
    fresh: counts,
    /** rows that say what is registered already */
    unchanged: z.int().nonnegative(),
    /** with a single error nothing can be imported; at most 1000 are listed */
    errors: z.array(registerErrorSchema),
    errorCount: z.int().nonnegative(),
    reading: tableReadingSchema,
  }),
  refusals: [...fileRefusals],
});

/** Stores the whole register or nothing. The file must be the one of the preview. */
export const importRegister = endpoint({
  id: 'identity.import-register',
  method: 'POST',
  path: '/api/register/imports',
  summary: '导入单位与人员名册，要么全部导入，要么什么也不改',
  access: { permission: 'identity.import-register', target: 'many' },
  accepts: 'multipart',
  file: registerFile,
  body: z.strictObject({ expectedSha256: sha256, confirmedReading: confirmedReadingSchema }),
  reply: counts,
  refusals: [...fileRefusals, 'identity.register_changed', 'identity.register_invalid'],
});

/** The register as it is on a day, or an empty template with instructions. */
export const exportRegister = endpoint({
  id: 'identity.export-register',
  method: 'GET',
  path: '/api/register/export',
  summary: '导出单位与人员名册或空白模板（Excel）',
  access: { permission: 'identity.read-people', target: 'many' },
  query: z.strictObject({ on: asOfSchema, template: z.literal('1').optional().meta({ label: '空白模板' }) }),
  reply: fileReplySchema,
  refusals: [],
});
