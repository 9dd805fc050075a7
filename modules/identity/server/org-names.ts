/** What later modules ask about units: the unit of a day, names, units below. */
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { OrgKind } from '../contract/index.ts';

export interface FoundOrg {
  readonly orgId: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: OrgKind;
  readonly parentId: string | null;
  readonly uscc: string | null;
  readonly divisionCode: string | null;
  readonly isDemo: boolean;
}

const orgRow = {
  org_id: 'uuid',
  name: 'text',
  short_name: 'text?',
  kind: 'text',
  parent_id: 'uuid?',
  uscc: 'text?',
  division_code: 'text?',
  stamp: 'text',
} as const;

const findOrgOn = statement({
  name: 'identity.find-org-on',
  class: 'router',
  text: `select v.org_id, v.name, v.short_name, v.kind, v.parent_id, v.uscc, v.division_code, o.stamp
         from identity.org_version v join identity.org o on o.region_code = v.region_code and o.org_id = v.org_id
         where v.region_code = $1 and v.org_id = $2 and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)`,
  params: { region: 'text', orgId: 'uuid', day: 'date' },
  row: orgRow,
});

/** The unit as it is on the day; undefined when it is unknown, not yet there or no longer there. */
export async function findOrg(tx: Tx, orgId: string, on: PlainDate): Promise<FoundOrg | undefined> {
  const row = await tx.maybe(findOrgOn, { region: tx.region, orgId, day: on.toString() });
  return row === undefined
    ? undefined
    : {
        orgId: row.org_id,
        name: row.name,
        shortName: row.short_name,
        kind: row.kind as OrgKind,
        parentId: row.parent_id,
        uscc: row.uscc,
        divisionCode: row.division_code,
        isDemo: row.stamp === 'demo',
      };
}

const listLivingOn = statement({
  name: 'identity.list-living-orgs-on',
  class: 'router',
  text: `select distinct v.org_id from identity.org_version v
         where v.region_code = $1 and v.org_id = any ($2) and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)`,
  params: { region: 'text', orgIds: 'uuid[]', day: 'date' },
  row: { org_id: 'uuid' },
});

/** Those of the units that exist on the day. */
export async function livingOrgs(tx: Tx, orgIds: readonly string[], on: PlainDate): Promise<ReadonlySet<string>> {
  const rows = await tx.many(listLivingOn, { region: tx.region, orgIds: [...new Set(orgIds)], day: on.toString() });
  return new Set(rows.map(({ org_id }) => org_id));
}

const listNamesOn = statement({
  name: 'identity.list-org-names-on',
  class: 'router',
  text: `select distinct on (v.org_id) v.org_id, v.name
         from identity.org_version v where v.region_code = $1 and v.org_id = any ($2)
         order by v.org_id, (v.from_on <= $3) desc, case when v.from_on <= $3 then v.from_on end desc, v.from_on`,
  params: { region: 'text', orgIds: 'uuid[]', day: 'date' },
  row: { org_id: 'uuid', name: 'text' },
});

/** Names of units on the day; a unit that has ceased keeps its last name, one still to come shows its first. */
export async function listOrgNames(tx: Tx, orgIds: readonly string[], on: PlainDate): Promise<ReadonlyMap<string, string>> {
  if (orgIds.length === 0) return new Map();
  const rows = await tx.many(listNamesOn, { region: tx.region, orgIds: [...new Set(orgIds)], day: on.toString() });
  return new Map(rows.map((row) => [row.org_id, row.name]));
}

const listBelow = statement({
  name: 'identity.list-orgs-under',
  class: 'router',
  text: `with recursive below (org_id) as (
           select $2::uuid
           union
           select v.org_id from below b
           join identity.org_version v on v.region_code = $1 and v.parent_id = b.org_id and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)
         )
         select b.org_id from below b
         join identity.org_version v on v.region_code = $1 and v.org_id = b.org_id and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)
         order by b.org_id`,
  params: { region: 'text', orgId: 'uuid', day: 'date' },
  row: { org_id: 'uuid' },
});

/** The unit and every unit below it on the day; empty when the unit is not in being then. */
export async function orgsUnder(tx: Tx, orgId: string, on: PlainDate): Promise<readonly string[]> {
  return (await tx.many(listBelow, { region: tx.region, orgId, day: on.toString() })).map((row) => row.org_id);
}
