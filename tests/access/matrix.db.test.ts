import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '#kernel/calendar.ts';
import { systemClock } from '#kernel/server/clock.ts';
import { roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { readableParts } from './canary.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { allExpectations } from './expectations/index.ts';
import type { MatrixRequest, Outcome, RouteExpectation } from './expectations/expectation.ts';
import { cityRegions, databaseDigest, holderOf, openWorld } from './matrix-base.ts';
import type { MatrixWorld } from './matrix-base.ts';
import { openStream } from './read-stream.ts';
import { registeredRoutes } from './registered-routes.ts';

/** Route × role × standing, held to the tables in expectations/, which people wrote. */
const regions = cityRegions();
const database = databaseForFile();
let home: MatrixWorld;
let foreign: MatrixWorld;
const factsOf = new Map<string, { readonly home: unknown; readonly foreign: unknown }>();
const rows = allExpectations.flatMap((module, index) => Object.entries(module.routes).map(([route, row]) => ({ key: `${index}`, module, route, row })));
/** Pages are not built in this run: 503 for everybody. */
const pages = ['GET /', 'GET /plans/:planId', 'GET /plans/:planId/answers', 'GET /plans/:planId/versions/:versionId'];
const today = dayOf(systemClock.now());
const yesterday = today.subtract({ days: 1 }).toString();
const tomorrow = today.add({ days: 1 }).toString();

beforeAll(async () => {
  home = await openWorld(database().appUrl, regions.home);
  foreign = await openWorld(database().appUrl, regions.foreign);
  for (const [index, module] of allExpectations.entries()) factsOf.set(`${index}`, { home: await module.prepare(home), foreign: await module.prepare(foreign) });
});
afterAll(async () => {
  await home.close();
  await foreign.close();
});

let nth = 0;
const streams = new Set(rows.filter(({ row }) => row.isStream === true).map(({ route }) => route));

interface CallOptions {
  readonly secondFactor?: boolean;
  /** the region where the session was opened */
  readonly from?: MatrixWorld;
}

async function callStream(headers: Record<string, string>, path: string): Promise<{ outcome: Outcome; body: string; parts: readonly string[] }> {
  const stream = await openStream(home.app.port, path, { ...headers, ...home.app.browser() });
  if (stream.status >= 400) await stream.ended;
  stream.close();
  const code = stream.status < 400 ? undefined : (JSON.parse(stream.text()) as { code: string }).code;
  return { outcome: code ?? stream.status, body: '', parts: [] };
}
async function call(
  route: string,
  userId: string | null,
  request: MatrixRequest,
  { secondFactor = true, from = home }: CallOptions = {},
): Promise<{ outcome: Outcome; body: string; parts: readonly string[] }> {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const path = pattern.replaceAll(/:[A-Za-z]+/g, (name) => encodeURIComponent(request.params?.[name.slice(1)] ?? randomUUID())) + (request.query ?? '');
  const body =
    request.form ??
    (request.json === undefined
      ? method === 'GET'
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: '{}' }
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.json) });
  const headers = await from.headers(userId, { secondFactor });
  if (streams.has(route)) return callStream(headers, path);
  // A session of another region is a cookie of that region's node, shown here.
  const reply =
    from === home
      ? await home.send(userId, path, { method, ...body }, { secondFactor })
      : await home.app.send(path, { method, ...body, headers: { ...headers, ...home.app.browser(), ...body.headers } });
  const code = reply.status < 400 ? undefined : (reply.json() as { code: string }).code;
  const expectedStatus = code === 'access.not_signed_in' ? 401 : (code?.startsWith('access.') ?? false) ? 403 : reply.status;
  const isWrongStatus = reply.status !== expectedStatus;
  return { outcome: isWrongStatus ? `${reply.status} ${code}` : (code ?? reply.status), body: reply.text.replace(/"requestId":"[^"]*"/, ''), parts: readableParts(reply) };
}

type Case = CallOptions & { readonly who: string; readonly userId: string | null; readonly expected: readonly Outcome[] };
const listOf = (outcome: Outcome | readonly Outcome[]): readonly Outcome[] => (Array.isArray(outcome) ? (outcome as readonly Outcome[]) : [outcome as Outcome]);
const staffRole = (may: readonly Role[]): Role => may.find((role) => role !== 'citizen' && role !== 'enterprise') ?? 'unit_head';

function roleCases({ may, done }: RouteExpectation<unknown>): Case[] {
  const whoMay = (role: Role): boolean => typeof may === 'string' || may.includes(role);
  return roles
    .filter((role) => role !== 'visitor')
    .map((role) => ({ who: role, userId: home.people.get(role) ?? null, expected: whoMay(role) ? listOf(done) : ['access.forbidden'] }));
}

