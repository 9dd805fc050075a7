import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { noticeStore } from '#kernel/server/notice-store.ts';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { exportDebtsUseCase } from './export-round.ts';
import { remindUnitsOfRoundUseCase } from './remind-by-hand.ts';
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

test('看板上催办选出的单位：预览不发；同一天按两次只提醒一次；没有未报的、已封账的说明原因', async () => {
  const dispatcher = world.office('dispatcher');
  const remind = (isPreview: boolean) => world.run(remindUnitsOfRoundUseCase, { params: { roundId }, body: { orgIds: [unit(1).orgId, unit(2).orgId], isPreview } }, dispatcher);
  const byHand = async () => (await inbox(1, 'unit_head')).filter(({ kind }) => kind === 'task.round-by-hand');
  const wanted = {
    items: [
      { id: unit(1).orgId, title: '测试2局', isDone: true, code: null, reason: null },
      { id: unit(2).orgId, title: '测试3局', isDone: false, code: 'task.nothing_to_remind', reason: '这个单位在这一轮没有未报的事项，不需要催办。' },
    ],
    done: 1,
    refused: 1,
  };
  expect(await remind(true)).toEqual(wanted);
  expect(await byHand()).toEqual([]);
  expect(await remind(false)).toEqual(wanted);
  expect(await remind(false)).toEqual(wanted);
  expect(await byHand()).toMatchObject([{ title: '催办：2020-10 调度测试2局还有 1 项没有报出', urgency: 'prompt' }]);
  await world.moveTo('2020-11-07T09:00:00+08:00');
  await remind(false);
  expect(await byHand()).toHaveLength(2);
  expect((await world.refused(remindUnitsOfRoundUseCase, { params: { roundId }, body: { orgIds: [] } }, dispatcher)).code).toBe('request.invalid');
  await world.moveTo('2020-11-20T09:00:00+08:00');
  expect((await world.refused(remindUnitsOfRoundUseCase, { params: { roundId }, body: { orgIds: [unit(1).orgId] } }, dispatcher)).code).toBe('task.round_over');
});

test('应报清单导出：与筛选同样多，只有看得到的单位，写明导出时间和数量', async () => {
  const rows = async (query: object, actor = world.office('dispatcher')) => {
    const { content, fileName } = await world.run(exportDebtsUseCase, { query }, actor);
    expect(fileName).toBe('应报清单-2020-11-20.xlsx');
    const book = await readWorkbookSafely(Buffer.from(content, 'base64'));
    return JSON.stringify(book);
  };
  const all = await rows({ roundId });
  for (const words of ['测试1局', '测试2局', '测试3局', '导出时间 2020-11-20 09:00，共4项']) expect(all).toContain(words);
  const silent = await rows({ roundId, standing: 'silent' });
  expect(silent).toContain('共1项');
  expect(silent).not.toContain('测试1局');
  const own = await rows({ roundId }, world.staff(unit(0), 'unit_reporter'));
  expect(own).toContain('共1项');
  expect(own).not.toContain('测试2局');
});
