/** Statements of delegations. */
import { formatMoment } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const row = {
  delegation_id: 'uuid',
  from_user: 'uuid',
  from_name: 'text',
  to_user: 'uuid',
  to_name: 'text',
  cause: 'text',
  from_on: 'date',
  to_on: 'date',
  reason: 'text',
  made_name: 'text',
  revoked_name: 'text?',
  revoked_at: 'timestamptz?',
  revoked_reason: 'text?',
  posts: 'text[]',
} as const;
export type StoredDelegation = ValuesOf<typeof row>;

/** `posts`: `role org_id` of every grant that was made. */
const columns = `d.delegation_id, d.from_user, f.display_name as from_name, d.to_user, t.display_name as to_name, d.cause, d.from_on, d.to_on, d.reason, d.made_name,
  d.revoked_name, d.revoked_at, d.revoked_reason,
  array(select g.role || ' ' || coalesce(g.org_id::text, '') from identity.delegation_grant x
    join identity.grant g on g.region_code = x.region_code and g.grant_id = x.grant_id
    where x.region_code = d.region_code and x.delegation_id = d.delegation_id order by g.grant_id) as posts`;
const source = `from identity.delegation d
  join identity.person f on f.region_code = d.region_code and f.user_id = d.from_user
  join identity.person t on t.region_code = d.region_code and t.user_id = d.to_user`;

const listOf = statement({
  name: 'identity.list-delegations-of-person',
  class: 'router',
  text: `select ${columns} ${source} where d.region_code = $1 and (d.from_user = $2 or d.to_user = $2) order by d.from_on desc, d.delegation_id desc limit 200`,
  params: { region: 'text', userId: 'uuid' },
  row,
});

const lockDelegation = statement({
  name: 'identity.lock-delegation',
  class: 'router',
  text: `select ${columns} ${source} where d.region_code = $1 and d.delegation_id = $2 for update of d`,
  params: { region: 'text', delegationId: 'uuid' },
  row,
});

const insertDelegation = statement({
  name: 'identity.insert-delegation',
  class: 'router',
  text: `insert into identity.delegation (region_code, delegation_id, from_user, to_user, cause, from_on, to_on, reason, made_by, made_name, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  params: {
    region: 'text',
    delegationId: 'uuid',
    from: 'uuid',
    to: 'uuid',
    cause: 'text',
    firstDay: 'date',
    lastDay: 'date',
    reason: 'text',
    by: 'text',
    name: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const insertGrants = statement({
  name: 'identity.insert-delegation-grants',
  class: 'router',
  text: 'insert into identity.delegation_grant (region_code, delegation_id, grant_id) select $1, $2, n.grant_id from unnest($3::uuid[]) as n (grant_id)',
  params: { region: 'text', delegationId: 'uuid', grantIds: 'uuid[]' },
  row: {},
});

const listGrants = statement({
  name: 'identity.list-grants-of-delegation',
  class: 'router',
  text: `select g.grant_id, g.user_id, g.role from identity.delegation_grant x join identity.grant g on g.region_code = x.region_code and g.grant_id = x.grant_id
         where x.region_code = $1 and x.delegation_id = $2 and g.ended_at is null order by g.grant_id`,
  params: { region: 'text', delegationId: 'uuid' },
  row: { grant_id: 'uuid', user_id: 'uuid', role: 'text' },
});

const revokeRow = statement({
  name: 'identity.revoke-delegation',
  class: 'router',
  text: `update identity.delegation set revoked_by = $3, revoked_name = $4, revoked_at = $5, revoked_reason = $6 where region_code = $1 and delegation_id = $2 and revoked_at is null`,
  params: { region: 'text', delegationId: 'uuid', by: 'text', name: 'text', at: 'timestamptz', reason: 'text' },
  row: {},
});

export interface NewDelegation {
  readonly delegationId: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
}

export const delegationStore = {
  listOf: (tx: Tx, userId: string): Promise<readonly StoredDelegation[]> => tx.many(listOf, { region: tx.region, userId }),
  lock: (tx: Tx, delegationId: string) => tx.maybe(lockDelegation, { region: tx.region, delegationId }),
  insert: async ({ tx, actor, now }: Context, delegation: NewDelegation, grantIds: readonly string[]): Promise<void> => {
    await tx.run(insertDelegation, { region: tx.region, ...delegation, by: actor.id, name: actor.displayName, at: formatMoment(now) });
    await tx.run(insertGrants, { region: tx.region, delegationId: delegation.delegationId, grantIds });
  },
  listGrants: (tx: Tx, delegationId: string) => tx.many(listGrants, { region: tx.region, delegationId }),
  revoke: ({ tx, actor, now }: Context, delegationId: string, reason: string) =>
    tx.run(revokeRow, { region: tx.region, delegationId, by: actor.id, name: actor.displayName, at: formatMoment(now), reason }),
} as const;
