import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '#kernel/calendar.ts';
import { visitor } from '#kernel/server/actor.ts';
import { systemClock } from '#kernel/server/clock.ts';
import { transaction } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { loadActor } from './load-actor.ts';

const database = databaseForFile();
let app: TestApp;
let seed: ReturnType<typeof peopleSeeder>;
let security = '';
let auditor = '';
let director = '';
let clerk = '';
let bureau = '';
const today = dayOf(systemClock.now()).toString();
const yesterday = dayOf(systemClock.now()).subtract({ days: 1 }).toString();
const tomorrow = dayOf(systemClock.now()).add({ days: 1 }).toString();

beforeAll(async () => {
  app = await openApp(database().appUrl, {
    resolveActor: async ({ headers }) => {
      const userId = String(headers['x-test-user'] ?? '');
      if (userId === '') return visitor;
      const login = { userId, secondFactor: headers['x-test-factor'] !== 'none' };
      return (await transaction(app.pool, { region: app.region, mode: 'read' }, (tx) => loadActor(tx, login, dayOf(systemClock.now())))) ?? visitor;
    },
  });
  seed = peopleSeeder(app.pool, app.region);
  security = await seed.holder('security_admin');
  auditor = await seed.holder('audit_admin');
  director = await seed.holder('office_director');
  await seed.holder('system_admin');
  clerk = await seed.person({ name: '<b>张三</b>' });
  bureau = await seed.org({ name: '农业农村局' });
});
afterAll(() => app.close());

