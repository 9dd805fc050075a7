import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { listRoundsUseCase } from './rounds.ts';
import { saveReportUseCase } from './save-report.ts';
import { takeReportStepsUseCase } from './take-report-steps.ts';

/** 2020年10月调度：11月1日（周日）开放，5日（周四）截止，提前两个工作日即3日催报，6日零时书面催办。 */
const database = databaseForFile();
let world: TaskWorld;
let tasks: readonly AcceptedTask[];
let roundId = '';
const unit = (index: number) => world.units[index] as TaskUnit;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2020-10-12T09:00:00+08:00', units: 3 });
  tasks = await acceptedTasks(
    world,
    2020,
    [0, 1, 2, 2].map((index, clause) => ({ clause, units: [index], change: { tier: 'monthly' as const } })),
  );
});
afterAll(() => world.close());

const inbox = async (index: number, role: 'unit_head' | 'unit_liaison' | 'unit_reporter') =>
  (
    await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) =>
      noticeStore.list(tx, { userId: unit(index).people[role], before: null, shown: 'all', pattern: null, limit: 50 }),
    )
  ).filter(({ kind }) => kind.startsWith('task.round-'));
const kinds = async (index: number, role: 'unit_head' | 'unit_liaison' | 'unit_reporter') => (await inbox(index, role)).map(({ kind }) => kind.replace('task.round-', '')).sort();
const submit = async (task: number, index: number): Promise<string> => {
  const params = { roundId, assignmentId: tasks[task]?.assignments.get(unit(index).orgId) ?? '' };
  const body = { expectedRevision: 0, content: { done: '完成前期工作', judgement: 'normal' }, isSubmitted: true };
  return (await world.run(saveReportUseCase, { params, body }, world.staff(unit(index), 'unit_reporter'))).reportId;
};
const sign = (index: number, reportId: string) => world.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, world.staff(unit(index), 'unit_head'));

test('开放时每单位一条，不按任务逐条；报齐并审签的不再提醒，其余到日催报、截止催办', async () => {
  await world.moveTo('2020-11-01T00:00:00+08:00');
  const [opened] = (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items;
  roundId = opened?.round.roundId ?? '';
  expect((await inbox(2, 'unit_reporter')).map(({ title }) => title)).toEqual(['2020-10 调度已开放，测试3局应报 2 项']);
  expect(await kinds(0, 'unit_liaison')).toEqual(['opened']);
  expect(await kinds(0, 'unit_head')).toEqual([]);

  await world.moveTo('2020-11-02T15:00:00+08:00');
  await sign(0, await submit(0, 0));
  await submit(1, 1);
  await sign(2, await submit(2, 2));
  expect((await inbox(0, 'unit_liaison'))[0]?.settled_at).not.toBeNull();
  expect((await inbox(1, 'unit_liaison'))[0]?.settled_at).toBeNull();
  expect((await inbox(2, 'unit_liaison'))[0]?.settled_at).toBeNull();

  await world.moveTo('2020-11-02T23:59:59+08:00');
  expect(await kinds(1, 'unit_head')).toEqual([]);
  await world.moveTo('2020-11-03T00:00:00+08:00');
  expect(await kinds(0, 'unit_liaison')).toEqual(['opened']);
  expect(await kinds(1, 'unit_head')).toEqual(['due-soon']);
  expect((await inbox(2, 'unit_head')).map(({ title }) => title)).toEqual(['2020-10 调度 2020-11-05 截止，测试3局还有 1 项没有报出']);
  await world.moveTo('2020-11-04T00:00:00+08:00');
  expect(await kinds(1, 'unit_liaison')).toEqual(['due-soon', 'opened']);

  await world.moveTo('2020-11-05T23:59:59+08:00');
  expect(await kinds(2, 'unit_liaison')).toEqual(['due-soon', 'opened']);
  await world.moveTo('2020-11-06T00:00:00+08:00');
  expect(await kinds(0, 'unit_head')).toEqual([]);
  expect(await kinds(1, 'unit_head')).toEqual(['due-soon', 'urged']);
  const urged = (await inbox(2, 'unit_liaison')).find(({ kind }) => kind === 'task.round-urged');
  expect(urged).toMatchObject({ urgency: 'prompt', title: '催办：2020-10 调度已截止，测试3局有 1 项逾期未报', link: `/my-debts?roundId=${roundId}` });
});

test('补报审签后，这个单位本轮的提醒全部了结', async () => {
  await world.moveTo('2020-11-06T09:00:00+08:00');
  await sign(2, await submit(3, 2));
  expect((await inbox(2, 'unit_liaison')).every(({ settled_at }) => settled_at !== null)).toBe(true);
  expect((await inbox(1, 'unit_liaison')).some(({ settled_at }) => settled_at === null)).toBe(true);
});
