import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { channelLabel, channels, noticeModeLabel, noticeModes, urgencies, urgencyLabel } from '#kernel/notice.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';

export { channelLabel, channels, noticeModeLabel, noticeModes, urgencies, urgencyLabel };

export const noticeIdSchema = id('NoticeId');

/** Which notices are shown. */
export const inboxViews = ['unread', 'owed', 'all'] as const;
export type InboxView = (typeof inboxViews)[number];
export const inboxViewLabel = { unread: '未读', owed: '待办未结', all: '全部' } satisfies Record<InboxView, string>;

export const noticeSchema = z.strictObject({
  noticeId: noticeIdSchema,
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.string().nullable(),
  urgency: z.enum(urgencies),
  createdAt: z.string(),
  readAt: z.string().nullable(),
  settledAt: z.string().nullable(),
});
export const listInbox = endpoint({
  id: 'settings.list-inbox',
  method: 'GET',
  path: '/api/inbox',
  summary: '我的提醒',
  access: 'signed-in',
  query: z.strictObject({
    view: z.enum(inboxViews).default('unread').meta({ label: '范围' }),
    q: z.string().max(100).optional().meta({ label: '内容' }),
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({ items: z.array(noticeSchema), nextCursor: z.string().nullable(), unread: z.int(), owed: z.int() }),
  refusals: [],
});

export const countInbox = endpoint({
  id: 'settings.count-inbox',
  method: 'GET',
  path: '/api/inbox/count',
  summary: '未读提醒的条数',
  access: 'signed-in',
  reply: z.strictObject({ unread: z.int(), owed: z.int() }),
  refusals: [],
});

/** Marks notices as read (a read receipt); without ids, all of them. */
export const readInbox = endpoint({
  id: 'settings.read-inbox',
  method: 'POST',
  path: '/api/inbox/reads',
  summary: '把提醒标为已读',
  access: 'signed-in',
  body: z.strictObject({ ids: z.array(noticeIdSchema).min(1).max(200).optional().meta({ label: '提醒' }) }),
  reply: z.strictObject({ read: z.int(), unread: z.int() }),
  refusals: ['settings.no_inbox'],
});

const preferenceSchema = z.strictObject({ channel: z.enum(channels), address: z.string(), mode: z.enum(noticeModes) });

export const getNoticePreferences = endpoint({
  id: 'settings.get-notice-preferences',
  method: 'GET',
  path: '/api/inbox/preferences',
  summary: '我的提醒方式',
  access: 'signed-in',
  reply: z.strictObject({ email: preferenceSchema.nullable() }),
  refusals: [],
});

export const saveNoticePreferences = endpoint({
  id: 'settings.save-notice-preferences',
  method: 'PUT',
  path: '/api/inbox/preferences',
  summary: '设定我的提醒方式',
  access: 'signed-in',
  body: z.strictObject({
    email: z.strictObject({ address: z.email().max(200).meta({ label: '电子邮箱' }), mode: z.enum(noticeModes).meta({ label: '邮件提醒' }) }),
  }),
  reply: z.strictObject({ email: preferenceSchema.nullable() }),
  refusals: ['settings.no_inbox'],
});
