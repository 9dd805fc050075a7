import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { formatMoment } from '#kernel/calendar.ts';
import { visitor } from '#kernel/server/actor.ts';
import { watchStatements } from '#kernel/server/db.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { runWrite } from '#kernel/server/use-case.ts';
import { newId } from '#kernel/server/new-id.ts';
import { skeletonOf } from '#identity/domain';
import { seedDemoPeople } from '#identity/server';
import { hashing } from '../../modules/identity/server/hashing.ts';
import { hashQueue } from '../../modules/identity/server/hash-queue.ts';
import { passwordHasher, presentCost } from '../../modules/identity/server/password-hash.ts';
import { writePassword } from '../../modules/identity/server/person-store.ts';
import { insertPerson } from '../../modules/identity/server/write-person.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';

const database = databaseForFile();
const password = '青澜-Sluice-72';
/** A clock that tests move by hand. */
const clock = { at: Temporal.Instant.from('2026-12-01T08:30:00+08:00'), now: () => clock.at };
const later = (duration: Temporal.DurationLike): void => {
  clock.at = clock.at.add(duration);
};

let sharedHash = '';
let app: TestApp;
let production: TestApp;
beforeAll(async () => {
  sharedHash = await hashing.hash(password);
  app = await openApp(database().appUrl, { clock });
  production = await openApp(database().appUrl, { clock, profile: 'production', region: app.region });
});
afterAll(async () => {
  await app.close();
  await production.close();
});

interface Made {
  readonly userId: string;
  readonly account: string;
}
let made = 0;
async function person(more: { readonly hash?: string; readonly displayName?: string; readonly mustChange?: boolean } = {}): Promise<Made> {
  made += 1;
  const account = `person.${made}.${newId().slice(-6)}`;
  const userId = newId();
  const hash = more.hash ?? (await hashing.hash(password));
  await runWrite(app.runtime, { actor: visitor, requestId: null }, async ({ tx, now }) => {
    const at = formatMoment(now);
    const row = { accountName: account, skeleton: skeletonOf(account), displayName: more.displayName ?? `人员${made}`, kind: 'staff', stamp: 'real' };
    await tx.run(insertPerson, { region: tx.region, userId, ...row, at });
    await tx.run(writePassword, { region: tx.region, userId, hash, at, mustChange: more.mustChange === true });
  });
  return { userId, account };
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}, on: TestApp = app): Promise<TestReply> =>
  on.send(path, { method: 'POST', body: JSON.stringify(body), headers: { ...on.browser(), 'content-type': 'application/json', ...headers } });
const enter = (account: string, typed = password, headers: Record<string, string> = {}, on: TestApp = app): Promise<TestReply> =>
  post('/api/sign-ins', { account, password: typed }, headers, on);
const cookieLineOf = (reply: TestReply): string => [reply.headers['set-cookie']].flat()[0] ?? '';
const cookieOf = (reply: TestReply): string => cookieLineOf(reply).split(';', 1)[0] ?? '';
const codeOf = (reply: TestReply): string => (reply.json() as { code: string }).code;
const whoIs = async (cookie: string, on: TestApp = app): Promise<string | undefined> =>
  ((await on.send('/api/me', { headers: { ...on.browser(), cookie } })).json() as { person: { displayName: string } | null }).person?.displayName;
const sql = (text: string, values: readonly unknown[]) => withConnection(database().adminUrl, (admin) => admin.query(text, [...values]));

