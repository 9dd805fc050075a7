import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { oidcAdapter } from '../../modules/identity/server/oidc-adapter.ts';
import { checkIdentityAdapter } from '../conformance/identity-adapter.ts';
import { openProvider } from '../conformance/open-provider.ts';
import type { OpenProvider } from '../conformance/open-provider.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openApp } from './open-app.ts';
import type { TestApp } from './open-app.ts';
import { codeOf, cookieOf, goodPassword, signInKit } from './sign-in-kit.ts';

const database = databaseForFile();
const home = 'http://luoshi.test:8340';
const redirectUri = `${home}/console/sign-in/return`;
let provider: OpenProvider;
let app: TestApp;
let strict: TestApp;
const { person, enter, post, whoIs, sql } = signInKit(
  () => app,
  () => database().adminUrl,
);
beforeAll(async () => {
  provider = await openProvider(redirectUri);
  app = await openApp(database().appUrl, { providers: [provider.settings] });
  strict = await openApp(database().appUrl, { providers: [{ ...provider.settings, registers: false }] });
});
afterEach(() => provider.spoil(undefined));
afterAll(async () => {
  await app.close();
  await strict.close();
  await provider.close();
});

checkIdentityAdapter('OpenID Connect', {
  adapter: () => oidcAdapter(provider.settings, { allowsHttp: true }),
  redirectUri,
  consent: (address, subject) => provider.consent(address, subject),
  natural: { subject: 'natural-1', loa: '实名' },
  legal: { subject: 'legal-1', orgCode: '91340323MA2TXYC14F' },
  issuer: () => provider.settings.issuer,
});

/** The browser's own address differs from the socket's, as behind a proxy. */
const browser = { host: 'luoshi.test:8340', origin: home };
const begin = async (body: object = {}, cookie = '', on: TestApp = app) => {
  const reply = await post('/api/oidc/test/beginnings', body, { ...browser, cookie }, on);
  return { reply, address: (reply.json() as { address: string }).address, cookie: cookieOf(reply) };
};
const finish = (search: string, cookie: string, on: TestApp = app) => post('/api/oidc/returns', { search }, { ...browser, cookie }, on);
const sessionOf = (reply: Awaited<ReturnType<typeof finish>>): string =>
  [reply.headers['set-cookie']]
    .flat()
    .find((line) => line?.startsWith('luoshi=') === true)
    ?.split(';', 1)[0] ?? '';
const walk = async (subject: string, on: TestApp = app) => {
  const begun = await begin({}, '', on);
  return finish(await provider.consent(begun.address, subject), begun.cookie, on);
};

describe('统一身份认证登录', () => {
  test('第一次来的群众、企业自动建账号，再来是同一个；同名的另一人是另一个账号', async () => {
    const first = await walk('natural-1');
    expect([first.status, first.json()]).toEqual([200, { displayName: '周洋', returnPath: '/', isLinked: false }]);
    expect(await whoIs(sessionOf(first))).toBe('周洋');
    await walk('natural-1');
    await walk('natural-2');
    const company = await walk('legal-1');
    expect(company.status).toBe(200);
    const { rows } = await sql(
      `select l.subject, p.kind, l.org_code, p.account_name from identity.oidc_link l join identity.person p using (region_code, user_id) where region_code = $1 order by 1`,
      [app.region],
    );
    expect(rows).toEqual([
      { subject: 'legal-1', kind: 'enterprise', org_code: '91340323MA2TXYC14F', account_name: null },
      { subject: 'natural-1', kind: 'citizen', org_code: null, account_name: null },
      { subject: 'natural-2', kind: 'citizen', org_code: null, account_name: null },
    ]);
  });

  test.each<readonly [string, { readonly amr: readonly string[]; readonly acr: readonly string[] }, object, string | null]>([
    ['amr 在所列之中', { amr: ['otp'], acr: [] }, { amr: ['pwd', 'otp'] }, 'provider'],
    ['amr 不在所列之中', { amr: ['otp'], acr: [] }, { amr: ['pwd', 'mfa'] }, null],
    ['acr 在所列之中', { amr: [], acr: ['urn:gov:loa3'] }, { acr: 'urn:gov:loa3' }, 'provider'],
    ['acr 只是相近', { amr: [], acr: ['urn:gov:loa3'] }, { acr: 'urn:gov:loa3x' }, null],
    ['amr 不是列表', { amr: ['otp'], acr: [] }, { amr: 'otp' }, null],
    ['什么也不认可', { amr: [], acr: [] }, { amr: ['mfa'], acr: 'mfa' }, null],
  ])('认证方的第二因素按配置认定：%s', async (_title, secondFactor, claims, expected) => {
    const on = await openApp(database().appUrl, { seedsStaff: false, providers: [{ ...provider.settings, secondFactor }] });
    try {
      provider.spoil(forge({ claims, signer: 'RS256' }));
      expect((await walk('natural-1', on)).status).toBe(200);
      expect((await sql('select second_factor as f from identity.session where region_code = $1', [on.region])).rows).toEqual([{ f: expected }]);
    } finally {
      await on.close();
    }
  });

  test('不许自行注册的节点：没有关联的身份不能登录，也不留下账号', async () => {
    expect(codeOf(await walk('natural-1', strict))).toBe('sign_in.not_linked');
    expect((await sql('select count(*)::int as n from identity.oidc_link where region_code = $1', [strict.region])).rows).toEqual([{ n: 0 }]);
  });

  test('工作人员先登录再关联；关联后没有本系统的密码，不能再用密码登录，也不能在这里找回', async () => {
    const { account, userId } = await person();
    const cookie = cookieOf(await enter(account, goodPassword, {}));
    expect(codeOf((await begin({ links: true }, cookie)).reply)).toBe('sign_in.factor_needed');
    const begun = await begin({ links: true, password: goodPassword }, cookie);
    const linked = await finish(await provider.consent(begun.address, 'staff-1'), `${cookie}; ${begun.cookie}`);
    expect([linked.status, linked.json()]).toEqual([200, expect.objectContaining({ isLinked: true })]);
    expect(codeOf(await enter(account))).toBe('sign_in.failed');
    const again = await walk('staff-1');
    expect(await whoIs(sessionOf(again))).toBe((await sql('select display_name as n from identity.person where user_id = $1', [userId])).rows[0]?.n);
    const security = await app.as({ roles: ['security_admin'], secondFactor: true });
    expect(codeOf(await post('/api/recoveries', { account, reason: '测试' }, security))).toBe('sign_in.offline_account');
    expect(codeOf(await post('/api/me/password-changes', { current: goodPassword, next: '换了-Brook-81' }, { cookie: sessionOf(again), ...browser }))).toBe('sign_in.no_password');
  });

  test('已关联他人的身份不能再关联；没登录的人不能关联', async () => {
    await walk('natural-1');
    const { account } = await person();
    const cookie = cookieOf(await enter(account));
    const begun = await begin({ links: true, password: goodPassword }, cookie);
    expect(codeOf(await finish(await provider.consent(begun.address, 'natural-1'), `${cookie}; ${begun.cookie}`))).toBe('sign_in.linked_elsewhere');
    expect(codeOf((await begin({ links: true })).reply)).toBe('access.not_signed_in');
  });
});

