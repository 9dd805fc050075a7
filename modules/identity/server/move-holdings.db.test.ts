import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '#kernel/calendar.ts';
import { transaction } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { defineDutySource } from '#kernel/server/duty-sources.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import { loadActor } from './load-actor.ts';
import { findUnheldDuties, openDutiesOf } from './open-duties.ts';
import { holdersAt, holdersOf } from './people-names.ts';
import { reachedOrgs } from './reached-orgs.ts';

/** What is owed in this test: kept here as a module keeps it in its tables. */
interface Owed {
  readonly id: string;
  readonly title: string;
  readonly orgId: string;
  /** null = waits for the liaison of the unit */
  readonly userId: string | null;
}
let owed: Owed[] = [];
const officeOf = ({ orgId }: Owed) => ({ roles: ['unit_liaison'], orgId });
defineDutySource({
  name: 'test',
  label: '测试事项',
  listOpen: (_tx, { userId, orgId }) =>
    Promise.resolve(owed.filter((one) => one.userId === userId && one.orgId === orgId).map(({ id, title }) => ({ id, kind: '任务', title, dueOn: null, href: null }))),
  move: () => Promise.resolve(),
  listHeld: () =>
    Promise.resolve(owed.map((one) => ({ id: one.id, kind: '任务', title: one.title, userId: one.userId, ...(one.userId === null ? { office: officeOf(one) } : {}) }))),
});

const database = databaseForFile();
const clock = { at: Temporal.Instant.from('2026-06-15T09:00:00+08:00'), now: () => clock.at };
let app: TestApp;
let security: Record<string, string>;
beforeAll(async () => {
  app = await openApp(database().appUrl, { clock });
  security = await app.as({ roles: ['security_admin'], secondFactor: true });
});
afterAll(() => app.close());
beforeEach(() => {
  owed = [];
  clock.at = Temporal.Instant.from('2026-06-15T09:00:00+08:00');
});

type Body = Record<string, unknown>;
const post = async (path: string, body: Body, headers = app.administrator()): Promise<{ status: number; body: Body }> => {
  const reply = await app.send(path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: reply.status, body: reply.json() as Body };
};
const made = async (path: string, body: Body, headers = app.administrator()): Promise<Body> => {
  const reply = await post(path, body, headers);
  expect([reply.status, reply.body['code']]).toEqual([201, undefined]);
  return reply.body;
};
const change = (body: Body) => post('/api/orgs/changes', { reason: '机构改革', on: '2026-07-01', ...body });
const establish = async (name: string, more: Body = {}): Promise<string> =>
  (await made('/api/orgs/changes', { act: 'establish', name, kind: 'department', reason: '测试', on: '2024-01-01', ...more }))['orgId'] as string;
const revisionOf = async (orgId: string): Promise<number> => ((await app.send(`/api/orgs/${orgId}`, { headers: app.operator() })).json() as { revision: number }).revision;
const changesOf = async (orgId: string): Promise<{ changeId: string; act: string; isReplaced: boolean; isVoid: boolean }[]> =>
  ((await app.send(`/api/orgs/${orgId}`, { headers: app.operator() })).json() as { changes: never[] }).changes;
const liveChange = async (orgId: string, act: string): Promise<string> => (await changesOf(orgId)).find((one) => one.act === act && !one.isReplaced && !one.isVoid)?.changeId ?? '';

interface Held {
  readonly userId: string;
  readonly postId: string;
}
async function appoint(name: string, orgId: string, more: Body = {}): Promise<Held> {
  const { userId } = (await made('/api/people', { displayName: name, isNamesake: true })) as { userId: string };
  const { postId } = (await made(`/api/people/${userId}/posts`, { orgId, role: 'unit_liaison', from: '2025-01-01', to: null, reason: '任命', ...more }, security)) as {
    postId: string;
  };
  return { userId, postId };
}
interface PostRow {
  readonly org_id: string;
  readonly from_on: string;
  readonly to_on: string | null;
}
/** Posts as stored, oldest first. */
const postsOf = (userId: string): Promise<readonly PostRow[]> =>
  withConnection(database().adminUrl, async (client) => {
    const { rows } = await client.query<PostRow>(
      `select org_id, from_on::text, to_on::text from identity.post where region_code = $1 and user_id = $2 order by from_on, appointed_at`,
      [app.region, userId],
    );
    return rows;
  });
const versionsOf = (orgId: string): Promise<unknown> =>
  withConnection(database().adminUrl, async (client) => {
    const { rows } = await client.query(`select parent_id, from_on::text from identity.org_version where region_code = $1 and org_id = $2 order by from_on`, [app.region, orgId]);
    return rows;
  });