describe('用密码登录', () => {
  test('对的密码登录，答复里没有登录标识，标识只在 HttpOnly 的 Cookie 里', async () => {
    const { account } = await person({ displayName: '李明' });
    const reply = await enter(account);
    expect([reply.status, reply.json()]).toEqual([200, { next: 'done', displayName: '李明' }]);
    expect(cookieLineOf(reply)).toMatch(/^luoshi=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(reply.text).not.toContain(cookieOf(reply).slice(7));
    expect(await whoIs(cookieOf(reply))).toBe('李明');
  });

  test('正式使用时 Cookie 带 __Host- 和 Secure；开发形式的 Cookie 不认', async () => {
    const { account } = await person();
    const reply = await enter(account, password, {}, production);
    expect(cookieLineOf(reply)).toMatch(/^__Host-luoshi=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await whoIs(cookieOf(reply), production)).toMatch(/^人员/);
    expect(await whoIs(cookieOf(reply).replace('__Host-', ''), production)).toBeUndefined();
  });

  test('账号不分大小写，看上去相同即可', async () => {
    const { account } = await person();
    expect((await enter(account.toUpperCase())).status).toBe(200);
  });

  test('没有这个账号、密码不对、没有密码的账号：答复逐字相同', async () => {
    const { account } = await person();
    const without = await person();
    await sql('delete from identity.credential where user_id = $1', [without.userId]);
    const replies = [await enter('nobody.here'), await enter(account, '错的-Password-1'), await enter(without.account)];
    const shown = replies.map((reply) => [reply.status, { ...(reply.json() as object), requestId: '' }, Object.keys(reply.headers).sort()]);
    expect(shown[0]?.[0]).toBe(401);
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });

  test('没有的账号与密码不对用同样的功夫：执行的语句相同，次序相同（时间的比见 bench/sign-in）', async () => {
    const { account } = await person();
    const statementsOf = async (name: string): Promise<readonly string[]> => {
      const names: string[] = [];
      const stop = watchStatements((spec) => names.push(spec.name));
      expect(codeOf(await enter(name, '错的-Password-1'))).toBe('sign_in.failed');
      stop();
      return names;
    };
    const known = await statementsOf(account);
    expect(known).toContain('identity.find-account');
    expect(await statementsOf('nobody.there')).toEqual(known);
  });

  test('停用和离任的人：密码对了才说停用，错了与别人一样；都不能登录', async () => {
    for (const status of ['suspended', 'left']) {
      const { account, userId } = await person();
      await sql('update identity.person set status = $2 where user_id = $1', [userId, status]);
      expect(codeOf(await enter(account))).toBe('sign_in.suspended');
      expect(codeOf(await enter(account, '错的-Password-1'))).toBe('sign_in.failed');
    }
  });

  test('散列参数变高后，登录时换成新的，密码的年龄不变', async () => {
    const old = await passwordHasher(
      hashQueue({ atOnce: 1, mostWaiting: 1 }, () => new Error('full')),
      { ...presentCost, memoryKib: 8192 },
    ).hash(password);
    const { account, userId } = await person({ hash: old });
    const read = async () => (await sql('select password_hash, set_at from identity.credential where user_id = $1', [userId])).rows[0] as { password_hash: string; set_at: Date };
    const before = await read();
    later({ hours: 1 });
    expect((await enter(account)).status).toBe(200);
    const after = await read();
    expect([before.password_hash.includes('m=8192'), after.password_hash.includes('m=19456')]).toEqual([true, true]);
    expect(after.set_at).toEqual(before.set_at);
  });

  test('数据库里没有登录标识和密码的原文', async () => {
    const { account } = await person();
    const token = cookieOf(await enter(account)).slice('luoshi='.length);
    const dump = await sql(`select row_to_json(s)::text as line from identity.session s union all select row_to_json(c)::text from identity.credential c`, []);
    const text = dump.rows.map((row: { line: string }) => row.line).join('\n');
    expect(text).not.toContain(token);
    expect(text).not.toContain(password);
  });
});

describe('连续失败后的等待', () => {
  test('第五次失败之后要等满 15 分钟，对的密码也要等；等的期间再试不延长', async () => {
    const { account } = await person();
    for (let count = 0; count < 5; count += 1) expect(codeOf(await enter(account, '错的-Password-1'))).toBe('sign_in.failed');
    const locked = await enter(account);
    expect([locked.status, codeOf(locked), locked.headers['retry-after']]).toEqual([429, 'sign_in.locked', '900']);
    later({ minutes: 10 });
    expect((await enter(account)).headers['retry-after']).toBe('300');
    later({ seconds: 299 });
    expect((await enter(account)).headers['retry-after']).toBe('1');
    later({ seconds: 1 });
    expect((await enter(account)).status).toBe(200);
  });

  test('四次失败后登录成功，从头算起', async () => {
    const { account } = await person();
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 4; count += 1) await enter(account, '错的-Password-1');
      expect((await enter(account)).status).toBe(200);
      later({ seconds: 90 });
    }
  });

  test('没有的账号同样要等；换写法、加请求头、加字段都绕不过', async () => {
    const name = `ghost${made}`;
    const tries: readonly [string, Record<string, string>][] = [
      [name, {}],
      [name.toUpperCase(), { 'x-forwarded-for': '198.51.100.7' }],
      [`\u0435${name}`.slice(1), { forwarded: 'for=198.51.100.8' }],
      [name.replace('o', '0'), { 'x-real-ip': '198.51.100.9', 'user-agent': 'other' }],
      [name.replace('o', '\u043e'), { 'true-client-ip': '198.51.100.10' }],
    ];
    for (const [typed, headers] of tries) expect(codeOf(await enter(typed, '错的-Password-1', headers))).toBe('sign_in.failed');
    expect(codeOf(await enter(name, '错的-Password-1', { 'x-forwarded-for': '198.51.100.99' }))).toBe('sign_in.locked');
    later({ minutes: 16 });
  });

  test('同时发出的猜测也只有五次算数', async () => {
    const { account } = await person();
    const replies = await Promise.all(Array.from({ length: 12 }, () => enter(account, '错的-Password-1')));
    expect(replies.filter((reply) => codeOf(reply) === 'sign_in.failed')).toHaveLength(5);
    expect(replies.filter((reply) => codeOf(reply) === 'sign_in.locked')).toHaveLength(7);
    later({ minutes: 16 });
  });

  test('同一地址一分钟失败 30 次后要等，换账号也一样；满一分钟就好', async () => {
    for (let count = 0; count < 30; count += 1) expect(codeOf(await enter(`many${count}`, '错的-Password-1'))).toBe('sign_in.failed');
    const { account } = await person();
    expect(codeOf(await enter(account))).toBe('sign_in.locked');
    later({ seconds: 60 });
    expect((await enter(account)).status).toBe(200);
  });

  test('一栋楼早上同时登录不算失败：还没有判定的不计入地址', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => person({ hash: sharedHash })));
    const replies = await Promise.all(people.map(({ account }) => enter(account)));
    expect(replies.map(({ status }) => status)).toEqual(people.map(() => 200));
  });

  test('可信的代理说的来访地址算数，不可信的不算', async () => {
    const behind = await openApp(database().appUrl, { clock, region: app.region, trustedProxies: ['127.0.0.1'] });
    const from = (address: string, count: number) => enter(`proxied${address}${count}`, '错的-Password-1', { 'x-forwarded-for': `6.6.6.6, ${address}` }, behind);
    try {
      for (let count = 0; count < 30; count += 1) await from('203.0.113.1', count);
      expect(codeOf(await from('203.0.113.1', 31))).toBe('sign_in.locked');
      expect(codeOf(await from('203.0.113.2', 1))).toBe('sign_in.failed');
    } finally {
      await behind.close();
      later({ minutes: 16 });
    }
  });
});

