import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import type { Ledger, MergedReview } from '../contract/index.ts';
import { exportFormats } from '../contract/index.ts';

const database = databaseForFile();
const example = readFileSync(join(import.meta.dirname, '../../../examples/guzhen/plan.txt'));
let app: TestApp;
let base = '';
let planId = '';

async function importBytes(bytes: Uint8Array): Promise<string> {
  const form = multipart({}, { name: 'plan.txt', bytes });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  if (reply.status >= 400) throw new Error(reply.text);
  const key = reply.json() as { planId: string; versionId: string };
  planId = key.planId;
  return `/api/plans/${key.planId}/versions/${key.versionId}`;
}

beforeAll(async () => {
  app = await openApp(database().appUrl);
  base = await importBytes(example);
});
afterAll(() => app.close());

test('固镇方案：七十七条举措都在跟踪表里，各种格式都能导出', async () => {
  const { total } = (await app.send(`${base}/trackability`)).json() as { total: number };
  expect(total).toBe(77);
  for (const format of exportFormats) {
    const reply = await app.send(`${base}/export?format=${format}`);
    expect([format, reply.status]).toEqual([format, 200]);
    expect(reply.bytes.length).toBeGreaterThan(4000);
  }
});

test('固镇方案：任务分解表原样导回没有修改、没有错误', async () => {
  const { bytes } = await app.send(`${base}/export?format=xlsx`);
  const form = multipart({}, { name: 'a.xlsx', bytes });
  const reply = await app.send(`${base}/task-table/previews`, { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  expect(reply.json(), reply.text.slice(0, 500)).toMatchObject({ edits: [], errors: [], warnings: [] });
  expect((reply.json() as { rows: number }).rows).toBeGreaterThanOrEqual(77);
});

test('固镇方案：全部目标采纳后导入改了一处的新版，只有那一处要重新确认', async () => {
  const { targets } = (await app.send(`${base}/ledger`)).json() as Ledger;
  const changed = targets.find(({ value }) => value.text.includes('8.5%以上'));
  if (changed === undefined) throw new Error('the example no longer says 8.5%以上');
  const reviews = targets.map(({ id }) => ({ record: id, field: 'number', verdict: 'accepted', expectedLatest: null }));
  for (let at = 0; at < reviews.length; at += 200) {
    const body = JSON.stringify({ reviews: reviews.slice(at, at + 200) });
    const reply = await app.send(`${base}/reviews`, { method: 'POST', headers: { ...app.operator(), 'content-type': 'application/json' }, body });
    expect(reply.status, reply.text.slice(0, 300)).toBe(200);
  }
  const text = example.toString('utf8');
  const next = text.slice(0, changed.value.start) + changed.value.text.replace('8.5%', '9%') + text.slice(changed.value.end);
  const newer = await importBytes(Buffer.from(next));
  const { items, counts } = (await app.send(`${newer}/review-merge`)).json() as { items: MergedReview[]; counts: Record<string, number> };
  expect(counts['carried']).toBe(targets.length - 1);
  expect(items.filter(({ outcome }) => outcome !== 'carried').map(({ machine }) => machine)).toEqual(['9']);
  const [from, to] = [base, newer].map((address) => address.split('/').at(-1));
  const diff = (await app.send(`/api/plans/${planId}/diff?from=${from}&to=${to}&list=targets`)).json() as { items: { kind: string; message: string }[] };
  expect(diff.items.map(({ kind }) => kind)).toEqual(['raised']);
});
