import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { standingFor } from '#kernel/server/actor.ts';
import { fixedClock } from '#kernel/server/clock.ts';
import { createPool, transaction } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { UseCase } from '#kernel/server/use-case.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { appointUseCase, endPostUseCase } from './appoint.ts';
import { addPersonUseCase } from './change-people.ts';
import { delegateUseCase, listMyDelegationsUseCase, revokeDelegationUseCase } from './delegations.ts';
import { findPeopleUseCase } from './find-people.ts';
import { getPersonUseCase } from './get-person.ts';
import { listPeopleUseCase } from './list-people.ts';
import { loadActor } from './load-actor.ts';
import { holdersOf } from './people-names.ts';

const region = regionCodeSchema.parse('340323');
const database = databaseForFile();
let pool: Pool;
let today = '2026-06-15';
const run = async <E extends EndpointSpec>(useCase: UseCase<E>, raw: Parameters<typeof runUseCase>[1], actor: ReturnType<typeof testActor>): Promise<Reply<E>> => {
  const runtime = { pool, clock: fixedClock(`${today}T09:00:00+08:00`), region, limits: { importBytes: 1_000_000 } };
  return (await runUseCase(useCase, raw, { actor, requestId: null }, runtime as never)).reply;
};
const seed = () => peopleSeeder(pool, region);
const security = () => testActor({ roles: ['security_admin'], userId: newId() });
const system = () => testActor({ roles: ['system_admin'], userId: newId() });
const head = (userId: string) => testActor({ roles: ['unit_head'], userId });
const held = async (userId: string, day: string) =>
  (await transaction(pool, { region, mode: 'read' }, (tx) => loadActor(tx, { userId, secondFactor: true }, parseDay(day))))?.grants
    .filter(({ from, to }) => from <= day && (to === null || day <= to))
    .map(({ role, delegatedBy }) => [role, delegatedBy ?? null]);

let bureau = '';
let [chief, deputy, third] = ['', '', ''];
let postId = '';
beforeAll(() => {
  pool = createPool({ connectionString: database().appUrl, max: 3 });
});
afterAll(() => pool.end());
beforeEach(async () => {
  today = '2026-06-15';
  bureau = await seed().org({ name: `代理局${newId().slice(-6)}` });
  [chief, deputy, third] = [await seed().person({ name: '局长甲' }), await seed().person({ name: '副局长乙' }), await seed().person({ name: '科长丙' })];
  ({ postId } = await run(
    appointUseCase,
    { params: { userId: chief }, body: { orgId: bureau, role: 'unit_head', title: '局长', from: '2024-01-01', to: '2026-12-31', reason: '任命' } },
    security(),
  ));
});
const give = (change: Record<string, unknown> = {}, actor = head(chief)) =>
  run(delegateUseCase, { body: { to: deputy, postIds: [postId], cause: 'leave', firstDay: '2026-06-20', lastDay: '2026-06-25', reason: '休年假', ...change } }, actor);

