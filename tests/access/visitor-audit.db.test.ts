import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../modules/identity/server/audit-trail.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openApp } from './open-app.ts';
import type { TestApp } from './open-app.ts';
import { signInKit } from './sign-in-kit.ts';

const database = databaseForFile();
let app: TestApp;
/** The same region behind a proxy whose word about its clients is believed. */
let behind: TestApp;
let auditor: Record<string, string>;
const { person, enter, post, sql } = signInKit(
  () => app,
  () => database().adminUrl,
);
beforeAll(async () => {
  app = await openApp(database().appUrl);
  behind = await openApp(database().appUrl, { region: app.region, seedsStaff: false, trustedProxies: ['127.0.0.1'] });
  auditor = await app.as({ roles: ['audit_admin'], secondFactor: true });
});
afterAll(async () => {
  await app.close();
  await behind.close();
});

interface Line {
  readonly actor: string;
  readonly actorName: string;
  readonly action: string;
  readonly network: string | null;
}
const trail = async (query: string): Promise<readonly Line[]> => ((await app.send(`/api/audit?${query}`, { headers: auditor })).json() as { items: readonly Line[] }).items;

describe('访客的操作', () => {
  test('登录、注册记为访客所办，只留来访网络的类别，不留地址；审计可按访客查找和导出', async () => {
    const { account, userId } = await person();
    expect((await enter(account)).status).toBe(200);
    const registration = { kind: 'citizen', accountName: `passer.${userId.slice(-6)}`, displayName: '过路人', password: '青澜-Sluice-72' };
    for (const address of ['8.8.4.4', '10.1.2.3']) {
      const body = { ...registration, accountName: `${registration.accountName}.${address.length}` };
      expect((await post('/api/registrations', body, { 'x-forwarded-for': address }, behind)).status).toBe(201);
    }
    const lines = await trail('who=visitor&limit=50');
    expect(lines.map(({ actor, actorName, action, network }) => [actor, actorName, action, network])).toEqual([
      ['visitor', '访客', 'identity.register', 'private'],
      ['visitor', '访客', 'identity.register', 'public'],
      ['visitor', '访客', 'identity.sign-in', expect.stringMatching(/^(machine|private)$/)],
    ]);
    const stored = (await sql(`select row_to_json(a)::text as line from identity.audit a where region_code = $1 and actor = 'visitor'`, [app.region])).rows;
    expect(stored).toHaveLength(3);
    for (const { line } of stored as { line: string }[]) expect(line).not.toMatch(/8\.8\.4\.4|10\.1\.2\.3|127\.0\.0\.1|过路人|passer\.[0-9a-f]/);
    const csv = (await app.send('/api/audit/export?who=visitor&format=csv', { headers: auditor })).text;
    expect(csv).toContain('访客');
    expect(csv).toContain('外部网络');
  });

  test('登录的人和系统的记录没有来访网络；按类别筛选不混在一起', async () => {
    const people = await trail('who=person&limit=50');
    expect(people.length).toBeGreaterThan(0);
    expect(people.every(({ actor, network }) => actor.startsWith('user:') && network === null)).toBe(true);
    expect((await trail('who=system&limit=50')).every(({ actor }) => actor !== 'visitor' && !actor.startsWith('user:'))).toBe(true);
    expect((await app.send('/api/audit?who=nobody', { headers: auditor })).status).toBe(422);
  });

  test('访客办的事不算查看：本人的「谁看过我的信息」里没有', async () => {
    const { account, userId } = await person();
    await enter(account);
    const own = await app.as({ roles: [], userId });
    expect((await app.send('/api/me/accesses', { headers: own })).json()).toMatchObject({ items: [] });
  });

  test.each([
    ['本机', { address: '127.0.0.1', isAtThisMachine: true }, 'machine'],
    ['同一台机器上的代理', { address: '127.0.0.1', isAtThisMachine: false }, 'private'],
    ['政务外网', { address: '10.20.30.40', isAtThisMachine: false }, 'private'],
    ['互联网', { address: '8.8.8.8', isAtThisMachine: false }, 'public'],
    ['互联网（IPv6）', { address: '2400:3200::1', isAtThisMachine: false }, 'public'],
    ['不知道', { address: 'unknown', isAtThisMachine: false }, null],
    ['没有请求', undefined, null],
  ] as const)('来访网络的类别：%s', (_title, client, expected) => {
    expect(networkOf(client)).toBe(expected);
  });
});
