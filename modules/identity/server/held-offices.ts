/** Which offices somebody living and active holds on a day, with the units that the grant reaches. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { DutyOffice } from '#kernel/server/duty-sources.ts';

/** A delegated grant counts while the one it was made from lives, as in load-actor.ts. */
const listOffices = statement({
  name: 'identity.list-held-offices',
  class: 'router',
  text: `with recursive live (role, org_id, reach) as (
           select distinct g.role, g.org_id, g.reach from identity.grant g
           join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id and p.status = 'active'
           left join identity.grant o on o.region_code = g.region_code and o.grant_id = g.delegated_from
           left join identity.person h on h.region_code = o.region_code and h.user_id = o.user_id
           where g.region_code = $1 and g.ended_at is null and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2)
             and ($3::uuid is null or (g.grant_id <> $3 and g.delegated_from is distinct from $3))
             and (g.delegated_from is null or (o.ended_at is null and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2) and h.status = 'active'))),
         below (root, reach, org_id) as (
           select distinct l.org_id, l.reach, l.org_id from live l where l.reach in ('subtree', 'unit')
           union
           select b.root, b.reach, n.org_id from below b
           join lateral (
             select v.org_id from identity.org_version v
             where b.reach = 'subtree' and v.region_code = $1 and v.parent_id = b.org_id and v.from_on <= $2 and (v.to_on is null or v.to_on >= $2)
             union all
             select k.from_id from identity.org_link k where k.region_code = $1 and k.to_id = b.org_id and k.inherits and k.effective_on <= $2) n on true)
         select l.role, b.org_id from live l left join below b on b.reach = l.reach and b.root = l.org_id`,
  params: { region: 'text', day: 'date', without: 'uuid?' },
  row: { role: 'text', org_id: 'uuid?' },
});

/** Says of an office whether somebody holds it; `withoutGrant` is left out, with what was delegated from it. */
export async function readOffices(tx: Tx, { day, withoutGrant }: { readonly day: string; readonly withoutGrant: string | null }): Promise<(office: DutyOffice) => boolean> {
  const held = await tx.many(listOffices, { region: tx.region, day, without: withoutGrant });
  const anywhere = new Set(held.map(({ role }) => role));
  const everywhere = new Set(held.filter(({ org_id }) => org_id === null).map(({ role }) => role));
  const atUnit = new Set(held.map(({ role, org_id }) => `${role} ${org_id}`));
  return ({ roles, orgId }) => roles.some((role) => (orgId === null ? anywhere.has(role) : everywhere.has(role) || atUnit.has(`${role} ${orgId}`)));
}
