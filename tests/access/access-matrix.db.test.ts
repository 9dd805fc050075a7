import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { multipart, openApp } from './open-app.ts';
import type { TestApp } from './open-app.ts';
import { callers, heldWrite, openRead, openWrite, signedInRead, signedInWrite } from './callers.ts';
import type { Caller, Row } from './callers.ts';
import { riverPlan, riverPlanRevised, roadPlan } from './sample-plans.ts';

/**
 * Who is taken for whom, written by hand: every route of the plans and of signing in by callers whose standing differs. What each role
 * may is held by matrix.db.test.ts. Reading a published plan is public; importing belongs to the office of the leading group.
 */
const table: Readonly<Record<string, Row>> = {
  'GET /health': openRead(),
  'GET /api/plans': openRead(),
  'GET /api/plans/:planId': openRead(),
  'GET /api/plans/:planId/versions/:versionId': openRead(),
  'GET /api/plans/:planId/versions/:versionId/ledger': openRead(),
  'GET /api/plans/:planId/versions/:versionId/search': openRead(),
  'GET /api/plans/:planId/versions/:versionId/coverage': openRead(),
  'GET /api/plans/:planId/versions/:versionId/trackability': openRead(),
  'GET /api/plans/:planId/versions/:versionId/export': openRead(),
  'GET /api/plans/:planId/diff': openRead(),
  'GET /api/plans/:planId/versions/:versionId/cascade': openRead(),
  'GET /api/plans/:planId/versions/:versionId/reviews': openRead(),
  'GET /api/plans/:planId/versions/:versionId/records/:recordId/reviews': openRead(),
  'GET /api/plans/:planId/versions/:versionId/review-merge': openRead(),
  'POST /api/plans/:planId/versions/:versionId/reviews': heldWrite(['office director'], 200),
  'POST /api/plans/:planId/versions/:versionId/task-table/previews': heldWrite(['office director'], 200),
  'POST /api/plans/:planId/versions/:versionId/task-table/imports': heldWrite(['office director'], 200),
  'POST /api/plans/previews': heldWrite(['office director'], 200),
  'POST /api/plans/imports': heldWrite(['office director'], 201),
  'GET /api/me': openRead(),
  'GET /api/sign-in-options': openRead(),
  'POST /api/sign-ins': openWrite('sign_in.failed'),
  'POST /api/demo-sign-ins': openWrite('sign_in.no_demo'),
  'POST /api/sign-outs': openWrite(200),
  'GET /api/me/sessions': signedInRead(),
  'POST /api/me/sessions/ends': signedInWrite(200),
};

/** Pages; without a build they say so with 503, which is the same for everybody. */
const pages = ['GET /', 'GET /plans/:planId', 'GET /plans/:planId/versions/:versionId'];

/** What the addresses of one application need to be answered. */
interface Facts {
  readonly key: { readonly planId: string; readonly versionId: string };
  readonly upper: { readonly versionId: string };
  readonly record: string;
  /** the 任务分解表 as exported, nothing filled in */
  readonly taskTable: Uint8Array;
}

const database = databaseForFile();
let development: TestApp;
let production: TestApp;
let elsewhere: TestApp;
const factsOf = new Map<TestApp, Facts>();

async function prepare(app: TestApp): Promise<Facts> {
  const importText = async (bytes: string): Promise<Facts['key']> => {
    const form = multipart({}, { name: 'a.txt', bytes });
    return (await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body })).json() as Facts['key'];
  };
  const key = await importText(riverPlan);
  const upper = await importText(roadPlan);
  const version = `/api/plans/${key.planId}/versions/${key.versionId}`;
  const record = ((await app.send(`${version}/ledger`)).json() as { targets: { id: string }[] }).targets[0]?.id ?? '';
  return { key, upper, record, taskTable: (await app.send(`${version}/export?format=xlsx`)).bytes };
}

beforeAll(async () => {
  development = await openApp(database().appUrl);
  production = await openApp(database().appUrl, { profile: 'production' });
  elsewhere = await openApp(database().appUrl);
  for (const app of [development, production]) factsOf.set(app, await prepare(app));
});
afterAll(async () => {
  for (const app of [development, production, elsewhere]) await app.close();
});

const appOf = (caller: Caller): TestApp => (caller.endsWith('in production') ? production : development);

