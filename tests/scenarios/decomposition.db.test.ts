import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftTasksUseCase } from '../../modules/task/server/draft-tasks.ts';
import { getTaskUseCase } from '../../modules/task/server/get-task.ts';
import { getYearCoverageUseCase } from '../../modules/task/server/get-year-coverage.ts';
import { proposeTasksUseCase } from '../../modules/task/server/propose-tasks.ts';
import { takeAssignmentStepUseCase } from '../../modules/task/server/take-assignment-step.ts';
import { takeTaskStepsUseCase } from '../../modules/task/server/take-task-steps.ts';
import { getWorkPointsUseCase, publishWorkPointsUseCase } from '../../modules/task/server/work-points.ts';
import { acceptAll } from '../harness/accepted-tasks.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openTaskWorld } from '../harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../harness/task-world.ts';

/** 固镇县的方案分解到年度：77个条款全部有人签收，中间两次退签，最后印发工作要点。 */
const plan = readFileSync(resolve(import.meta.dirname, '../../examples/guzhen/plan.txt'), 'utf8');
const database = databaseForFile();
let world: TaskWorld;
const year = 2020;
const query = () => ({ planId: world.planId, year: String(year) });
const coverage = () => world.run(getYearCoverageUseCase, { query: query() }, world.office('office_director'));
const unit = (index: number) => world.units[index % world.units.length] as TaskUnit;
const chunks = <Item>(items: readonly Item[], size: number): Item[][] => Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2020-09-01T09:00:00+08:00', units: 5, plan });
});
afterAll(() => world.close());

test('77个条款由草案、征求意见、下达、两次退签，到77/77全部签收，并印发工作要点', async () => {
  expect(await coverage()).toMatchObject({ clauses: 77, active: 77, counts: { open: 77, accepted: 0 }, isComplete: false });
  const { items } = await world.run(proposeTasksUseCase, { query: query() }, world.office('dispatcher'));
  expect(items).toHaveLength(77);
  const tasks = items.map(({ clause, fields, origin }, index) => ({
    clause,
    origin,
    fields: { ...fields, units: [{ orgId: unit(index).orgId, role: 'lead' }, ...(index % 7 === 0 ? [{ orgId: unit(index + 1).orgId, role: 'co' }] : [])] },
  }));
  const stored = await world.run(draftTasksUseCase, { body: { planId: world.planId, year, tasks } }, world.office('dispatcher'));
  expect(stored.items.map(({ lacking }) => lacking.length)).toEqual(Array.from({ length: 77 }, () => 0));
  const taskIds = stored.items.map(({ taskId }) => taskId);
  expect(await world.run(takeTaskStepsUseCase, { body: { action: 'consult', taskIds } }, world.office('dispatcher'))).toMatchObject({ done: 77, refused: 0 });
  expect(await world.run(takeTaskStepsUseCase, { body: { action: 'issue', taskIds } }, world.office('office_director'))).toMatchObject({ done: 77, refused: 0 });
  expect(await coverage()).toMatchObject({ counts: { open: 0, assigned: 77 }, isComplete: false });

  const [first = '', second = ''] = taskIds;
  const take = async (taskId: string, body: Record<string, unknown>, actor: Parameters<typeof world.run>[2]) => {
    const { assignments } = await world.run(getTaskUseCase, { params: { taskId } }, world.office('office_director'));
    const row = assignments.find(({ role, state }) => role === 'lead' && state !== 'changed');
    return world.run(takeAssignmentStepUseCase, { params: { assignmentId: row?.assignmentId }, body: { expectedRevision: row?.revision, ...body } }, actor);
  };
  await take(first, { action: 'refuse', ground: 'not-ours', reason: '职责在另一单位' }, world.staff(unit(0), 'unit_deputy'));
  await take(second, { action: 'refuse', ground: 'deadline', reason: '年内难以完成' }, world.staff(unit(1), 'unit_deputy'));
  for (const group of chunks(taskIds.slice(2), 25)) for (const taskId of group) await acceptAll(world, taskId);
  const twoOpen = await coverage();
  expect(twoOpen).toMatchObject({ counts: { accepted: 75, assigned: 2 }, isComplete: false });
  expect(await world.refused(publishWorkPointsUseCase, { body: { planId: world.planId, year, documentNo: '测试〔2020〕1号' } }, world.office('office_director'))).toMatchObject({
    code: 'task.coverage_incomplete',
  });

  const moved = await take(first, { action: 'reassign', reason: '改派到职责单位', toOrgId: unit(3).orgId }, world.office('office_director'));
  expect(moved.replacement).toMatchObject({ state: 'awaiting', replaces: moved.assignment.assignmentId });
  await take(second, { action: 'keep', reason: '时限由方案确定' }, world.office('office_director'));
  await acceptAll(world, first);
  await acceptAll(world, second);
  const done = await coverage();
  expect(done).toMatchObject({ counts: { accepted: 77, assigned: 0, excused: 0, open: 0 }, openAssignments: 0, isComplete: true });

  const published = await world.run(publishWorkPointsUseCase, { body: { planId: world.planId, year, documentNo: '测试〔2020〕1号' } }, world.office('office_director'));
  expect(published.points).toBe(77);
  const document = await world.run(getWorkPointsUseCase, { query: query() }, world.office('assessor'));
  expect(new Set(document.points.map(({ code }) => code)).size).toBe(77);
  expect(document.points.find(({ code }) => code === '2020-001')?.lead).toBe(unit(3).name);
}, 240_000);
