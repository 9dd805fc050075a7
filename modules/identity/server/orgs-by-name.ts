/** Units by the names that texts and tables use. */
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listByName = statement({
  name: 'identity.list-orgs-by-name',
  class: 'router',
  text: `select v.org_id, v.name, v.short_name from identity.org_version v
         where v.region_code = $1 and (v.name = any ($2) or v.short_name = any ($2)) and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)
         order by v.org_id`,
  params: { region: 'text', names: 'text[]', day: 'date' },
  row: { org_id: 'uuid', name: 'text', short_name: 'text?' },
});

const findAnyOrg = statement({
  name: 'identity.find-any-org',
  class: 'router',
  text: `select v.org_id from identity.org_version v where v.region_code = $1 and v.from_on <= $2 and (v.to_on is null or v.to_on >= $2) limit 1`,
  params: { region: 'text', day: 'date' },
  row: { org_id: 'uuid' },
});

/** name → id for full and short names in force on the day; a name that two units bear is left out. */
export async function orgsByName(tx: Tx, names: readonly string[], on: PlainDate): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(names);
  if (wanted.size === 0) return new Map();
  const rows = await tx.many(listByName, { region: tx.region, names: [...wanted], day: on.toString() });
  const found = new Map<string, string>();
  for (const name of wanted) {
    const full = rows.filter((row) => row.name === name);
    const bearers = full.length > 0 ? full : rows.filter((row) => row.short_name === name);
    const [only] = bearers;
    if (only !== undefined && bearers.length === 1) found.set(name, only.org_id);
  }
  return found;
}

/** Which of the names the register knows on the day; null while no unit is registered, so that nothing can be said. */
export async function registeredNames(tx: Tx, names: readonly string[], on: PlainDate): Promise<ReadonlySet<string> | null> {
  if ((await tx.many(findAnyOrg, { region: tx.region, day: on.toString() })).length === 0) return null;
  return new Set((await tx.many(listByName, { region: tx.region, names: [...new Set(names)], day: on.toString() })).flatMap((row) => [row.name, row.short_name ?? row.name]));
}