const send = (who: string, path: string, body?: object, more: Record<string, string> = {}): Promise<TestReply> =>
  app.send(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...app.operator(), 'x-test-user': who, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const codeOf = (reply: TestReply): string => (reply.status < 300 ? String(reply.status) : (reply.json() as { code: string }).code);
const grant = (change: object = {}) => ({
  userId: clerk,
  role: 'unit_reporter',
  orgId: bureau,
  reach: 'unit',
  regions: [app.region],
  planPaths: null,
  from: today,
  to: null,
  isDelegable: false,
  reason: '办公室任命',
  ...change,
});
const give = (change: object = {}, who = security) => send(who, '/api/grants', grant(change));
const listOf = async (query: string, who = security) =>
  (await send(who, `/api/grants?${query}`)).json() as { items: { grantId: string; state: string; actions: object[] }[]; total: number };

/** Resolves when a request waits for a lock, or has had the time to go past it. */
const waitForLock = async (): Promise<void> => {
  const isWaiting = () =>
    withConnection(database().adminUrl, async (client) => {
      const { rows } = await client.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      return rows.length > 0;
    });
  for (let tries = 0; tries < 40 && !(await isWaiting()); tries += 1) await new Promise((done) => setTimeout(done, 50));
};

describe('授权', () => {
  test('安全管理员授权、查到、结束；结束后仍可查到原因', async () => {
    const done = await give({ role: 'unit_liaison', to: tomorrow });
    expect(done.status).toBe(201);
    const { grantId } = done.json() as { grantId: string };
    const [shown] = (await listOf(`userId=${clerk}&role=unit_liaison`)).items;
    expect(shown).toMatchObject({
      grantId,
      person: { name: '<b>张三</b>' },
      org: { orgId: bureau, name: '农业农村局' },
      state: 'live',
      to: tomorrow,
      grantedBy: '测试security_admin',
      ended: null,
    });
    expect(shown?.actions).toEqual([{ action: 'identity.end-grant', label: '结束授权', allowed: true, reason: null }]);
    expect(codeOf(await send(security, `/api/grants/${grantId}/end`, { reason: '调离' }))).toBe('200');
    expect((await listOf(`userId=${clerk}&state=ended`)).items).toMatchObject([{ grantId, ended: { by: '测试security_admin', reason: '调离' }, actions: [{ allowed: false }] }]);
    expect(codeOf(await send(security, `/api/grants/${grantId}/end`, { reason: '再次' }))).toBe('identity.grant_ended_already');
    expect(codeOf(await send(security, `/api/grants/${newId()}/end`, { reason: '再次' }))).toBe('identity.grant_not_found');
  });

  test.each<[string, () => object, string]>([
    ['不存在的人员', () => ({ userId: newId() }), 'identity.grant_person_unknown'],
    ['自己', () => ({ userId: security }), 'identity.grant_to_self'],
    ['访客角色', () => ({ role: 'visitor' }), 'identity.grant_role_fixed'],
    ['没有选单位', () => ({ orgId: null }), 'identity.grant_org_missing'],
    ['不存在的单位', () => ({ orgId: newId() }), 'identity.grant_org_unknown'],
    ['单位当天还没有成立', () => ({ from: '2019-12-31' }), 'identity.grant_org_unknown'],
    ['外地', () => ({ regions: [app.region.startsWith('11') ? '120101' : '110101'] }), 'identity.grant_region_foreign'],
    ['结束早于开始', () => ({ from: tomorrow, to: today }), 'identity.grant_days_reversed'],
    ['结束日期已过', () => ({ from: '2026-01-01', to: yesterday }), 'identity.grant_in_past'],
    ['管理员限定单位', () => ({ role: 'audit_admin' }), 'identity.grant_admin_reach'],
    ['没有依据', () => ({ reason: ' ' }), 'request.invalid'],
    ['日期不存在', () => ({ from: '2026-02-30' }), 'request.invalid'],
    ['章节没有以斜线结尾', () => ({ planPaths: ['/p/1'] }), 'request.invalid'],
    ['不认识的角色', () => ({ role: 'king' }), 'request.invalid'],
  ])('拒绝：%s，什么也不改变', async (_name, change, code) => {
    const before = (await listOf('')).total;
    const reply = await give(change());
    expect(codeOf(reply)).toBe(code);
    expect((reply.json() as { detail: string }).detail).toMatch(/[\u4e00-\u9fff]/);
    expect((await listOf('')).total).toBe(before);
  });

  test('停用的人、群众账号不能授权；当天结束可以，相同的授权不能重叠', async () => {
    expect(codeOf(await give({ userId: await seed.person({ name: '停用', status: 'suspended' }) }))).toBe('identity.grant_person_inactive');
    expect(codeOf(await give({ userId: await seed.person({ name: '群众', kind: 'citizen' }) }))).toBe('identity.grant_person_kind');
    const userId = await seed.person({ name: '李四' });
    expect(codeOf(await give({ userId, to: today }))).toBe('201');
    expect(codeOf(await give({ userId, to: null }))).toBe('identity.grant_exists');
    expect(codeOf(await give({ userId, from: tomorrow }))).toBe('201');
    expect(codeOf(await give({ userId, planPaths: ['/p/1/'] }))).toBe('201');
  });

  test('S10：管理员不兼任，哪个先授都一样；日期不重叠可以', async () => {
    const admin = { orgId: null, reach: 'all' };
    const first = await seed.person({ name: '王五' });
    expect(codeOf(await give({ userId: first, role: 'system_admin', ...admin, to: today }))).toBe('201');
    expect(codeOf(await give({ userId: first }))).toBe('access.separation');
    expect(codeOf(await give({ userId: first, role: 'audit_admin', ...admin }))).toBe('access.separation');
    expect(codeOf(await give({ userId: first, from: tomorrow }))).toBe('201');
    expect(codeOf(await give({ userId: first, role: 'audit_admin', ...admin, from: tomorrow }))).toBe('access.separation');
  });

  test('S10：同时给同一人两个互斥的角色，只有一个成功', async () => {
    const userId = await seed.person({ name: '赵六' });
    const admin = { userId, orgId: null, reach: 'all' };
    const codes = (await Promise.all(['system_admin', 'audit_admin', 'system_admin', 'dispatcher'].map((role) => give({ ...admin, role })))).map(codeOf);
    expect(codes.filter((code) => code === '201')).toHaveLength(1);
  });

  test('S10：授权与别的办理排队：等到对方提交后再判断', async () => {
    const userId = await seed.person({ name: '钱八' });
    await withConnection(database().appUrl, async (other) => {
      await other.query('begin');
      await other.query(`select set_config('app.regions', $1, true)`, [app.region]);
      await other.query('select from identity.person where region_code = $1 and user_id = $2 for update', [app.region, userId]);
      const given = give({ userId, role: 'system_admin', orgId: null, reach: 'all' });
      await waitForLock();
      await other.query(
        `insert into identity.grant (region_code, grant_id, user_id, role, reach, regions, from_on, is_delegable, reason, granted_by, granted_at)
         values ($1, $2, $3, 'audit_admin', 'all', array[$1], '2020-01-01', false, '测试', 'test', now())`,
        [app.region, newId(), userId],
      );
      await other.query('commit');
      expect(codeOf(await given)).toBe('access.separation');
    });
  });

  test('停用的、已到期的管理员不算在用；同时停用另一人时，结束要等到对方提交', async () => {
    const grantOf = async (userId: string) => (await listOf(`userId=${userId}&role=audit_admin&state=live`)).items[0]?.grantId ?? '';
    await seed.grant({ userId: await seed.person({ name: '停用的审计', status: 'suspended' }), role: 'audit_admin' });
    await seed.holder('audit_admin', { to: yesterday });
    // Everybody else who holds the role by now goes, so that only one is left.
    await seed.write(
      `update identity.grant set ended_at = now(), ended_by = 'test', ended_reason = '测试' where region_code = $1 and role = 'audit_admin' and user_id <> $2 and to_on is null
      and user_id in (select user_id from identity.person where status = 'active')`,
      [app.region, auditor],
    );
    expect(codeOf(await send(security, `/api/grants/${await grantOf(auditor)}/end`, { reason: '调离' }))).toBe('identity.grant_last_admin');
    const second = await seed.holder('audit_admin');
    const grantId = await grantOf(second);
    await withConnection(database().appUrl, async (other) => {
      await other.query('begin');
      await other.query(`select set_config('app.regions', $1, true)`, [app.region]);
      await other.query(`select from identity.grant where region_code = $1 and role = 'audit_admin' for update`, [app.region]);
      await other.query(`update identity.person set status = 'suspended' where region_code = $1 and user_id = $2`, [app.region, auditor]);
      const ended = send(security, `/api/grants/${grantId}/end`, { reason: '调离' });
      await waitForLock();
      await other.query('commit');
      expect(codeOf(await ended)).toBe('identity.grant_last_admin');
    });
    await seed.write(`update identity.person set status = 'active' where region_code = $1 and user_id = $2`, [app.region, auditor]);
    expect(codeOf(await send(security, `/api/grants/${grantId}/end`, { reason: '调离' }))).toBe('200');
  });

  test('最后一名管理员不能结束；两人互相结束，只有一个成功', async () => {
    const grantOf = async (userId: string) => (await listOf(`userId=${userId}`)).items[0]?.grantId ?? '';
    expect(codeOf(await send(security, `/api/grants/${await grantOf(auditor)}/end`, { reason: '调离' }))).toBe('identity.grant_last_admin');
    expect(codeOf(await send(security, `/api/grants/${await grantOf(security)}/end`, { reason: '调离' }))).toBe('identity.grant_last_admin');
    const other = await seed.holder('security_admin');
    expect(codeOf(await send(security, `/api/grants/${await grantOf(security)}/end`, { reason: '调离' }))).toBe('identity.grant_to_self');
    const pairs = await Promise.all([
      send(security, `/api/grants/${await grantOf(other)}/end`, { reason: '调离' }),
      send(other, `/api/grants/${await grantOf(security)}/end`, { reason: '调离' }),
    ]);
    const codes = pairs.map(codeOf);
    expect(codes.filter((code) => code === '200')).toHaveLength(1);
    expect(codes.find((code) => code !== '200')).toMatch(/^(identity\.grant_last_admin|access\.forbidden|access\.not_signed_in)$/);
    security = codes[0] === '200' ? security : other;
  });

  test('没有第二重验证不能授权；别的角色不能授权，但可以看到理由', async () => {
    expect(codeOf(await send(security, '/api/grants', grant(), { 'x-test-factor': 'none' }))).toBe('access.second_factor');
    expect(codeOf(await give({}, director))).toBe('access.forbidden');
    const list = (await send(director, '/api/grants')).json() as { actions: { allowed: boolean; reason: string }[] };
    expect(list.actions[0]).toMatchObject({ allowed: false, reason: expect.stringContaining('管理授权') });
  });

  test('限定在一个单位的人只看到这个单位的授权，总数也只算这些', async () => {
    const local = await seed.holder('office_director', { orgId: bureau, reach: 'unit' });
    const own = (await send(local, '/api/grants?limit=100')).json() as { items: { org: { orgId: string } | null }[]; total: number };
    expect(own.items.length).toBeGreaterThan(1);
    expect(own.items.every(({ org }) => org?.orgId === bureau)).toBe(true);
    expect(own.total).toBe(own.items.length);
    expect((await listOf('limit=100')).total).toBeGreaterThan(own.total);
  });

  test('翻页不重不漏，两种排序都是；游标不能换用', async () => {
    for (const sort of ['newest', 'person']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = (await send(security, `/api/grants?limit=3&sort=${sort}${cursor}`)).json() as { items: { grantId: string }[]; nextCursor: string | null; total: number };
        seen.push(...page.items.map((item) => item.grantId));
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
        if (cursor === '') expect(new Set(seen).size).toBe(page.total);
      } while (cursor !== '');
      expect(new Set(seen).size).toBe(seen.length);
    }
    const { nextCursor } = (await send(security, '/api/grants?limit=1')).json() as { nextCursor: string };
    expect(codeOf(await send(security, `/api/grants?sort=person&cursor=${nextCursor}`))).toBe('request.invalid');
    expect((await listOf(`q=${encodeURIComponent('%')}`)).total).toBe(0);
  });
});

