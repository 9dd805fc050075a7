/** What later modules ask about persons: names, and who holds a role at a unit on a day. */
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { Role } from '../contract/index.ts';

const listPersonNames = statement({
  name: 'identity.list-person-names',
  class: 'router',
  text: 'select user_id, display_name from identity.person where region_code = $1 and user_id = any ($2)',
  params: { region: 'text', userIds: 'uuid[]' },
  row: { user_id: 'uuid', display_name: 'text' },
});

export async function personNames(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.many(listPersonNames, { region: tx.region, userIds: [...new Set(userIds)] });
  return new Map(rows.map((row) => [row.user_id, row.display_name]));
}

export interface RoleHolder {
  readonly userId: string;
  readonly displayName: string;
  readonly orgId: string | null;
  /** holds it as somebody's delegate */
  readonly delegatedFrom: string | null;
}

const listHolders = statement({
  name: 'identity.list-role-holders',
  class: 'router',
  text: `with recursive heir (asked, org_id) as (
           select $3::uuid, $3::uuid
           union
           select h.asked, l.to_id from heir h join identity.org_link l on l.region_code = $1 and l.from_id = h.org_id and l.inherits and l.effective_on <= $4
         )
         select p.user_id, p.display_name, g.org_id, o.user_id as delegated_from
         from identity.grant g
         join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id and p.status = 'active'
         left join identity.grant o on o.region_code = g.region_code and o.grant_id = g.delegated_from
         where g.region_code = $1 and g.role = $2 and ($3::uuid is null or g.org_id in (select h.org_id from heir h))
           and g.ended_at is null and g.from_on <= $4 and (g.to_on is null or g.to_on >= $4)
           and (g.delegated_from is null or (o.ended_at is null and o.from_on <= $4 and (o.to_on is null or o.to_on >= $4)))
         order by g.delegated_from nulls first, g.from_on, p.user_id`,
  params: { region: 'text', role: 'text', orgId: 'uuid?', day: 'date' },
  row: { user_id: 'uuid', display_name: 'text', org_id: 'uuid?', delegated_from: 'uuid?' },
});

/** Active persons who hold the role on the day, at the unit (or at the one that has taken over its affairs) or, orgId null, anywhere; own holders before delegates, each person once. */
export async function holdersOf(tx: Tx, wanted: { readonly role: Role; readonly orgId: string | null }, on: PlainDate): Promise<readonly RoleHolder[]> {
  const rows = await tx.many(listHolders, { region: tx.region, role: wanted.role, orgId: wanted.orgId, day: on.toString() });
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (seen.has(row.user_id)) return [];
    seen.add(row.user_id);
    return [{ userId: row.user_id, displayName: row.display_name, orgId: row.org_id, delegatedFrom: row.delegated_from }];
  });
}

const listHoldersAt = statement({
  name: 'identity.list-role-holders-at',
  class: 'router',
  text: `with recursive heir (asked, org_id) as (
           select n.org_id, n.org_id from unnest($3::uuid[]) as n (org_id)
           union
           select h.asked, l.to_id from heir h join identity.org_link l on l.region_code = $1 and l.from_id = h.org_id and l.inherits and l.effective_on <= $4
         )
         select distinct h.asked as org_id, p.user_id
         from heir h
         join identity.grant g on g.org_id = h.org_id
         join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id and p.status = 'active'
         left join identity.grant o on o.region_code = g.region_code and o.grant_id = g.delegated_from
         where g.region_code = $1 and g.role = any ($2)
           and g.ended_at is null and g.from_on <= $4 and (g.to_on is null or g.to_on >= $4)
           and (g.delegated_from is null or (o.ended_at is null and o.from_on <= $4 and (o.to_on is null or o.to_on >= $4)))
         order by h.asked, p.user_id`,
  params: { region: 'text', roles: 'text[]', orgIds: 'uuid[]', day: 'date' },
  row: { org_id: 'uuid', user_id: 'uuid' },
});

/** User ids of the active persons who hold any of the roles at each of many units; a unit without one is not in the map. */
export async function holdersAt(
  tx: Tx,
  wanted: { readonly roles: readonly Role[]; readonly orgIds: readonly string[] },
  on: PlainDate,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (wanted.orgIds.length === 0) return found;
  for (const row of await tx.many(listHoldersAt, { region: tx.region, roles: wanted.roles, orgIds: wanted.orgIds, day: on.toString() }))
    found.set(row.org_id, [...(found.get(row.org_id) ?? []), row.user_id]);
  return found;
}
