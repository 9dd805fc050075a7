import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { transaction } from '#kernel/server/db.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { findUnheldDuties, loadActor, openDutiesOf } from '#identity/server';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { appointUseCase, endPostUseCase } from '../../identity/server/appoint.ts';
import { delegateUseCase } from '../../identity/server/delegations.ts';
import { getHandoverUseCase, planHandoverUseCase, stepHandoverUseCase } from '../../identity/server/handovers.ts';
import { listRoundsUseCase } from '../../task/server/rounds.ts';
import { saveReportUseCase } from '../../task/server/save-report.ts';
import { actOnOrderUseCase } from './order/act-on-order.ts';
import { proposeOrderUseCase } from './order/propose-order.ts';

const database = databaseForFile();
let world: TaskWorld;
let unit: TaskUnit;
let [outgoing, incoming, deputy] = ['', '', ''];
let postId = '';
let tasks: readonly AcceptedTask[] = [];
let orderId = '';

const query = async (text: string, values: readonly unknown[] = []) => (await withConnection(database().adminUrl, (client) => client.query(text, [...values]))).rows;
const liaison = (userId: string) => testActor({ roles: ['unit_liaison'], orgs: [unit.orgId], userId, displayName: '联络员' });
const security = () => testActor({ roles: ['security_admin'] });
const appoint = async (userId: string, role: string) =>
  (await world.run(appointUseCase, { params: { userId }, body: { orgId: unit.orgId, role, from: '2026-01-01', reason: '任命文件' } }, security())).postId as string;
const plan = async (effectiveOn: string) =>
  (await world.run(planHandoverUseCase, { body: { postId, incomingId: incoming, deputyId: deputy, effectiveOn, reason: '工作调动' } }, world.office('office_director'))).handoverId;
const view = (handoverId: string) => world.run(getHandoverUseCase, { params: { handoverId } }, world.office('office_director'));
const step = async (handoverId: string, action: string, actor = world.office('office_director')) => {
  const { revision, sheetSha256 } = await view(handoverId);
  return world.run(stepHandoverUseCase, { params: { handoverId }, body: { action, expectedRevision: revision, sheetSha256 } }, actor);
};
const owed = (userId: string, day: string) =>
  transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => openDutiesOf(tx, { userId, orgId: unit.orgId, role: 'unit_liaison', today: day }));
const namedOf = async (userId: string, day = '2026-04-10') => (await owed(userId, day)).filter(({ office }) => office === undefined).map(({ kind, title }) => `${kind} ${title}`);
const unheld = (day: string) => transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => findUnheldDuties(tx, day));

/** An order that the person signed in to: proposed, approved, signed for. */
async function orderInHandling(personId: string, title: string, by?: { readonly at: TaskUnit; readonly actor: Actor }): Promise<string> {
  const body = {
    title,
    matter: '完成清淤',
    standard: '验收合格',
    dueOn: '2026-05-29',
    leadOrgId: (by?.at ?? unit).orgId,
    coOrgIds: [],
    colour: 'none',
    source: 'instruction',
    sourceRef: '',
  };
  let order = await world.run(proposeOrderUseCase, { body }, world.office('supervisor'));
  for (const [action, actor, more] of [
    ['submit', world.office('supervisor'), {}],
    ['approve', world.office('office_director'), {}],
    ['sign-in', by?.actor ?? liaison(personId), { personId }],
  ] as const) {
    order = await world.run(actOnOrderUseCase, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '', ...more } }, actor);
  }
  return order.orderId;
}

beforeEach(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 2 });
  unit = world.units[0] as TaskUnit;
  [outgoing, incoming, deputy] = [await world.seed.person({ name: '移交人' }), await world.seed.person({ name: '接收人' }), await world.seed.person({ name: '代理人' })];
  postId = await appoint(outgoing, 'unit_liaison');
  tasks = await acceptedTasks(world, 2026, [
    { clause: 0, units: [0], change: { tier: 'monthly', title: '新建清溪桥' }, personId: outgoing },
    { clause: 1, units: [0], change: { tier: 'monthly', title: '加固老石桥' } },
  ]);
  await world.moveTo('2026-04-01T00:00:00+08:00');
  await world.moveTo('2026-04-01T09:00:00+08:00');
  const [found] = (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items.filter(({ round }) => round.period === '2026-03');
  const params = { roundId: found?.round.roundId, assignmentId: tasks[1]?.assignments.get(unit.orgId) };
  await world.run(saveReportUseCase, { params, body: { expectedRevision: 0, content: { done: '完成加固', next: '验收', judgement: 'normal' } } }, liaison(outgoing));
  orderId = await orderInHandling(outgoing, '沱河清淤');
  await world.run(
    delegateUseCase,
    { body: { to: deputy, postIds: [postId], cause: 'leave', firstDay: '2026-04-02', lastDay: '2026-04-30', reason: '休假' } },
    testActor({ roles: ['unit_liaison'], orgs: [unit.orgId], userId: outgoing }),
  );
});
afterAll(() => world.close());