describe('这个人能看到什么', () => {
  test('授权前：问题、新增的权限、到达的单位；什么也不写', async () => {
    const station = await seed.org({ name: '农技站', parentId: bureau });
    const before = (await listOf('')).total;
    const reply = await send(security, '/api/grants/previews', grant({ reach: 'subtree', role: 'office_director', from: today }));
    expect(reply.json()).toMatchObject({ faults: [], orgs: [{ orgId: bureau }, { orgId: station, name: '农技站' }] });
    const { permissions } = reply.json() as { permissions: { permission: string; isNew: boolean }[] };
    expect(permissions).toContainEqual({ permission: 'plan.import', label: '导入方案', needsSecondFactor: false, isNew: true });
    const bad = (await send(security, '/api/grants/previews', grant({ userId: director, role: 'audit_admin', from: tomorrow, to: today }))).json() as {
      faults: { code: string }[];
    };
    expect(bad.faults.map(({ code }) => code)).toEqual(['identity.grant_admin_reach', 'identity.grant_days_reversed', 'access.separation']);
    expect((await listOf('')).total).toBe(before);
  });

  test('授权后：按天；停用的人什么也不能做；看过留痕，本人能查到', async () => {
    const userId = await seed.person({ name: '孙七' });
    await give({ userId, reach: 'subtree', to: today });
    const accessOf = async (query = '') =>
      (await send(director, `/api/people/${userId}/access${query}`)).json() as { reaches: { orgs: { name: string }[] }[]; permissions: object[] };
    expect((await accessOf()).reaches).toMatchObject([{ role: 'unit_reporter', reach: 'subtree', orgs: [{ name: '农业农村局' }, { name: '农技站' }] }]);
    expect((await accessOf(`?on=${tomorrow}`)).reaches).toEqual([]);
    const mine = (await send(userId, '/api/me/accesses')).json() as { items: object[] };
    expect(mine.items).toHaveLength(2);
    expect(mine.items[0]).toMatchObject({ actorName: '测试office_director', actionLabel: '这个人能看到什么、能做什么', purpose: expect.stringContaining('核对授权') });
    await seed.write(`update identity.person set status = 'suspended' where region_code = $1 and user_id = $2`, [app.region, userId]);
    expect(await accessOf()).toMatchObject({ reaches: [], permissions: [] });
    expect(codeOf(await send(director, `/api/people/${newId()}/access`))).toBe('identity.person_unknown');
  });

  test('看自己不留痕；写不进审计就看不到', async () => {
    await send(director, `/api/people/${director}/access`);
    expect((await send(director, '/api/me/accesses')).json()).toEqual({ items: [], nextCursor: null });
    await withConnection(database().adminUrl, (client) => client.query('revoke insert on identity.audit from luoshi_app'));
    const reply = await send(director, `/api/people/${clerk}/access`);
    await withConnection(database().adminUrl, (client) => client.query('grant insert on identity.audit to luoshi_app'));
    expect([reply.status, reply.text.includes('张三')]).toEqual([500, false]);
  });
});

