import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSetupCode } from '#identity/server';
import { newId } from '#kernel/server/new-id.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openApp } from './open-app.ts';
import type { TestApp } from './open-app.ts';
import { codeOf, cookieOf, goodPassword, movableClock, signInKit, wrongPassword } from './sign-in-kit.ts';

const database = databaseForFile();
const clock = movableClock();
let app: TestApp;
const { person, enter, post, get, whoIs, sql } = signInKit(
  () => app,
  () => database().adminUrl,
);
beforeAll(async () => {
  app = await openApp(database().appUrl, { clock });
});
afterAll(() => app.close());

const asAdmin = (path: string, body: unknown, headers: Record<string, string> = app.administrator()) => post(path, body, headers);
const addPerson = async (displayName: string): Promise<string> => ((await asAdmin('/api/people', { displayName, isNamesake: true })).json() as { userId: string }).userId;

describe('开通与更改账号', () => {
  test('管理员登记人员、开通账号：首次密码只显示一次，登录后必须修改', async () => {
    const userId = await addPerson('王芳');
    const account = `wang.${newId().slice(-5)}`;
    const opened = await asAdmin(`/api/people/${userId}/account`, { accountName: account, expectedRevision: 1 });
    expect(opened.status, opened.text).toBe(201);
    const { firstPassword } = opened.json() as { firstPassword: string };
    const entered = await enter(account, firstPassword);
    expect(entered.json()).toMatchObject({ next: 'password', displayName: '王芳' });
    const changed = await post('/api/me/password-changes', { current: firstPassword, next: goodPassword }, { cookie: cookieOf(entered) });
    expect(changed.status, changed.text).toBe(200);
    expect((await enter(account)).json()).toMatchObject({ next: 'done' });
    const list = await get<{ items: { accountName: string; hasPassword: boolean }[]; total: number }>(`/api/accounts?q=${account}`, app.administrator()['cookie'] ?? '');
    expect(list).toMatchObject({ total: 1, items: [{ accountName: account, hasPassword: true, mustChange: false }] });
  });

  test.each([
    ['U10 零宽字符', 'li\u200bming', 422, 'account.name_invalid'],
    ['U10 方向控制符', '\u202eli', 422, 'account.name_invalid'],
    ['空格', 'li ming', 422, 'account.name_invalid'],
  ])('账号名不合规则：%s', async (_name, accountName, status, code) => {
    const reply = await asAdmin(`/api/people/${await addPerson('李明')}/account`, { accountName, expectedRevision: 1 });
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
  });

  test('U11、U12 看上去相同的账号名只能有一个；同时开通也一样', async () => {
    const name = `mayor${newId().slice(-5).replace(/[01]/g, 'x')}`;
    const tries = [name, name.toUpperCase(), name.replace('a', '\u0430'), name.replace('o', '\u043e')];
    const users = await Promise.all(tries.map((_, index) => addPerson(`同形${index}`)));
    const replies = await Promise.all(tries.map((accountName, index) => asAdmin(`/api/people/${users[index]}/account`, { accountName, expectedRevision: 1 })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  test('改名要理由，要看过的是最新内容；改名后新名可登录、旧名不行', async () => {
    const { account, userId } = await person();
    const next = `${account}.new`;
    const rename = (body: object) => asAdmin(`/api/people/${userId}/account/names`, body);
    expect((await rename({ accountName: next, expectedRevision: 1, reason: '' })).status).toBe(422);
    expect(codeOf(await rename({ accountName: next, expectedRevision: 7, reason: '结婚改名' }))).toBe('account.changed_since');
    expect((await rename({ accountName: next, expectedRevision: 1, reason: '更正拼写' })).json()).toMatchObject({ revision: 2 });
    expect([(await enter(next)).status, codeOf(await enter(account))]).toEqual([200, 'sign_in.failed']);
  });

  test('停用、恢复、离任都要理由和最新内容；停用即刻生效', async () => {
    const { account, userId } = await person();
    const cookie = cookieOf(await enter(account));
    const change = (body: object) =>
      app.send(`/api/people/${userId}`, { method: 'PATCH', body: JSON.stringify(body), headers: { ...app.administrator(), 'content-type': 'application/json' } });
    expect((await change({ status: 'suspended', expectedRevision: 1 })).status).toBe(422);
    expect((await change({ status: 'suspended', expectedRevision: 1, reason: '休假期间停用' })).status).toBe(200);
    expect(await whoIs(cookie)).toBeUndefined();
    expect((await change({ status: 'active', expectedRevision: 1, reason: '恢复' })).status).toBe(409);
    expect((await change({ status: 'active', expectedRevision: 2, reason: '恢复' })).status).toBe(200);
    expect((await enter(account)).status).toBe(200);
  });
});

describe('群众和企业注册', () => {
  test('自行注册、登录；不能任岗，管理员也不能替他开通', async () => {
    const accountName = `qunzhong${newId().slice(-5)}`;
    const registered = await post('/api/registrations', { kind: 'citizen', displayName: '赵敏', accountName, password: goodPassword });
    expect(registered.status, registered.text).toBe(201);
    const cookie = cookieOf(await enter(accountName));
    const { person: me } = await get<{ person: { kind: string; userId: string; posts: { role: string }[] } }>('/api/me', cookie);
    expect(me).toMatchObject({ kind: 'citizen', posts: [{ role: 'citizen' }] });
    const grant = {
      userId: me.userId,
      role: 'dispatcher',
      orgId: null,
      reach: 'all',
      regions: [app.region],
      planPaths: null,
      from: '2026-01-01',
      to: null,
      isDelegable: false,
      reason: '测试',
    };
    const security = await app.as({ roles: ['security_admin'], secondFactor: true });
    expect((await post('/api/grants', grant, security)).status).toBeGreaterThanOrEqual(400);
    expect(codeOf(await asAdmin(`/api/people/${me.userId}/account`, { accountName: 'x.y.z', expectedRevision: 1 }))).toMatch(/account\.not_staff|person_not_found/);
  });

  test('弱密码、被占的名、工作人员类别都不行', async () => {
    const { account } = await person();
    const body = { kind: 'enterprise', displayName: '某公司', accountName: `qiye${newId().slice(-5)}`, password: goodPassword };
    expect((await post('/api/registrations', { ...body, password: 'password' })).status).toBe(422);
    expect(codeOf(await post('/api/registrations', { ...body, accountName: account.toUpperCase() }))).toBe('account.name_taken');
    expect((await post('/api/registrations', { ...body, kind: 'staff' })).status).toBe(422);
    clock.later({ minutes: 2 });
  });
});

describe('由两名安全管理员找回', () => {
  const security = () => app.as({ roles: ['security_admin'], secondFactor: true });
  const ask = async (account: string, headers: Record<string, string>) => post('/api/recoveries', { account, reason: '手机丢失' }, headers);

  test('一人申请、另一人批准，凭代码设新密码；原来的登录、密码、第二因素都失效；代码只能用一次', async () => {
    const { account, userId } = await person();
    const cookie = cookieOf(await enter(account));
    await sql(`insert into identity.totp (region_code, user_id, sealed_seed, created_at, confirmed_at) values ($1, $2, 'x', now(), now())`, [app.region, userId]);
    const [first, second] = [await security(), await security()];
    const { recoveryId } = (await ask(account, first)).json() as { recoveryId: string };
    expect(codeOf(await post(`/api/recoveries/${recoveryId}/decisions`, { approves: true }, first))).toBe('account.same_administrator');
    const approved = await post(`/api/recoveries/${recoveryId}/decisions`, { approves: true }, second);
    const { code } = approved.json() as { code: string };
    expect((await sql('select code_hash::text as h from identity.recovery where recovery_id = $1', [recoveryId])).rows[0]).not.toMatchObject({ h: expect.stringContaining(code) });
    const use = (typed: string, password = '找回-Brook-93') => post('/api/recovery-uses', { account, code: typed, password });
    expect(codeOf(await use('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE'))).toBe('account.code_wrong');
    expect((await use(code.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect(await whoIs(cookie)).toBeUndefined();
    expect([codeOf(await enter(account)), (await enter(account, '找回-Brook-93')).json()]).toEqual(['sign_in.failed', expect.objectContaining({ next: 'done' })]);
    expect(codeOf(await use(code))).toBe('account.code_wrong');
    expect((await get<{ items: { state: string }[] }>('/api/recoveries', first['cookie'] ?? '')).items[0]).toMatchObject({ state: 'used' });
  });

  test('代码过期、账号不对都不行；猜五次后要等', async () => {
    const [one, other] = [await person(), await person()];
    const { recoveryId } = (await ask(one.account, await security())).json() as { recoveryId: string };
    const { code } = (await post(`/api/recoveries/${recoveryId}/decisions`, { approves: true }, await security())).json() as { code: string };
    expect(codeOf(await post('/api/recovery-uses', { account: other.account, code, password: '找回-Brook-93' }))).toBe('account.code_wrong');
    clock.later({ hours: 24, seconds: 1 });
    expect(codeOf(await post('/api/recovery-uses', { account: one.account, code, password: '找回-Brook-93' }))).toBe('account.code_wrong');
    for (let count = 0; count < 4; count += 1) await post('/api/recovery-uses', { account: one.account, code: 'X', password: '找回-Brook-93' });
    expect(codeOf(await post('/api/recovery-uses', { account: one.account, code, password: '找回-Brook-93' }))).toBe('sign_in.locked');
    clock.later({ minutes: 16 });
  });

  test('不能为自己办；已有申请时不能重复；不批准后代码不出', async () => {
    const admin = await person({ roles: ['security_admin'] });
    await sql(`update identity.session set second_factor = 'totp', second_factor_at = now() where user_id = $1`, [admin.userId]);
    const cookie = cookieOf(await enter(admin.account));
    await sql(`update identity.session set second_factor = 'totp', second_factor_at = now() where user_id = $1`, [admin.userId]);
    expect(codeOf(await ask(admin.account, { cookie }))).toBe('account.own');
    const { recoveryId } = (await ask(admin.account, await security())).json() as { recoveryId: string };
    expect(codeOf(await post(`/api/recoveries/${recoveryId}/decisions`, { approves: true }, { cookie }))).toBe('account.own');
    expect(codeOf(await ask(admin.account, await security()))).toBe('account.recovery_waiting');
    expect((await post(`/api/recoveries/${recoveryId}/decisions`, { approves: false }, await security())).json()).toEqual({ code: null, endsAt: null });
    expect(codeOf(await post(`/api/recoveries/${recoveryId}/decisions`, { approves: true }, await security()))).toBe('account.recovery_decided');
  });
});

describe('首次设置', () => {
  const administrator = (name: string) => ({ displayName: `管理员${name}`, accountName: `first.${name}`, password: goodPassword });
  const body = (code: string) => ({ code, systemAdmin: administrator('sys'), securityAdmin: administrator('sec'), auditAdmin: administrator('aud') });

  test('只认控制台上最新的代码；数据库里没有原文；建立三名各管一样的管理员；之后永远关闭', async () => {
    const fresh = await openApp(database().appUrl, { clock, seedsStaff: false });
    try {
      const send = (code: string, more: object = {}) => post('/api/setup', { ...body(code), ...more }, {}, fresh);
      expect(await get('/api/sign-in-options', '', fresh)).toMatchObject({ isSetupOpen: true });
      const old = (await issueSetupCode(fresh.runtime)) ?? '';
      const code = (await issueSetupCode(fresh.runtime)) ?? '';
      const dump = (await sql('select row_to_json(c)::text as line from identity.setup_code c')).rows.map((row: { line: string }) => row.line).join();
      expect(dump).not.toContain(code.slice(0, 11));
      expect(codeOf(await send(old))).toBe('account.code_wrong');
      expect(codeOf(await send(wrongPassword))).toBe('account.code_wrong');
      expect((await send(code, { systemAdmin: { ...administrator('sys'), password: 'password' } })).status).toBe(422);
      expect(codeOf(await send(code, { auditAdmin: administrator('sec') }))).toBe('account.name_taken');
      const done = await send(code);
      expect([done.status, done.json()]).toEqual([200, { accounts: ['first.sys', 'first.sec', 'first.aud'] }]);
      expect(codeOf(await send(code))).toBe('account.setup_closed');
      expect(await issueSetupCode(fresh.runtime)).toBeUndefined();
      const { rows } = await sql(`select array_agg(role order by role) as roles from identity.grant where region_code = $1 group by user_id order by 1`, [fresh.region]);
      expect(rows).toEqual([{ roles: ['audit_admin'] }, { roles: ['security_admin'] }, { roles: ['system_admin'] }]);
      expect((await enter('first.sys', goodPassword, {}, fresh)).status).toBe(200);
      await sql(`update identity.grant set ended_at = now(), ended_by = 'x', ended_reason = 'x' where region_code = $1`, [fresh.region]);
      expect(await get('/api/sign-in-options', '', fresh)).toMatchObject({ isSetupOpen: false });
    } finally {
      await fresh.close();
    }
  });
});
