import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { acceptedTasks } from '../../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../../tests/harness/accepted-tasks.ts';
import { stageHand } from '../../../../tests/harness/world.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../../tests/harness/task-world.ts';
import { setParameterValueUseCase } from '../../../settings/server/set-parameter-value.ts';
import { getTaskUseCase } from '../../../task/server/get-task.ts';
import { listRoundsUseCase } from '../../../task/server/rounds.ts';
import { saveReportUseCase } from '../../../task/server/save-report.ts';
import { takeItemStepUseCase } from '../../../task/server/take-item-step.ts';
import { takeReportStepsUseCase } from '../../../task/server/take-report-steps.ts';
import { getOrderUseCase, listOrdersUseCase } from '../order/list-orders.ts';
import { decideObjectionUseCase, getOrderStandingUseCase, getUnitLetterUseCase, objectToColourUseCase, settleReviewUseCase } from '../order/order-standing.ts';

/** 三月末的节点没有完成：4月1日起责任单位为黄灯，5月1日起为红灯。 */
const database = databaseForFile();
let world: TaskWorld;
let tasks: readonly AcceptedTask[];
const unit = (index: number): TaskUnit => world.units[index] as TaskUnit;

const node = (title: string, dueOn: string) => ({ milestoneId: null, title, dueOn });
const later = ['06-30', '09-30', '12-31'].map((day) => node(`到${day}的进展`, `2026-${day}`));
const milestones = [node('完成初步设计', '2026-03-31'), ...later];
let lastReport = '';

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 3 });
  tasks = await acceptedTasks(world, 2026, [
    { clause: 0, units: [0], change: { tier: 'halfyearly', milestones } },
    {
      clause: 1,
      units: [1],
      change: {
        tier: 'halfyearly',
        dueOn: '2026-06-30',
        milestones: [node('开工', '2026-03-31'), node('完工', '2026-06-30')],
      },
    },
    { clause: 2, units: [2], change: { tier: 'monthly', milestones: [node('报送草案', '2026-03-31'), ...later] } },
  ]);
});
afterAll(() => world.close());

const ordersOf = async (index: number) =>
  (await world.run(listOrdersUseCase, { query: { standing: 'all', source: 'rule', orgId: unit(index).orgId, limit: '100' } }, world.office('supervisor'))).items;
const read = (orderId: string) => world.run(getOrderUseCase, { params: { orderId } }, world.office('supervisor'));
const standing = (orderId: string) => world.run(getOrderStandingUseCase, { params: { orderId } }, world.office('supervisor'));
const inbox = (index: number, role: 'unit_head' | 'unit_liaison') =>
  transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) =>
    noticeStore.list(tx, { userId: unit(index).people[role], before: null, shown: 'all', pattern: null, limit: 100 }),
  );

/** 单位丙每月照常报送。 */
const report = async (): Promise<void> => {
  const stones = (await world.run(getTaskUseCase, { params: { taskId: tasks[2]?.taskId } }, world.office('office_director'))).milestones;
  const claims = stones.filter(({ title, provedOn }) => title === '报送草案' && provedOn === null).map(({ milestoneId }) => ({ milestoneId, proof: '草案已报' }));
  const roundId = (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items[0]?.round.roundId;
  const assignmentId = tasks[2]?.assignments.get(unit(2).orgId);
  const sent = { params: { roundId, assignmentId }, body: { expectedRevision: 0, content: { done: `${roundId}进展`, judgement: 'behind', claims }, isSubmitted: true } };
  const { reportId } = await world.run(saveReportUseCase, sent, world.staff(unit(2), 'unit_reporter'));
  await world.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, world.staff(unit(2), 'unit_head'));
  lastReport = reportId;
};

