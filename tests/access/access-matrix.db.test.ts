import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegionCode } from '#kernel/ids.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { multipart, openApp, randomRegion } from './open-app.ts';
import type { TestApp } from './open-app.ts';
import { riverPlan, riverPlanRevised, roadPlan } from './sample-plans.ts';

/**
 * Who is taken for whom, written by hand: reading a published plan is public; importing belongs to the person at the machine of a development node; nobody else writes.
 */
const callers = ['remote visitor', 'local operator', 'local program without origin', 'production loopback', 'foreign origin', 'rebinding host', 'behind a proxy'] as const;
type Caller = (typeof callers)[number];

const readable = {
  'remote visitor': 200,
  'local operator': 200,
  'local program without origin': 200,
  'production loopback': 200,
  'foreign origin': 200,
  'rebinding host': 200,
  'behind a proxy': 200,
} as const;
const operatorOnly = (done: number) =>
  ({
    'remote visitor': 'access.not_signed_in',
    'local operator': done,
    'local program without origin': 'request.origin',
    'production loopback': 'access.not_signed_in',
    'foreign origin': 'request.origin',
    'rebinding host': 'access.not_signed_in',
    'behind a proxy': 'access.not_signed_in',
  }) as const;

const table: Readonly<Record<string, Readonly<Record<Caller, number | string>>>> = {
  'GET /health': readable,
  'GET /api/plans': readable,
  'GET /api/plans/:planId': readable,
  'GET /api/plans/:planId/versions/:versionId': readable,
  'GET /api/plans/:planId/versions/:versionId/ledger': readable,
  'GET /api/plans/:planId/versions/:versionId/search': readable,
  'GET /api/plans/:planId/versions/:versionId/coverage': readable,
  'GET /api/plans/:planId/versions/:versionId/trackability': readable,
  'GET /api/plans/:planId/versions/:versionId/export': readable,
  'GET /api/plans/:planId/diff': readable,
  'GET /api/plans/:planId/versions/:versionId/cascade': readable,
  'GET /api/plans/:planId/versions/:versionId/reviews': readable,
  'GET /api/plans/:planId/versions/:versionId/records/:recordId/reviews': readable,
  'GET /api/plans/:planId/versions/:versionId/review-merge': readable,
  'POST /api/plans/:planId/versions/:versionId/reviews': operatorOnly(200),
  'POST /api/plans/:planId/versions/:versionId/task-table/previews': operatorOnly(200),
  'POST /api/plans/:planId/versions/:versionId/task-table/imports': operatorOnly(200),
  'POST /api/plans/previews': operatorOnly(200),
  'POST /api/plans/imports': operatorOnly(201),
};

/** Pages; without a build they say so with 503, which is the same for everybody. */
const pages = ['GET /', 'GET /plans/:planId', 'GET /plans/:planId/versions/:versionId'];

const database = databaseForFile();
let development: TestApp;
let production: TestApp;
let region: RegionCode;
let key = { planId: '', versionId: '' };
let upper = { planId: '', versionId: '' };
let record = '';
/** the 任务分解表 as exported, nothing filled in */
let taskTable: Uint8Array = new Uint8Array();

beforeAll(async () => {
  region = randomRegion();
  development = await openApp(database().appUrl, { region });
  production = await openApp(database().appUrl, { region, profile: 'production' });
  const form = multipart({}, { name: 'a.txt', bytes: riverPlan });
  const reply = await development.send('/api/plans/imports', { method: 'POST', headers: { ...development.operator(), ...form.headers }, body: form.body });
  key = reply.json() as typeof key;
  const road = multipart({}, { name: 'c.txt', bytes: roadPlan });
  upper = (await development.send('/api/plans/imports', { method: 'POST', headers: { ...development.operator(), ...road.headers }, body: road.body })).json() as typeof upper;
  const version = `/api/plans/${key.planId}/versions/${key.versionId}`;
  record = ((await development.send(`${version}/ledger`)).json() as { targets: { id: string }[] }).targets[0]?.id ?? '';
  taskTable = (await development.send(`${version}/export?format=xlsx`)).bytes;
});
afterAll(async () => {
  await development.close();
  await production.close();
});