interface Standing {
  readonly who: string;
  readonly userId: string | null;
  /** what becomes of the right: it stands, it is none here and now, or nobody is signed in */
  readonly right: 'held' | 'lapsed' | 'gone' | 'unproven';
  readonly options?: CallOptions;
}

const standings = new Map<Role, Promise<readonly Standing[]>>();

/** The same right, but not now, not here, not any more; the people are made once per role. */
async function makeStandings(role: Role): Promise<readonly Standing[]> {
  const suspended = await holderOf(home, role);
  await home.headers(suspended);
  await home.write(`update identity.person set status = 'suspended' where region_code = $1 and user_id = $2`, [home.region, suspended]);
  const ended = await holderOf(home, role);
  await home.write(`update identity.grant set ended_at = now(), ended_by = 'test', ended_reason = '测试' where region_code = $1 and user_id = $2`, [home.region, ended]);
  return [
    { who: 'nobody', userId: null, right: 'gone' },
    { who: 'suspended', userId: suspended, right: 'gone' },
    { who: 'of the foreign region', userId: foreign.people.get(role) ?? null, right: 'gone', options: { from: foreign } },
    { who: 'grant ended', userId: ended, right: 'lapsed' },
    { who: 'grant expired yesterday', userId: await holderOf(home, role, { from: '2020-01-01', to: yesterday }), right: 'lapsed' },
    { who: 'grant from tomorrow', userId: await holderOf(home, role, { from: tomorrow }), right: 'lapsed' },
    { who: 'grant until today', userId: await holderOf(home, role, { to: today.toString() }), right: 'held' },
    { who: 'grant for a foreign region', userId: await holderOf(home, role, { regions: [regions.foreign] }), right: 'lapsed' },
    { who: 'grant for a region below', userId: await holderOf(home, role, { regions: [regions.child] }), right: 'lapsed' },
    { who: 'grant for the region above', userId: await holderOf(home, role, { regions: [regions.parent] }), right: 'held' },
    { who: 'without second factor', userId: await holderOf(home, role), right: 'unproven', options: { secondFactor: false } },
  ];
}

async function standingCases(row: RouteExpectation<unknown>): Promise<Case[]> {
  const done = listOf(row.done);
  const role = typeof row.may === 'string' ? 'unit_head' : staffRole(row.may);
  const expected = {
    held: done,
    lapsed: typeof row.may === 'string' ? done : ['access.forbidden'],
    gone: row.may === 'everyone' ? done : ['access.not_signed_in'],
    unproven: row.secondFactor === true ? ['access.second_factor'] : done,
  } as const;
  const made = standings.get(role) ?? makeStandings(role);
  standings.set(role, made);
  return (await made).map(({ who, userId, right, options }) => ({ who, userId, expected: expected[right], ...options }));
}

async function casesOf(row: RouteExpectation<unknown>): Promise<readonly Case[]> {
  if (row.only !== undefined) {
    const who = { anonymous: null, 'signed-in': home.people.get('unit_head') ?? null };
    return row.only.map((name) => ({ who: name, userId: who[name], expected: listOf(row.done) }));
  }
  return [...(await standingCases(row)), ...roleCases(row)];
}

const isRefused = ({ expected }: Case): boolean => String(expected[0]).startsWith('access.');

/** Runs the cases and lists every cell that is not as expected. */
async function run(route: string, row: RouteExpectation<unknown>, facts: unknown, cases: readonly Case[]): Promise<{ wrong: string[]; reached: number }> {
  const wrong: string[] = [];
  let reached = 0;
  for (const { who, userId, expected, ...options } of cases) {
    nth += 1;
    const { outcome } = await call(route, userId, row.request?.(facts, nth) ?? {}, options);
    if (typeof outcome === 'number') reached += 1;
    if (!expected.includes(outcome)) wrong.push(`${who}: ${outcome} instead of ${expected.join(' or ')}`);
  }
  return { wrong, reached };
}

/** Whoever may not is refused before query or body are looked at, so that a refusal of content tells them nothing. */
async function refusedUnread(route: string): Promise<readonly string[]> {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const path = `${pattern.replaceAll(/:[A-Za-z]+/g, () => randomUUID())}?nonsense=1`;
  const broken = method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: '{"' };
  const reply = await home.send(home.people.get('citizen') ?? null, path, { method, ...broken });
  const { code } = reply.json() as { code: string };
  // A form is told apart by its content type, before anybody is looked at.
  return code === 'access.forbidden' || code === 'request.content_type' ? [] : [`citizen with broken content: ${code} instead of access.forbidden`];
}

