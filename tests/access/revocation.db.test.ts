import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/server/clock.ts';
import { sequenceAll } from '#kernel/server/sequence.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { allExpectations } from './expectations/index.ts';
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
const facts = new Map<object, unknown>();

beforeAll(async () => {
  world = await openWorld(database().appUrl, cityRegions().home);
  for (const module of allExpectations) facts.set(module.routes, await module.prepare(world));
});
afterAll(() => world.close());

const suspend = (userId: string, status: 'suspended' | 'active') =>
  world.write(`update identity.person set status = $3 where region_code = $1 and user_id = $2`, [world.region, userId, status]);
const endGrants = (userId: string) =>
  world.write(`update identity.grant set ended_at = now(), ended_by = 'test', ended_reason = '测试' where region_code = $1 and user_id = $2`, [world.region, userId]);

describe('权限收回', () => {
  test.each(rows)('$route：停用、退出登录后下一次请求就是 401，恢复后照旧，结束授权后是 403', async ({ key, route, row }) => {
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
    let headers: Record<string, string> = {};
    for (const [nth, role] of roles.entries()) {
      userId = await holderOf(world, role);
      headers = await world.headers(userId);
      if (!(await codeNow(9101 + nth, headers)).startsWith('access.')) break;
    }
    expect(await codeNow(9001, headers)).not.toMatch(/^access\./);
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
    else expect(after).toBe('access.forbidden');
  });
});

describe('打开着的流', () => {
  const open = async (userId: string) => openStream(world.app.port, '/api/live', await world.headers(userId));

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
  ])('%s 后流关闭，并说明是权限变了', async (_name, change) => {
    const userId = await holderOf(world, 'unit_head');
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
  });

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
