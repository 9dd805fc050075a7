/** Which units a right at a unit reaches on a day, for people to read: what `load-actor.ts` gives to decisions. */
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { ReachedOrg } from '../contract/grant.ts';
import { listOrgNames, livingOrgs } from './org-names.ts';

const listReached = statement({
  name: 'identity.list-orgs-reached',
  class: 'router',
  text: `with recursive below (org_id) as (
           select $2::uuid
           union
           select n.org_id from below b
           join lateral (
             select v.org_id from identity.org_version v
             where $3 and v.region_code = $1 and v.parent_id = b.org_id and v.from_on <= $4 and (v.to_on is null or v.to_on >= $4)
             union all
             select l.from_id from identity.org_link l where l.region_code = $1 and l.to_id = b.org_id and l.inherits and l.effective_on <= $4) n on true
         )
         select b.org_id from below b order by b.org_id`,
  params: { region: 'text', orgId: 'uuid', isSubtree: 'bool', day: 'date' },
  row: { org_id: 'uuid' },
});

/** With the names of the day; dissolved units last. */
export async function presentReached(tx: Tx, orgIds: readonly string[], on: PlainDate): Promise<ReachedOrg[]> {
  const names = await listOrgNames(tx, orgIds, on);
  const living = await livingOrgs(tx, orgIds, on);
  const all = orgIds.map((orgId) => ({ orgId: orgId as ReachedOrg['orgId'], name: names.get(orgId) ?? '', isLiving: living.has(orgId) }));
  return [...all.filter(({ isLiving }) => isLiving), ...all.filter(({ isLiving }) => !isLiving)];
}

/** The unit, with `subtree` those below it, and every unit whose affairs these have taken over by that day. */
export async function reachedOrgs(tx: Tx, of: { readonly orgId: string; readonly isSubtree: boolean }, on: PlainDate): Promise<ReachedOrg[]> {
  const rows = await tx.many(listReached, { region: tx.region, ...of, day: on.toString() });
  return presentReached(
    tx,
    rows.map(({ org_id }) => org_id),
    on,
  );
}
