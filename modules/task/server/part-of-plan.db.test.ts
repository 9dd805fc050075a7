import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { serverModules } from '../../../app/modules.server.ts';
import { getBurdenUseCase } from './burden.ts';
import { listDebtsUseCase } from './list-debts.ts';
import { unlockResource } from './reach.ts';
import { getRoundUseCase, listRoundsUseCase } from './rounds.ts';
import { saveReportUseCase } from './save-report.ts';
import { takeReportStepsUseCase } from './take-report-steps.ts';
import { askUnlockUseCase, decideUnlockUseCase, listUnlocksUseCase } from './unlocks.ts';

/** 四项任务：前两项在「建设桥梁」，后两项在「管护桥梁」；一局牵头一、三项，二局牵头二、四项。 */
const database = databaseForFile();
let world: TaskWorld;
let tasks: readonly AcceptedTask[];
let paths: readonly string[];
let sealed = '';
const unit = (index: number): TaskUnit => world.units[index] as TaskUnit;
const assignment = (task: number): string => [...(tasks[task]?.assignments.values() ?? [])][0] ?? '';
/** the chapter of a task: its path without its own node */
const chapter = (task: number): string => `${(paths[task] ?? '').split('/').slice(0, -2).join('/')}/`;
const of = (role: 'office_director' | 'unit_head', planPaths?: readonly string[], orgs?: readonly string[]): Actor =>
  testActor({ roles: [role], userId: '01900000-0000-7000-8000-0000000000e1', ...(planPaths === undefined ? {} : { planPaths }), ...(orgs === undefined ? {} : { orgs }) });

const marchRound = async (): Promise<string> =>
  (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items.find(({ round }) => round.period === '2026-03')?.round.roundId ?? '';
/** The first task is the only one that is reported and signed. */
async function reportFirst(): Promise<void> {
  const content = { done: '完成桩基施工三十根', next: '开始架梁', judgement: 'behind' };
  const raw = { params: { roundId: await marchRound(), assignmentId: assignment(0) }, body: { expectedRevision: 0, content, isSubmitted: true } };
  const { reportId } = await world.run(saveReportUseCase, raw, world.staff(unit(0), 'unit_reporter'));
  await world.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [reportId] } }, world.staff(unit(0), 'unit_head'));
}

beforeAll(async () => {
  const modules = serverModules.filter(({ name }) => ['plan', 'answer', 'task'].includes(name));
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 2, modules });
  tasks = await acceptedTasks(
    world,
    2026,
    [0, 1, 2, 3].map((clause) => ({ clause, units: [clause % 2], change: { tier: 'monthly' as const } })),
  );
  paths = await withConnection(database().adminUrl, async (client) => {
    const { rows } = await client.query<{ task_id: string; plan_path: string }>('select task_id, plan_path from task.task where region_code = $1', [world.region]);
    return tasks.map(({ taskId }) => rows.find((row) => row.task_id === taskId)?.plan_path ?? '');
  });
  await world.moveTo('2026-04-01T09:00:00+08:00');
  await reportFirst();
  await world.moveTo('2026-04-20T09:00:00+08:00');
  sealed = await marchRound();
});
afterAll(() => world.close());

const asked = (by: Actor, index: number, task: number | null) => ({
  raw: { params: { roundId: sealed }, body: { orgId: unit(index).orgId, assignmentId: task === null ? null : assignment(task), reason: '数字有误，须更正' } },
  by,
});

test('只管一章的人：调度的应报、单位和耗时只算这一章的任务，与他的应报清单一致', async () => {
  expect(chapter(0)).toBe(chapter(1));
  expect(chapter(2)).not.toBe(chapter(0));
  for (const [planPaths, orgs, expected] of [
    [undefined, undefined, 4],
    [[chapter(0)], undefined, 2],
    [[paths[2] ?? ''], undefined, 1],
    [['/no-such-plan/'], undefined, 0],
  ] as const) {
    const actor = of('office_director', planPaths, orgs);
    const { items } = await world.run(listRoundsUseCase, { query: {} }, actor);
    const debts = await world.run(listDebtsUseCase, { query: { roundId: sealed } }, actor);
    const board = await world.run(getRoundUseCase, { params: { roundId: sealed } }, actor);
    expect([items.find(({ round }) => round.roundId === sealed)?.rates.expected, debts.total, board.rates.expected]).toEqual([expected, expected, expected]);
    expect(new Set(board.units.map(({ org }) => org.orgId))).toEqual(new Set(debts.items.map(({ org }) => org.orgId)));
  }
});