const headersOf: Readonly<Record<Caller, () => Record<string, string>>> = {
  'remote visitor': () => development.operator(),
  'local operator': () => development.operator(),
  'local program without origin': () => ({}),
  'production loopback': () => ({ ...production.operator(), origin: 'https://luoshi.example' }),
  'foreign origin': () => ({ ...development.operator(), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
  'rebinding host': () => ({ host: `evil.example:${development.port}`, origin: `http://evil.example:${development.port}`, 'sec-fetch-site': 'same-origin' }),
  'behind a proxy': () => ({ ...development.operator(), 'x-forwarded-for': '203.0.113.9' }),
};

/** What each address needs to be answered at all: the query of a GET, the body of a POST. */
const queries: Readonly<Record<string, () => string>> = {
  search: () => '?q=%E6%B2%B3',
  export: () => '?format=csv',
  diff: () => `?from=${key.versionId}&to=${key.versionId}`,
  cascade: () => `?upper=${upper.versionId}`,
};

function bodyOf(pattern: string): { readonly headers: Record<string, string>; readonly body: Uint8Array } {
  if (pattern.endsWith('/reviews')) {
    const body = Buffer.from(JSON.stringify({ reviews: [{ record, field: null, verdict: 'accepted', expectedLatest: null }] }));
    return { headers: { 'content-type': 'application/json' }, body };
  }
  if (!pattern.includes('/task-table/')) return multipart({}, { name: 'b.txt', bytes: riverPlanRevised });
  const expected: Record<string, string> = pattern.endsWith('/imports') ? { expectedSha256: createHash('sha256').update(taskTable).digest('hex'), expectedReviewCount: '1' } : {};
  return multipart(expected, { name: 'b.xlsx', bytes: taskTable });
}

async function call(caller: Caller, route: string): Promise<{ status: number; code: string | undefined }> {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const query = method === 'GET' ? (queries[pattern.split('/').at(-1) ?? '']?.() ?? '') : '';
  const path = pattern.replace(':planId', key.planId).replace(':versionId', key.versionId).replace(':recordId', record) + query;
  const form = method === 'POST' ? bodyOf(pattern) : undefined;
  const headers = { ...headersOf[caller](), ...form?.headers };
  if (caller === 'remote visitor') {
    const reply = await development.http.inject({
      method: method as 'GET',
      url: path,
      headers,
      remoteAddress: '203.0.113.9',
      ...(form === undefined ? {} : { payload: Buffer.from(form.body) }),
    });
    return { status: reply.statusCode, code: reply.statusCode >= 400 ? (reply.json() as { code: string }).code : undefined };
  }
  const app = caller === 'production loopback' ? production : development;
  const reply = await app.send(path, { method, headers, ...(form === undefined ? {} : { body: form.body }) });
  return { status: reply.status, code: reply.status >= 400 ? (reply.json() as { code: string }).code : undefined };
}

describe('谁在调用', () => {
  test.each(Object.keys(table).flatMap((route) => callers.map((caller) => [route, caller] as const)))('%s，%s', async (route, caller) => {
    const expected = table[route]?.[caller];
    const { status, code } = await call(caller, route);
    expect(typeof expected === 'number' ? status : code, `${status} ${code}`).toBe(expected);
    if (code !== undefined) expect(status).toBe(code === 'access.not_signed_in' ? 401 : 403);
  });

  test.each(pages.flatMap((route) => callers.map((caller) => [route, caller] as const)))('网页 %s，%s：人人相同', async (route, caller) => {
    const path = route.replace('GET ', '').replace(':planId', key.planId).replace(':versionId', key.versionId);
    const app = caller === 'production loopback' ? production : development;
    expect((await app.send(path, { headers: headersOf[caller]() })).status).toBe(503);
  });

  test.each([
    ['local operator', true],
    ['local program without origin', false],
    ['foreign origin', false],
    ['rebinding host', false],
    ['behind a proxy', false],
    ['production loopback', false],
  ] as const)('答复里的 actions 与实际权限一致：%s', async (caller, allowed) => {
    const app = caller === 'production loopback' ? production : development;
    const { actions } = (await app.send('/api/plans', { headers: headersOf[caller]() })).json() as { actions: { action: string; allowed: boolean; reason: string | null }[] };
    expect(actions).toMatchObject([{ action: 'plan.import', allowed }]);
    expect(actions[0]?.reason === null).toBe(allowed);
  });

  test('写请求不带本站来源一律拒绝，读文件之前就拒绝', async () => {
    const before = (await development.send('/api/plans')).json() as { total: number };
    const untrusted: readonly Record<string, string>[] = [
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: `http://localhost:${development.port}` },
    ];
    for (const headers of untrusted) {
      const form = multipart({}, { name: 'c.txt', bytes: `${riverPlan}。\n` });
      const reply = await development.send('/api/plans/imports', { method: 'POST', headers: { ...headers, ...form.headers }, body: form.body });
      expect(reply.json(), JSON.stringify(headers)).toMatchObject({ status: 403, code: 'request.origin' });
    }
    expect((await development.send('/api/plans')).json()).toMatchObject({ total: before.total });
  });
});
