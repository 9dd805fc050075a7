/**
 * Tells people: an inbox row per person in the transaction of what happened. Digests by default; what is owed may be told at
 * once. A reminder of a debt is written once per stage while the debt is open, and ends when it is settled.
 */
import { formatMoment } from '../calendar.ts';
import type { ChannelName, Urgency } from '../notice.ts';
import type { Context } from './context.ts';
import { noticeStore } from './notice-store.ts';

export interface Notice {
  /** `module.name`, e.g. `task.due-soon` */
  readonly kind: `${string}.${string}`;
  /** user ids; repeated ones count once */
  readonly to: readonly string[];
  readonly title: string;
  readonly body: string;
  /** address inside the console, e.g. /tasks/… */
  readonly link?: `/${string}`;
  readonly about: { readonly type: string; readonly id: string };
  readonly urgency?: Urgency;
  /** what is owed, and which reminder of it this is, e.g. { key: 'report:…', stage: 'due-3' } */
  readonly debt?: { readonly key: string; readonly stage: string };
}

type NoticeContext = Pick<Context, 'tx' | 'now' | 'newId'>;

/** Writes the notices; returns how many people got one that they did not have yet. */
export async function notify({ tx, now, newId }: NoticeContext, notice: Notice): Promise<number> {
  const users = [...new Set(notice.to)];
  if (users.length === 0) return 0;
  const ids = users.map(() => newId());
  const urgency = notice.urgency ?? 'digest';
  const written = await noticeStore.insert(tx, {
    ids,
    users,
    kind: notice.kind,
    title: notice.title.slice(0, 200),
    body: notice.body.slice(0, 2000),
    link: notice.link ?? null,
    subjectType: notice.about.type,
    subjectId: notice.about.id,
    urgency,
    debtKey: notice.debt?.key ?? null,
    debtStage: notice.debt?.stage ?? null,
    at: formatMoment(now),
  });
  if (urgency === 'prompt' && written > 0) await noticeStore.queuePrompt(tx, ids);
  return written;
}

/** The debt is paid: its notices count as settled and nothing more is sent for it. */
export function settleDebt({ tx, now }: NoticeContext, debtKey: string): Promise<number> {
  return noticeStore.settle(tx, debtKey, formatMoment(now));
}

/** Tells a group through its robot, e.g. that a round is open. Where the node has no such robot, the delivery says so and ends. */
export async function announce(
  { tx, now, newId }: NoticeContext,
  channel: Exclude<ChannelName, 'email'>,
  message: { readonly title: string; readonly body: string },
): Promise<void> {
  await noticeStore.queue(tx, { id: newId(), channel, userId: null, target: channel, ...message, at: formatMoment(now) });
}

interface Digest {
  readonly userId: string;
  readonly channel: ChannelName;
  readonly address: string;
  readonly lines: readonly string[];
}

/** Puts everything unread and not yet told into one message per person. Returns how many messages. */
export async function sendDigests({ tx, now, newId, publicOrigin }: NoticeContext & Pick<Context, 'publicOrigin'>): Promise<number> {
  const rows = await noticeStore.listToDigest(tx);
  const digests = new Map<string, Digest>();
  for (const row of rows) {
    const key = `${row.user_id} ${row.channel}`;
    const known = digests.get(key);
    const line = `${(known?.lines.length ?? 0) + 1}. ${row.title}${row.link === null || publicOrigin === '' ? '' : `\n   ${publicOrigin}/console${row.link}`}`;
    digests.set(key, { userId: row.user_id, channel: row.channel as ChannelName, address: row.address, lines: [...(known?.lines ?? []), line] });
  }
  for (const { userId, channel, address, lines } of digests.values()) {
    const body = `您有${lines.length}条未读提醒：\n\n${lines.join('\n')}\n`;
    await noticeStore.queue(tx, { id: newId(), channel, userId, target: address, title: `落实：${lines.length}条未读提醒`, body, at: formatMoment(now) });
  }
  await noticeStore.markDigested(tx, [...new Set(rows.map((row) => row.notice_id))], formatMoment(now));
  return digests.size;
}
