import type { Server } from 'node:http';
import { inflateRawSync, inflateSync } from 'node:zlib';
import pg from 'pg';
import { canaryMarks, canaryRegion } from '../harness/canary-region.ts';
import type { TestReply } from './open-app.ts';

/**
 * Canaries: strings and numbers that stand in one region only. Every answer that leaves the server of an application which a test opens
 * is scanned for those of the other regions, in text, headers (decoded), streams, inside zipped files and PDFs; a find is remembered and
 * thrown. The planted region (harness/canary-region.ts) is foreign to every test of the run.
 */
const planted: readonly string[] = Object.values(canaryMarks);
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

/** The streams of a PDF, unpacked; text of fonts with their own codes stays unreadable to anybody who does not render it. */
function pdfTexts(bytes: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 9)) {
    const end = bytes.indexOf('endstream', at);
    if (end < 0) break;
    const body = bytes.subarray(bytes.indexOf('\n', at) + 1, end);
    try {
      const plain = inflateSync(body, { finishFlush: 2 });
      texts.push(plain.toString('utf8'));
      if (plain.length % 2 === 0) texts.push(plain.swap16().toString('utf16le'));
    } catch {
      texts.push(body.toString('utf8'));
    }
    at = end;
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

type SentReply = Pick<TestReply, 'headers' | 'text' | 'bytes'>;

/** Everything that a reader of this reply could read. */
export function readableParts(reply: SentReply): readonly string[] {
  const headers = Object.values(reply.headers).flat().map(String);
  const isPdf = reply.bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  const isZip = reply.bytes.subarray(0, 2).toString('latin1') === 'PK';
  return [reply.text, ...headers, ...headers.map(decoded), ...(isZip ? unzippedTexts(reply.bytes) : []), ...(isPdf ? pdfTexts(reply.bytes) : [])];
}

/** Throws when a reply of `region` holds the canary of another region. */
export function scanReply(region: string, what: string, reply: SentReply): void {
  scanned += 1;
  const foreign = [...planted.map((mark) => [canaryRegion, mark] as const), ...[...markOfRegion].filter(([other]) => other !== region)];
  const parts = readableParts(reply);
  for (const [other, mark] of foreign) {
    if (!parts.some((part) => part.includes(mark))) continue;
    finds.push(`${what}: canary of ${other} shown in ${region}`);
    throw new Error(finds.at(-1));
  }
}

/**
 * Scans whatever a server sends, whoever asked and however: pages, files, errors, streams. Returns what was found so far; the application
 * of a test refuses to close when there is something.
 */
export function scanServer(server: Server, region: string): () => readonly string[] {
  const found: string[] = [];
  server.prependListener('request', (request, response) => {
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown): void => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
    };
    const { write, end } = response;
    response.write = ((...args: Parameters<typeof write>) => {
      keep(args[0]);
      return write.apply(response, args);
    }) as typeof write;
    response.end = ((...args: Parameters<typeof end>) => {
      keep(args[0]);
      return end.apply(response, args);
    }) as typeof end;
    response.on('close', () => {
      const bytes = Buffer.concat(chunks);
      const headers = response.getHeaders() as SentReply['headers'];
      try {
        scanReply(region, `${request.method ?? ''} ${request.url ?? ''}`, { headers, bytes, text: bytes.toString('utf8') });
      } catch (error) {
        found.push(error instanceof Error ? error.message : String(error));
      }
    });
  });
  return () => found;
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