/** Everything of the module that a change could touch. */
const digest = (): Promise<string> =>
  withConnection(database().adminUrl, async (client) => {
    const tables = ['org', 'org_version', 'org_change', 'org_link', 'org_move', 'post', '"grant"', 'delegation_grant'];
    const parts: string[] = [];
    for (const name of tables) {
      const { rows } = await client.query<{ d: string }>(
        `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as d from identity.${name} t where region_code = $1`,
        [app.region],
      );
      parts.push(rows[0]?.d ?? '');
    }
    return parts.join(' ');
  });
const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transaction(app.pool, { region: app.region, mode: 'read' }, work);
const today = () => dayOf(clock.at);
const goTo = (day: string): void => {
  clock.at = Temporal.Instant.from(`${day}T09:00:00+08:00`);
};
const reachOf = (userId: string): Promise<readonly string[]> =>
  read(async (tx) => {
    const actor = await loadActor(tx, { userId, secondFactor: true }, today());
    return (actor?.grants ?? [])
      .filter(({ from, to }) => from <= today().toString() && (to === null || today().toString() <= to))
      .flatMap(({ orgs }) => (orgs === 'all' ? ['all'] : orgs));
  });

describe('合并：岗位、授权、代理和未了事项随单位走', () => {
  test('先看清什么转到哪里，预览什么也不写；合并后旧岗止于前一日、新岗起于当日，原单位的事仍归他办', async () => {
    const [old, heir] = [await establish('甲一局'), await establish('甲二局')];
    const holder = await appoint('甲某', old, { title: '联络员' });
    const delegate = await appoint('乙某', await establish('甲别局'));
    const own = await app.as({ roles: [], userId: holder.userId });
    await made('/api/my/delegations', { to: delegate.userId, postIds: [holder.postId], cause: 'leave', firstDay: '2026-06-20', lastDay: '2026-07-20', reason: '休假' }, own);
    owed = [
      { id: 'one', title: '一季度小结', orgId: old, userId: holder.userId },
      { id: 'two', title: '待签收的任务', orgId: old, userId: null },
    ];
    const before = await digest();
    const trial = await change({ act: 'merge', orgIds: [old], into: heir, isTrial: true });
    const move = {
      person: '甲某',
      what: '责任单位联络员（联络员）',
      from: '甲一局',
      to: '甲二局',
      kind: 'post',
      firstDay: '2026-07-01',
      lastDay: null,
      isHeldAlready: false,
      delegates: 1,
      duties: 1,
    };
    expect(trial).toMatchObject({ status: 200, body: { saved: false, moves: [move] } });
    expect(await digest()).toBe(before);
    expect(await change({ act: 'merge', orgIds: [old], into: heir })).toMatchObject({ status: 201, body: { moves: [move] } });
    expect(await postsOf(holder.userId)).toEqual([
      { org_id: old, from_on: '2025-01-01', to_on: '2026-06-30' },
      { org_id: heir, from_on: '2026-07-01', to_on: null },
    ]);
    goTo('2026-06-30');
    expect(await reachOf(holder.userId)).toEqual([old]);
    goTo('2026-07-01');
    expect([...(await reachOf(holder.userId))].sort()).toEqual([old, heir].sort());
    const shown = [
      { orgId: heir, name: '甲二局', isLiving: true },
      { orgId: old, name: '甲一局', isLiving: false },
    ];
    for (const isSubtree of [true, false]) expect(await read((tx) => reachedOrgs(tx, { orgId: heir, isSubtree }, today()))).toEqual(shown);
    expect(await read((tx) => reachedOrgs(tx, { orgId: heir, isSubtree: false }, today().subtract({ days: 1 })))).toMatchObject([{ name: '甲二局' }]);
    const reader = await app.as({ roles: ['security_admin'], secondFactor: true });
    const view = (await app.send(`/api/people/${holder.userId}/access`, { headers: reader })).json() as { reaches: { orgs: unknown }[] };
    expect(view.reaches.map(({ orgs }) => orgs)).toContainEqual(shown);
    expect(await reachOf(delegate.userId)).toContain(heir);
    expect((await read((tx) => openDutiesOf(tx, { userId: holder.userId, orgId: heir, today: '2026-07-01' }))).map(({ title }) => title)).toContain('一季度小结');
    expect(await read((tx) => findUnheldDuties(tx, '2026-07-01'))).toEqual([]);
    expect((await read((tx) => holdersOf(tx, { role: 'unit_liaison', orgId: old }, today()))).map(({ userId }) => userId)).toContain(holder.userId);
    expect((await read((tx) => holdersAt(tx, { roles: ['unit_liaison'], orgIds: [old] }, today()))).get(old)).toContain(holder.userId);
  });

  test('一次合并几个单位；同一人在并入单位已有同样岗位的不重复任命；安全管理员收到复核通知', async () => {
    const [one, two, heir] = [await establish('丙一局'), await establish('丙二局'), await establish('丙三局')];
    const both = await appoint('丙某', one);
    await made(`/api/people/${both.userId}/posts`, { orgId: heir, role: 'unit_liaison', from: '2025-01-01', to: null, reason: '兼任' }, security);
    const other = await appoint('丁某', two);
    const reply = await change({ act: 'merge', orgIds: [one, two], into: heir });
    expect(reply.body['moves']).toMatchObject([
      { person: '丙某', isHeldAlready: true },
      { person: '丁某', isHeldAlready: false },
    ]);
    expect((await postsOf(both.userId)).map(({ org_id, to_on }) => [org_id, to_on])).toEqual(
      expect.arrayContaining([
        [one, '2026-06-30'],
        [heir, null],
      ]),
    );
    expect((await postsOf(other.userId)).at(-1)).toMatchObject({ org_id: heir, from_on: '2026-07-01' });
    const inbox = (await app.send('/api/inbox', { headers: security })).text;
    expect(inbox).toContain('随单位变更转移，请复核');
  });

  test('岗位正在移交的，先办完移交：拒绝，什么也不变', async () => {
    const [old, heir] = [await establish('戊一局'), await establish('戊二局')];
    const holder = await appoint('戊某', old);
    const [next, deputy] = [await appoint('戊接', heir), await appoint('戊代', heir)];
    await made('/api/handovers', { postId: holder.postId, incomingId: next.userId, deputyId: deputy.userId, effectiveOn: '2026-08-01', reason: '轮岗' }, security);
    const before = await digest();
    expect(await change({ act: 'merge', orgIds: [old], into: heir })).toMatchObject({
      status: 409,
      body: { code: 'identity.org_post_in_handover', detail: expect.stringContaining('戊某') },
    });
    expect(await digest()).toBe(before);
  });
});