const everything = ['督办单（责任人） 沱河清淤', '填报草稿 加固老石桥（2026-03）', '牵头任务（责任人） 新建清溪桥'];

describe('移交真实的任务、填报和督办单', () => {
  test('清单列出全部未了事项和委托的代理；双方签字后到生效日一次转清，移交人名下一项不剩', async () => {
    const handoverId = await plan('2026-04-08');
    await step(handoverId, 'list');
    const sheet = await view(handoverId);
    expect(sheet.items.map(({ kind, title }) => `${kind} ${title}`).sort()).toEqual([...everything, '委托的代理 委托代理人代理（移交生效时终止）'].sort());
    for (const [action, userId] of [
      ['check', outgoing],
      ['check', incoming],
      ['sign_out', outgoing],
      ['sign_in', incoming],
    ] as const)
      await step(handoverId, action, testActor({ roles: ['unit_liaison'], userId }));
    await world.moveTo('2026-04-07T09:00:00+08:00');
    expect((await namedOf(outgoing)).filter((one) => !one.startsWith('委托')).sort()).toEqual([...everything].sort());
    await world.moveTo('2026-04-08T00:10:00+08:00');
    expect(await view(handoverId)).toMatchObject({ state: 'effective' });
    expect([await namedOf(outgoing), (await namedOf(incoming)).sort(), await namedOf(deputy)]).toEqual([[], [...everything].sort(), []]);
    // 其间按灯号自动立的督办单也在清单里。
    expect((await view(handoverId)).items.map(({ isOpen }) => isOpen)).not.toContain(true);
    expect(await query('select handler_id from supervision.order where order_id = $1', [orderId])).toEqual([{ handler_id: incoming }]);
    expect(await query('select written_by, holder_id from task.report where region_code = $1', [world.region])).toEqual([{ written_by: `user:${outgoing}`, holder_id: incoming }]);
    const moved = await query(`select kind, count(*)::int as count from kernel.event where region_code = $1 and kind like '%.duty_moved' group by kind order by kind`, [
      world.region,
    ]);
    expect(moved).toEqual([
      { kind: 'supervision.duty_moved', count: 1 },
      { kind: 'task.duty_moved', count: 2 },
    ]);
    expect(await query('select revoked_reason from identity.delegation where region_code = $1', [world.region])).toEqual([{ revoked_reason: '岗位移交：工作调动' }]);
  });

  test('缺签字：同样的事项全部转给代理人；接着保存草稿的人成为填报人', async () => {
    const handoverId = await plan('2026-04-02');
    await world.moveTo('2026-04-02T00:10:00+08:00');
    expect(await view(handoverId)).toMatchObject({ state: 'deputised' });
    expect([await namedOf(outgoing), (await namedOf(deputy)).sort()]).toEqual([[], [...everything].sort()]);
    await world.moveTo('2026-04-02T09:00:00+08:00');
    const [report] = await query('select round_id, assignment_id, revision from task.report where region_code = $1', [world.region]);
    const params = { roundId: report?.round_id as string, assignmentId: report?.assignment_id as string };
    await world.run(saveReportUseCase, { params, body: { expectedRevision: 1, content: { done: '完成加固并验收', next: '移交', judgement: 'normal' } } }, liaison(deputy));
    expect(await query('select written_by, holder_id from task.report where region_code = $1', [world.region])).toEqual([{ written_by: `user:${deputy}`, holder_id: null }]);
  });

  test('替代人接任责任人时，替代人的位置空出来，不由一人两任', async () => {
    await query('update task.assignment set deputy_id = $2 where region_code = $1 and person_id = $3', [world.region, deputy, outgoing]);
    await plan('2026-04-02');
    await world.moveTo('2026-04-02T00:10:00+08:00');
    expect(await query('select person_id, deputy_id from task.assignment where region_code = $1 and person_id = $2', [world.region, deputy])).toEqual([
      { person_id: deputy, deputy_id: null },
    ]);
  });

  test('代理人在别的单位也有同样的权限：在委托人单位办理仍记明代谁办理，在自己单位办理不记', async () => {
    await world.moveTo('2026-04-02T09:00:00+08:00');
    const [own = unit, other = unit] = [world.units[1], unit];
    await world.run(appointUseCase, { params: { userId: deputy }, body: { orgId: own.orgId, role: 'unit_liaison', from: '2026-04-01', reason: '任命文件' } }, security());
    const acting = await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) =>
      loadActor(tx, { userId: deputy, secondFactor: true }, parseDay('2026-04-02')),
    );
    if (acting === undefined) throw new Error('the deputy is missing');
    const behalf = async (at: TaskUnit, title: string) => {
      const id = await orderInHandling(deputy, title, { at, actor: acting });
      const rows = await query(`select actor, on_behalf_of from supervision.entry where object_id = $1 and action = 'sign-in'`, [id]);
      return rows[0];
    };
    expect(await behalf(other, '委托人单位的督办')).toEqual({ actor: `user:${deputy} for user:${outgoing}`, on_behalf_of: '移交人' });
    expect(await behalf(own, '自己单位的督办')).toEqual({ actor: `user:${deputy}`, on_behalf_of: null });
  });

  test('不经移交不能免职；无人担任的岗位上等办的事项列为无人负责', async () => {
    const end = world.refused(endPostUseCase, { params: { postId }, body: { on: '2026-04-01', reason: '调离' } }, security());
    expect(await end).toMatchObject({ code: 'identity.post_has_duties' });
    expect(await unheld('2026-04-01')).toEqual([]);
    await query(`update task.report set state = 'signing' where region_code = $1`, [world.region]);
    const heads = [unit.people.unit_head, unit.people.unit_deputy];
    await query(`update identity.person set status = 'suspended' where user_id = $1`, [heads[0]]);
    expect(await unheld('2026-04-01')).toEqual([]);
    await query(`update identity.person set status = 'suspended' where user_id = $1`, [heads[1]]);
    expect((await unheld('2026-04-01')).map(({ kind, title }) => `${kind} ${title}`)).toEqual(['待审签填报 加固老石桥（2026-03）']);
    await world.moveTo('2026-04-02T00:40:00+08:00');
    expect(await query(`select count(*)::int as told from kernel.notice where region_code = $1 and kind = 'identity.unheld-duties'`, [world.region])).toEqual([{ told: 1 }]);
  });
});

