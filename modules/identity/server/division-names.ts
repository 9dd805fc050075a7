/** What later modules ask about divisions: the official name of a code on a day. */
import type { PlainDate } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listNames = statement({
  name: 'identity.list-division-names',
  class: 'reference',
  text: `select distinct on (d.code) d.code, d.name from identity.division d
         where d.code = any ($1) and d.from_on <= $2 and (d.to_on is null or d.to_on >= $2) order by d.code, d.from_on desc`,
  params: { codes: 'text[]', day: 'date' },
  row: { code: 'text', name: 'text' },
});

/** Names by code; a code that is no division on that day is left out. */
export async function divisionNames(tx: Tx, codes: readonly string[], on: PlainDate): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.many(listNames, { codes: [...new Set(codes)], day: on.toString() });
  return new Map(rows.map((row) => [row.code, row.name]));
}
