import { inflateRawSync } from 'node:zlib';
import pg from 'pg';
import type { TestReply } from './open-app.ts';

/**
 * Canaries: strings that stand in one region only. Every reply of every application that a test opens is scanned for those
 * of the other regions, in text, headers (decoded) and inside zipped files; a find is remembered and thrown.
 */
const markOfRegion = new Map<string, string>();
const finds: string[] = [];
let scanned = 0;

export function registerCanary(region: string, mark: string): void {
  markOfRegion.set(region, mark);
}
export const canaryFinds = (): readonly string[] => finds;
export const repliesScanned = (): number => scanned;

/** The texts of all entries of a ZIP file, read from its central directory. */
function unzippedTexts(bytes: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')) {
    const [method, size, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    texts.push((method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
  }
  return texts;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Everything that a reader of this reply could read. */
export function readableParts(reply: Pick<TestReply, 'headers' | 'text' | 'bytes'>): readonly string[] {
  const headers = Object.values(reply.headers).flat().map(String);
  const isZip = reply.bytes.subarray(0, 2).toString('latin1') === 'PK';
  return [reply.text, ...headers, ...headers.map(decoded), ...(isZip ? unzippedTexts(reply.bytes) : [])];
}

/** Throws when a reply of `region` holds the canary of another region. */
export function scanReply(region: string, what: string, reply: Pick<TestReply, 'headers' | 'text' | 'bytes'>): void {
  scanned += 1;
  const foreign = [...markOfRegion].filter(([other]) => other !== region);
  if (foreign.length === 0) return;
  const parts = readableParts(reply);
  for (const [other, mark] of foreign) {
    if (!parts.some((part) => part.includes(mark))) continue;
    finds.push(`${what}: canary of ${other} shown in ${region}`);
    throw new Error(finds.at(-1));
  }
}

/**
 * Puts the mark into every text of the region's rows that takes one, past all guards: columns whose checks refuse it and
 * values that are JSON stay as they are. Returns the columns that carry it.
 */
export async function markRegion(adminUrl: string, region: string, mark: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const marked: string[] = [];
  try {
    await client.query(`set session_replication_role = replica`);
    const { rows } = await client.query<{ table: string; column: string }>(
      `select format('%I.%I', c.table_schema, c.table_name) as table, format('%I', c.column_name) as column
       from information_schema.columns c join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
       where c.data_type = 'text' and c.column_name <> 'region_code' and c.table_schema !~ '^pg_'
         and exists (select from information_schema.columns r where r.table_schema = c.table_schema and r.table_name = c.table_name and r.column_name = 'region_code')
         and not exists (select from information_schema.key_column_usage k where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name)
       order by 1, 2`,
    );
    for (const { table, column } of rows) {
      const done = await client
        .query(`update ${table} set ${column} = ${column} || $2 where region_code = $1 and ${column} is not null and left(${column}, 1) not in ('{', '[')`, [region, mark])
        .catch(() => undefined);
      if (done !== undefined && (done.rowCount ?? 0) > 0) marked.push(`${table}.${column}`);
    }
  } finally {
    await client.end();
  }
  registerCanary(region, mark);
  return marked;
}
