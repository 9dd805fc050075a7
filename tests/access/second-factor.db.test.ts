import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt } from '../../modules/identity/server/totp.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { softwareAuthenticator } from '../harness/software-authenticator.ts';
import { openApp } from './open-app.ts';
import type { TestApp, TestReply } from './open-app.ts';
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

interface MeReply {
  readonly person: { readonly secondFactor: { readonly passed: string | null; readonly hasTotp: boolean; readonly passkeys: number; readonly isNeeded: boolean } } | null;
}
const factorOf = async (cookie: string) => (await get<MeReply>('/api/me', cookie)).person?.secondFactor;
/** The cookie after a call: the new one when the call renewed it. */
const cookieAfter = (reply: TestReply, before: string): string => cookieOf(reply) || before;

async function withTotp(roles: Parameters<typeof person>[0] = { roles: ['system_admin'] }) {
  const made = await person(roles);
  const cookie = cookieOf(await enter(made.account));
  const begun = (await post('/api/me/totp/enrolments', { password: goodPassword }, { cookie })).json() as { secret: string; address: string };
  const confirmed = await post('/api/me/totp/confirmations', { code: codeAt(begun.secret, clock.now()) }, { cookie });
  expect(confirmed.status, confirmed.text).toBe(200);
  return { ...made, ...begun, before: cookie, cookie: cookieAfter(confirmed, cookie) };
}