describe('分设：下级单位和岗位各归其所', () => {
  test('指定的岗位随指定的分设单位，其余随承接单位；未了事项由承接单位的人接着办', async () => {
    const old = await establish('己局');
    const [left, right] = [await establish('己左站', { parentId: old }), await establish('己右站', { parentId: old })];
    const [named, rest] = [await appoint('己甲', old), await appoint('己乙', old)];
    owed = [{ id: 'x', title: '历史遗留事项', orgId: old, userId: null }];
    const parts = [
      { name: '己一局', kind: 'department', children: [left] },
      { name: '己二局', kind: 'department', children: [right], takesOver: true },
    ];
    const split = async (more: Body) => change({ act: 'split', orgId: old, expectedRevision: await revisionOf(old), ends: true, parts, ...more });
    const trial = await split({ isTrial: true });
    const moves = trial.body['moves'] as { grantId: string; person: string; to: string }[];
    expect(moves.map(({ person, to }) => [person, to])).toEqual([
      ['己乙', '己二局'],
      ['己甲', '己二局'],
    ]);
    const grantId = moves.find(({ person }) => person === '己甲')?.grantId;
    const saved = await split({ parts: [{ ...parts[0], holdings: [grantId] }, parts[1]] });
    expect((saved.body['moves'] as typeof moves).map(({ person, to }) => [person, to])).toEqual([
      ['己乙', '己二局'],
      ['己甲', '己一局'],
    ]);
    goTo('2026-07-01');
    expect(await reachOf(named.userId)).not.toContain(old);
    expect(await reachOf(rest.userId)).toContain(old);
    expect(await read((tx) => findUnheldDuties(tx, '2026-07-01'))).toEqual([]);
  });

  test.each<readonly [string, (ids: { child: string; foreign: string; grantId: string }) => Body, string]>([
    ['别人的下级', ({ child, foreign }) => ({ parts: [{ name: '庚一局', kind: 'department', children: [child, foreign] }] }), 'identity.org_child_elsewhere'],
    ['没有归属的下级', () => ({ parts: [{ name: '庚一局', kind: 'department' }] }), 'identity.org_has_children'],
    [
      '同一下级归两处',
      ({ child }) => ({
        parts: [
          { name: '庚一局', kind: 'department', children: [child] },
          { name: '庚二局', kind: 'department', children: [child] },
        ],
      }),
      'request.invalid',
    ],
    ['别处的岗位', ({ child, grantId }) => ({ parts: [{ name: '庚一局', kind: 'department', children: [child], holdings: [grantId] }] }), 'identity.org_holding_elsewhere'],
  ])('拒绝并且什么也不变：%s', async (title, parts, code) => {
    const old = await establish(`庚局${title}`);
    const child = await establish(`庚站${title}`, { parentId: old });
    const foreign = await establish(`庚外${title}`);
    const ids = { child, foreign, grantId: '01900000-0000-7000-8000-000000000009' };
    const before = await digest();
    const reply = await change({ act: 'split', orgId: old, expectedRevision: await revisionOf(old), ends: true, ...parts(ids) });
    expect(reply.body['code']).toBe(code);
    expect(await digest()).toBe(before);
  });
});