describe('代理', () => {
  test('只在起止日内有效，首尾两天都算；到期自行结束，不需要任何人操作', async () => {
    await give();
    expect(await held(deputy, '2026-06-19')).toEqual([]);
    expect(await held(deputy, '2026-06-20')).toEqual([['unit_head', chief]]);
    expect(await held(deputy, '2026-06-25')).toEqual([['unit_head', chief]]);
    expect(await held(deputy, '2026-06-26')).toEqual([]);
  });

  test('双方都看得到；本人岗位优先于代理人', async () => {
    await give();
    const seen = async (userId: string) => {
      const { given, received } = await run(listMyDelegationsUseCase, {}, head(userId));
      return [given.length, received.length];
    };
    expect([await seen(chief), await seen(deputy), await seen(third)]).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    const holders = await transaction(pool, { region, mode: 'read' }, (tx) => holdersOf(tx, { role: 'unit_head', orgId: bureau }, parseDay('2026-06-21')));
    expect(holders.map(({ userId, delegatedFrom }) => [userId, delegatedFrom])).toEqual([
      [chief, null],
      [deputy, chief],
    ]);
  });

  test('撤销立即生效；第二次撤销说明已结束；无关的人不能撤销', async () => {
    const { delegationId } = await give({ firstDay: '2026-06-15' });
    const revoke = (userId: string) => run(revokeDelegationUseCase, { params: { delegationId }, body: { reason: '提前返岗' } }, head(userId));
    await expect(revoke(third)).rejects.toMatchObject({ code: 'identity.delegation_not_found' });
    expect(await held(deputy, '2026-06-15')).toHaveLength(1);
    await revoke(chief);
    expect(await held(deputy, '2026-06-15')).toEqual([]);
    await expect(revoke(deputy)).rejects.toMatchObject({ code: 'identity.delegation_over' });
  });

  test('委托人免职，代理随之结束', async () => {
    await give({ firstDay: '2026-06-15' });
    await run(endPostUseCase, { params: { postId }, body: { on: '2026-06-14', reason: '调离' } }, security());
    expect(await held(deputy, '2026-06-15')).toEqual([]);
  });

  test.each([
    ['不是自己的岗位', {}, () => head(third), 'identity.delegation_exceeds_own'],
    ['超过自己的任期', { lastDay: '2027-01-01' }, undefined, 'identity.delegation_exceeds'],
    ['结束早于开始', { lastDay: '2026-06-19' }, undefined, 'identity.delegation_days'],
    ['追溯到过去', { firstDay: '2026-06-14' }, undefined, 'identity.delegation_days'],
    ['没有这个人', { to: '01900000-0000-7000-8000-0000000000fe' }, undefined, 'identity.person_not_found'],
  ] as const)('拒绝：%s', async (_title, change, actor, code) => {
    await expect(give(change, actor?.())).rejects.toMatchObject({ code });
    expect(await held(deputy, '2026-06-21')).toEqual([]);
  });

  test('委托给自己、把受托的再委托出去都被拒绝', async () => {
    await expect(give({ to: chief })).rejects.toMatchObject({ code: 'identity.delegation_to_self' });
    await give({ firstDay: '2026-06-15' });
    await expect(give({ to: third }, head(deputy))).rejects.toMatchObject({ code: 'identity.delegation_exceeds_own' });
  });

  test('停用的人不能做代理人', async () => {
    const gone = await seed().person({ name: '停用者', status: 'suspended' });
    await expect(give({ to: gone })).rejects.toMatchObject({ code: 'identity.person_not_active' });
  });
});

describe('代理人办理的事项两个姓名都留痕', () => {
  test('只凭代理得到的权限记为代某人办理；本人也有的权限不算代理', async () => {
    await give({ firstDay: '2026-06-15' });
    const acting = await transaction(pool, { region, mode: 'read' }, (tx) => loadActor(tx, { userId: deputy, secondFactor: true }, parseDay('2026-06-15')));
    if (acting === undefined) throw new Error('the deputy is missing');
    const day = parseDay('2026-06-15');
    expect(standingFor(acting, 'identity.delegate', day).onBehalfOf).toEqual({ userId: chief, displayName: '局长甲' });
    expect(standingFor(acting, 'identity.delegate', parseDay('2026-06-26')).onBehalfOf).toBeUndefined();
    await run(appointUseCase, { params: { userId: deputy }, body: { orgId: bureau, role: 'unit_deputy', from: '2026-06-15', reason: '任命' } }, security());
    const own = await transaction(pool, { region, mode: 'read' }, (tx) => loadActor(tx, { userId: deputy, secondFactor: true }, day));
    expect(own === undefined ? null : standingFor(own, 'identity.delegate', day).onBehalfOf).toBeUndefined();
  });
});

