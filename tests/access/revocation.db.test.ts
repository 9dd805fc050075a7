import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#identity/contract';
import { normalReach } from '#identity/contract';
import { dayOf } from '#kernel/calendar.ts';
import { systemClock } from '#kernel/server/clock.ts';
import { sequenceAll } from '#kernel/server/sequence.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { allExpectations } from './expectations/index.ts';
import { matrixRows } from './matrix-judge.ts';
import { registeredRoutes } from './registered-routes.ts';
import { cityRegions, holderOf, openWorld } from './matrix-base.ts';
import type { MatrixWorld } from './matrix-base.ts';
import { multipart } from './open-app.ts';
import { openStream } from './read-stream.ts';
import { riverPlan } from './sample-plans.ts';

/** What a person could do a moment ago is gone with the next request, on every route; open streams close by themselves. */
const database = databaseForFile();
let world: MatrixWorld;
const rows = allExpectations.flatMap((module) =>
  Object.entries(module.routes)
    .filter(([, row]) => row.may !== 'everyone' && row.only === undefined && row.isStream !== true)
    .map(([route, row]) => ({ key: module.routes, route, row })),
);
const streams = allExpectations.flatMap((module) =>
  Object.entries(module.routes)
    .filter(([, row]) => row.isStream === true)
    .map(([route]) => route.replace('GET ', '')),
);
const facts = new Map<object, unknown>();

beforeAll(async () => {
  world = await openWorld(database().appUrl, cityRegions().home);
  for (const module of allExpectations) facts.set(module.routes, await module.prepare(world));
}, 600_000);
afterAll(() => world.close());

const suspend = (userId: string, status: 'suspended' | 'active') =>
  world.write(`update identity.person set status = $3 where region_code = $1 and user_id = $2`, [world.region, userId, status]);
const endGrants = (userId: string) =>
  world.write(`update identity.grant set ended_at = now(), ended_by = 'test', ended_reason = '测试' where region_code = $1 and user_id = $2`, [world.region, userId]);

const setFactor = (userId: string, factor: 'totp' | null) =>
  world.write(`update identity.session set second_factor = $3, second_factor_at = case when $3::text is null then null else now() end where region_code = $1 and user_id = $2`, [
    world.region,
    userId,
    factor,
  ]);

/** A right that somebody holds, and the same right handed on to another person. */
async function delegated(role: Role): Promise<{ readonly giver: string; readonly delegate: string }> {
  const giver = await world.seed.person({ name: '委托人' });
  const delegate = await world.seed.person({ name: '代理人' });
  const reach = normalReach(role);
  const place = { role, reach, orgId: reach === 'all' ? null : world.orgs.own };
  const delegatedFrom = await world.seed.grant({ ...place, userId: giver });
  await world.seed.grant({ ...place, userId: delegate, delegatedFrom });
  return { giver, delegate };
}

describe('权限收回', () => {
  test.each(rows)('$route：停用、退出登录后下一次请求就是 401，恢复后照旧；失去第二因素、结束授权、委托人停用或权限结束后是 403', async ({ key, route, row }) => {
    const roles = typeof row.may === 'string' ? ['unit_head' as const] : row.may.filter((one) => one !== 'citizen' && one !== 'enterprise');
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const codeNow = async (nth: number, cookies: Record<string, string>): Promise<string> => {
      const request = row.request?.(facts.get(key), nth) ?? {};
      const path = pattern.replaceAll(/:[A-Za-z]+/g, (name) => encodeURIComponent(request.params?.[name.slice(1)] ?? '')) + (request.query ?? '');
      const json = method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.json ?? {}) };
      const sent = request.form ?? json;
      const reply = await world.app.send(path, { method, ...sent, headers: { ...cookies, ...sent.headers } });
      return reply.status < 400 ? 'done' : (reply.json() as { code: string }).code;
    };
    // Where the act itself is decided per role (`done` names an access code), somebody who may do it is looked for.
    let userId = '';
    let held: Role = 'unit_head';
    let headers: Record<string, string> = {};
    for (const [nth, role] of roles.entries()) {
      userId = await holderOf(world, role);
      held = role;
      headers = await world.headers(userId);
      if (!(await codeNow(9101 + nth, headers)).startsWith('access.')) break;
    }
    expect(await codeNow(9001, headers)).not.toMatch(/^access\./);
    if (row.secondFactor === true) {
      await setFactor(userId, null);
      expect(await codeNow(9007, headers)).toBe('access.second_factor');
      await setFactor(userId, 'totp');
      expect(await codeNow(9008, headers)).not.toMatch(/^access\./);
    }
    await suspend(userId, 'suspended');
    expect(await codeNow(9002, headers)).toBe('access.not_signed_in');
    await suspend(userId, 'active');
    expect(await codeNow(9003, headers)).not.toMatch(/^access\./);
    await world.send(userId, '/api/sign-outs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(await codeNow(9004, headers)).toBe('access.not_signed_in');
    const again = await world.headers(userId);
    expect(await codeNow(9005, again)).not.toMatch(/^access\./);
    await endGrants(userId);
    const after = await codeNow(9006, again);
    if (typeof row.may === 'string') expect(after).not.toMatch(/^access\./);
    else {
      expect(after).toBe('access.forbidden');
      const { giver, delegate } = await delegated(held);
      const lent = await world.headers(delegate);
      expect(await codeNow(9009, lent)).not.toMatch(/^access\./);
      await suspend(giver, 'suspended');
      expect(await codeNow(9010, lent)).toBe('access.forbidden');
      await suspend(giver, 'active');
      expect(await codeNow(9011, lent)).not.toMatch(/^access\./);
      await endGrants(giver);
      expect(await codeNow(9012, lent)).toBe('access.forbidden');
    }
  });
});

