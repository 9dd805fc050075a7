/** Where units went, as rows: who has taken over what a merged or split unit still owed. */
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { OrgLink } from '../domain/index.ts';

const deleteLinks = statement({
  name: 'identity.delete-org-links',
  class: 'router',
  text: 'delete from identity.org_link where region_code = $1',
  params: { region: 'text' },
  row: {},
});

const insertLinks = statement({
  name: 'identity.insert-org-links',
  class: 'router',
  text: `insert into identity.org_link (region_code, change_id, from_id, to_id, act, effective_on, inherits)
         select $1, n.change_id, n.from_id, n.to_id, n.act, n.effective_on::date, n.inherits = 'true'
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[]) as n (change_id, from_id, to_id, act, effective_on, inherits)`,
  params: { region: 'text', changeIds: 'uuid[]', froms: 'uuid[]', tos: 'uuid[]', acts: 'text[]', days: 'text[]', inherits: 'text[]' },
  row: {},
});

/** All links of the region anew: they are few, and a correction may touch any of them. */
export async function replaceOrgLinks(tx: Tx, links: readonly OrgLink[]): Promise<void> {
  await tx.run(deleteLinks, { region: tx.region });
  if (links.length === 0) return;
  await tx.run(insertLinks, {
    region: tx.region,
    changeIds: links.map(({ changeId }) => changeId),
    froms: links.map(({ fromId }) => fromId),
    tos: links.map(({ toId }) => toId),
    acts: links.map(({ act }) => act),
    days: links.map(({ on }) => on),
    inherits: links.map(({ inherits }) => String(inherits)),
  });
}

const listInherited = statement({
  name: 'identity.list-inherited-orgs',
  class: 'router',
  text: `with recursive held (org_id) as (
           select $2::uuid
           union
           select l.from_id from held h join identity.org_link l on l.region_code = $1 and l.to_id = h.org_id and l.inherits and l.effective_on <= $3
         )
         select h.org_id from held h order by (h.org_id = $2) desc, h.org_id`,
  params: { region: 'text', orgId: 'uuid', day: 'date' },
  row: { org_id: 'uuid' },
});

/** The unit, and every unit whose affairs it has taken over by the day. */
export async function inheritedOrgs(tx: Tx, orgId: string, on: PlainDate | string): Promise<readonly string[]> {
  return (await tx.many(listInherited, { region: tx.region, orgId, day: on.toString() })).map(({ org_id }) => org_id);
}