describe('人员与岗位', () => {
  test('任命即授权，最后任职日当天仍有效，次日无效', async () => {
    const { postId: second } = await run(
      appointUseCase,
      { params: { userId: third }, body: { orgId: bureau, role: 'unit_reporter', from: '2026-06-15', reason: '任命' } },
      security(),
    );
    expect(await held(third, '2026-06-14')).toEqual([]);
    expect(await held(third, '2026-06-15')).toEqual([['unit_reporter', null]]);
    await run(endPostUseCase, { params: { postId: second }, body: { on: '2026-06-20', reason: '轮岗' } }, security());
    expect(await held(third, '2026-06-20')).toHaveLength(1);
    expect(await held(third, '2026-06-21')).toEqual([]);
    await expect(run(endPostUseCase, { params: { postId: second }, body: { on: '2026-06-20', reason: '轮岗' } }, security())).rejects.toMatchObject({
      code: 'identity.post_ended_already',
    });
  });

  test.each([
    ['没有单位', { orgId: undefined }, 'request.invalid'],
    ['单位当日不存在', { from: '2019-12-31' }, 'identity.post_unit_not_in_being'],
    ['期满早于任职', { to: '2026-06-01' }, 'identity.grant_days_reversed'],
    ['群众角色', { role: 'citizen' }, 'identity.grant_role_fixed'],
  ] as const)('不能任命：%s', async (_title, change, code) => {
    const body = { orgId: bureau, role: 'unit_reporter', from: '2026-06-15', reason: '任命', ...change };
    await expect(run(appointUseCase, { params: { userId: third }, body }, security())).rejects.toMatchObject({ code });
    expect(await held(third, '2026-06-15')).toEqual([]);
  });

  test('三员之间、三员与业务岗位不能兼任', async () => {
    const appointAs = (role: string) =>
      run(
        appointUseCase,
        { params: { userId: third }, body: { orgId: bureau, role, reach: role.endsWith('admin') ? 'all' : 'unit', from: '2026-06-15', reason: '任命' } },
        security(),
      );
    await appointAs('audit_admin');
    await expect(appointAs('system_admin')).rejects.toMatchObject({ code: 'access.separation' });
    await expect(appointAs('unit_head')).rejects.toMatchObject({ code: 'access.separation' });
  });

  test('同名的人要确认是另一人才能登记', async () => {
    const add = (isNamesake: boolean) => run(addPersonUseCase, { body: { displayName: '局长甲', isNamesake } }, system());
    await expect(add(false)).rejects.toMatchObject({ code: 'identity.person_namesake' });
    expect((await add(true)).userId).toBeDefined();
  });

  test('名册：按单位、角色、状态查找，翻页不重不漏，两种排序', async () => {
    const names = ['名册丁', '名册甲', '名册丙', '名册乙', '名册戊'];
    for (const name of names)
      await seed()
        .holder('unit_liaison', { orgId: bureau })
        .then((userId) => seed().write('update identity.person set display_name = $1 where user_id = $2', [name, userId]));
    const collect = async (sort: string) => {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Reply<typeof listPeopleUseCase.endpoint> = await run(
          listPeopleUseCase,
          { query: { orgId: bureau, role: 'unit_liaison', sort, limit: '2', ...(cursor === '' ? {} : { cursor }) } },
          head(chief),
        );
        expect(page.total).toBe(5);
        seen.push(...page.items.map(({ displayName }) => displayName));
        cursor = page.nextCursor;
      }
      return seen;
    };
    expect(await collect('name')).toEqual(['名册丙', '名册丁', '名册甲', '名册戊', '名册乙']);
    expect(await collect('newest')).toEqual([...names].reverse());
    await expect(run(listPeopleUseCase, { query: { cursor: 'abc' } }, head(chief))).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('账号名只有系统管理员看得到；代理事由只有本人和管理者看得到', async () => {
    await give();
    const rowSeenBy = async (actor: ReturnType<typeof testActor>) => run(getPersonUseCase, { params: { userId: chief } }, actor);
    expect((await rowSeenBy(head(third))).person.accountName).toBeNull();
    expect((await rowSeenBy(system())).person.accountName).not.toBeNull();
    expect((await rowSeenBy(head(third))).given).toEqual([]);
    expect((await rowSeenBy(head(chief))).given).toHaveLength(1);
  });

  test('选人：按姓名查找，附上岗位以区分同名', async () => {
    const { items } = await run(findPeopleUseCase, { query: { q: '局长甲', orgId: bureau } }, head(third));
    expect(items).toMatchObject([{ userId: chief, posts: [expect.stringContaining('责任单位主要领导')] }]);
  });
});
