/** What is left when the application checks nothing: row level security, table by table, asked as the role of the application. */
import type { Client } from 'pg';
import { withConnection } from '#kernel/server/postgres/connect.ts';

export async function regionalTables(adminUrl: string): Promise<readonly string[]> {
  const { rows } = await withConnection(adminUrl, (client) =>
    client.query<{ table: string }>(
      `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and obj_description(c.oid, 'pg_class') like 'kind=regional%' order by 1`,
    ),
  );
  return rows.map(({ table }) => table);
}

/** As statements write them: without the quotes of words that are words of SQL, too. */
export const withoutQuotes = (tables: readonly string[]): ReadonlySet<string> => new Set(tables.map((table) => table.replaceAll('"', '')));

/** 42501: refused by the wall, or the role may not do it to the table at all. */
const refused = '42501';

/** Runs one write and takes it back; the code of its error, else the number of rows. */
async function tryWrite(client: Client, text: string, values: readonly string[]): Promise<string | number> {
  await client.query('savepoint tried');
  try {
    return (await client.query(text, [...values])).rowCount ?? 0;
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query('rollback to savepoint tried');
  }
}

export interface TwoRegions {
  readonly home: string;
  readonly foreign: string;
}

/** The faults of one table, asked in an open transaction: rows seen without a region, rows of others seen, changed or written. */
export async function faultsOfTable(client: Client, table: string, { home, foreign }: TwoRegions): Promise<readonly string[]> {
  const faults: string[] = [];
  if ((await client.query(`select from ${table}`)).rowCount !== 0) faults.push('shows rows without a region');
  await client.query(`select set_config('app.regions', $1, true)`, [home]);
  const { rows } = await client.query<{ foreign: number }>(`select count(*) filter (where region_code <> $1)::int as foreign from ${table}`, [home]);
  if (rows[0]?.foreign !== 0) faults.push('shows rows of other regions');
  const changed = await tryWrite(client, `update ${table} set region_code = region_code where region_code = $1`, [foreign]);
  if (changed !== 0 && changed !== refused) faults.push(`lets rows of other regions be changed: ${changed}`);
  // The wall is asked before the columns that lack a value.
  const written = await tryWrite(client, `insert into ${table} (region_code) values ($1)`, [foreign]);
  if (written !== refused) faults.push(`lets rows of other regions be written: ${written}`);
  return faults.map((fault) => `${table} ${fault}`);
}

/** Every fault of the walls of these tables. Rows of a region that is not `home` must stand in each, else nothing is proved. */
export async function wallFaults(appUrl: string, tables: readonly string[], regions: TwoRegions): Promise<readonly string[]> {
  return withConnection(appUrl, async (client) => {
    const faults: string[] = [];
    for (const table of tables) {
      await client.query('begin');
      faults.push(...(await faultsOfTable(client, table, regions)));
      await client.query('rollback');
    }
    return faults;
  });
}

/** Tables without a single row of the region, asked past the walls. */
export async function tablesWithout(adminUrl: string, tables: readonly string[], region: string): Promise<readonly string[]> {
  return withConnection(adminUrl, async (client) => {
    const empty: string[] = [];
    for (const table of tables) if ((await client.query(`select from ${table} where region_code = $1 limit 1`, [region])).rowCount === 0) empty.push(table);
    return empty;
  });
}
