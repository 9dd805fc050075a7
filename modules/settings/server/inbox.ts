import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor } from '#kernel/read-cursor.ts';
import type { Context } from '#kernel/server/context.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { countInbox, getNoticePreferences, listInbox, noticeIdSchema, readInbox, saveNoticePreferences } from '../contract/index.ts';
import { settingsRefusals } from './refusals.ts';

/** `%`, `_` and `\` are taken literally. */
const containing = (words: string): string => `%${words.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
const wire = (moment: string | null): string | null => (moment === null ? null : formatMoment(parseMoment(moment)));

/** The person who has an inbox; the command line has none. */
const readerOf = ({ actor, refuse }: Pick<Context, 'actor' | 'refuse'>): string => actor.userId ?? refuse(settingsRefusals.no_inbox());

export const listInboxUseCase = useCase(listInbox, async ({ query }, { tx, actor }) => {
  if (actor.userId === null) return { items: [], nextCursor: null, unread: 0, owed: 0 };
  const limit = query.limit ?? defaultPageSize;
  const before = readCursor(query.cursor, { id: noticeIdSchema })?.id ?? null;
  const words = query.q?.trim() ?? '';
  const rows = await noticeStore.list(tx, { userId: actor.userId, before, shown: query.view, pattern: words === '' ? null : containing(words), limit: limit + 1 });
  const page = cutPage(rows, limit, (row) => [row.notice_id]);
  const items = page.rows.map((row) => ({
    noticeId: row.notice_id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    link: row.link,
    urgency: row.urgency as 'digest' | 'prompt',
    createdAt: wire(row.created_at) ?? '',
    readAt: wire(row.read_at),
    settledAt: wire(row.settled_at),
  }));
  return { items, nextCursor: page.nextCursor, ...(await noticeStore.count(tx, actor.userId)) };
});

export const countInboxUseCase = useCase(countInbox, async (_input, { tx, actor }) => (actor.userId === null ? { unread: 0, owed: 0 } : noticeStore.count(tx, actor.userId)));

export const readInboxUseCase = useCase(readInbox, async ({ body }, context) => {
  const userId = readerOf(context);
  const read = await noticeStore.markRead(context.tx, userId, body.ids ?? null, formatMoment(context.now));
  return { read, unread: (await noticeStore.count(context.tx, userId)).unread };
});

async function emailOf(userId: string, { tx }: Pick<Context, 'tx'>) {
  return { email: (await noticeStore.listPreferences(tx, userId)).find(({ channel }) => channel === 'email') ?? null };
}

export const getNoticePreferencesUseCase = useCase(getNoticePreferences, async (_input, context) =>
  context.actor.userId === null ? { email: null } : emailOf(context.actor.userId, context),
);

export const saveNoticePreferencesUseCase = useCase(saveNoticePreferences, async ({ body }, context) => {
  const userId = readerOf(context);
  await noticeStore.savePreference(context.tx, { userId, channel: 'email', ...body.email, at: formatMoment(context.now) });
  return emailOf(userId, context);
});
