import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { orderIdSchema } from '#supervision/contract';
import { inspectionDetailsSchema, inspectionFileIdSchema, inspectionFindingIdSchema, inspectionIdSchema, inspectionVerdicts } from './inspection.ts';

export const inspectionActs = [
  'notify',
  'reschedule',
  'recuse',
  'arrive',
  'record',
  'conclude',
  'demand',
  'close',
  'rectified',
  'recheck-pass',
  'recheck-fail',
  'correct',
  'cancel',
] as const;
export type InspectionAct = (typeof inspectionActs)[number];
export const inspectionActLabel = {
  notify: '通知单位',
  reschedule: '改期、调整检查组',
  recuse: '回避',
  arrive: '到场',
  record: '完成现场记录',
  conclude: '认定',
  demand: '要求整改',
  close: '关闭',
  rectified: '报告整改',
  'recheck-pass': '复查通过',
  'recheck-fail': '复查不通过',
  correct: '更正认定',
  cancel: '取消',
} satisfies Record<InspectionAct, string>;

const params = z.strictObject({ inspectionId: inspectionIdSchema });
const noteSchema = z.string().trim().max(4000, '「说明」不能超过4000字').default('').meta({ label: '说明' });
const daySchema = z.iso.date();
const placeSchema = z.string().trim().max(200, '「地点」不能超过200字');
const teamSchema = z.array(z.uuid()).max(20, '检查组不能超过20人').meta({ label: '检查组' });

export const getInspection = endpoint({
  id: 'inspection.get-inspection',
  method: 'GET',
  path: '/api/inspections/:inspectionId',
  summary: '检查详情：检查组、现场记录、整改、来往、可办理的操作',
  access: { permission: 'inspection.read', target: 'one' },
  params,
  reply: inspectionDetailsSchema,
  refusals: ['inspection.not_found'],
});

const scheduleRefusals = [
  'inspection.limit',
  'inspection.repeated',
  'inspection.day_past',
  'inspection.day_off',
  'inspection.not_inspector',
  'inspection.team_of_unit',
  'inspection.added_reason_missing',
] as const;

export const planInspection = endpoint({
  id: 'inspection.plan-inspection',
  method: 'POST',
  path: '/api/inspections',
  summary: '安排检查：上限、重复、工作日、回避一并核对',
  access: { permission: 'inspection.plan', target: 'many' },
  body: z.strictObject({
    subject: z.string().trim().min(2, '请填写「检查事项」').max(200, '「检查事项」不能超过200字').meta({ label: '检查事项' }),
    matter: z.string().trim().max(4000, '「检查内容」不能超过4000字').default('').meta({ label: '检查内容' }),
    orgId: z.uuid().meta({ label: '被查单位' }),
    taskId: z.uuid().optional().meta({ label: '对应任务' }),
    /** the order that is looked at before it is closed */
    orderId: orderIdSchema.optional().meta({ label: '核查的督办单' }),
    plannedOn: daySchema.meta({ label: '检查日' }),
    isUnannounced: z.boolean().default(false).meta({ label: '不打招呼' }),
    team: teamSchema.default([]),
    exceedReason: z.string().trim().max(500).default('').meta({ label: '超限理由' }),
    addedReason: z.string().trim().max(500).default('').meta({ label: '计划外理由' }),
  }),
  reply: inspectionDetailsSchema,
  refusals: [...scheduleRefusals, 'inspection.org_not_found', 'inspection.task_not_found', 'inspection.order_not_found', 'access.second_factor'],
});

export const actOnInspection = endpoint({
  id: 'inspection.act-on-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/acts',
  summary: '检查办理一步；能办哪些以详情的操作为准',
  access: { permission: 'inspection.read', target: 'one' },
  params,
  body: z.strictObject({
    action: z.enum(inspectionActs).meta({ label: '操作' }),
    revision: z.int().min(1).meta({ label: '已见到的版本' }),
    note: noteSchema,
    /** 改期 */
    plannedOn: daySchema.optional().meta({ label: '检查日' }),
    team: teamSchema.optional(),
    exceedReason: z.string().trim().max(500).default('').meta({ label: '超限理由' }),
    /** 到场 */
    place: placeSchema.default('').meta({ label: '地点' }),
    arrivedAt: z.iso.datetime({ offset: true }).optional().meta({ label: '到场时间' }),
    /** 认定 */
    verdict: z.enum(inspectionVerdicts).optional().meta({ label: '认定' }),
    /** 要求整改、复查不通过 */
    dueOn: daySchema.optional().meta({ label: '整改期限' }),
  }),
  reply: inspectionDetailsSchema,
  refusals: [
    'inspection.not_found',
    'inspection.changed',
    'inspection.note_missing',
    'inspection.verdict_missing',
    'inspection.place_missing',
    'inspection.arrival_unfit',
    'inspection.due_unfit',
    'inspection.nothing_changed',
    ...scheduleRefusals,
    'inspection.own_unit',
    'inspection.unannounced',
    'inspection.not_notified',
    'inspection.not_on_team',
    'inspection.team_small',
    'inspection.same_person',
    'inspection.has_findings',
    'inspection.no_findings',
    'inspection.nothing_noted',
    'inspection.order_made',
    'lifecycle.wrong_state',
    'lifecycle.system_only',
    'supervision.due_unfit',
    'supervision.org_not_found',
    'evidence.status_forbids',
    'evidence.version_taken',
  ],
});

