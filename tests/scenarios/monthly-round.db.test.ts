import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSilentDebts } from '#task/server';
import { transaction } from '#kernel/server/db.ts';
import { dayOf, parseMoment } from '#kernel/calendar.ts';
import { getRoundUseCase, listRoundsUseCase } from '../../modules/task/server/rounds.ts';
import { saveReportUseCase } from '../../modules/task/server/save-report.ts';
import { takeReportStepsUseCase } from '../../modules/task/server/take-report-steps.ts';
import { acceptedTasks } from '../harness/accepted-tasks.ts';
import type { AcceptedTask } from '../harness/accepted-tasks.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openTaskWorld } from '../harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../harness/task-world.ts';

/** 2020年10月的调度：11月1日（周日）零时开放，11月5日截止，11月6日列出两家未报的单位，11月11日起封账，没有人点过任何按钮。 */
const database = databaseForFile();
let world: TaskWorld;
let tasks: readonly AcceptedTask[];
const unit = (index: number) => world.units[index] as TaskUnit;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2020-10-12T09:00:00+08:00', units: 4 });
  tasks = await acceptedTasks(
    world,
    2020,
    [0, 1, 2, 3].map((index) => ({ clause: index, units: [index], change: { tier: 'monthly' as const } })),
  );
});
afterAll(() => world.close());

const rounds = async () => (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items;
const silentOn = async (moment: string) => {
  const found = await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => listSilentDebts(tx, { roundId: null }, dayOf(parseMoment(moment))));
  return found.map(({ orgId }) => world.units.find((one) => one.orgId === orgId)?.name).sort();
};

test('系统按工作日历自行开放、截止、列出未报、封账', async () => {
  await world.moveTo('2020-10-31T23:59:59+08:00');
  expect(await rounds()).toEqual([]);
  await world.moveTo('2020-11-01T00:00:00+08:00');
  const [opened] = await rounds();
  expect(opened?.round).toMatchObject({ period: '2020-10', state: 'open', closesOn: '2020-11-05', ordersOn: '2020-11-06', sealsOn: '2020-11-10' });
  expect(opened?.rates).toMatchObject({ expected: 4, received: { numerator: 0, denominator: 4 } });
  const roundId = opened?.round.roundId ?? '';

  await world.moveTo('2020-11-04T15:00:00+08:00');
  const reportIds: string[] = [];
  for (const index of [0, 1]) {
    const params = { roundId, assignmentId: tasks[index]?.assignments.get(unit(index).orgId) ?? '' };
    const body = { expectedRevision: 0, content: { done: '完成前期工作', judgement: 'normal' }, isSubmitted: true };
    reportIds.push((await world.run(saveReportUseCase, { params, body }, world.staff(unit(index), 'unit_reporter'))).reportId);
  }
  await world.moveTo('2020-11-05T23:59:59+08:00');
  for (const [index, reportId] of reportIds.entries()) {
    expect(await world.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, world.staff(unit(index), 'unit_head'))).toMatchObject({ done: 1 });
  }
  expect(await silentOn('2020-11-05T23:59:59+08:00')).toEqual([]);

  await world.moveTo('2020-11-06T00:00:00+08:00');
  expect((await rounds())[0]?.round.state).toBe('closed');
  expect(await silentOn('2020-11-06T00:00:00+08:00')).toEqual(['测试3局', '测试4局']);
  const board = await world.run(getRoundUseCase, { params: { roundId } }, world.office('dispatcher'));
  expect(board.rates).toMatchObject({ received: { numerator: 2, denominator: 4, percent: '50.0' }, onTime: { numerator: 2, denominator: 4 } });

  await world.moveTo('2020-11-10T23:59:59+08:00');
  expect((await rounds())[0]?.round.state).toBe('closed');
  await world.moveTo('2020-11-11T00:00:00+08:00');
  expect((await rounds())[0]?.round.state).toBe('sealed');
  await world.moveTo('2020-12-02T09:00:00+08:00');
  expect((await rounds()).map(({ round }) => [round.period, round.state])).toEqual([
    ['2020-11', 'open'],
    ['2020-10', 'sealed'],
  ]);
});