/** Rewrites claims or header of the id token; signed anew, with the provider's key or a stranger's, when asked to. */
function forge(change: { readonly header?: object; readonly claims?: object; readonly signer?: 'RS256' | 'PS256' | 'stranger' }) {
  const signatureOf = (head: string): string | undefined => {
    if (change.signer === 'stranger') return sign('sha256', Buffer.from(head), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey).toString('base64url');
    return change.signer === undefined ? undefined : provider.sign(head, change.signer);
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return async (answer: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const [header = '', claims = '', signature = ''] = String(answer['id_token']).split('.');
    const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
    const head = `${part({ ...read(header), ...change.header })}.${part({ ...read(claims), ...change.claims })}`;
    return { ...answer, id_token: `${head}.${signatureOf(head) ?? signature}` };
  };
}

describe('统一身份认证的坏答复', () => {
  test.each([
    ['没有签名（alg none）', { header: { alg: 'none' } }],
    ['换成对称算法', { header: { alg: 'HS256' } }],
    ['同一密钥、别的算法', { header: { alg: 'PS256' }, signer: 'PS256' }],
    ['改了主体，签名不对', { claims: { sub: 'natural-2' } }],
    ['别人的密钥签的', { signer: 'stranger' }],
    ['随机数不对', { claims: { nonce: 'other' }, signer: 'RS256' }],
    ['签发方不对', { claims: { iss: 'https://evil.example' }, signer: 'RS256' }],
    ['发给别的系统的', { claims: { aud: 'other' }, signer: 'RS256' }],
    ['已过期', { claims: { exp: 1_600_000_000 }, signer: 'RS256' }],
  ] as const)('%s：不通过，不留下登录和账号', async (_name, change) => {
    const before = (await sql('select count(*)::int as n from identity.session')).rows;
    provider.spoil(forge(change));
    const reply = await walk('natural-1');
    expect([reply.status, codeOf(reply)]).toEqual([401, 'sign_in.provider_refused']);
    expect((await sql('select count(*)::int as n from identity.session')).rows).toEqual(before);
  });

  test('时钟相差 60 秒以内接受，超过不接受；只重签、内容不变的通过（证明上面各例只错一处）', async () => {
    const now = Math.floor(Date.now() / 1000);
    provider.spoil(forge({ signer: 'RS256' }));
    expect((await walk('natural-1')).status).toBe(200);
    provider.spoil(forge({ claims: { exp: now - 30 }, signer: 'RS256' }));
    expect((await walk('natural-1')).status).toBe(200);
    provider.spoil(forge({ claims: { exp: now - 120 }, signer: 'RS256' }));
    expect((await walk('natural-1')).status).toBe(401);
  });

  test('状态不对、签发方参数不对、没有带 Cookie、别人的 Cookie、用过的答复', async () => {
    const fresh = async () => {
      const begun = await begin();
      return { ...begun, search: await provider.consent(begun.address, 'natural-1') };
    };
    const [state, issuer, bare, mine, theirs, used] = [await fresh(), await fresh(), await fresh(), await fresh(), await fresh(), await fresh()];
    const tries = [
      await finish(state.search.replace(/state=[^&]+/, 'state=x'), state.cookie),
      await finish(issuer.search.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'), issuer.cookie),
      await finish(bare.search, ''),
      await finish(mine.search, theirs.cookie),
    ];
    expect(tries.map(codeOf)).toEqual(tries.map(() => 'sign_in.provider_refused'));
    expect((await finish(used.search, used.cookie)).status).toBe(200);
    expect(codeOf(await finish(used.search, used.cookie))).toBe('sign_in.provider_refused');
  });

  test('核对值封存在服务器，浏览器和数据库里都看不到', async () => {
    const { address } = await begin();
    const state = new URL(address).searchParams.get('state') ?? 'none';
    const { rows } = await sql('select row_to_json(a)::text as line from identity.oidc_attempt a');
    expect(rows.map((row: { line: string }) => row.line).join()).not.toContain(state);
  });
});
