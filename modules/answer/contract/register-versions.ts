/** Texts of what the plan orders: versions as files, their adoption and publication, who answers for them, and what a missing annex holds. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { confirmedReadingSchema } from '#kernel/table-file.ts';
import { fileRefusalCodes, planIdSchema } from '#plan/contract';
import { clauseKeySchema } from './clause.ts';
import { daySchema } from './day.ts';

export const textRegisters = ['deliverable', 'annex'] as const;
export type TextRegister = (typeof textRegisters)[number];
export const textRegisterLabel = { deliverable: '应编文件', annex: '附表' } satisfies Record<TextRegister, string>;

/** What an empty slot waits for: a table of figures, or any file. */
export const annexSlots = ['figures', 'file'] as const;
export type AnnexSlot = (typeof annexSlots)[number];
export const annexSlotLabel = { figures: '指标表（逐行读入）', file: '文件' } satisfies Record<AnnexSlot, string>;

export const annexBounds = ['exact', 'reach', 'at-least', 'over', 'at-most', 'about'] as const;
export type AnnexBound = (typeof annexBounds)[number];
export const annexBoundLabel = { exact: '如数', reach: '达到', 'at-least': '以上', over: '超过', 'at-most': '以内', about: '左右' } satisfies Record<AnnexBound, string>;

export const annexColumns = ['指标', '单位', '年份', '目标值'] as const;
export const maxAnnexRows = 300;

export const annexRowSchema = z.strictObject({
  row: z.int().positive(),
  indicator: z.string(),
  unit: z.string(),
  year: z.string(),
  value: z.string(),
  bound: z.enum(annexBounds),
  /** the cell as it was written */
  text: z.string(),
});
export type AnnexRow = z.output<typeof annexRowSchema>;

export const versionActs = ['adopted', 'published'] as const;
export type VersionAct = (typeof versionActs)[number];
export const versionActLabel = { adopted: '通过', published: '公布' } satisfies Record<VersionAct, string>;

const said = { reason: z.string(), by: z.string(), recordedAt: z.string() };
export const versionFactSchema = z.strictObject({ act: z.enum(versionActs), on: z.string(), reference: z.string(), place: z.string(), ...said });
export const textVersionSchema = z.strictObject({
  version: z.int().positive(),
  label: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sha256: z.string(),
  bytes: z.int().positive(),
  note: z.string(),
  by: z.string(),
  recordedAt: z.string(),
  rows: z.array(annexRowSchema),
  /** the newest fact of each act counts; the others were corrected by it */
  facts: z.array(versionFactSchema),
});
export type TextVersion = z.output<typeof textVersionSchema>;

export const assignmentSchema = z.strictObject({ orgId: z.string(), orgName: z.string().nullable(), due: z.string().nullable(), ...said });

const itemParams = z.strictObject({ planId: planIdSchema, register: z.enum(textRegisters), itemKey: clauseKeySchema });
const versionParams = itemParams.extend({ version: z.coerce.number().int().positive().max(100_000) });
const reasonSchema = z.string().trim().max(500, '「更正理由」不能超过500字').default('').meta({ label: '更正理由' });
const itemRefusals = ['plan.not_found', 'answer.not_registered', 'answer.register_item_not_found'] as const;

export const addTextVersion = endpoint({
  id: 'answer.add-text-version',
  method: 'POST',
  path: '/api/plans/:planId/registers/:register/:itemKey/versions',
  summary: '上传应编文件或附表的一个版本',
  access: { permission: 'answer.register', target: 'many' },
  accepts: 'multipart',
  file: { field: 'file', label: '文件', maxBytes: 31 * 1024 * 1024 },
  params: itemParams,
  body: z.strictObject({
    label: z.string().trim().min(1, '请填写「版本名称」').max(60, '「版本名称」不能超过60字').meta({ label: '版本名称' }),
    note: z.string().trim().max(1000, '「说明」不能超过1000字').default('').meta({ label: '说明' }),
    /** rows of a slot of figures; a CSV, or a sheet with hidden rows, is refused until a person has looked */
    confirmedReading: confirmedReadingSchema,
  }),
  reply: z.strictObject({ version: z.int().positive(), sha256: z.string(), bytes: z.int().positive(), rows: z.int().nonnegative() }),
  refusals: [
    ...itemRefusals,
    'answer.register_closed',
    'answer.version_same',
    'answer.annex_not_table',
    'answer.annex_rows',
    ...fileRefusalCodes,
    'upload.pixels',
    'upload.attached_elsewhere',
  ],
});

export const getTextVersion = endpoint({
  id: 'answer.get-text-version',
  method: 'GET',
  path: '/api/plans/:planId/registers/:register/:itemKey/versions/:version/file',
  summary: '下载应编文件或附表的一个版本',
  access: { permission: 'answer.read', target: 'many' },
  params: versionParams,
  reply: fileReplySchema,
  refusals: [...itemRefusals, 'answer.version_not_found'],
});

export const actOnTextVersion = endpoint({
  id: 'answer.act-on-text-version',
  method: 'POST',
  path: '/api/plans/:planId/registers/:register/:itemKey/versions/:version/facts',
  summary: '登记某个版本的通过或公布，更正要写理由',
  access: { permission: 'answer.register', target: 'many' },
  params: versionParams,
  body: z.strictObject({
    act: z.enum(versionActs).meta({ label: '事项' }),
    on: daySchema('日期'),
    reference: z.string().trim().max(300, '「会议或文号」不能超过300字').default('').meta({ label: '会议或文号' }),
    place: z.string().trim().max(500, '「公布位置」不能超过500字').default('').meta({ label: '公布位置' }),
    reason: reasonSchema,
  }),
  reply: z.strictObject({ version: textVersionSchema }),
  refusals: [
    ...itemRefusals,
    'answer.version_not_found',
    'answer.version_reference_missing',
    'answer.version_place_missing',
    'answer.version_not_adopted',
    'answer.version_day',
    'answer.fact_reason_missing',
  ],
});

export const assignRegisterItem = endpoint({
  id: 'answer.assign-register-item',
  method: 'POST',
  path: '/api/plans/:planId/registers/:register/:itemKey/assignments',
  summary: '确定应编文件或附表的责任单位和期限，更正要写理由',
  access: { permission: 'answer.register', target: 'many' },
  params: itemParams,
  body: z.strictObject({ orgId: z.uuid('请选择「责任单位」').meta({ label: '责任单位' }), due: daySchema('期限').nullable().default(null), reason: reasonSchema }),
  reply: z.strictObject({ orgId: z.string(), orgName: z.string(), due: z.string().nullable() }),
  refusals: [...itemRefusals, 'answer.register_org_unknown', 'answer.fact_reason_missing'],
});
