/** Rows A1–A7, A10, A12, A17, A18 of the list of bad input at every import of a table, over HTTP: exact codes, not one byte stored. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badWorkbooks } from '../harness/bad-files.ts';
import { encodeGb18030 } from '../harness/encode-gb18030.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { databaseDigest } from './matrix-base.ts';
import { multipart, openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';
import { riverPlan } from './sample-plans.ts';

const database = databaseForFile();
let app: TestApp;
let headers: Readonly<Record<string, Record<string, string>>>;
let plan: { readonly planId: string; readonly versionId: string };

beforeAll(async () => {
  app = await openApp(database().appUrl);
  const form = multipart({}, { name: '方案.txt', bytes: riverPlan });
  plan = (await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body })).json() as typeof plan;
  const as = (role: 'dispatcher' | 'statistician' | 'office_director' | 'system_admin') => app.as({ roles: [role], secondFactor: true });
  headers = {
    office: app.operator(),
    dispatcher: await as('dispatcher'),
    statistician: await as('statistician'),
    admin: await as('system_admin'),
    director: await as('office_director'),
  };
});
afterAll(() => app.close());

interface Import {
  readonly path: () => string;
  readonly as: string;
  readonly fields?: () => Readonly<Record<string, string>>;
  /** fields that the import alone takes, besides the digest of the file */
  readonly more?: () => Readonly<Record<string, string>>;
  readonly digest?: false;
  /** the file as a whole is limited to 1 MiB, so no line gets longer */
  readonly isSmall?: true;
  readonly header: string;
}

const notice = { year: '2027', documentNo: '国办发明电〔2026〕998号', title: '关于2027年部分节假日安排的试验通知', publishedOn: '2026-11-20' };
const imports: Readonly<Record<string, Import>> = {
  方案的任务分解表: {
    path: () => `/api/plans/${plan.planId}/versions/${plan.versionId}/task-table`,
    as: 'office',
    more: () => ({ expectedReviewCount: '0' }),
    header: '序号,任务,目标值',
  },
  带责任单位的任务分解表: { path: () => '/api/tasks/imports', as: 'dispatcher', fields: () => ({ planId: plan.planId, year: '2026' }), header: '编号,条款编号,任务' },
  名册: { path: () => '/api/register', as: 'admin', header: '单位名称,类别,设立日期' },
  放假安排: { path: () => '/api/working-calendar', as: 'director', fields: () => notice, digest: false, isSmall: true, header: '日期,安排,名称' },
  填报表: { path: () => '/api/observation-sheets', as: 'statistician', more: () => ({ sourceDocument: '统计公报' }), header: '键,填报值,分子' },
};
const names = Object.keys(imports);

const stepsOf = ({ path }: Import): readonly [string, string] => (path().endsWith('/imports') ? [`${path()}/previews`, path()] : [`${path()}/previews`, `${path()}/imports`]);

function send(
  name: string,
  step: 'preview' | 'import',
  file: { readonly name: string; readonly bytes: string | Uint8Array },
  extra: Record<string, string> = {},
): Promise<TestReply> {
  const one = imports[name] as Import;
  const digest: Record<string, string> = one.digest === false ? {} : { expectedSha256: createHash('sha256').update(file.bytes).digest('hex') };
  const fields = { ...one.fields?.(), ...(step === 'preview' ? {} : { ...digest, ...one.more?.(), ...extra }) };
  const form = multipart(fields, file);
  const [preview, load] = stepsOf(one);
  return app.send(step === 'preview' ? preview : load, { method: 'POST', headers: { ...headers[one.as], ...form.headers }, body: form.body });
}

