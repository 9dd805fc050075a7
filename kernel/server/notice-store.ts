/** Rows of notices, deliveries and preferences. */
import type { ChannelName, NoticeMode, Urgency } from '../notice.ts';
import { statement } from './db.ts';
import type { Tx } from './db.ts';

const insertNotices = statement({
  name: 'kernel.insert-notices',
  class: 'router',
  text: `insert into kernel.notice (region_code, notice_id, user_id, kind, title, body, link, subject_type, subject_id, urgency, debt_key, debt_stage, created_at)
         select $1, n.notice_id, n.user_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from unnest($2::uuid[], $3::uuid[]) as n (notice_id, user_id)
         on conflict (region_code, user_id, debt_key, debt_stage) where debt_key is not null and settled_at is null do nothing`,
  params: {
    region: 'text',
    ids: 'uuid[]',
    users: 'uuid[]',
    kind: 'text',
    title: 'text',
    body: 'text',
    link: 'text?',
    subjectType: 'text',
    subjectId: 'text',
    urgency: 'text',
    debtKey: 'text?',
    debtStage: 'text?',
    at: 'timestamptz',
  },
  row: {},
});

/** A prompt notice leaves at once through the channels that its reader has switched on. */
const queuePrompt = statement({
  name: 'kernel.queue-prompt-deliveries',
  class: 'router',
  text: `insert into kernel.delivery (region_code, delivery_id, channel, user_id, target, title, body, debt_key, state, attempts, next_at, created_at)
         select $1, n.notice_id, p.channel, n.user_id, p.address, n.title, n.body, n.debt_key, 'queued', 0, n.created_at, n.created_at
         from kernel.notice n join kernel.notice_preference p on p.region_code = $1 and p.user_id = n.user_id and p.mode in ('all', 'prompt') and p.channel = 'email'
         where n.region_code = $1 and n.notice_id = any($2::uuid[])
         on conflict do nothing`,
  params: { region: 'text', ids: 'uuid[]' },
  row: {},
});

const insertDelivery = statement({
  name: 'kernel.insert-delivery',
  class: 'router',
  text: `insert into kernel.delivery (region_code, delivery_id, channel, user_id, target, title, body, state, attempts, next_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, $8, $8)`,
  params: { region: 'text', id: 'uuid', channel: 'text', userId: 'uuid?', target: 'text', title: 'text', body: 'text', at: 'timestamptz' },
  row: {},
});

const settleNotices = statement({
  name: 'kernel.settle-notices',
  class: 'router',
  text: `update kernel.notice set settled_at = $3 where region_code = $1 and debt_key = $2 and settled_at is null`,
  params: { region: 'text', debtKey: 'text', at: 'timestamptz' },
  row: {},
});

const cancelDeliveries = statement({
  name: 'kernel.cancel-deliveries',
  class: 'router',
  text: `update kernel.delivery set state = 'cancelled' where region_code = $1 and debt_key = $2 and state = 'queued'`,
  params: { region: 'text', debtKey: 'text' },
  row: {},
});

const noticeRow = {
  notice_id: 'uuid',
  kind: 'text',
  title: 'text',
  body: 'text',
  link: 'text?',
  subject_type: 'text',
  subject_id: 'text',
  urgency: 'text',
  created_at: 'timestamptz',
  read_at: 'timestamptz?',
  settled_at: 'timestamptz?',
} as const;
const noticeColumns = Object.keys(noticeRow)
  .map((name) => `n.${name}`)
  .join(', ');

const listNotices = statement({
  name: 'kernel.list-notices',
  class: 'router',
  text: `select ${noticeColumns} from kernel.notice n
         where n.region_code = $1 and n.user_id = $2 and ($3::uuid is null or n.notice_id < $3)
           and ($4::text = 'all' or ($4 = 'unread' and n.read_at is null) or ($4 = 'owed' and n.debt_key is not null and n.settled_at is null))
           and ($5::text is null or n.title ilike $5 or n.body ilike $5)
         order by n.notice_id desc limit $6`,
  params: { region: 'text', userId: 'uuid', before: 'uuid?', shown: 'text', pattern: 'text?', limit: 'int8' },
  row: noticeRow,
});

const countNotices = statement({
  name: 'kernel.count-notices',
  class: 'router',
  text: `select count(*) filter (where n.read_at is null)::int4 as unread, count(*) filter (where n.debt_key is not null and n.settled_at is null)::int4 as owed
         from kernel.notice n where n.region_code = $1 and n.user_id = $2`,
  params: { region: 'text', userId: 'uuid' },
  row: { unread: 'int4', owed: 'int4' },
});