describe('按灯号自动立单，无人点击', () => {
  test('责任单位转黄灯的次日得到一张蓝色提示单，只此一张；此前没有；提醒随单送达，逾期未签收再提醒', async () => {
    await world.moveTo('2026-04-01T23:00:00+08:00');
    // 单位丙当天报送并核定了到期的节点，不是黄灯。
    await report();
    await world.run(takeReportStepsUseCase, { body: { action: 'approve', reportIds: [lastReport] } }, world.office('data_reviewer'));
    expect(await ordersOf(0)).toEqual([]);
    await world.moveTo('2026-04-02T09:00:00+08:00');
    const [order, ...more] = await ordersOf(0);
    expect(more).toEqual([]);
    expect(order).toMatchObject({ colour: 'blue', state: 'issued', isAutomatic: true });
    expect((await read(order?.orderId ?? '')).ruleNote).toBe('责任单位转黄灯：2026-04-01责任单位为黄灯（里程碑）');
    await world.moveTo('2026-04-03T09:00:00+08:00');
    expect(await ordersOf(0)).toHaveLength(1);
    const told = (await inbox(0, 'unit_liaison')).filter(({ kind }) => kind.startsWith('supervision.'));
    expect(told.map(({ kind }) => kind)).toEqual(['supervision.order-issued']);
    // 4月2日交办，2个工作日至7日（清明），8日仍未签收。
    await world.moveTo('2026-04-08T09:00:00+08:00');
    expect((await inbox(0, 'unit_liaison')).map(({ kind }) => kind)).toContain('supervision.order-unsigned');
  });

  test('颜色的异议：期限内可提一次，只暂停通报；裁定成立的不扣分；过期的说明期限', async () => {
    const [first] = await ordersOf(0);
    const { orderId } = first ?? { orderId: '' };
    const head = world.staff(unit(0), 'unit_head');
    // 定色后3个工作日：4月2日起至4月8日（清明放假4至6日，7日上班）。
    const until = (await standing(orderId)).objectUntil;
    expect(until).toBe('2026-04-08');
    await world.run(objectToColourUseCase, { params: { orderId }, body: { reason: '节点已由他单位承接' } }, head);
    expect((await world.refused(objectToColourUseCase, { params: { orderId }, body: { reason: '再提一次' } }, head)).code).toBe('supervision.objection_exists');
    const open = await standing(orderId);
    expect([open.publication, open.points]).toEqual(['paused', 0]);
    const objectionId = open.objections[0]?.objectionId;
    const body = { isUpheld: true, ruling: '经核实属实' };
    expect((await world.refused(decideObjectionUseCase, { params: { orderId, objectionId }, body }, head)).code).toMatch(/^access\./);
    await world.run(decideObjectionUseCase, { params: { orderId, objectionId }, body }, world.office('office_director'));
    expect((await world.refused(decideObjectionUseCase, { params: { orderId, objectionId }, body }, world.office('office_director'))).code).toBe('supervision.objection_decided');
    expect((await standing(orderId)).publication).toBe('withdrawn');
    const [other] = await ordersOf(1);
    await world.moveTo('2026-04-09T00:30:00+08:00');
    const late = await world.refused(objectToColourUseCase, { params: { orderId: other?.orderId }, body: { reason: '情况有误' } }, world.staff(unit(1), 'unit_head'));
    expect([late.code, late.detail.includes('2026-04-08')]).toEqual(['supervision.objection_late', true]);
  });

  test('蓝色不答复升黄色扣1分，再不答复升红色扣2分；一年两张起可以出函，第一张时不出', async () => {
    const [first] = await ordersOf(1);
    const orderId = first?.orderId ?? '';
    await world.moveTo('2026-04-11T09:00:00+08:00');
    const yellow = await standing(orderId);
    expect([(await read(orderId)).colour, yellow.points, yellow.colouredOfYear, yellow.isLetterDue]).toEqual(['yellow', 1, 1, false]);
    expect((await world.refused(getUnitLetterUseCase, { params: { orderId } }, world.office('supervisor'))).code).toBe('supervision.letter_not_due');
    await world.moveTo('2026-04-18T09:00:00+08:00');
    expect([(await read(orderId)).colour, (await standing(orderId)).points]).toEqual(['red', 2]);
  });

  test('临期三个工作日未申请销号的任务，按单位和到期日得到一张蓝色提示单；不再推进后自动销号并结清提醒', async () => {
    for (const day of ['2026-05-04', '2026-06-03']) {
      await world.moveTo(`${day}T09:00:00+08:00`);
      await report();
    }
    await world.moveTo('2026-06-24T09:00:00+08:00');
    expect((await ordersOf(1)).filter(({ title }) => title.includes('到期的任务'))).toEqual([]);
    // 6月30日（周二）前三个工作日是25日。
    await world.moveTo('2026-06-25T09:00:00+08:00');
    const [due, ...more] = (await ordersOf(1)).filter(({ title }) => title.includes('到期的任务'));
    expect(more).toEqual([]);
    expect(due).toMatchObject({ title: '办结2026-06-30到期的任务', colour: 'blue', state: 'issued' });
    const taskId = tasks[1]?.taskId;
    const { revision } = (await world.run(getTaskUseCase, { params: { taskId } }, world.office('county_leader'))).task;
    await world.run(takeItemStepUseCase, { params: { taskId }, body: { action: 'suspend', expectedRevision: revision, reason: '按文件中止' } }, world.office('county_leader'));
    await world.moveTo('2026-06-25T10:00:00+08:00');
    expect(await read(due?.orderId ?? '')).toMatchObject({ state: 'closed' });
    const own = (await inbox(1, 'unit_liaison')).filter(({ link }) => link === `/orders/${due?.orderId}`);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ settled_at }) => settled_at !== null)).toBe(true);
  });

  test('规则表改为只列两轮：从改后起，转黄不再立单，连续两轮黄灯立黄色单待人审定', async () => {
    const rules = [
      { trigger: 'yellow-twice', colour: 'yellow' },
      { trigger: 'red-twice', colour: 'red' },
    ];
    const body = { level: 'county', from: '2026-06-26', value: { rules }, source: { document: '县督查办法' }, reason: '减少提示单' };
    await world.run(setParameterValueUseCase, { params: { code: 'order.rules' }, body: { ...body, to: null } }, stageHand());
    // 7月1日起单位丙的第二季度节点逾期（黄灯），6月、7月两轮照常报送。
    await world.moveTo('2026-07-03T09:00:00+08:00');
    expect(await ordersOf(2)).toEqual([]);
    await report();
    await world.moveTo('2026-07-15T09:00:00+08:00');
    expect(await ordersOf(2)).toEqual([]);
    await world.moveTo('2026-08-03T09:00:00+08:00');
    await report();
    await world.moveTo('2026-08-12T09:00:00+08:00');
    const given = await ordersOf(2);
    expect(given.map(({ colour, state, number }) => [colour, state, number])).toEqual([['yellow', 'approving', null]]);
  });
});

