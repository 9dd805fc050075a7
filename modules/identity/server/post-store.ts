/** Statements of posts. */
import { formatMoment } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const postRow = {
  post_id: 'uuid',
  user_id: 'uuid',
  person_name: 'text',
  org_id: 'uuid',
  role: 'text',
  title: 'text?',
  is_acting: 'bool',
  from_on: 'date',
  to_on: 'date?',
  grant_id: 'uuid',
  document: 'text?',
  reason: 'text',
  appointed_name: 'text',
  ended_name: 'text?',
  ended_at: 'timestamptz?',
  ended_reason: 'text?',
} as const;
export type StoredPost = ValuesOf<typeof postRow>;

const columns = `t.post_id, t.user_id, p.display_name as person_name, t.org_id, t.role, t.title, t.is_acting, t.from_on, t.to_on, t.grant_id, t.document, t.reason,
  t.appointed_name, t.ended_name, t.ended_at, t.ended_reason`;
const source = 'from identity.post t join identity.person p on p.region_code = t.region_code and p.user_id = t.user_id';

const insertPost = statement({
  name: 'identity.insert-post',
  class: 'router',
  text: `insert into identity.post (region_code, post_id, user_id, org_id, role, title, is_acting, from_on, to_on, grant_id, document, reason, succeeds, appointed_by, appointed_name, appointed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
  params: {
    region: 'text',
    postId: 'uuid',
    userId: 'uuid',
    orgId: 'uuid',
    role: 'text',
    title: 'text?',
    isActing: 'bool',
    from: 'date',
    to: 'date?',
    grantId: 'uuid',
    document: 'text?',
    reason: 'text',
    succeeds: 'uuid?',
    by: 'text',
    name: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const lockPost = statement({
  name: 'identity.lock-post',
  class: 'router',
  text: `select ${columns} ${source} where t.region_code = $1 and t.post_id = $2 for update of t`,
  params: { region: 'text', postId: 'uuid' },
  row: postRow,
});

const listOfPerson = statement({
  name: 'identity.list-posts-of-person',
  class: 'router',
  text: `select ${columns} ${source} where t.region_code = $1 and t.user_id = $2 order by t.from_on desc, t.post_id desc`,
  params: { region: 'text', userId: 'uuid' },
  row: postRow,
});

const listHeldAt = statement({
  name: 'identity.list-posts-at-org',
  class: 'router',
  text: `select ${columns} ${source} where t.region_code = $1 and t.org_id = $2 and t.from_on <= $3 and (t.to_on is null or t.to_on >= $3)
         order by t.role, t.from_on, t.post_id`,
  params: { region: 'text', orgId: 'uuid', day: 'date' },
  row: postRow,
});

const findPost = statement({
  name: 'identity.find-post',
  class: 'router',
  text: `select ${columns} ${source} where t.region_code = $1 and t.post_id = $2`,
  params: { region: 'text', postId: 'uuid' },
  row: postRow,
});

const endPostRow = statement({
  name: 'identity.end-post',
  class: 'router',
  text: `update identity.post set to_on = $3, ended_by = $4, ended_name = $5, ended_at = $6, ended_reason = $7 where region_code = $1 and post_id = $2 and ended_at is null`,
  params: { region: 'text', postId: 'uuid', lastOn: 'date', by: 'text', name: 'text', at: 'timestamptz', reason: 'text' },
  row: {},
});

const limitGrant = statement({
  name: 'identity.limit-grant',
  class: 'router',
  text: 'update identity.grant set to_on = $3 where region_code = $1 and grant_id = $2 and ended_at is null and (to_on is null or to_on > $3)',
  params: { region: 'text', grantId: 'uuid', lastOn: 'date' },
  row: {},
});

const readReach = statement({
  name: 'identity.read-reach-of-grant',
  class: 'router',
  text: 'select reach, regions, plan_paths, is_delegable from identity.grant where region_code = $1 and grant_id = $2',
  params: { region: 'text', grantId: 'uuid' },
  row: { reach: 'text', regions: 'text[]', plan_paths: 'text[]?', is_delegable: 'bool' },
});

export interface NewPostRow {
  readonly postId: string;
  readonly userId: string;
  readonly orgId: string;
  readonly role: string;
  readonly title: string | null;
  readonly isActing: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly grantId: string;
  readonly document: string | null;
  readonly reason: string;
  readonly succeeds: string | null;
}

export const postStore = {
  insert: ({ tx, actor, now }: Context, post: NewPostRow) => tx.run(insertPost, { region: tx.region, ...post, by: actor.id, name: actor.displayName, at: formatMoment(now) }),
  lock: (tx: Tx, postId: string) => tx.maybe(lockPost, { region: tx.region, postId }),
  find: (tx: Tx, postId: string) => tx.maybe(findPost, { region: tx.region, postId }),
  listOf: (tx: Tx, userId: string) => tx.many(listOfPerson, { region: tx.region, userId }),
  listHeldAt: (tx: Tx, orgId: string, day: string) => tx.many(listHeldAt, { region: tx.region, orgId, day }),
  end: ({ tx, actor, now }: Context, postId: string, lastOn: string, reason: string) =>
    tx.run(endPostRow, { region: tx.region, postId, lastOn, by: actor.id, name: actor.displayName, at: formatMoment(now), reason }),
  limitGrant: (tx: Tx, grantId: string, lastOn: string) => tx.run(limitGrant, { region: tx.region, grantId, lastOn }),
  readReach: (tx: Tx, grantId: string) => tx.one(readReach, { region: tx.region, grantId }),
} as const;