describe('打开着的流', () => {
  const [live = ''] = streams;
  const open = async (userId: string) => openStream(world.app.port, live, await world.headers(userId));

  test('所有的流都在这里', () => {
    expect(streams).toEqual(['/api/live']);
    const answering = rows.map(({ route }) => route);
    const others = matrixRows.filter(({ row }) => row.may === 'everyone' || row.only !== undefined).map(({ route }) => route);
    const pages = registeredRoutes(world.app).filter((route) => !route.includes('/api/') && !others.includes(route));
    expect([...answering, ...others, ...streams.map((path) => `GET ${path}`), ...pages].sort()).toEqual(registeredRoutes(world.app));
  });

  test('日志前进时通知，只带长度，不带内容', async () => {
    const stream = await open(await holderOf(world, 'dispatcher'));
    expect([stream.status, stream.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await expect.poll(() => stream.text()).toContain('event: log');
    const before = stream.text().length;
    const form = multipart({}, { name: 'x.txt', bytes: `甲${riverPlan}` });
    await world.as('dispatcher', '/api/plans/imports', { method: 'POST', ...form });
    await sequenceAll(world.app.pool, world.app.region, systemClock.now());
    await expect.poll(() => stream.text().length, { timeout: 30_000 }).toBeGreaterThan(before);
    const messages = stream.text().split('\n\n').slice(1, -1);
    for (const message of messages) expect(message).toMatch(/^id: \d+\nevent: log\ndata: \{"length":"\d+"\}$/);
    stream.close();
  });

  test.each<[string, (userId: string) => Promise<void>]>([
    ['停用', (userId) => suspend(userId, 'suspended')],
    ['结束授权', endGrants],
    [
      '退出登录',
      async (userId) => {
        await world.send(userId, '/api/sign-outs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      },
    ],
    [
      '新增授权',
      async (userId) => {
        await world.seed.grant({ userId, role: 'dispatcher' });
      },
    ],
    ['失去第二因素', (userId) => setFactor(userId, null)],
  ])('%s 后流关闭，并说明是权限变了', async (_name, change) => {
    await closes(await holderOf(world, 'unit_head'), change);
  });

  test.each<[string, (giver: string) => Promise<void>]>([
    ['委托人停用', (giver) => suspend(giver, 'suspended')],
    ['委托人的权限结束', endGrants],
  ])('%s 后代理人的流关闭', async (_name, change) => {
    const { giver, delegate } = await delegated('unit_head');
    await closes(delegate, () => change(giver));
  });

  test('所在单位并入别的单位后流关闭：原单位的权限到此为止，换成承接单位的', async () => {
    const change = async (body: object) => {
      const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ reason: '机构改革', ...body }) };
      const reply = await world.as('system_admin', '/api/orgs/changes', sent);
      expect(reply.status, reply.text).toBe(201);
      return (reply.json() as { orgId: string }).orgId;
    };
    const establish = (name: string) => change({ act: 'establish', on: '2026-01-01', name, kind: 'department' });
    const [unit, heir] = [await establish('并出一局'), await establish('并入一局')];
    const userId = await world.seed.holder('unit_head', { orgId: unit, reach: 'unit' });
    const on = dayOf(systemClock.now()).toString();
    await closes(userId, async () => {
      await change({ act: 'merge', on, orgIds: [unit], into: heir });
    });
    const { items } = (await world.as('security_admin', `/api/grants?userId=${userId}&state=live`)).json() as { items: { org: { orgId: string } | null }[] };
    expect(items.map(({ org }) => org?.orgId)).toEqual([heir]);
  });

  async function closes(userId: string, change: (userId: string) => Promise<void>): Promise<void> {
    const other = await open(await holderOf(world, 'unit_head'));
    const stream = await open(userId);
    await change(userId);
    await stream.ended;
    expect(stream.text()).toMatch(/event: rights\ndata: \{\}\n\n$/);
    // Somebody else's stream stays: it hears of the log again.
    const heard = other.text().length;
    const form = multipart({}, { name: 'y.txt', bytes: `${userId}${riverPlan}` });
    await world.as('dispatcher', '/api/plans/imports', { method: 'POST', ...form });
    await sequenceAll(world.app.pool, world.app.region, systemClock.now());
    await expect.poll(() => other.text().length, { timeout: 30_000 }).toBeGreaterThan(heard);
    expect(other.text()).not.toContain('rights');
    other.close();
  }

  test('没有登录打不开；一个人的流有上限', async () => {
    const none = await openStream(world.app.port, '/api/live', world.app.browser());
    await none.ended;
    expect([none.status, none.text()]).toEqual([401, expect.stringContaining('access.not_signed_in')]);
    const userId = await holderOf(world, 'unit_head');
    const streams = [];
    for (let count = 0; count < 13; count += 1) streams.push(await open(userId));
    expect(streams.map((stream) => stream.status)).toEqual([...Array<number>(12).fill(200), 429]);
    for (const stream of streams) stream.close();
  });
});