describe('登录的期限与结束', () => {
  test('30 分钟没有操作即失效，有操作则顺延', async () => {
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    later({ minutes: 30 });
    expect(await whoIs(cookie)).toBeDefined();
    later({ minutes: 30 });
    expect(await whoIs(cookie)).toBeDefined();
    later({ minutes: 30, seconds: 1 });
    expect(await whoIs(cookie)).toBeUndefined();
  });

  test('满 12 小时必须重新登录，哪怕一直在操作', async () => {
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    for (let round = 0; round < 36; round += 1) {
      later({ minutes: 20 });
      expect(await whoIs(cookie), `${round}`).toBeDefined();
    }
    later({ seconds: 1 });
    expect(await whoIs(cookie)).toBeUndefined();
  });

  test('停用、离任、结束登录、改地区：下一个请求就是访客', async () => {
    for (const change of [
      `update identity.person set status = 'suspended' where user_id = $1`,
      `update identity.person set status = 'left' where user_id = $1`,
      `update identity.session set ended_at = now(), ended_reason = 'test' where user_id = $1`,
    ]) {
      const { account, userId } = await person();
      const cookie = cookieOf(await enter(account));
      expect(await whoIs(cookie)).toBeDefined();
      await sql(change, [userId]);
      expect(await whoIs(cookie), change).toBeUndefined();
    }
  });

  test('授权结束，下一个请求就没有权限', async () => {
    const displayName = `主任${newId()}`;
    const headers = await app.as({ roles: ['office_director'], secondFactor: true, displayName });
    const canImport = async () => {
      const { actions } = (await app.send('/api/plans', { headers })).json() as { actions: { allowed: boolean }[] };
      return actions[0]?.allowed;
    };
    expect(await canImport()).toBe(true);
    await sql(
      `update identity.grant set ended_at = now(), ended_by = 'test', ended_reason = 'test' where user_id = (select user_id from identity.person where display_name = $1)`,
      [displayName],
    );
    expect(await canImport()).toBe(false);
  });

  test('登录总是换新的标识：事先塞给浏览器的不被采用，旧的同时失效', async () => {
    const attacker = await person();
    const victim = await person({ displayName: '受害人' });
    const planted = cookieOf(await enter(attacker.account));
    const made = cookieOf(await enter(victim.account, password, { cookie: planted }));
    expect(made).not.toBe(planted);
    expect(await whoIs(planted)).toBeUndefined();
    expect(await whoIs(made)).toBe('受害人');
    const invented = cookieOf(await enter(victim.account, password, { cookie: `luoshi=${'A'.repeat(43)}` }));
    expect(invented).not.toContain('AAAAAA');
  });

  test('退出后标识失效，Cookie 删除；没有登录也可以退出', async () => {
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    const reply = await post('/api/sign-outs', {}, { cookie });
    expect([reply.status, cookieLineOf(reply)]).toEqual([200, 'luoshi=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0']);
    expect(await whoIs(cookie)).toBeUndefined();
    expect((await post('/api/sign-outs', {})).status).toBe(200);
  });

  test('看见并结束自己的登录，看不见也结束不了别人的', async () => {
    const [mine, other] = [await person(), await person()];
    const [here, there, foreign] = [cookieOf(await enter(mine.account)), cookieOf(await enter(mine.account)), cookieOf(await enter(other.account))];
    const list = async (cookie: string) =>
      ((await app.send('/api/me/sessions', { headers: { ...app.browser(), cookie } })).json() as { items: { sessionId: string; isThis: boolean }[] }).items;
    expect((await list(here)).map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    const [theirs] = await list(foreign);
    expect(codeOf(await post('/api/me/sessions/ends', { session: theirs?.sessionId }, { cookie: here }))).toBe('sign_in.session_not_found');
    expect(await whoIs(foreign)).toBeDefined();
    const second = (await list(here)).find(({ isThis }) => !isThis);
    expect((await post('/api/me/sessions/ends', { session: second?.sessionId }, { cookie: here })).json()).toEqual({ ended: 1 });
    expect(await whoIs(there)).toBeUndefined();
    const third = cookieOf(await enter(mine.account));
    expect((await post('/api/me/sessions/ends', { session: 'others' }, { cookie: here })).json()).toEqual({ ended: 1 });
    expect([await whoIs(third), await whoIs(here)]).toEqual([undefined, expect.any(String)]);
  });
});

describe('密码需要修改', () => {
  test('到期或被要求修改：登录后只认得人，没有任何权限', async () => {
    for (const [mustChange, days] of [
      [true, 0],
      [false, 91],
    ] as const) {
      const { account, userId } = await person({ mustChange });
      await sql(
        `insert into identity.grant (region_code, grant_id, user_id, role, reach, regions, from_on, is_delegable, reason, granted_by, granted_at)
         values ($1, gen_random_uuid(), $2, 'office_director', 'all', array[$1], '2020-01-01', false, '测试', 'test', now())`,
        [app.region, userId],
      );
      later({ hours: 24 * days });
      const reply = await enter(account);
      expect(reply.json()).toMatchObject({ next: 'password' });
      const { actions } = (await app.send('/api/plans', { headers: { ...app.browser(), cookie: cookieOf(reply) } })).json() as { actions: { allowed: boolean; reason: string }[] };
      expect(actions[0]).toMatchObject({ allowed: false, reason: expect.stringContaining('修改密码') });
    }
  });

  test('第 90 天还不必改', async () => {
    const { account } = await person();
    later({ hours: 24 * 90 });
    expect((await enter(account)).json()).toMatchObject({ next: 'done' });
  });
});

describe('演示登录', () => {
  beforeAll(() => seedDemoPeople(app.runtime));
  const asDemo = (account: string, headers: Record<string, string> = {}, on: TestApp = app) => post('/api/demo-sign-ins', { account }, headers, on);

  test('开发模式、本机、演示账号：一次点击', async () => {
    const reply = await asDemo('demo.office');
    expect([reply.status, await whoIs(cookieOf(reply))]).toEqual([200, '演示办公室主任']);
    const options = (await app.send('/api/sign-in-options', { headers: app.browser() })).json() as { demo: { account: string }[] };
    expect(options.demo.length).toBeGreaterThan(15);
  });

  test.each([
    ['经过代理', { 'x-forwarded-for': '203.0.113.9' }],
    ['主机名被改绑', { host: 'evil.example', origin: 'http://evil.example' }],
  ])('%s：没有演示登录，也不列出演示账号', async (_name, headers) => {
    expect(codeOf(await asDemo('demo.office', headers))).toBe('sign_in.no_demo');
    expect((await app.send('/api/sign-in-options', { headers: { ...app.browser(), ...headers } })).json()).toMatchObject({ demo: [] });
  });

  test('正式账号不能一键登录', async () => {
    const { account } = await person();
    expect(codeOf(await asDemo(account))).toBe('sign_in.no_demo');
  });

  test('正式使用：载入被拒绝，不能一键登录，库里留下的演示登录也不认', async () => {
    await expect(seedDemoPeople(production.runtime)).rejects.toMatchObject({ code: 'demo.refused' });
    expect(codeOf(await asDemo('demo.office', {}, production))).toBe('sign_in.no_demo');
    const cookie = cookieOf(await asDemo('demo.office'));
    expect(await whoIs(cookie)).toBeDefined();
    expect(await whoIs(`__Host-${cookie}`, production)).toBeUndefined();
  });

  test('重复载入不产生变化', async () => {
    const count = async () => (await sql(`select count(*)::int as n from identity.person where region_code = $1 and stamp = 'demo'`, [app.region])).rows[0] as unknown;
    const before = await count();
    await seedDemoPeople(app.runtime);
    expect(await count()).toEqual(before);
  });
});

test('X3、L1：姓名里的标签和换行只当文字，日志里没有密码、标识，也不能伪造一行', async () => {
  const displayName = '<img src=x onerror=alert(1)>';
  const { account } = await person({ displayName });
  const reply = await enter(account);
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  await enter('x\r\n{"level":60,"msg":"forged"}\u001b[31m', '错的-Password-1');
  const lines = app.logLines.join('').trimEnd().split('\n');
  expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
  expect(app.logLines.join('')).not.toMatch(/forged|Password-1|Sluice|luoshi=/);
});