const headersOf: Readonly<Record<Caller, () => Promise<Record<string, string>>>> = {
  visitor: async () => development.browser(),
  'office director': async () => development.as(director),
  'office director in production': async () => production.as(director),
  'unit reporter': async () => development.as({ roles: ['unit_reporter'], secondFactor: true }),
  'system admin': async () => development.as({ roles: ['system_admin'], secondFactor: true }),
  'security admin': async () => development.as({ roles: ['security_admin'], secondFactor: true }),
  'audit admin': async () => development.as({ roles: ['audit_admin'], secondFactor: true }),
  'expired grant': async () => development.as({ ...director, from: '2020-01-01', to: '2020-12-31' }),
  'suspended director': async () => headersAfter(`update identity.person set status = 'suspended' where display_name = $1`),
  'signed-out director': async () =>
    headersAfter(`update identity.session set ended_at = now(), ended_reason = 'test' where user_id = (select user_id from identity.person where display_name = $1)`),
  'director of another region': async () => ({ ...development.browser(), cookie: (await elsewhere.as(director))['cookie'] ?? '' }),
  'demo director in production': async () => headersAfter(`update identity.person set stamp = 'demo' where display_name = $1`, production),
  'director without origin': async () => {
    const { host = '', cookie = '' } = await development.as(director);
    return { host, cookie };
  },
  'director from a foreign origin': async () => ({ ...(await development.as(director)), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
};

const director = { roles: ['office_director'], secondFactor: true } as const;

/** A director to whom something happens after signing in. */
async function headersAfter(sql: string, app: TestApp = development): Promise<Record<string, string>> {
  const displayName = `主任${randomUUID()}`;
  const headers = await app.as({ ...director, displayName });
  await withConnection(database().adminUrl, (admin) => admin.query(sql, [displayName]));
  return headers;
}

/** What each address needs to be answered at all: the query of a GET, the body of a POST. */
const queries: Readonly<Record<string, (facts: Facts) => string>> = {
  search: () => '?q=%E6%B2%B3',
  export: () => '?format=csv',
  diff: ({ key }) => `?from=${key.versionId}&to=${key.versionId}`,
  cascade: ({ upper }) => `?upper=${upper.versionId}`,
};

const jsonBodies: Readonly<Record<string, (facts: Facts) => unknown>> = {
  '/api/plans/:planId/versions/:versionId/reviews': ({ record }) => ({ reviews: [{ record, field: null, verdict: 'accepted', expectedLatest: null }] }),
  // An account of its own each time: five failures of one would be put off.
  '/api/sign-ins': () => ({ account: randomUUID(), password: 'Wrong-password-1' }),
  '/api/demo-sign-ins': () => ({ account: 'nobody' }),
  '/api/sign-outs': () => ({}),
  '/api/me/sessions/ends': () => ({ session: 'others' }),
};

function bodyOf(pattern: string, facts: Facts): { readonly headers: Record<string, string>; readonly body: Uint8Array } {
  const json = jsonBodies[pattern];
  if (json !== undefined) return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(json(facts))) };
  if (!pattern.includes('/task-table/')) return multipart({}, { name: 'b.txt', bytes: riverPlanRevised });
  const { taskTable } = facts;
  const expected: Record<string, string> = pattern.endsWith('/imports') ? { expectedSha256: createHash('sha256').update(taskTable).digest('hex'), expectedReviewCount: '1' } : {};
  return multipart(expected, { name: 'b.xlsx', bytes: taskTable });
}

async function call(caller: Caller, route: string): Promise<{ status: number; code: string | undefined }> {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const app = appOf(caller);
  const facts = factsOf.get(app);
  if (facts === undefined) throw new Error('not prepared');
  const query = method === 'GET' ? (queries[pattern.split('/').at(-1) ?? '']?.(facts) ?? '') : '';
  const path = pattern.replace(':planId', facts.key.planId).replace(':versionId', facts.key.versionId).replace(':recordId', facts.record) + query;
  const form = method === 'POST' ? bodyOf(pattern, facts) : undefined;
  const headers = { ...(await headersOf[caller]()), ...form?.headers };
  const reply = await app.send(path, { method, headers, ...(form === undefined ? {} : { body: form.body }) });
  return { status: reply.status, code: reply.status >= 400 ? (reply.json() as { code: string }).code : undefined };
}

describe('谁在调用', () => {
  test.each(Object.keys(table).flatMap((route) => callers.map((caller) => [route, caller] as const)))('%s，%s', async (route, caller) => {
    const expected = table[route]?.[caller];
    const { status, code } = await call(caller, route);
    expect(typeof expected === 'number' ? status : code, `${status} ${code}`).toBe(expected);
    if (code?.startsWith('access.') === true) expect(status).toBe(code === 'access.not_signed_in' ? 401 : 403);
  });

  test.each(pages.flatMap((route) => callers.map((caller) => [route, caller] as const)))('网页 %s，%s：人人相同', async (route, caller) => {
    const app = appOf(caller);
    const { planId = '', versionId = '' } = factsOf.get(app)?.key ?? {};
    const path = route.replace('GET ', '').replace(':planId', planId).replace(':versionId', versionId);
    expect((await app.send(path, { headers: await headersOf[caller]() })).status).toBe(503);
  });

  test.each(callers.map((caller) => [caller, caller.startsWith('office director') || caller.includes('origin')] as const))(
    '答复里的 actions 与实际权限一致：%s',
    async (caller, allowed) => {
      const { actions } = (await appOf(caller).send('/api/plans', { headers: await headersOf[caller]() })).json() as {
        actions: { action: string; allowed: boolean; reason: string | null }[];
      };
      expect(actions).toMatchObject([{ action: 'plan.import', allowed }]);
      expect(actions[0]?.reason === null).toBe(allowed);
    },
  );

  test('写请求不带本站来源一律拒绝，读文件之前就拒绝', async () => {
    const cookie = (await development.as(director))['cookie'] ?? '';
    const before = (await development.send('/api/plans')).json() as { total: number };
    const untrusted: readonly Record<string, string>[] = [
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: `http://localhost:${development.port}` },
    ];
    for (const headers of untrusted) {
      const form = multipart({}, { name: 'c.txt', bytes: `${riverPlan}。\n` });
      const reply = await development.send('/api/plans/imports', { method: 'POST', headers: { ...headers, cookie, ...form.headers }, body: form.body });
      expect(reply.json(), JSON.stringify(headers)).toMatchObject({ status: 403, code: 'request.origin' });
    }
    expect((await development.send('/api/plans')).json()).toMatchObject({ total: before.total });
  });
});
