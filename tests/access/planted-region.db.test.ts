import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { defineModule } from '#kernel/module.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { serverModules } from '../../app/modules.server.ts';
import { buildZip } from '../harness/build-zip.ts';
import { canaryMarks, canaryRegion } from '../harness/canary-region.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openApp } from './open-app.ts';
import { openStream } from './read-stream.ts';

/** The region in every test database that no answer of the whole run may show, and proof that the scan in openApp can fail. */
const database = databaseForFile();
const admin = <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withConnection(database().adminUrl, async (client) => (await client.query<Row>(text, [...values])).rows);

test('每张分区域的表都有埋好的一行：文本、JSON、数组、字节和数字各有记号，枚举列除外', async () => {
  const columns = await admin<{ place: string; column: string; type: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as place, quote_ident(c.column_name) as column, c.data_type as type
     from information_schema.columns c join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
     where c.table_schema !~ '^(pg_|information_schema)' and c.column_name <> 'region_code' and c.is_generated = 'NEVER'
       and exists (select from information_schema.columns r where r.table_schema = c.table_schema and r.table_name = c.table_name and r.column_name = 'region_code')
       and c.data_type in ('text', 'json', 'jsonb', 'integer', 'bigint', 'numeric', 'uuid')`,
  );
  expect(new Set(columns.map(({ place }) => place)).size).toBeGreaterThan(80);
  const bare: string[] = [];
  const byTable = Map.groupBy(columns, ({ place }) => place);
  for (const [place, ofTable] of byTable) {
    const [row] = await admin<Record<string, string>>(`select ${ofTable.map(({ column }, nth) => `${column}::text as c${nth}`).join(', ')} from ${place} where region_code = $1`, [
      canaryRegion,
    ]);
    for (const [nth, { column }] of ofTable.entries()) if (!Object.values(canaryMarks).some((mark) => row?.[`c${nth}`]?.includes(mark) === true)) bare.push(`${place}.${column}`);
  }
  // What stays without a mark is a word of a closed list.
  const listed = await admin<{ definition: string; place: string }>(
    `select pg_get_constraintdef(oid) as definition, conrelid::regclass::text as place from pg_constraint where contype = 'c' and pg_get_constraintdef(oid) ~ $1`,
    [`(ANY \\(ARRAY\\[|= '[^']+'::text)`],
  );
  expect(bare.filter((name) => !listed.some(({ definition, place }) => name.startsWith(`${place}.`) && definition.includes(name.split('.')[2] ?? '')))).toEqual([]);
});

const kinds = ['json', 'number', 'id', 'header', 'xlsx', 'pdf', 'stream'] as const;
type Kind = (typeof kinds)[number];
const leak = endpoint({
  id: 'trial.leak',
  method: 'GET',
  path: '/api/trial/leak/:kind',
  summary: '试验',
  access: 'public',
  params: z.strictObject({ kind: z.string() }),
  reply: z.strictObject({ text: z.string() }),
  refusals: [],
});

/** What a query without its region would have found. */
const foundIn: Readonly<Record<Kind, string>> = {
  json: `select display_name as text from identity.person where region_code = '${canaryRegion}'`,
  number: `select start_offset::text as text from plan.node where region_code = '${canaryRegion}'`,
  id: `select user_id::text as text from identity.person where region_code = '${canaryRegion}'`,
  header: `select title as text from plan.plan where region_code = '${canaryRegion}'`,
  xlsx: `select title as text from plan.plan where region_code = '${canaryRegion}'`,
  pdf: `select title as text from plan.plan where region_code = '${canaryRegion}'`,
  stream: `select title as text from plan.plan where region_code = '${canaryRegion}'`,
};

function presented(kind: string, text: string): { readonly body: string | Uint8Array; readonly headers: Record<string, string> } {
  if (kind === 'header') return { body: '{}', headers: { 'content-type': 'application/json', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(text)}` } };
  if (kind === 'xlsx') return { body: buildZip([{ name: 'xl/sharedStrings.xml', data: Buffer.from(`<t>${text}</t>`) }]), headers: { 'content-type': 'application/octet-stream' } };
  if (kind === 'pdf') {
    const stream = deflateSync(Buffer.from(`BT (${text}) Tj ET`));
    const body = Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'), stream, Buffer.from('\nendstream\nendobj\n')]);
    return { body: new Uint8Array(body), headers: { 'content-type': 'application/pdf' } };
  }
  return { body: JSON.stringify({ text }), headers: { 'content-type': kind === 'stream' ? 'text/event-stream' : 'application/json' } };
}

const leaky = defineModule({
  name: 'trial',
  title: '试验',
  dependsOn: [],
  permissions: {},
  events: [],
  endpoints: [leak],
  refusalCodes: [],
  routes: [
    useCase(
      leak,
      async ({ params }) => {
        const [row] = await admin<{ text: string }>(foundIn[params.kind as Kind]);
        return { text: row?.text ?? '' };
      },
      { present: ({ text }, { params }) => presented(params.kind, text) },
    ),
  ],
  pages: [],
  commands: [],
});

test.each(kinds)('漏出一处就失败：%s', async (kind) => {
  const app = await openApp(database().appUrl, { modules: [...serverModules, leaky] });
  const path = `/api/trial/leak/${kind}`;
  if (kind === 'stream') {
    // Somebody who reads past the helper of the tests is scanned as well.
    const stream = await openStream(app.port, path, app.browser());
    await stream.ended;
  } else await expect(app.send(path)).rejects.toThrow(canaryRegion);
  await expect(app.close()).rejects.toThrow(canaryRegion);
});

test('没有漏出就不失败', async () => {
  const app = await openApp(database().appUrl);
  expect((await app.send('/api/plans')).status).toBe(200);
  await expect(app.close()).resolves.toBeUndefined();
});