test('审签用时的中位数只算本章的填报：别的章没有审签的，不借这一章的数', async () => {
  for (const [planPaths, expected] of [
    [undefined, expect.any(String)],
    [[chapter(0)], expect.any(String)],
    [[chapter(2)], null],
  ] as const) {
    const actor = of('office_director', planPaths);
    const board = await world.run(getRoundUseCase, { params: { roundId: sealed } }, actor);
    const { items } = await world.run(listRoundsUseCase, { query: {} }, actor);
    const ofUnit = board.units.find(({ org }) => org.orgId === unit(0).orgId);
    const listed = items.find(({ round }) => round.roundId === sealed);
    expect([ofUnit, board, listed].map((one) => one?.rates.medianHoursToSign)).toEqual([expected, expected, expected]);
  }
});

test('负担：本章的调度计入并标明，填报表和检查不属于哪一章，不计', async () => {
  const month = { query: { month: '2026-04' } };
  const whole = await world.run(getBurdenUseCase, month, of('office_director'));
  const part = await world.run(getBurdenUseCase, month, of('office_director', [paths[2] ?? '']));
  expect(whole.units.map(({ org, isPart }) => [org.name, isPart]).sort()).toEqual([
    ['测试1局', false],
    ['测试2局', false],
  ]);
  expect(part.units).toMatchObject([{ org: { name: '测试1局' }, isPart: true, formMinutes: '0.0', visitMinutes: '0.0' }]);
  const full = whole.units.find(({ org }) => org.name === '测试1局');
  expect(Number(part.units[0]?.minutes)).toBeLessThan(Number(full?.minutes));
  expect(part.askers).toEqual([]);
  expect((await world.run(getBurdenUseCase, month, of('office_director', ['/no-such-plan/']))).units).toEqual([]);
});

test('解锁：只能申请、决定本章的事项，整个单位的要有全部方案的授权；清单等于逐件判定的结果', async () => {
  const head = of('unit_head', [chapter(0)], [unit(0).orgId]);
  const foreign = asked(head, 0, 2);
  expect((await world.refused(askUnlockUseCase, foreign.raw, foreign.by)).code).toBe('access.out_of_scope');
  const all = asked(head, 0, null);
  expect((await world.refused(askUnlockUseCase, all.raw, all.by)).code).toBe('access.out_of_scope');
  const stranger = asked(head, 1, 1);
  expect((await world.refused(askUnlockUseCase, stranger.raw, stranger.by)).code).toBe('access.out_of_scope');
  const own = asked(head, 0, 0);
  const { unlockId } = await world.run(askUnlockUseCase, own.raw, own.by);
  const other = asked(world.staff(unit(0), 'unit_head'), 0, 2);
  await world.run(askUnlockUseCase, other.raw, other.by);
  const ofUnit = asked(world.staff(unit(1), 'unit_head'), 1, null);
  await world.run(askUnlockUseCase, ofUnit.raw, ofUnit.by);
  const { items } = await world.run(listUnlocksUseCase, { query: {} }, world.office('office_director'));
  expect(items).toHaveLength(3);
  for (const [planPaths, orgs] of [
    [[chapter(0)], undefined],
    [[chapter(2)], [unit(0).orgId]],
    [[chapter(0), chapter(2)], undefined],
    [[chapter(0)], [unit(1).orgId]],
    [undefined, [unit(1).orgId]],
    [undefined, undefined],
  ] as const) {
    const actor = of('office_director', planPaths, orgs);
    const listed = (await world.run(listUnlocksUseCase, { query: {} }, actor)).items.map((one) => one.unlockId).sort();
    const place = (one: (typeof items)[number]) => {
      const task = tasks.findIndex(({ assignments }) => [...assignments.values()].some((id) => id === one.assignmentId));
      return unlockResource(world.region, { orgId: one.org.orgId, planPath: paths[task] ?? null });
    };
    const allowed = items.filter((one) => decide(actor, 'round.read', place(one), parseDay('2026-04-20')).allowed).map((one) => one.unlockId);
    expect(listed).toEqual(allowed.sort());
  }
  const decision = { params: { unlockId }, body: { isGranted: true, reason: '情况属实' } };
  expect((await world.refused(decideUnlockUseCase, decision, of('office_director', [chapter(2)]))).code).toBe('access.out_of_scope');
  expect(await world.run(decideUnlockUseCase, decision, { ...of('office_director', [chapter(0)]), id: 'user:01900000-0000-7000-8000-0000000000e2' })).toMatchObject({
    isGranted: true,
  });
});