describe('撤销：没有承接单位时', () => {
  test('还有在任岗位、还有等它办理的事项，都不能撤销；办结之后可以', async () => {
    const unit = await establish('辛局');
    const holder = await appoint('辛某', unit);
    const dissolve = async () => change({ act: 'dissolve', orgId: unit, expectedRevision: await revisionOf(unit) });
    expect((await dissolve()).body).toMatchObject({ code: 'identity.org_has_posts', detail: expect.stringContaining('1 个在任岗位') });
    await post(`/api/posts/${holder.postId}/end`, { on: '2026-06-30', reason: '免职' }, security);
    owed = [{ id: 'y', title: '等待签收的事', orgId: unit, userId: null }];
    expect((await dissolve()).body).toMatchObject({ code: 'identity.org_has_open_items', detail: expect.stringContaining('等待签收的事') });
    owed = [];
    expect((await dissolve()).status).toBe(201);
  });
});

describe('更正：随变更转走的也一并改过来', () => {
  const merged = async (name: string, on = '2026-06-01') => {
    const [old, heir] = [await establish(`${name}一局`), await establish(`${name}二局`)];
    const holder = await appoint(`${name}某`, old);
    expect((await change({ act: 'merge', orgIds: [old], into: heir, on })).status).toBe(201);
    return { old, heir, holder, changeId: await liveChange(heir, 'merge') };
  };
  const correct = (changeId: string, body: Body) => post(`/api/orgs/changes/${changeId}/corrections`, { reason: '登记有误', ...body });

  test('作废合并：先预览；单位恢复，岗位从今天起回到原单位，经过都留下', async () => {
    const { old, heir, holder, changeId } = await merged('壬');
    const before = await digest();
    expect((await correct(changeId, { isVoid: true, isTrial: true })).body).toMatchObject({
      saved: false,
      moves: [{ person: '壬某', from: '壬二局', to: '壬一局', firstDay: '2026-06-15' }],
    });
    expect(await digest()).toBe(before);
    expect((await correct(changeId, { isVoid: true })).body).toMatchObject({ saved: true });
    expect(await postsOf(holder.userId)).toEqual([
      { org_id: old, from_on: '2025-01-01', to_on: '2026-05-31' },
      { org_id: heir, from_on: '2026-06-01', to_on: '2026-06-14' },
      { org_id: old, from_on: '2026-06-15', to_on: null },
    ]);
    expect(await reachOf(holder.userId)).toEqual([old]);
    expect(await revisionOf(old)).toBeGreaterThan(1);
  });

  test('日期改到以后：今天起回到原单位，到那一天再转；改到更早的过去，没有人要动', async () => {
    const later = await merged('癸');
    expect((await correct(later.changeId, { on: '2026-08-01' })).status).toBe(200);
    expect((await postsOf(later.holder.userId)).slice(2)).toEqual([
      { org_id: later.old, from_on: '2026-06-15', to_on: '2026-07-31' },
      { org_id: later.heir, from_on: '2026-08-01', to_on: null },
    ]);
    const earlier = await merged('子');
    expect((await correct(earlier.changeId, { on: '2026-05-01' })).body).toMatchObject({ saved: true, moves: [] });
    expect(await postsOf(earlier.holder.userId)).toHaveLength(2);
    const again = await liveChange(earlier.heir, 'merge');
    expect((await correct(again, { isVoid: true })).body).toMatchObject({ moves: [{ to: '子一局' }] });
    expect(await reachOf(earlier.holder.userId)).toEqual([earlier.old]);
  });

  test('合并还没有生效就作废：转入的岗位从未开始，原岗位不中断', async () => {
    const { old, holder, changeId } = await merged('丑', '2026-07-01');
    expect((await correct(changeId, { isVoid: true })).status).toBe(200);
    for (const day of ['2026-06-30', '2026-07-01', '2026-09-01']) {
      goTo(day);
      expect(await reachOf(holder.userId), day).toEqual([old]);
    }
  });

  test('后来已离开并入单位的人，作废时不再召回', async () => {
    const { heir, holder, changeId } = await merged('寅');
    const fresh = await withConnection(database().adminUrl, async (client) => {
      const { rows } = await client.query<{ post_id: string }>('select post_id from identity.post where region_code = $1 and user_id = $2 and org_id = $3', [
        app.region,
        holder.userId,
        heir,
      ]);
      return rows[0]?.post_id ?? '';
    });
    await post(`/api/posts/${fresh}/end`, { on: '2026-06-10', reason: '调离' }, security);
    expect((await correct(changeId, { isVoid: true })).body).toMatchObject({ moves: [] });
    expect(await reachOf(holder.userId)).toEqual([]);
  });

  test('改到单位设立之前、还没有撤销的日子：拒绝并写出单位名称，什么也不变', async () => {
    const { old, heir, changeId } = await merged('辰');
    const before = await digest();
    const early = await correct(changeId, { on: '2019-12-31' });
    expect(early).toMatchObject({ status: 409, body: { code: 'identity.org_not_in_being', detail: expect.stringMatching(/辰[一二]局/) } });
    expect(await correct(changeId, { on: '2019-12-31', isTrial: true })).toMatchObject({ status: 409 });
    expect(await digest()).toBe(before);
    expect([old, heir]).toHaveLength(2);
  });

  test('分设之后新单位又有变更，作废或改晚分设日期：拒绝并写出那个单位和它的变更', async () => {
    const old = await establish('巳局');
    const lower = await establish('巳站', { parentId: old });
    const parts = [{ name: '巳一局', kind: 'department', children: [lower], takesOver: true }];
    const split = await change({ act: 'split', orgId: old, expectedRevision: await revisionOf(old), ends: true, on: '2026-06-01', parts });
    expect(split).toMatchObject({ status: 201 });
    const part = (split.body['touched'] as { orgId: string; name: string }[]).find(({ name }) => name === '巳一局')?.orgId ?? '';
    expect((await change({ act: 'rename', orgId: part, expectedRevision: await revisionOf(part), name: '巳新局', on: '2026-06-10' })).status).toBe(201);
    const changeId = await liveChange(part, 'split');
    const before = await digest();
    for (const body of [{ isVoid: true }, { on: '2026-06-11' }])
      expect(await correct(changeId, body)).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/「巳一局」于 2026-06-10 的「更名」/) } });
    expect(await digest()).toBe(before);
    expect((await correct(changeId, { on: '2026-06-09' })).status).toBe(200);
    expect((await changesOf(part)).filter(({ isReplaced, isVoid }) => !isReplaced && !isVoid).map(({ act }) => act)).toEqual(['rename', 'split', 'establish']);
    expect(await versionsOf(lower)).toEqual([
      { parent_id: old, from_on: '2024-01-01' },
      { parent_id: part, from_on: '2026-06-09' },
    ]);
    expect((await correct(await liveChange(part, 'rename'), { isVoid: true })).status).toBe(200);
    expect((await correct(await liveChange(part, 'split'), { isVoid: true })).status).toBe(200);
    const revived = await app.send(`/api/orgs/${old}`, { headers: app.operator() });
    expect(revived.json()).toMatchObject({ org: { name: '巳局' } });
    expect((await app.send(`/api/orgs/${part}`, { headers: app.operator() })).json()).toMatchObject({ org: null });
  });

  test('设立、变更登记的任何一项都能更正：类别、上级、简称、区划、排序；被更正的留下', async () => {
    const upper = await establish('卯上级');
    const unit = await establish('卯局');
    const changeId = await liveChange(unit, 'establish');
    const reply = await correct(changeId, { kind: 'institution', parentId: upper, shortName: '卯', divisionCode: '340323', sort: 7 });
    expect(reply.status).toBe(200);
    const view = (await app.send(`/api/orgs/${unit}`, { headers: app.operator() })).json() as { org: Body };
    expect(view.org).toMatchObject({ kind: 'institution', parentId: upper, shortName: '卯', divisionCode: '340323', sort: 7 });
    expect((await changesOf(unit)).map(({ isReplaced }) => isReplaced)).toEqual(expect.arrayContaining([true, false]));
  });
});