describe('审计', () => {
  test('按人、操作、对象、日期查找；查阅审计也留痕；只有审计管理员', async () => {
    const { grantId } = (await give({ role: 'agent' })).json() as { grantId: string };
    await send(security, `/api/grants/${grantId}/end`, { reason: '测试' });
    const read = async (query: string) =>
      (await send(auditor, `/api/audit?${query}`)).json() as { items: { action: string; actorName: string; subject: string }[]; actionChoices: { action: string }[] };
    const ended = await read(`subject=${grantId}`);
    expect(ended.items).toMatchObject([{ action: 'identity.end-grant', actionLabel: '结束授权', actorName: '测试security_admin', subject: `/api/grants/${grantId}/end` }]);
    expect((await read(`actor=user:${security}&action=identity.give-grant`)).items.length).toBeGreaterThan(0);
    expect((await read(`from=${today}&to=${today}&kind=view`)).items.length).toBeGreaterThan(0);
    expect((await read(`to=${yesterday}`)).items).toEqual([]);
    expect((await read(`q=${encodeURIComponent('没有这个人')}`)).items).toEqual([]);
    expect((await read(`q=${encodeURIComponent('security')}`)).items.every(({ actorName }) => actorName.includes('security'))).toBe(true);
    expect((await read('action=identity.list-audit')).items.length).toBeGreaterThan(0);
    expect(ended.actionChoices.map(({ action }) => action)).toContain('identity.give-grant');
    expect(codeOf(await send(auditor, `/api/audit?from=${today}&to=${yesterday}`))).toBe('identity.audit_days_reversed');
    for (const who of [security, director, clerk]) expect(codeOf(await send(who, '/api/audit'))).toBe('access.forbidden');
  });

  test('导出：姓名里的公式和标记只是文字，条件与列表相同', async () => {
    const tricky = await seed.person({ name: '=HYPERLINK("http://x")' });
    await seed.grant({ userId: tricky, role: 'security_admin' });
    await give({ role: 'agent' }, tricky);
    const csv = await send(auditor, `/api/audit/export?format=csv&actor=user:${tricky}`);
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename/);
    expect(csv.text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv.text.trim().split('\r\n')).toHaveLength(2);
    const xlsx = await send(auditor, `/api/audit/export?format=xlsx&actor=user:${tricky}`);
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
    expect(codeOf(await send(auditor, '/api/audit/export'))).toBe('request.invalid');
  });

  test('只增不改：应用角色不能改、不能删', async () => {
    for (const text of [`update identity.audit set purpose = 'x'`, 'delete from identity.audit']) {
      await expect(seed.write(text, [])).rejects.toThrow(/permission denied|append_only/);
    }
  });
});
