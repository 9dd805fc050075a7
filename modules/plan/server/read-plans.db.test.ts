import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchStatements } from '#kernel/server/db.ts';
import type { Ledger, PlanNode, SearchHit } from '../contract/index.ts';
import { nodeKinds } from '../contract/index.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import { riverPlan, riverPlanRevised, roadPlan } from '../../../tests/access/sample-plans.ts';

const database = databaseForFile();
let app: TestApp;
const titles = ['百分之50%计划', '下划_线计划', '反斜\\杠计划', '阿坝计划', '蚌埠计划', '重庆计划', '安庆计划'];

interface Listed {
  readonly items: { readonly planId: string; readonly title: string; readonly latestVersion: { readonly versionId: string; readonly ordinal: number } }[];
  readonly nextCursor: string | null;
  readonly total: number;
}

async function importText(text: string): Promise<{ planId: string; versionId: string }> {
  const form = multipart({}, { name: 'a.txt', bytes: text });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  if (reply.status >= 400) throw new Error(reply.text);
  return reply.json() as { planId: string; versionId: string };
}

const list = async (query: string): Promise<Listed> => (await app.send(`/api/plans${query}`)).json() as Listed;

async function allPages(query: string): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Listed = await list(`?limit=2${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...page.items.map((item) => item.title));
    cursor = page.nextCursor;
  }
  return seen;
}

let river: { planId: string; versionId: string };
let road: { planId: string; versionId: string };

beforeAll(async () => {
  app = await openApp(database().appUrl);
  for (const title of titles) await importText(`${title}\n一、总体要求\n本计划试验排序与查找。${title}。\n`);
  river = await importText(riverPlan);
  road = await importText(roadPlan);
});
afterAll(() => app.close());

describe('方案列表', () => {
  test('逐页翻完，不重不漏；总数一致；最近更新的在前', async () => {
    const seen = await allPages('');
    expect([...seen].sort()).toEqual([...titles, '青澜县河湖整治工作方案', '青澜县乡村道路提升工作方案'].sort());
    expect(seen[0]).toBe('青澜县乡村道路提升工作方案');
    expect((await list('?limit=1')).total).toBe(seen.length);
  });

  test('按名称排序用拼音次序，翻页次序不变', async () => {
    const seen = await allPages('&sort=title');
    const pinyin = ['阿坝计划', '安庆计划', '蚌埠计划', '重庆计划'];
    expect(seen.filter((title) => pinyin.includes(title))).toEqual(pinyin);
    expect(new Set(seen).size).toBe(9);
  });

  test.each([
    ['%', ['百分之50%计划']],
    ['_', ['下划_线计划']],
    ['\\', ['反斜\\杠计划']],
    ['河湖', ['青澜县河湖整治工作方案']],
    ["'; drop table plan.plan; --", []],
    ['  ', null],
  ] as const)('按名称查找「%s」按字面，不作通配符', async (words, expected) => {
    const found = await list(`?q=${encodeURIComponent(words)}`);
    if (expected === null) expect(found.total).toBe(9);
    else expect(found.items.map((item) => item.title)).toEqual(expected);
  });

  test('一种次序的翻页位置不能用于另一种', async () => {
    const { nextCursor } = await list('?limit=1');
    expect((await app.send(`/api/plans?limit=1&sort=title&cursor=${nextCursor}`)).status).toBe(422);
  });

  test('语句数不随行数增长，且每条语句有名称、类别和地区键', async () => {
    const counts: number[] = [];
    for (const limit of [1, 9]) {
      const seen: string[] = [];
      const stop = watchStatements((spec) => {
        seen.push(spec.name);
        expect(spec.class).toBe('router');
      });
      await list(`?limit=${limit}`);
      await app.send(`/api/plans/${river.planId}/versions/${river.versionId}/search?limit=${limit}&q=${encodeURIComponent('的')}`);
      await app.send(`/api/plans/${river.planId}/versions/${river.versionId}`);
      stop();
      counts.push(seen.length);
    }
    expect(counts).toEqual([7, 7]);
  });
});

describe('方案与版本', () => {
  test('版本从新到旧；全文与目录对得上原文', async () => {
    const revised = await importText(riverPlanRevised);
    const plan = (await app.send(`/api/plans/${river.planId}`)).json() as { plan: { versionCount: number }; versions: { versionId: string; ordinal: number }[] };
    expect(plan.plan.versionCount).toBe(2);
    expect(plan.versions.map((version) => [version.ordinal, version.versionId])).toEqual([
      [2, revised.versionId],
      [1, river.versionId],
    ]);

    const version = (await app.send(`/api/plans/${river.planId}/versions/${river.versionId}`)).json() as { text: string; nodes: PlanNode[] };
    expect(version.text).toBe(riverPlan);
    const measure = version.nodes.find((node) => node.label === '（一）' && node.title?.includes('治理城区河道'));
    expect(riverPlan.slice(measure?.start, measure?.end)).toContain('治理城区河道');
    const ids = new Set(version.nodes.map((node) => node.nodeId));
    expect(version.nodes.every((node) => node.parent === null || ids.has(node.parent))).toBe(true);
  });

  test('版本不属于该方案时，与不存在一样', async () => {
    for (const rest of ['', '/ledger', '/search?q=%E6%B2%B3']) {
      const reply = await app.send(`/api/plans/${road.planId}/versions/${river.versionId}${rest}`);
      expect(reply.json()).toMatchObject({ status: 404, code: 'plan.version_not_found' });
    }
  });

  test('台账是约定的结构，可下载，文件名安全', async () => {
    const reply = await app.send(`/api/plans/${river.planId}/versions/${river.versionId}/ledger?download=1`);
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="luoshi-ledger-[0-9a-f-]+\.json"/);
    expect(reply.text.endsWith('}\n')).toBe(true);
    const ledger = reply.json() as Ledger;
    expect(Object.keys(ledger)).toEqual([
      'schema',
      'source',
      'outline',
      'targets',
      'milestones',
      'documents',
      'recurring',
      'conditions',
      'projects',
      'actors',
      'terms',
      'references',
      'findings',
      'stats',
    ]);
    expect(`${JSON.stringify(ledger, null, 2)}\n`).toBe(reply.text);
    const stored = await withConnection(database().adminUrl, (client) =>
      client.query('select ledger from plan.version where region_code = $1 and version_id = $2', [app.region, river.versionId]),
    );
    expect(reply.text).toBe(stored.rows[0].ledger);
  });

  test('数据库允许的节点种类与契约一致', async () => {
    const { rows } = await withConnection(database().adminUrl, (client) =>
      client.query(`select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'node_kind_known'`),
    );
    expect([...String(rows[0].text).matchAll(/'([A-Za-z]+)'::text/g)].map((match) => match[1]).sort()).toEqual([...nodeKinds].sort());
  });
});

describe('在版本中查找', () => {
  const search = async (words: string, more = '', at = river) =>
    (await app.send(`/api/plans/${at.planId}/versions/${at.versionId}/search?q=${encodeURIComponent(words)}${more}`)).json() as {
      items: SearchHit[];
      nextCursor: string | null;
      total: number;
    };

  test('每处命中落在最内层节点，位置对得上原文，片段标出命中', async () => {
    const { items, total } = await search('泵站');
    expect(total).toBe(1);
    const [hit] = items;
    expect(hit?.path.join('/')).toMatch(/^二、重点任务\//);
    expect(hit?.places.map(({ start, end }) => riverPlan.slice(start, end))).toEqual(['泵站']);
    expect(hit?.snippet.hits.map(({ start, end }) => hit.snippet.text.slice(start, end))).toEqual(['泵站']);
  });

  test.each([
    ['100%', 1],
    ['_约', 1],
    ['C:\\', 1],
    ['c:\\', 1],
    ['%约', 0],
    ['.*', 0],
  ] as const)('「%s」按字面查找', async (words, count) => {
    expect((await search(words, '', road)).total).toBe(count);
  });

  test('逐页翻完与一次取完相同', async () => {
    const whole = await search('河', '&limit=100');
    const seen: SearchHit[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof search>> = await search('河', `&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole.items);
    expect(whole.total).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(1);
  });

  test('没有填写或太长的查找内容', async () => {
    for (const [words, message] of [
      ['', '请填写「查找内容」'],
      ['   ', '请填写「查找内容」'],
      ['长'.repeat(101), '「查找内容」不能超过100字'],
    ] as const) {
      const reply = await app.send(`/api/plans/${river.planId}/versions/${river.versionId}/search?q=${encodeURIComponent(words)}`);
      expect(reply.json()).toMatchObject({ status: 422, fields: [{ message }] });
    }
  });
});