describe('销号以后佐证被撤回', () => {
  test('状态不变，督查员得到5个工作日的复核；维持的写明理由，只办一次', async () => {
    // 单位丙：一张关于任务的督办单已销号，任务的填报随后取消核定。
    const [order] = await ordersOf(2);
    const orderId = order?.orderId ?? '';
    await world.seed.write(`update supervision.order set state = 'closed', closed_on = '2026-08-12', issued_on = '2026-08-12' where region_code = $1 and order_id = $2`, [
      world.region,
      orderId,
    ]);
    await world.moveTo('2026-09-02T09:00:00+08:00');
    await report();
    const reportIds = [lastReport];
    const reviewer = world.office('data_reviewer');
    await world.run(takeReportStepsUseCase, { body: { action: 'approve', reportIds } }, reviewer);
    await world.moveTo('2026-09-02T10:00:00+08:00');
    expect((await standing(orderId)).reviews).toEqual([]);
    await world.run(takeReportStepsUseCase, { body: { action: 'unapprove', reportIds, reason: '数据有误' } }, reviewer);
    await world.moveTo('2026-09-02T11:00:00+08:00');
    const { reviews } = await standing(orderId);
    expect(reviews).toMatchObject([{ dueOn: '2026-09-09', outcome: null }]);
    expect((await read(orderId)).state).toBe('closed');
    const params = { orderId, reviewId: reviews[0]?.reviewId };
    await world.run(settleReviewUseCase, { params, body: { note: '另有验收意见' } }, world.office('supervisor'));
    expect((await standing(orderId)).reviews).toMatchObject([{ outcome: 'kept', note: '另有验收意见' }]);
    expect((await world.refused(settleReviewUseCase, { params, body: { note: '再办一次' } }, world.office('supervisor'))).code).toBe('supervision.review_not_found');
  });
});