const hostile = (header: string, isSmall: boolean): readonly (readonly [string, string | Uint8Array, number, string, object])[] => [
  ['A12 只有字节序标记', '\ufeff', 422, 'file.empty_file', {}],
  ['A17 读不成字', Buffer.concat([Buffer.from(`${header}\n`), Buffer.from([0xff, 0xff])]), 422, 'file.text_encoding', { offset: Buffer.byteLength(`${header}\n`) }],
  [
    'A17 GB18030 里夹着 UTF-8',
    Buffer.concat([encodeGb18030(`${header}\n`), Buffer.from('水利局局,甲乙')]),
    422,
    'file.text_encoding',
    { offset: encodeGb18030(`${header}\n`).length },
  ],
  ['A18 双引号没有成对', `${header}\n1,2\n3,"4\n`, 422, 'file.csv_quote', { line: 3 }],
  ['A18 一行超过1 MiB', `${header}\n${'甲'.repeat(400_000)},1\n`, ...(isSmall ? ([413, 'file.too_large', {}] as const) : ([422, 'file.line_too_long', { line: 2 }] as const))],
  ['一行的列比表头多', `${header}\n1,2,3,4\n`, 422, 'file.csv_columns', { row: 2 }],
];

/** Everything but the trail, which holds that a preview was made. */
const stored = async (): Promise<readonly string[]> => (await databaseDigest(database().adminUrl)).split('\n').filter((line) => !line.startsWith('identity.audit '));

describe.each(names)('%s', (name) => {
  const { header, isSmall } = imports[name] as Import;

  test('A17 预览先写明按什么读、前几行、要人核对，什么也不保存', async () => {
    const before = await stored();
    const bytes = encodeGb18030(`${header}\r\n甲,乙,丙\r\n`);
    const preview = await send(name, 'preview', { name: '表.csv', bytes });
    expect(preview.status, preview.text).toBe(200);
    expect((preview.json() as { reading: unknown }).reading).toEqual({
      detected: '按 GB18030 编码、逗号分隔读取',
      firstLines: [header, '甲,乙,丙'],
      notes: [],
      needsConfirmation: true,
    });
    // Its rows are wrong, too: those are named first, and the tests of each import confirm a right table.
    const refused = await send(name, 'import', { name: '表.csv', bytes });
    expect([refused.status, (refused.json() as { code: string }).code], refused.text).toEqual([422, expect.stringMatching(/_invalid$/)]);
    expect(await stored()).toEqual(before);
  });

  test('坏文件：编码准确，写明第几行或第几个字节，预览和导入都不保存一个字节', async () => {
    const before = await stored();
    for (const [words, bytes, status, code, facts] of hostile(header, isSmall === true)) {
      for (const step of ['preview', 'import'] as const) {
        const reply = await send(name, step, { name: '表.csv', bytes });
        const said = { code, detail: expect.stringMatching(/请/), ...(Object.keys(facts).length === 0 ? {} : { facts }) };
        expect([words, reply.status, reply.json()], reply.text).toMatchObject([words, status, said]);
      }
    }
    expect(await stored()).toEqual(before);
  });
});

describe('A1–A7、A10 容器和类型', () => {
  test.each(badWorkbooks)('%s', async (_name, bytes, code, status) => {
    const before = await stored();
    for (const step of ['preview', 'import'] as const) {
      const reply = await send('名册', step, { name: '表.xlsx', bytes });
      expect([reply.status, reply.json()], reply.text).toMatchObject([status, { code: `file.${code}`, detail: expect.stringMatching(/请/) }]);
    }
    expect(await stored()).toEqual(before);
  });

  test.each([
    ['网页改名', '表.csv', '<html><body>'],
    ['CSV 改名为 xlsx', '表.xlsx', '单位名称,类别\n'],
    ['空字符', '表.csv', '单位名称,类别\n\u0000,1\n'],
  ])('A10 %s', async (_words, name, bytes) => {
    const reply = await send('名册', 'import', { name, bytes });
    expect([reply.status, reply.json()]).toMatchObject([415, { code: 'file.type_mismatch' }]);
  });
});

test.each([
  [`${'长'.repeat(300)}.csv`, `${'长'.repeat(196)}.csv`],
  ['../../etc/名册.csv', '名册.csv'],
  ['名册\u202evsc.csv', '名册vsc.csv'],
  ['con.csv', 'con.csv'],
  ['..', '未命名文件'],
])('A19 文件名「%s」只用来显示，显示为「%s」', async (name, shown) => {
  const reply = await send('名册', 'preview', { name, bytes: '单位名称,类别,设立日期\n' });
  expect([reply.status, (reply.json() as { fileName: string }).fileName], reply.text).toEqual([200, shown]);
});