describe('动态口令', () => {
  test('设置：要输入密码，用第一个口令确认后生效，登录标识随之更换，旧标识失效', async () => {
    const { before, cookie, address } = await withTotp();
    expect(address).toMatch(/^otpauth:\/\/totp\//);
    expect(cookie).not.toBe(before);
    expect(await whoIs(before)).toBeUndefined();
    expect(await factorOf(cookie)).toEqual({ passed: 'totp', hasTotp: true, passkeys: 0, isNeeded: true });
  });

  test('设置前不证明是本人不行：没有密码、密码不对、没有登录', async () => {
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    expect(codeOf(await post('/api/me/totp/enrolments', {}, { cookie }))).toBe('sign_in.factor_needed');
    expect(codeOf(await post('/api/me/totp/enrolments', { password: wrongPassword }, { cookie }))).toBe('sign_in.failed');
    expect(codeOf(await post('/api/me/totp/enrolments', { password: goodPassword }))).toBe('access.not_signed_in');
  });

  test('已有第二因素的人，只凭密码不能再加或更换', async () => {
    const { account } = await withTotp();
    const thief = cookieOf(await enter(account));
    for (const path of ['/api/me/totp/enrolments', '/api/me/passkeys/options'])
      expect(codeOf(await post(path, { password: goodPassword }, { cookie: thief, ...localhost() }))).toBe('sign_in.factor_needed');
    expect(codeOf(await post('/api/me/totp/removals', {}, { cookie: thief }))).toBe('sign_in.factor_needed');
  });

  test('需要第二因素的操作：没验证时说明差什么，验证后重试即可；口令只能用一次', async () => {
    const { account, secret } = await withTotp();
    clock.later({ seconds: 60 });
    const signedInReply = await enter(account);
    expect(signedInReply.json()).toMatchObject({ next: 'factor' });
    const cookie = cookieOf(signedInReply);
    const establish = (withCookie: string) =>
      post('/api/orgs/changes', { act: 'establish', on: '2026-01-01', name: `单位${withCookie.slice(-8)}`, kind: 'department', reason: '测试' }, { cookie: withCookie });
    const refused = await establish(cookie);
    expect([refused.status, codeOf(refused), (refused.json() as { detail: string }).detail]).toEqual([403, 'access.second_factor', expect.stringContaining('动态口令')]);
    const code = codeAt(secret, clock.now());
    const proven = await post('/api/me/factor/totp', { code }, { cookie });
    expect(proven.status).toBe(200);
    const risen = cookieAfter(proven, cookie);
    expect(await whoIs(cookie)).toBeUndefined();
    expect((await establish(risen)).status).toBe(201);
    const other = cookieOf(await enter(account));
    expect(codeOf(await post('/api/me/factor/totp', { code }, { cookie: other }))).toBe('sign_in.code_wrong');
  });

  test('同一口令同时交两次，只有一次成', async () => {
    const { account, secret } = await withTotp();
    clock.later({ seconds: 60 });
    const cookies = [cookieOf(await enter(account)), cookieOf(await enter(account))];
    const code = codeAt(secret, clock.now());
    const replies = await Promise.all(cookies.map((cookie) => post('/api/me/factor/totp', { code }, { cookie })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('猜口令五次后要等；等的期间对的口令也不行', async () => {
    const { account, secret } = await withTotp();
    clock.later({ seconds: 60 });
    const cookie = cookieOf(await enter(account));
    for (let count = 0; count < 5; count += 1) expect(codeOf(await post('/api/me/factor/totp', { code: '000000' }, { cookie }))).toBe('sign_in.code_wrong');
    expect(codeOf(await post('/api/me/factor/totp', { code: codeAt(secret, clock.now()) }, { cookie }))).toBe('sign_in.locked');
    clock.later({ minutes: 16 });
    expect((await post('/api/me/factor/totp', { code: codeAt(secret, clock.now()) }, { cookie })).status).toBe(200);
  });

  test('没有确认的设置十分钟后作废', async () => {
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    const { secret } = (await post('/api/me/totp/enrolments', { password: goodPassword }, { cookie })).json() as { secret: string };
    clock.later({ minutes: 10, seconds: 1 });
    expect(codeOf(await post('/api/me/totp/confirmations', { code: codeAt(secret, clock.now()) }, { cookie }))).toBe('sign_in.enrolment_missing');
  });

  test('岗位需要第二因素的，不能移除最后一个；不需要的可以', async () => {
    const admin = await withTotp();
    expect(codeOf(await post('/api/me/totp/removals', {}, { cookie: admin.cookie }))).toBe('sign_in.last_factor');
    const plain = await withTotp({});
    expect((await post('/api/me/totp/removals', {}, { cookie: plain.cookie })).status).toBe(200);
    expect(await factorOf(plain.cookie)).toMatchObject({ hasTotp: false });
  });

  test('移除动态口令后，凭它进来的别的登录立即结束，本次还在', async () => {
    const plain = await withTotp({});
    const other = cookieOf(await enter(plain.account));
    expect(await factorOf(other)).toMatchObject({ hasTotp: true });
    expect((await post('/api/me/totp/removals', {}, { cookie: plain.cookie })).status).toBe(200);
    expect((await get<MeReply>('/api/me', other)).person).toBeNull();
    expect((await get<MeReply>('/api/me', plain.cookie)).person).not.toBeNull();
  });

  test('密钥在数据库里是封存的', async () => {
    const { secret } = await withTotp();
    const { rows } = await sql('select sealed_seed from identity.totp');
    expect(rows.map((row: { sealed_seed: string }) => row.sealed_seed).join()).not.toContain(secret);
  });
});

const localhost = () => ({ host: `localhost:${app.port}`, origin: `http://localhost:${app.port}` });
interface Challenge {
  readonly challengeId: string;
  readonly options: { readonly challenge: string };
}
const askOf = ({ options }: Challenge, rpId = 'localhost', origin = localhost().origin) => ({ challenge: options.challenge, rpId, origin });

async function withPasskey() {
  const made = await person({ roles: ['system_admin'] });
  const cookie = cookieOf(await enter(made.account, goodPassword, localhost()));
  const key = softwareAuthenticator();
  const begun = (await post('/api/me/passkeys/options', { password: goodPassword }, { cookie, ...localhost() })).json() as Challenge;
  const added = await post('/api/me/passkeys', { challengeId: begun.challengeId, label: '办公电脑', response: key.enrol(askOf(begun)) }, { cookie, ...localhost() });
  expect(added.status, added.text).toBe(200);
  return { ...made, key, cookie: cookieAfter(added, cookie) };
}
const beginFactor = async (cookie: string) => (await post('/api/me/factor/passkey-options', {}, { cookie, ...localhost() })).json() as Challenge;
const beginSignIn = async () => (await post('/api/passkey-sign-ins/options', {}, localhost())).json() as Challenge;

describe('通行密钥', () => {
  test('登记后在列表里；作第二因素；作登录（两个因素合一）', async () => {
    const { account, key, cookie } = await withPasskey();
    expect(await factorOf(cookie)).toMatchObject({ passed: 'passkey', passkeys: 1 });
    expect((await get<{ items: object[] }>('/api/me/passkeys', cookie)).items).toMatchObject([{ label: '办公电脑' }]);
    const again = cookieOf(await enter(account, goodPassword, localhost()));
    expect(await factorOf(again)).toMatchObject({ passed: null });
    const challenge = await beginFactor(again);
    const proven = await post('/api/me/factor/passkey', { challengeId: challenge.challengeId, response: key.prove(askOf(challenge)) }, { cookie: again, ...localhost() });
    expect([proven.status, await factorOf(cookieAfter(proven, again))]).toEqual([200, expect.objectContaining({ passed: 'passkey' })]);
    const asked = await beginSignIn();
    const entered = await post('/api/passkey-sign-ins', { challengeId: asked.challengeId, response: key.prove(askOf(asked)) }, localhost());
    expect([entered.status, await factorOf(cookieOf(entered))]).toEqual([200, expect.objectContaining({ passed: 'passkey' })]);
  });

  test('密码被锁时，通行密钥仍可登录', async () => {
    const { account, key } = await withPasskey();
    for (let count = 0; count < 5; count += 1) await enter(account, wrongPassword);
    expect(codeOf(await enter(account))).toBe('sign_in.locked');
    const asked = await beginSignIn();
    expect((await post('/api/passkey-sign-ins', { challengeId: asked.challengeId, response: key.prove(askOf(asked)) }, localhost())).status).toBe(200);
    clock.later({ minutes: 16 });
  });

  test.each([
    ['别的站', { origin: 'https://evil.example' }, {}],
    ['别的域', { rpId: 'evil.example' }, {}],
    ['别的密钥签的', {}, { otherKey: true }],
    ['没有验证本人', {}, { verified: false }],
    ['计数倒退（密钥被复制）', {}, { counter: 1 }],
  ] as const)('不通过：%s', async (_name, ask, change) => {
    const { key } = await withPasskey();
    const first = await beginSignIn();
    expect((await post('/api/passkey-sign-ins', { challengeId: first.challengeId, response: key.prove(askOf(first)) }, localhost())).status).toBe(200);
    const asked = await beginSignIn();
    const reply = await post('/api/passkey-sign-ins', { challengeId: asked.challengeId, response: key.prove({ ...askOf(asked), ...ask }, change) }, localhost());
    expect([reply.status, codeOf(reply)]).toEqual([401, 'sign_in.passkey_wrong']);
    clock.later({ minutes: 2 });
  });

  test('一次验证请求只答一次，五分钟内有效，不能挪作他用', async () => {
    const { key, cookie } = await withPasskey();
    const used = await beginSignIn();
    const answer = key.prove(askOf(used));
    expect((await post('/api/passkey-sign-ins', { challengeId: used.challengeId, response: answer }, localhost())).status).toBe(200);
    expect(codeOf(await post('/api/passkey-sign-ins', { challengeId: used.challengeId, response: answer }, localhost()))).toBe('sign_in.enrolment_missing');
    const factor = await beginFactor(cookie);
    expect(codeOf(await post('/api/passkey-sign-ins', { challengeId: factor.challengeId, response: key.prove(askOf(factor)) }, localhost()))).toBe('sign_in.enrolment_missing');
    const late = await beginSignIn();
    clock.later({ minutes: 5, seconds: 1 });
    expect(codeOf(await post('/api/passkey-sign-ins', { challengeId: late.challengeId, response: key.prove(askOf(late)) }, localhost()))).toBe('sign_in.enrolment_missing');
  });

  test('别人的通行密钥不能作我的第二因素', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    const challenge = await beginFactor(mine.cookie);
    const reply = await post(
      '/api/me/factor/passkey',
      { challengeId: challenge.challengeId, response: theirs.key.prove(askOf(challenge)) },
      { cookie: mine.cookie, ...localhost() },
    );
    expect(codeOf(reply)).toBe('sign_in.passkey_wrong');
  });

  test('移除后不能再用；停用的人不能用', async () => {
    const { key, cookie, userId } = await withPasskey();
    const [row] = (await get<{ items: { passkeyId: string }[] }>('/api/me/passkeys', cookie)).items;
    expect(codeOf(await post(`/api/me/passkeys/${row?.passkeyId}/removals`, {}, { cookie }))).toBe('sign_in.last_factor');
    const second = softwareAuthenticator();
    const begun = (await post('/api/me/passkeys/options', {}, { cookie, ...localhost() })).json() as Challenge;
    const added = await post('/api/me/passkeys', { challengeId: begun.challengeId, label: '备用', response: second.enrol(askOf(begun)) }, { cookie, ...localhost() });
    const renewed = cookieAfter(added, cookie);
    const challenge = await beginSignIn();
    const byKey = cookieOf(await post('/api/passkey-sign-ins', { challengeId: challenge.challengeId, response: key.prove(askOf(challenge)) }, localhost()));
    expect((await get<MeReply>('/api/me', byKey)).person).not.toBeNull();
    expect((await post(`/api/me/passkeys/${row?.passkeyId}/removals`, {}, { cookie: renewed })).status).toBe(200);
    expect((await get<MeReply>('/api/me', byKey)).person).toBeNull();
    const enterBy = async (one: typeof key): Promise<string> => {
      const asked = await beginSignIn();
      return codeOf(await post('/api/passkey-sign-ins', { challengeId: asked.challengeId, response: one.prove(askOf(asked)) }, localhost()));
    };
    expect(await enterBy(key)).toBe('sign_in.passkey_wrong');
    await sql(`update identity.person set status = 'suspended' where user_id = $1`, [userId]);
    expect(await enterBy(second)).toBe('sign_in.suspended');
  });

  test('数字地址下浏览器不允许，如实说明', async () => {
    expect(codeOf(await post('/api/passkey-sign-ins/options', {}))).toBe('sign_in.passkey_unusable');
    expect(await get('/api/sign-in-options', '')).toMatchObject({ canUsePasskeys: false });
  });
});

describe('修改密码', () => {
  const change = (cookie: string, next: string, current = goodPassword) => post('/api/me/password-changes', { current, next }, { cookie });

  test('改后其他登录结束，本次换标识，旧密码不能用', async () => {
    const { account } = await person();
    const [here, there] = [cookieOf(await enter(account)), cookieOf(await enter(account))];
    const reply = await change(here, '换了-Brook-81');
    expect([reply.status, reply.json()]).toEqual([200, { endedSessions: 1 }]);
    expect([await whoIs(here), await whoIs(there)]).toEqual([undefined, undefined]);
    expect(await whoIs(cookieOf(reply))).toBeDefined();
    expect(codeOf(await enter(account))).toBe('sign_in.failed');
    expect((await enter(account, '换了-Brook-81')).status).toBe(200);
  });

  test('现在的密码不对不能改；新密码要合规则，逐条说明；不能与最近五个相同', async () => {
    const { account } = await person();
    let cookie = cookieOf(await enter(account));
    expect(codeOf(await change(cookie, '换了-Brook-81', wrongPassword))).toBe('sign_in.failed');
    const weak = await change(cookie, 'password');
    expect([weak.status, (weak.json() as { fields: { message: string }[] }).fields.map(({ message }) => message).join()]).toEqual([422, expect.stringMatching(/至少3类.*太常见/)]);
    let current = goodPassword;
    clock.later({ minutes: 1 });
    for (const next of ['第一-Brook-81', '第二-Brook-82', '第三-Brook-83', '第四-Brook-84', '第五-Brook-85']) {
      const reply = await change(cookie, next, current);
      expect(reply.status, reply.text).toBe(200);
      clock.later({ minutes: 1 });
      [cookie, current] = [cookieOf(reply), next];
    }
    expect((await change(cookie, '第一-Brook-81', current)).status).toBe(422);
    expect((await change(cookie, goodPassword, current)).status).toBe(200);
  });

  test('带重复请求编号也不保留答复：不留下密码的快速散列', async () => {
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    const reply = await post('/api/me/password-changes', { current: goodPassword, next: '换了-Brook-81' }, { cookie, 'idempotency-key': 'k1' });
    expect(reply.status).toBe(200);
    expect((await sql('select count(*)::int as n from kernel.kept_reply where region_code = $1', [app.region])).rows).toEqual([{ n: 0 }]);
  });
});