describe('访问矩阵', () => {
  test('每个已注册的地址都有一行人写的规定，没有多余的', () => {
    expect([...rows.map(({ route }) => route), ...pages].sort()).toEqual(registeredRoutes(home.app));
  });

  test.each(rows.map((one) => [one.route, one] as const))('%s', async (_name, { key, route, row }) => {
    const facts = factsOf.get(key)?.home;
    const cases = await casesOf(row);
    for (const { userId, secondFactor = true, from = home } of cases) await from.headers(userId, { secondFactor });
    const before = await databaseDigest(database().adminUrl);
    const refused = await run(route, row, facts, cases.filter(isRefused));
    if (typeof row.may !== 'string') refused.wrong.push(...(await refusedUnread(route)));
    expect(refused.wrong).toEqual([]);
    // Not one byte differs after all refusals.
    expect(await databaseDigest(database().adminUrl)).toBe(before);
    const done = await run(
      route,
      row,
      facts,
      cases.filter((one) => !isRefused(one)),
    );
    expect(done.wrong).toEqual([]);
    expect(refused.reached).toBe(0);
    if (listOf(row.done).some((outcome) => typeof outcome === 'number')) expect(done.reached).toBeGreaterThan(0);
  });

  const withIds = rows.filter(({ route, row }) => /:[a-z]+Id\b/i.test(route) && row.only === undefined);
  test.each(withIds.map((one) => [one.route, one] as const))('%s：别的地区的编号与不存在的编号得到同样的 404', async (_name, { key, route, row }) => {
    const userId = row.may === 'everyone' ? null : (home.people.get(row.may === 'signed-in' ? 'unit_head' : staffRole(row.may)) ?? null);
    const theirs = row.request?.(factsOf.get(key)?.foreign, nth) ?? {};
    const unknown = Object.fromEntries(
      Object.entries(theirs.params ?? {}).map(([name, value]) => [name, /^[0-9a-f-]{36}$/.test(value) ? '01900000-0000-7000-8000-000000000000' : value]),
    );
    const one = await call(route, userId, theirs);
    const other = await call(route, userId, { ...theirs, params: unknown });
    expect(one.outcome).toMatch(/\.([a-z_]+_)?(not_found|unknown)$/);
    expect([one.outcome, one.body]).toEqual([other.outcome, other.body]);
  });

  const places = rows.flatMap(({ key, route, row }) => (row.places ?? []).map((place) => ({ key, route, place, name: place.place })));
  test.each(places.map((one) => [one.route, one.name, one] as const))('%s：%s', async (_route, _name, { key, route, place }) => {
    const facts = factsOf.get(key)?.home;
    const planPaths = place.grant?.planPaths?.(facts) ?? null;
    const userId = await holderOf(home, place.role, { orgId: home.orgs.own, reach: place.grant?.reach ?? 'unit', planPaths });
    if (place.besides !== undefined)
      await home.seed.grant({ userId, role: place.besides, ...(place.besidesReach === 'all' ? { reach: 'all' } : { orgId: home.orgs.own, reach: 'unit' }) });
    await home.headers(userId, {});
    const expected = listOf(place.expected);
    const mayWrite = !route.startsWith('GET ') && expected.some((outcome) => typeof outcome === 'number');
    const before = mayWrite ? '' : await databaseDigest(database().adminUrl);
    const { outcome, parts } = await call(route, userId, place.request(facts));
    expect(expected, String(outcome)).toContain(outcome);
    const holds = (words: string): boolean => parts.some((part) => part.includes(words));
    if (place.shows !== undefined) expect(holds(place.shows(facts)), 'does not show what it should').toBe(true);
    if (place.hides !== undefined) expect(holds(place.hides(facts)), 'shows what it should not').toBe(false);
    if (!mayWrite) expect(await databaseDigest(database().adminUrl)).toBe(before);
  });

  // Generated from the router, so that no write escapes the comparison of bytes above; writes for everybody say so in their row.
  test('每个写入地址都有被拒绝的人，对每个都比较了全库', async () => {
    const writes = registeredRoutes(home.app).filter((route) => !route.startsWith('GET '));
    const unjudged: string[] = [];
    for (const route of writes) {
      const row = rows.find((one) => one.route === route)?.row;
      if (row?.may === 'everyone' || row?.only !== undefined) continue;
      if (row === undefined || !(await casesOf(row)).some(isRefused)) unjudged.push(route);
    }
    expect(unjudged).toEqual([]);
    expect(writes.length).toBeGreaterThan(100);
  });

  test.each(pages)('网页 %s：人人相同', async (route) => {
    const path = route.replace('GET ', '').replaceAll(/:[A-Za-z]+/g, '01900000-0000-7000-8000-000000000000');
    for (const userId of [null, ...home.people.values()]) expect((await home.send(userId, path)).status).toBe(503);
  });
});
