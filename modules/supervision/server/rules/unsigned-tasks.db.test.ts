import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../../tests/harness/task-world.ts';
import { draftTasksUseCase } from '../../../task/server/draft-tasks.ts';
import { getTaskUseCase } from '../../../task/server/get-task.ts';
import { getHomeUseCase } from '../../../task/server/home.ts';
import { proposeTasksUseCase } from '../../../task/server/propose-tasks.ts';
import { takeAssignmentStepUseCase } from '../../../task/server/take-assignment-step.ts';
import { takeTaskStepsUseCase } from '../../../task/server/take-task-steps.ts';
import { listOrdersUseCase } from '../order/list-orders.ts';

/** 2026年3月2日（周一）下达：5个工作日到9日，8个工作日到12日（周四），13日零时后按规则督办。 */
const database = databaseForFile();
let world: TaskWorld;
let taskIds: readonly string[];
const unit = (index: number): TaskUnit => world.units[index] as TaskUnit;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 2 });
  const { items } = await world.run(proposeTasksUseCase, { query: { planId: world.planId, year: '2026' } }, world.office('dispatcher'));
  const tasks = [0, 0, 1].map((index, clause) => ({
    clause: items[clause]?.clause,
    fields: { ...items[clause]?.fields, units: [{ orgId: unit(index).orgId, role: 'lead' }] },
    origin: items[clause]?.origin,
  }));
  const drafted = await world.run(draftTasksUseCase, { body: { planId: world.planId, year: 2026, tasks } }, world.office('dispatcher'));
  taskIds = drafted.items.map(({ taskId }) => taskId);
  await world.run(takeTaskStepsUseCase, { body: { action: 'consult', taskIds } }, world.office('dispatcher'));
  expect(await world.run(takeTaskStepsUseCase, { body: { action: 'issue', taskIds } }, world.office('office_director'))).toMatchObject({ done: 3 });
  await accept(2, 1);
});
afterAll(() => world.close());

async function accept(task: number, index: number): Promise<void> {
  const [found] = (await world.run(getTaskUseCase, { params: { taskId: taskIds[task] } }, world.office('dispatcher'))).assignments;
  const body = { action: 'accept', expectedRevision: found?.revision, personId: unit(index).people.unit_reporter };
  await world.run(takeAssignmentStepUseCase, { params: { assignmentId: found?.assignmentId }, body }, world.staff(unit(index), 'unit_deputy'));
}
const orders = async () => (await world.run(listOrdersUseCase, { query: { standing: 'all', source: 'rule', limit: '100' } }, world.office('supervisor'))).items;
const unsigned = async () => (await world.run(getHomeUseCase, { query: {} }, world.office('office_director'))).unsigned;

test('五个工作日后列在办公室首页；满八个工作日当天还没有，次日一个单位一张蓝色提示单，签收了的没有', async () => {
  await world.moveTo('2026-03-09T23:00:00+08:00');
  expect(await unsigned()).toBe(0);
  await world.moveTo('2026-03-10T09:00:00+08:00');
  expect(await unsigned()).toBe(2);
  await world.moveTo('2026-03-12T23:59:00+08:00');
  expect(await orders()).toEqual([]);
  await world.moveTo('2026-03-13T08:00:00+08:00');
  const given = await orders();
  expect(given.map(({ lead, colour, state, isAutomatic, dueOn }) => [lead.name, colour, state, isAutomatic, dueOn])).toEqual([['测试1局', 'blue', 'issued', true, '2026-03-20']]);
  await world.moveTo('2026-03-14T08:00:00+08:00');
  expect(await orders()).toHaveLength(1);
});

test('签收一项还不销，全部签收后自动销号并仍计数', async () => {
  await accept(0, 0);
  await world.moveTo('2026-03-14T09:00:00+08:00');
  expect(await orders()).toMatchObject([{ state: 'issued' }]);
  await accept(1, 0);
  await world.moveTo('2026-03-14T10:00:00+08:00');
  expect(await orders()).toMatchObject([{ state: 'closed', colour: 'blue' }]);
});