const markRead = statement({
  name: 'kernel.mark-notices-read',
  class: 'router',
  text: `update kernel.notice set read_at = $4 where region_code = $1 and user_id = $2 and read_at is null and ($3::uuid[] is null or notice_id = any($3))`,
  params: { region: 'text', userId: 'uuid', ids: 'uuid[]?', at: 'timestamptz' },
  row: {},
});

const listToDigest = statement({
  name: 'kernel.list-notices-to-digest',
  class: 'router',
  text: `select n.notice_id, n.user_id, n.title, n.link, p.channel, p.address
         from kernel.notice n join kernel.notice_preference p on p.region_code = $1 and p.user_id = n.user_id and p.mode = 'all'
         where n.region_code = $1 and n.urgency = 'digest' and n.digested_at is null and n.settled_at is null and n.read_at is null
         order by n.user_id, n.notice_id limit 5000 for update of n`,
  params: { region: 'text' },
  row: { notice_id: 'uuid', user_id: 'uuid', title: 'text', link: 'text?', channel: 'text', address: 'text' },
});

const markDigested = statement({
  name: 'kernel.mark-notices-digested',
  class: 'router',
  text: `update kernel.notice set digested_at = $3 where region_code = $1 and notice_id = any($2::uuid[])`,
  params: { region: 'text', ids: 'uuid[]', at: 'timestamptz' },
  row: {},
});

const listPreferences = statement({
  name: 'kernel.list-notice-preferences',
  class: 'router',
  text: `select channel, address, mode from kernel.notice_preference where region_code = $1 and user_id = $2 order by channel`,
  params: { region: 'text', userId: 'uuid' },
  row: { channel: 'text', address: 'text', mode: 'text' },
});

const savePreference = statement({
  name: 'kernel.save-notice-preference',
  class: 'router',
  text: `insert into kernel.notice_preference (region_code, user_id, channel, address, mode, changed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (region_code, user_id, channel) do update set address = excluded.address, mode = excluded.mode, changed_at = excluded.changed_at`,
  params: { region: 'text', userId: 'uuid', channel: 'text', address: 'text', mode: 'text', at: 'timestamptz' },
  row: {},
});

export interface NewNotices {
  readonly ids: readonly string[];
  readonly users: readonly string[];
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly urgency: Urgency;
  readonly debtKey: string | null;
  readonly debtStage: string | null;
  readonly at: string;
}

export const noticeStore = {
  insert: (tx: Tx, notices: NewNotices) => tx.run(insertNotices, { region: tx.region, ...notices }),
  queuePrompt: (tx: Tx, ids: readonly string[]) => tx.run(queuePrompt, { region: tx.region, ids }),
  queue: (
    tx: Tx,
    one: {
      readonly id: string;
      readonly channel: ChannelName;
      readonly userId: string | null;
      readonly target: string;
      readonly title: string;
      readonly body: string;
      readonly at: string;
    },
  ) => tx.run(insertDelivery, { region: tx.region, ...one }),
  settle: async (tx: Tx, debtKey: string, at: string): Promise<number> => {
    await tx.run(cancelDeliveries, { region: tx.region, debtKey });
    return tx.run(settleNotices, { region: tx.region, debtKey, at });
  },
  list: (
    tx: Tx,
    query: { readonly userId: string; readonly before: string | null; readonly shown: 'all' | 'unread' | 'owed'; readonly pattern: string | null; readonly limit: number },
  ) => tx.many(listNotices, { region: tx.region, ...query, limit: String(query.limit) }),
  count: (tx: Tx, userId: string) => tx.one(countNotices, { region: tx.region, userId }),
  markRead: (tx: Tx, userId: string, ids: readonly string[] | null, at: string) => tx.run(markRead, { region: tx.region, userId, ids, at }),
  listToDigest: (tx: Tx) => tx.many(listToDigest, { region: tx.region }),
  markDigested: (tx: Tx, ids: readonly string[], at: string) => tx.run(markDigested, { region: tx.region, ids, at }),
  listPreferences: async (tx: Tx, userId: string) =>
    (await tx.many(listPreferences, { region: tx.region, userId })) as readonly { readonly channel: ChannelName; readonly address: string; readonly mode: NoticeMode }[],
  savePreference: (tx: Tx, one: { readonly userId: string; readonly channel: ChannelName; readonly address: string; readonly mode: NoticeMode; readonly at: string }) =>
    tx.run(savePreference, { region: tx.region, ...one }),
} as const;
