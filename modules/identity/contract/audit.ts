import { z } from 'zod';
import { id } from '#kernel/ids.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { daySchema } from './org.ts';
import { userIdSchema } from './person.ts';

export const auditKinds = ['act', 'view'] as const;
export type AuditKind = (typeof auditKinds)[number];
export const auditKindLabel = { act: '办理', view: '查看个人信息' } satisfies Record<AuditKind, string>;

/** Who acts, for the filter. */
export const auditActors = ['visitor', 'person', 'system'] as const;
export type AuditActor = (typeof auditActors)[number];
export const auditActorLabel = { visitor: '访客（未登录）', person: '登录的人', system: '系统、命令行' } satisfies Record<AuditActor, string>;

/** From where a visitor came; of people with a login their own list of sessions says more. */
export const auditNetworks = ['machine', 'private', 'public'] as const;
export type AuditNetwork = (typeof auditNetworks)[number];
export const auditNetworkLabel = { machine: '本机', private: '内部网络', public: '外部网络' } satisfies Record<AuditNetwork, string>;

export const auditLineSchema = z.strictObject({
  auditId: id('AuditId'),
  kind: z.enum(auditKinds),
  at: z.string(),
  actor: z.string(),
  actorName: z.string(),
  onBehalfOf: z.string().nullable(),
  action: z.string(),
  /** Chinese name of the act */
  actionLabel: z.string(),
  subject: z.string().nullable(),
  about: z.strictObject({ userId: userIdSchema, name: z.string() }).nullable(),
  purpose: z.string().nullable(),
  requestId: z.string().nullable(),
  network: z.enum(auditNetworks).nullable(),
});
export type AuditLine = z.output<typeof auditLineSchema>;

const filters = {
  kind: z.enum(auditKinds).optional().meta({ label: '类别' }),
  /** a part of the name of who acted */
  q: z.string().max(60, '「姓名」不能超过60字').optional().meta({ label: '姓名' }),
  who: z.enum(auditActors).optional().meta({ label: '办理人类别' }),
  actor: z.string().max(100).optional().meta({ label: '办理人编号' }),
  about: userIdSchema.optional().meta({ label: '被查看人' }),
  action: z
    .string()
    .regex(/^[a-z]+\.[a-z-]{1,80}$/, '「操作」应为操作代码，例如 identity.give-grant')
    .optional()
    .meta({ label: '操作' }),
  /** an id that the act was about */
  subject: z.string().max(100).optional().meta({ label: '对象编号' }),
  from: daySchema('开始日期').optional(),
  to: daySchema('结束日期').optional(),
};

/** Newest first. Reading the trail is written into the trail. */
export const listAudit = endpoint({
  id: 'identity.list-audit',
  method: 'GET',
  path: '/api/audit',
  summary: '审计记录，可按人、操作、对象、日期查找',
  access: { permission: 'identity.read-audit', target: 'many' },
  query: z.strictObject({ ...filters, limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(auditLineSchema),
    nextCursor: z.string().nullable(),
    /** acts that occur, for the filter */
    actionChoices: z.array(z.strictObject({ action: z.string(), label: z.string() })),
  }),
  refusals: ['identity.audit_days_reversed'],
});

export const auditFormats = ['xlsx', 'csv'] as const;
export type AuditFormat = (typeof auditFormats)[number];
export const auditFormatLabel = { xlsx: 'Excel 表格', csv: 'CSV 文本表格' } satisfies Record<AuditFormat, string>;

/** The lines that the filters match as a file, at most 50,000. */
export const exportAudit = endpoint({
  id: 'identity.export-audit',
  method: 'GET',
  path: '/api/audit/export',
  summary: '导出审计记录',
  access: { permission: 'identity.read-audit', target: 'many' },
  query: z.strictObject({ ...filters, format: z.enum(auditFormats).meta({ label: '格式' }) }),
  reply: fileReplySchema,
  refusals: ['identity.audit_days_reversed', 'identity.audit_too_many'],
});

/** Who looked at my data, and why. */
export const listMyAccesses = endpoint({
  id: 'identity.list-my-accesses',
  method: 'GET',
  path: '/api/me/accesses',
  summary: '谁查看过我的信息',
  access: 'signed-in',
  query: z.strictObject({ limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(z.strictObject({ auditId: id('AuditId'), at: z.string(), actorName: z.string(), actionLabel: z.string(), purpose: z.string() })),
    nextCursor: z.string().nullable(),
  }),
  refusals: [],
});
