/**
 * The actor of a signed-in person, read from the database: status, grants, and the units that each grant
 * reaches on the day. Called for every request, so a suspended person or an ended grant is gone with the next one.
 */
import { permissionsOfRole } from '#kernel/access.ts';
import type { Grant } from '#kernel/access.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { userActor } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const readActivePerson = statement({
  name: 'identity.read-active-person',
  class: 'router',
  text: `select user_id, display_name, kind, stamp from identity.person where region_code = $1 and user_id = $2 and status = 'active'`,
  params: { region: 'text', userId: 'uuid' },
  row: { user_id: 'uuid', display_name: 'text', kind: 'text', stamp: 'text' },
});

const grantRow = {
  grant_id: 'uuid',
  role: 'text',
  org_id: 'uuid?',
  reach: 'text',
  regions: 'text[]',
  plan_paths: 'text[]?',
  from_on: 'date',
  to_on: 'date?',
  delegated_by: 'uuid?',
  delegated_name: 'text?',
  orgs: 'text[]',
} as const;

/**
 * Grants that nobody has ended, with the units of the day below theirs and those whose affairs these have taken over (ADR 0036). A delegated grant counts only while the grant
 * it was made from lives and its holder is not suspended; it never lasts longer. The limits keep the planner, which knows nothing right
 * after a large import, from joining all grants with all people before it looks for the few of this person.
 */
const listGrants = statement({
  name: 'identity.list-grants-of-person',
  class: 'router',
  text: `with recursive mine as materialized (
           select g.* from identity.grant g where g.region_code = $1 and g.user_id = $2 and g.ended_at is null
         ), below (root, reach, org_id) as (
           select distinct g.org_id, g.reach, g.org_id from mine g where g.reach in ('subtree', 'unit')
           union
           select b.root, b.reach, n.org_id from below b
           join lateral (
             select v.org_id from identity.org_version v
             where b.reach = 'subtree' and v.region_code = $1 and v.parent_id = b.org_id and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)
             union all
             select l.from_id from identity.org_link l where l.region_code = $1 and l.to_id = b.org_id and l.inherits and l.effective_on <= $3) n on true
         )
         select g.grant_id, g.role, g.org_id, g.reach, g.regions, g.plan_paths, g.from_on,
           least(g.to_on, o.to_on) as to_on, o.user_id as delegated_by, p.display_name as delegated_name,
           case when g.reach = 'all' then array[]::text[]
             else array(select b.org_id::text from below b where b.root = g.org_id and b.reach = g.reach order by 1) end as orgs
         from mine g
         left join lateral (select * from identity.grant f where f.region_code = $1 and f.grant_id = g.delegated_from limit 1) o on true
         left join lateral (select * from identity.person h where h.region_code = $1 and h.user_id = o.user_id limit 1) p on true
         where (g.delegated_from is null or (o.ended_at is null and o.from_on <= $3 and p.status = 'active'))
         order by g.grant_id`,
  params: { region: 'text', userId: 'uuid', today: 'date' },
  row: grantRow,
});

function presentGrant(row: ValuesOf<typeof grantRow>): Grant {
  return {
    grantId: row.grant_id,
    role: row.role,
    orgId: row.org_id,
    permissions: permissionsOfRole(row.role),
    orgs: row.reach === 'all' ? 'all' : row.orgs,
    planPaths: row.plan_paths ?? 'all',
    regions: row.regions,
    from: row.from_on,
    to: row.to_on,
    ...(row.delegated_by === null ? {} : { delegatedBy: row.delegated_by, delegatedByName: row.delegated_name ?? '' }),
  };
}

/** Citizens and enterprises hold the role of their kind of account, for what is their own. */
function accountGrant(userId: string, kind: string, region: string): readonly Grant[] {
  if (kind === 'staff') return [];
  return [{ grantId: userId, role: kind, orgId: null, permissions: permissionsOfRole(kind), orgs: [], planPaths: 'all', regions: [region], from: '0001-01-01', to: null }];
}

/** All grants of a person as they reach on a day. */
export async function readGrants(tx: Tx, userId: string, today: PlainDate): Promise<readonly Grant[]> {
  return (await tx.many(listGrants, { region: tx.region, userId, today: today.toString() })).map(presentGrant);
}

/** The actor of an active person; undefined when the person is unknown, suspended or has left. */
export async function loadActor(tx: Tx, login: { readonly userId: string; readonly secondFactor: boolean }, today: PlainDate): Promise<Actor | undefined> {
  const person = await tx.maybe(readActivePerson, { region: tx.region, userId: login.userId });
  if (person === undefined) return undefined;
  const grants = [...(await readGrants(tx, login.userId, today)), ...accountGrant(person.user_id, person.kind, tx.region)];
  const facts = { userId: person.user_id, displayName: person.display_name, grants, secondFactor: login.secondFactor, isDemo: person.stamp === 'demo' };
  return userActor(facts, { today, region: tx.region });
}