/** Deterministic numbers below a bound. */
function dice(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % bound;
  };
}

test.each([1, 2, 3])('随机经历 %i：交办、移交（签字或不签）、免职、停用之后，每件未了事项都有在岗的人，否则办公室当夜得知', async (seed) => {
  const roll = dice(seed);
  const holders = new Map([[outgoing, postId]]);
  let day = parseDay('2026-04-02');
  for (let turn = 0; turn < 12; turn += 1) {
    await world.moveTo(`${day.toString()}T09:00:00+08:00`);
    const [userId, heldPost] = [...holders][roll(holders.size)] as [string, string];
    const act = roll(4);
    if (act === 0) await orderInHandling(userId, `第${turn}项督办`);
    else if (act === 1) {
      const next = await world.seed.person({ name: `接任${turn}` });
      holders.set(next, await appoint(next, 'unit_liaison'));
    } else if (act === 2) {
      [incoming, deputy, postId] = [await world.seed.person({ name: `接收${turn}` }), await world.seed.person({ name: `代理${turn}` }), heldPost];
      const on = day.add({ days: 1 }).toString();
      const handoverId = await plan(on);
      const isSigned = roll(2) === 0;
      if (isSigned) {
        await step(handoverId, 'list');
        for (const [action, by] of [
          ['check', userId],
          ['check', incoming],
          ['sign_out', userId],
          ['sign_in', incoming],
        ] as const)
          await step(handoverId, action, testActor({ roles: ['unit_liaison'], userId: by }));
      }
      await world.moveTo(`${on}T00:10:00+08:00`);
      holders.delete(userId);
      const [post] = await query('select post_id, user_id from identity.post where region_code = $1 and succeeds = $2', [world.region, heldPost]);
      expect(post?.user_id).toBe(isSigned ? incoming : deputy);
      holders.set(post?.user_id as string, post?.post_id as string);
    } else {
      // Whoever owes nothing goes; whoever owes something cannot.
      const owes = (await namedOf(userId, day.toString())).some((one) => !one.startsWith('委托')) || holders.size === 1;
      if (!owes) {
        await world.run(endPostUseCase, { params: { postId: heldPost }, body: { on: day.subtract({ days: 1 }).toString(), reason: '调离' } }, security());
        holders.delete(userId);
      }
    }
    day = day.add({ days: 2 });
    // The oracle reads the tables itself: persons named by what is open, without an active person in a post.
    const gone = `not exists (select from identity.person p join identity.grant g on g.region_code = p.region_code and g.user_id = p.user_id and g.ended_at is null
      and g.from_on <= $2::date and coalesce(g.to_on, $2::date) >= $2::date where p.user_id = n.user_id and p.status = 'active')`;
    const orphans = await query(
      `select n.user_id from (select person_id as user_id from task.assignment where region_code = $1 and state = 'accepted'
         union all select handler_id from supervision.order where region_code = $1 and state = 'handling') n where ${gone}`,
      [world.region, day.toString()],
    );
    expect(orphans).toEqual([]);
  }
  const [[first] = []] = [[...holders.keys()]];
  await query(`update identity.person set status = 'suspended' where user_id = any ($1)`, [[...holders.keys()]]);
  const open = await query(`select count(*)::int as count from supervision.order where region_code = $1 and handler_id is not null`, [world.region]);
  expect(first === undefined || (open[0]?.count as number) > 0).toBe(true);
  await world.moveTo(`${day.toString()}T00:40:00+08:00`);
  const told = await query(`select title from kernel.notice where region_code = $1 and kind = 'identity.unheld-duties'`, [world.region]);
  expect(told.length).toBeGreaterThan(0);
});
