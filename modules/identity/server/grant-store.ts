/** Grants in the database: written once, ended once. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { grantEnded, grantGiven } from '../contract/index.ts';
import type { NewGrant, Role } from '../contract/index.ts';
import type { OtherGrant } from '../domain/index.ts';

const insertGrant = statement({
  name: 'identity.insert-grant',
  class: 'router',
  text: `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, plan_paths, from_on, to_on, is_delegable, delegated_from, reason, granted_by, granted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
  params: {
    region: 'text',
    grantId: 'uuid',
    userId: 'uuid',
    role: 'text',
    orgId: 'uuid?',
    reach: 'text',
    regions: 'text[]',
    planPaths: 'text[]?',
    from: 'date',
    to: 'date?',
    isDelegable: 'bool',
    delegatedFrom: 'uuid?',
    reason: 'text',
    grantedBy: 'text',
    grantedAt: 'timestamptz',
  },
  row: {},
});

const endGrantRow = statement({
  name: 'identity.end-grant',
  class: 'router',
  text: `update identity.grant set ended_at = $3, ended_by = $4, ended_reason = $5 where region_code = $1 and grant_id = $2 and ended_at is null`,
  params: { region: 'text', grantId: 'uuid', endedAt: 'timestamptz', endedBy: 'text', reason: 'text' },
  row: {},
});

const readPerson = statement({
  name: 'identity.read-person-for-grant',
  class: 'router',
  text: 'select user_id, display_name, kind, status from identity.person where region_code = $1 and user_id = $2',
  params: { region: 'text', userId: 'uuid' },
  row: { user_id: 'uuid', display_name: 'text', kind: 'text', status: 'text' },
});

/** Grants to one person take turns, so that two of them never break rule S10 together. */
const lockPerson = statement({
  name: 'identity.lock-person-for-grant',
  class: 'router',
  text: 'select user_id from identity.person where region_code = $1 and user_id = $2 for update',
  params: { region: 'text', userId: 'uuid' },
  row: { user_id: 'uuid' },
});

const listOpenGrants = statement({
  name: 'identity.list-open-grants',
  class: 'router',
  text: `select role, org_id, reach, regions, plan_paths, from_on, to_on, delegated_from is not null as is_delegated from identity.grant
         where region_code = $1 and user_id = $2 and ended_at is null order by grant_id`,
  params: { region: 'text', userId: 'uuid' },
  row: { role: 'text', org_id: 'uuid?', reach: 'text', regions: 'text[]', plan_paths: 'text[]?', from_on: 'date', to_on: 'date?', is_delegated: 'bool' },
});

const lockGrant = statement({
  name: 'identity.lock-grant',
  class: 'router',
  text: 'select grant_id, user_id, role, org_id, ended_at from identity.grant where region_code = $1 and grant_id = $2 for update',
  params: { region: 'text', grantId: 'uuid' },
  row: { grant_id: 'uuid', user_id: 'uuid', role: 'text', org_id: 'uuid?', ended_at: 'timestamptz?' },
});

export interface GrantedPerson {
  readonly userId: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
}

async function findPerson(tx: Tx, userId: string): Promise<GrantedPerson | undefined> {
  const row = await tx.maybe(readPerson, { region: tx.region, userId });
  return row === undefined ? undefined : { userId: row.user_id, name: row.display_name, kind: row.kind, status: row.status };
}

async function listOpen(tx: Tx, userId: string): Promise<readonly OtherGrant[]> {
  const rows = await tx.many(listOpenGrants, { region: tx.region, userId });
  return rows.map((row) => ({
    role: row.role as Role,
    orgId: row.org_id,
    reach: row.reach,
    regions: row.regions,
    planPaths: row.plan_paths,
    from: row.from_on,
    to: row.to_on,
    isDelegated: row.is_delegated,
  }));
}

/** Writes a checked grant and its event; `delegatedFrom` names the grant it was made from. */
async function give(context: Context, grant: NewGrant, delegatedFrom: string | null = null): Promise<string> {
  const { tx, actor, now, newId } = context;
  const grantId = newId();
  await tx.run(insertGrant, { region: tx.region, grantId, ...grant, delegatedFrom, grantedBy: actor.id, grantedAt: formatMoment(now) });
  const { userId, role, reach, from, reason } = grant;
  await record(context, grantGiven, { grantId, userId, role, orgId: grant.orgId ?? '', reach, from, to: grant.to ?? '', delegatedFrom: delegatedFrom ?? '', reason });
  return grantId;
}

async function end(context: Context, grant: { readonly grantId: string; readonly userId: string; readonly role: string }, reason: string): Promise<void> {
  const { tx, actor, now } = context;
  await tx.run(endGrantRow, { region: tx.region, grantId: grant.grantId, endedAt: formatMoment(now), endedBy: actor.id, reason });
  await record(context, grantEnded, { grantId: grant.grantId, userId: grant.userId, role: grant.role, reason });
}

export const grantStore = {
  findPerson,
  listOpen,
  give,
  end,
  lockPerson: (tx: Tx, userId: string) => tx.maybe(lockPerson, { region: tx.region, userId }),
  lockGrant: (tx: Tx, grantId: string) => tx.maybe(lockGrant, { region: tx.region, grantId }),
};