export const actOnInspections = endpoint({
  id: 'inspection.act-on-inspections',
  method: 'POST',
  path: '/api/inspections/acts',
  summary: '批量通知或取消检查：先预览，逐项给出结果',
  access: { permission: 'inspection.read', target: 'many' },
  body: z.strictObject({
    inspectionIds: z.array(inspectionIdSchema).min(1, '请先选择检查').max(100, '一次最多办理100项').meta({ label: '检查' }),
    action: z.enum(inspectionActs).extract(['notify', 'cancel']).meta({ label: '操作' }),
    note: noteSchema,
    isPreview: z.boolean().default(false).meta({ label: '预览' }),
  }),
  reply: z.strictObject({
    items: z.array(z.strictObject({ inspectionId: inspectionIdSchema, subject: z.string(), isDone: z.boolean(), reason: z.string().nullable() })),
    done: z.int().nonnegative(),
  }),
  refusals: [],
});

/** The id is made on the device, so that a phone without signal can name the finding in its photos. */
export const noteFinding = endpoint({
  id: 'inspection.note-finding',
  method: 'POST',
  path: '/api/inspections/:inspectionId/findings',
  summary: '登记现场发现；更正须写明理由，原记录保留',
  access: { permission: 'inspection.record', target: 'one' },
  params,
  body: z.strictObject({
    findingId: inspectionFindingIdSchema,
    text: z.string().trim().min(2, '请填写「发现的问题」').max(4000, '「发现的问题」不能超过4000字').meta({ label: '发现的问题' }),
    place: placeSchema.min(1, '请填写「地点」').meta({ label: '地点' }),
    notedAt: z.iso.datetime({ offset: true }).optional().meta({ label: '记录时间' }),
    /** given = a correction */
    reason: z.string().trim().max(500).default('').meta({ label: '更正理由' }),
  }),
  reply: inspectionDetailsSchema,
  refusals: [
    'inspection.not_found',
    'inspection.finding_elsewhere',
    'inspection.correction_unexplained',
    'inspection.arrival_unfit',
    'inspection.not_on_team',
    'inspection.own_unit',
    'lifecycle.wrong_state',
    'lifecycle.system_only',
  ],
});

const degrees = (most: number, label: string) =>
  z
    .string()
    .regex(/^-?[0-9]{1,3}(?:\.[0-9]{1,8})?$/, `「${label}」应为十进制度数，例如 33.317000`)
    .refine((text) => Math.abs(Number(text)) <= most, `「${label}」超出范围`)
    .optional()
    .meta({ label });

export const addInspectionFile = endpoint({
  id: 'inspection.add-file',
  method: 'POST',
  path: '/api/inspections/:inspectionId/files',
  summary: '上传现场照片（须带时间和地点）或整改佐证',
  access: { permission: 'inspection.read', target: 'one' },
  accepts: 'multipart',
  file: { field: 'file', label: '文件', maxBytes: 31 * 1024 * 1024 },
  params,
  body: z.strictObject({
    purpose: z.enum(['photo', 'document'], '「用途」只能是照片或附件').meta({ label: '用途' }),
    findingId: inspectionFindingIdSchema.optional().meta({ label: '现场发现' }),
    takenAt: z.iso.datetime({ offset: true }).optional().meta({ label: '拍摄时间' }),
    latitude: degrees(90, '纬度'),
    longitude: degrees(180, '经度'),
    place: placeSchema.optional().meta({ label: '地点' }),
  }),
  reply: inspectionDetailsSchema,
  refusals: [
    'inspection.not_found',
    'inspection.finding_not_found',
    'inspection.photo_without_place',
    'inspection.photo_without_time',
    'inspection.photo_time_ahead',
    'inspection.files_full',
    'inspection.not_on_team',
    'inspection.own_unit',
    'lifecycle.wrong_state',
    'file.empty_file',
    'file.too_large',
    'file.type_mismatch',
    'upload.pixels',
    'upload.attached_elsewhere',
  ],
});

export const getInspectionFile = endpoint({
  id: 'inspection.get-file',
  method: 'GET',
  path: '/api/inspections/:inspectionId/files/:fileId',
  summary: '检查的照片或附件',
  access: { permission: 'inspection.read', target: 'one' },
  params: z.strictObject({ inspectionId: inspectionIdSchema, fileId: inspectionFileIdSchema }),
  reply: fileReplySchema,
  refusals: ['inspection.not_found', 'inspection.file_not_found'],
});
