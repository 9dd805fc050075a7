/** Divisions in force on a day. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { divisionPathOf } from '#libs/standards/index.ts';
import type { Division, DivisionLevel } from '../contract/index.ts';

const row = { code: 'text', name: 'text', level: 'text', parent_code: 'text?', former_names: 'text[]', has_children: 'bool' } as const;

const columns = `d.code, d.name, d.level, d.parent_code, d.former_names,
  exists (select from identity.division k where k.parent_code = d.code and k.from_on <= $1 and k.to_on >= $1) as has_children`;

const wanted = `d.from_on <= $1 and d.to_on >= $1
  and ($2::text is null or d.parent_code = $2 or ($2 = 'top' and d.parent_code is null))
  and ($3::text is null or d.level = $3)
  and ($4::text is null or d.name like $4 or exists (select from unnest(d.former_names) f where f like $4))
  and ($5::text is null or starts_with(d.code, $5))
  and ($6::text is null or starts_with(d.code, $6))`;

const listOn = statement({
  name: 'identity.list-divisions-on',
  class: 'reference',
  text: `select ${columns} from identity.division d where ${wanted} and ($7::text is null or d.code > $7) order by d.code limit $8`,
  params: { day: 'date', parent: 'text?', level: 'text?', pattern: 'text?', codeStart: 'text?', within: 'text?', after: 'text?', limit: 'int8' },
  row,
});

const countOn = statement({
  name: 'identity.count-divisions-on',
  class: 'reference',
  text: `select count(*)::int4 as total from identity.division d where ${wanted}`,
  params: { day: 'date', parent: 'text?', level: 'text?', pattern: 'text?', codeStart: 'text?', within: 'text?' },
  row: { total: 'int4' },
});

const listByCodes = statement({
  name: 'identity.list-divisions-by-codes',
  class: 'reference',
  text: `select ${columns} from identity.division d where d.from_on <= $1 and d.to_on >= $1 and d.code = any ($2) order by d.code`,
  params: { day: 'date', codes: 'text[]' },
  row,
});

export type StoredDivision = ValuesOf<typeof row>;
export interface DivisionFilter {
  readonly day: string;
  readonly parent: string | null;
  readonly level: string | null;
  readonly pattern: string | null;
  readonly codeStart: string | null;
  readonly within: string | null;
}

export const divisionStore = {
  list: (tx: Tx, filter: DivisionFilter & { readonly after: string | null; readonly limit: string }): Promise<readonly StoredDivision[]> => tx.many(listOn, filter),
  count: async (tx: Tx, filter: DivisionFilter): Promise<number> => (await tx.one(countOn, filter)).total,
  byCodes: (tx: Tx, codes: readonly string[], day: string): Promise<readonly StoredDivision[]> => tx.many(listByCodes, { codes: [...new Set(codes)], day }),
} as const;

/** Divisions with the names of those above them; one statement for all names. */
export async function presentDivisions(tx: Tx, rows: readonly StoredDivision[], day: string): Promise<readonly Division[]> {
  const above = await divisionStore.byCodes(
    tx,
    rows.flatMap(({ code }) => divisionPathOf(code)),
    day,
  );
  const names = new Map(above.map(({ code, name }) => [code, name]));
  return rows.map((found) => ({
    code: found.code,
    name: found.name,
    level: found.level as DivisionLevel,
    parentCode: found.parent_code,
    path: divisionPathOf(found.code).map((code) => names.get(code) ?? code),
    formerNames: [...found.former_names],
    hasChildren: found.has_children,
  }));
}
