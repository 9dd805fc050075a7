/** Reads of the tree as of a day. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { Org, OrgHit, OrgKind } from '../contract/index.ts';

const versionRow = {
  org_id: 'uuid',
  parent_id: 'uuid?',
  name: 'text',
  short_name: 'text?',
  kind: 'text',
  uscc: 'text?',
  division_code: 'text?',
  sort: 'int4',
  from_on: 'date',
  to_on: 'date?',
  stamp: 'text',
} as const;

const columns = 'v.org_id, v.parent_id, v.name, v.short_name, v.kind, v.uscc, v.division_code, v.sort, v.from_on, v.to_on, o.stamp';
const source = 'from identity.org_version v join identity.org o on o.region_code = v.region_code and o.org_id = v.org_id';

const listOn = statement({
  name: 'identity.list-orgs-on',
  class: 'router',
  text: `select ${columns} ${source} where v.region_code = $1 and v.from_on <= $2 and (v.to_on is null or v.to_on >= $2)
         order by v.sort, v.name collate "zh-x-icu", v.org_id`,
  params: { region: 'text', day: 'date' },
  row: versionRow,
});

const listVersionsOf = statement({
  name: 'identity.list-versions-of-org',
  class: 'router',
  text: `select ${columns} ${source} where v.region_code = $1 and v.org_id = $2 order by v.from_on`,
  params: { region: 'text', orgId: 'uuid' },
  row: versionRow,
});

const searchOn = statement({
  name: 'identity.search-orgs-on',
  class: 'router',
  text: `with recursive hit as (
           select v.org_id, v.name, v.short_name, v.kind, v.parent_id, v.sort, v.org_id as origin, 0 as depth
           from identity.org_version v
           where v.region_code = $1 and v.from_on <= $2 and (v.to_on is null or v.to_on >= $2)
             and ($3::text is null or v.name ilike $3 or v.short_name ilike $3 or v.uscc like upper($3)
               or exists (select from identity.org_version f where f.region_code = v.region_code and f.org_id = v.org_id and f.name ilike $3))
             and ($4::text is null or v.kind = $4) and ($5::uuid is null or v.org_id = $5)
         ), first as (
           select h.* from hit h order by (h.name = $6 or h.short_name = $6) desc, length(h.name), h.sort, h.name collate "zh-x-icu", h.org_id limit $7
         ), up as (
           select f.origin, f.org_id, f.parent_id, f.name, 0 as depth from first f
           union all
           select u.origin, p.org_id, p.parent_id, p.name, u.depth + 1 from up u
           join identity.org_version p on p.region_code = $1 and p.org_id = u.parent_id and p.from_on <= $2 and (p.to_on is null or p.to_on >= $2)
         )
         select f.org_id, f.name, f.short_name, f.kind,
           array(select u.name from up u where u.origin = f.org_id and u.depth > 0 order by u.depth desc) as path
         from first f order by (f.name = $6 or f.short_name = $6) desc, length(f.name), f.sort, f.name collate "zh-x-icu", f.org_id`,
  params: { region: 'text', day: 'date', pattern: 'text?', kind: 'text?', orgId: 'uuid?', exact: 'text', limit: 'int8' },
  row: { org_id: 'uuid', name: 'text', short_name: 'text?', kind: 'text', path: 'text[]' },
});

const present = (row: ValuesOf<typeof versionRow>): Org => ({
  orgId: row.org_id as Org['orgId'],
  parentId: row.parent_id as Org['parentId'],
  name: row.name,
  shortName: row.short_name,
  kind: row.kind as OrgKind,
  uscc: row.uscc,
  divisionCode: row.division_code,
  sort: row.sort,
  from: row.from_on,
  to: row.to_on,
  stamp: row.stamp as Org['stamp'],
});

/** Rows in display order of siblings become rows in display order of the tree. */
function inTreeOrder(orgs: readonly Org[]): readonly Org[] {
  const children = Map.groupBy(orgs, ({ parentId }) => parentId);
  const walk = (parentId: Org['parentId']): readonly Org[] => (children.get(parentId) ?? []).flatMap((org) => [org, ...walk(org.orgId)]);
  return walk(null);
}

export const orgReads = {
  treeOn: async (tx: Tx, day: string): Promise<readonly Org[]> => inTreeOrder((await tx.many(listOn, { region: tx.region, day })).map(present)),

  versionsOf: async (tx: Tx, orgId: string): Promise<readonly Org[]> => (await tx.many(listVersionsOf, { region: tx.region, orgId })).map(present),

  search: async (
    tx: Tx,
    wanted: { readonly day: string; readonly pattern: string | null; readonly kind: string | null; readonly orgId: string | null; readonly exact: string; readonly limit: number },
  ): Promise<readonly OrgHit[]> =>
    (await tx.many(searchOn, { ...wanted, region: tx.region, limit: String(wanted.limit) })).map((row) => ({
      orgId: row.org_id as OrgHit['orgId'],
      name: row.name,
      shortName: row.short_name,
      kind: row.kind as OrgKind,
      path: [...row.path],
    })),
} as const;
