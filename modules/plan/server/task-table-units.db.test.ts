import ExcelJS from 'exceljs';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';

const database = databaseForFile();
let app: TestApp;
let base = '';
beforeAll(async () => {
  app = await openApp(database().appUrl);
  const form = multipart({}, { name: 'a.txt', bytes: riverPlan });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  const { planId, versionId } = reply.json() as { planId: string; versionId: string };
  base = `/api/plans/${planId}/versions/${versionId}`;
  await peopleSeeder(app.pool, app.region).org({ name: '青澜县水利局' });
});
afterAll(() => app.close());

const lead = 4;

async function tableWith(units: string): Promise<Uint8Array> {
  const { bytes } = await app.send(`${base}/export?format=xlsx`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('the export has no sheet');
  sheet.getRow(2).getCell(lead).value = units;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function send(rest: 'previews' | 'imports', bytes: Uint8Array) {
  const form = multipart(rest === 'previews' ? {} : { expectedSha256: createHash('sha256').update(bytes).digest('hex'), expectedReviewCount: '0' }, {
    name: '任务分解表.xlsx',
    bytes,
  });
  return app.send(`${base}/task-table/${rest}`, { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
}

test.each([
  ['青澜县水文局', '青澜县水文局'],
  ['青澜县水利局、青澜县水文局', '青澜县水文局'],
])('单位登记簿里没有的单位，指明行和列，什么也不导入：%s', async (units, unknown) => {
  const bytes = await tableWith(units);
  const { errors, edits } = (await send('previews', bytes)).json() as { errors: { message: string }[]; edits: unknown[] };
  expect([errors, edits]).toMatchObject([[{ row: 2, column: '牵头单位', code: 'unit_unknown' }], []]);
  expect(errors[0]?.message).toContain(`${unknown} 不在单位名册中`);
  expect((await send('imports', bytes)).json()).toMatchObject({ status: 422, code: 'plan.task_table_invalid' });
  expect((await app.send(`${base}/reviews`)).json()).toMatchObject({ reviewCount: 0 });
});

test('登记过的单位和统称照收', async () => {
  const preview = (await send('previews', await tableWith('青澜县水利局、各乡镇、街道'))).json() as { errors: unknown[]; edits: { to: string }[] };
  expect(preview.errors).toEqual([]);
  expect(preview.edits.map(({ to }) => to)).toEqual(['青澜县水利局、各乡镇、街道']);
});
