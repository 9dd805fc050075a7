/**
 * A region that exists in every test database and that no test is about: one row in every regional table, with a mark in every text,
 * JSON, array and byte column and a number of its own in every number column. No answer that a test receives may show one of them
 * (tests/access/canary.ts); a query without its region, or a policy that was forgotten, does.
 */
import type { Client } from 'pg';

/** Outside what randomRegion gives. */
export const canaryRegion = '999999';
/** Stand in no other place of the world. */
export const canaryMarks = { text: '金丝雀Kx7Qz', uuid: 'ca11a97e-77aa-7', int4: '1931607733', int8: '7731607193160773', numeric: '773160.7193160773' } as const;

interface Column {
  readonly name: string;
  readonly type: string;
}

/** SQL of the value of a column; `nth` makes ids differ from table to table. */
function plantedValue({ name, type }: Column, place: string, nth: number): string {
  if (name === 'region_code') return `'${canaryRegion}'`;
  const mark = `${canaryMarks.text} ${place}.${name}`;
  const values: Readonly<Record<string, string>> = {
    text: `'${mark}'`,
    'text[]': `array['${mark}']`,
    uuid: `'${canaryMarks.uuid}000-8000-${String(nth).padStart(12, '0')}'`,
    'uuid[]': `array['${canaryMarks.uuid}000-8000-${String(nth).padStart(12, '0')}'::uuid]`,
    json: `'{"words":"${mark}","list":[{"words":"${mark}"}],"number":${canaryMarks.int8}}'`,
    jsonb: `'{"words":"${mark}","list":[{"words":"${mark}"}],"number":${canaryMarks.int8}}'`,
    bytea: `convert_to('${mark}', 'UTF8')`,
    smallint: '31607',
    integer: canaryMarks.int4,
    'integer[]': `array[${canaryMarks.int4}]`,
    bigint: canaryMarks.int8,
    numeric: canaryMarks.numeric,
    'double precision': canaryMarks.numeric,
    boolean: 'true',
    date: `'1987-07-31'`,
    'date[]': `array['1987-07-31'::date]`,
    'timestamp with time zone': `'1987-07-31T07:31:07Z'`,
  };
  const value = values[type] ?? (type.startsWith('numeric') ? canaryMarks.numeric : undefined);
  if (value === undefined) throw new Error(`canary-region: no value for ${place}.${name} of type ${type}`);
  return value;
}

interface Check {
  readonly name: string;
  readonly definition: string;
}

/** The words that a check allows, where it lists them: rows stay readable as what they are. */
function listed(column: string, checks: readonly Check[]): string | undefined {
  for (const { definition } of checks) {
    const found = new RegExp(`\\(${column} = ANY \\(ARRAY\\['([^']+)'::text`).exec(definition) ?? new RegExp(`^CHECK \\(\\(${column} = '([^']+)'::text\\)\\)`).exec(definition);
    if (found !== null) return `'${found[1]}'`;
  }
  return undefined;
}

async function plantRow(admin: Client, table: string, nth: number): Promise<void> {
  const { rows: columns } = await admin.query<Column>(
    `select quote_ident(a.attname) as name, case when t.typtype = 'd' then format_type(t.typbasetype, null) else format_type(a.atttypid, a.atttypmod) end as type
     from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`,
    [table],
  );
  const { rows: checks } = await admin.query<Check>(
    `select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'c' order by conname`,
    [table],
  );
  // Marks keep to no form: the checks step aside for this one row and stand again, unchanged, for every other.
  for (const { name } of checks) await admin.query(`alter table ${table} drop constraint ${name}`);
  const values = columns.map((column) => listed(column.name, checks) ?? plantedValue(column, table, nth));
  await admin.query(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${values.join(', ')})`);
  for (const { name, definition } of checks) await admin.query(`alter table ${table} add constraint ${name} ${definition} not valid`);
  await admin.query(`update pg_constraint set convalidated = true where conrelid = $1::regclass and contype = 'c'`, [table]);
}

/** Tables that drive the worker over all regions, where a row that is no event would be a fault of the test. */
const leftOut = new Set<string>();

/** Plants the region; as superuser, past foreign keys, triggers and checks. Returns the tables. */
export async function plantCanaryRegion(admin: Client): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_code' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  );
  const tables = rows.map(({ name }) => name).filter((name) => !leftOut.has(name));
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica');
  for (const [nth, table] of tables.entries()) await plantRow(admin, table, nth);
  await admin.query('commit');
  return tables;
}
