import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkbookSafely } from '#kernel/server/readers/read-workbook-safely.ts';
import { defaultLightRules } from '#supervision/contract';
import { acceptedTasks } from '../../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../../tests/harness/task-world.ts';
import { saveReportUseCase } from '../../../task/server/save-report.ts';
import { takeReportStepsUseCase } from '../../../task/server/take-report-steps.ts';
import { listRoundsUseCase } from '../../../task/server/rounds.ts';
import { exportTaskLightsUseCase, listTaskLightsUseCase } from '../lights/list-task-lights.ts';
import { getTaskLightUseCase } from '../lights/task-lights.ts';
import { tryLightRulesUseCase } from '../lights/try-light-rules.ts';
import { listOrdersUseCase } from '../order/list-orders.ts';

const database = databaseForFile();
let world: TaskWorld;
let taskIds: readonly string[];
let assignments: readonly ReadonlyMap<string, string>[];
const unit = (index: number): TaskUnit => world.units[index] as TaskUnit;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 3 });
  const tasks = await acceptedTasks(world, 2026, [
    { clause: 0, units: [0], change: { tier: 'monthly' } },
    { clause: 1, units: [1], change: { tier: 'monthly' } },
    { clause: 2, units: [2], change: { tier: 'monthly' } },
  ]);
  assignments = tasks.map((task) => task.assignments);
  taskIds = tasks.map(({ taskId }) => taskId);
});
afterAll(() => world.close());

/** Orders of the lights have a test of their own. */
const orders = async () =>
  (await world.run(listOrdersUseCase, { query: { standing: 'all', source: 'rule', limit: '100' } }, world.office('supervisor'))).items.filter(({ title }) =>
    title.startsWith('报送'),
  );
const roundOf = async (period: string) =>
  (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items.find(({ round }) => round.period === period)?.round.roundId ?? '';
async function report(index: number, roundId: string, done = '完成桩基施工三十根'): Promise<void> {
  const assignmentId = assignments[index]?.get(unit(index).orgId) ?? '';
  const content = { done, next: '开始架梁', judgement: 'behind' };
  const saved = await world.run(
    saveReportUseCase,
    { params: { roundId, assignmentId }, body: { expectedRevision: 0, content, isSubmitted: true } },
    world.staff(unit(index), 'unit_reporter'),
  );
  await world.run(takeReportStepsUseCase, { body: { action: 'sign', reportIds: [saved.reportId] } }, world.staff(unit(index), 'unit_head'));
}

describe('情景：两个单位沉默，按规则的日子得到督办单，无人点击', () => {
  test('4月7日截止（清明顺延），截止当天没有；4月8日两个沉默单位各得一张蓝色提示单，报送的没有', async () => {
    await world.moveTo('2026-04-01T09:00:00+08:00');
    await report(0, await roundOf('2026-03'));
    await world.moveTo('2026-04-07T23:59:00+08:00');
    expect(await orders()).toEqual([]);
    await world.moveTo('2026-04-08T08:00:00+08:00');
    const given = await orders();
    expect(given.map(({ lead, colour, state, isAutomatic, dueOn }) => [lead.name, colour, state, isAutomatic, dueOn]).sort()).toEqual([
      ['测试2局', 'blue', 'issued', true, '2026-04-15'],
      ['测试3局', 'blue', 'issued', true, '2026-04-15'],
    ]);
    expect(given.map(({ number }) => number).sort()).toEqual(['督办〔2026〕4号', '督办〔2026〕5号']);
    await world.moveTo('2026-04-08T20:00:00+08:00');
    expect(await orders()).toHaveLength(2);
  });

  test('补报后自动销号并仍计数；不答复的升为黄色；连续两轮沉默的为黄色，等人审定', async () => {
    await report(1, await roundOf('2026-03'));
    await world.moveTo('2026-04-09T09:00:00+08:00');
    expect((await orders()).find(({ lead }) => lead.name === '测试2局')).toMatchObject({ state: 'closed', colour: 'blue' });
    // 4月8日起5个工作日（15日）内没有答复，16日升为黄色
    await world.moveTo('2026-04-15T23:00:00+08:00');
    expect((await orders()).find(({ lead }) => lead.name === '测试3局')).toMatchObject({ colour: 'blue' });
    await world.moveTo('2026-04-16T08:00:00+08:00');
    expect((await orders()).find(({ lead }) => lead.name === '测试3局')).toMatchObject({ colour: 'yellow', state: 'issued' });

    await world.moveTo('2026-05-06T09:00:00+08:00');
    await report(0, await roundOf('2026-04'), '完成承台浇筑十二座');
    await report(1, await roundOf('2026-04'), '完成裂缝灌浆二十处');
    // 停机到封账以后才恢复：5月7日的督办单照样补上
    await world.moveTo('2026-05-15T09:00:00+08:00');
    const second = (await orders()).filter(({ title, lead }) => title.includes('2026-04') && lead.name === '测试3局');
    expect(second).toMatchObject([{ colour: 'yellow', state: 'approving', number: null }]);
  });
});

describe('任务的灯号来自同一份事实', () => {
  const light = (index: number, query: object) => world.run(getTaskLightUseCase, { params: { taskId: taskIds[index] }, query }, world.office('supervisor'));
  const reporting = async (index: number, query: object) => (await light(index, query)).lit?.light.readings.find(({ dimension }) => dimension === 'reporting');

  test('连续两轮未报送为红，第一轮之后为黄，补报的为绿；按当时的事实重放；别的单位看不到', async () => {
    expect(await reporting(2, {})).toMatchObject({ colour: 'red', value: '2' });
    expect(await reporting(0, {})).toMatchObject({ colour: 'green', value: '0' });
    expect(await reporting(2, { on: '2026-04-08', mode: 'as-then' })).toMatchObject({ colour: 'yellow', value: '1' });
    expect(await reporting(1, { on: '2026-04-08', mode: 'as-then' })).toMatchObject({ colour: 'green', value: '0' });
    const shown = await light(2, {});
    expect(shown).toMatchObject({ lead: { name: '测试3局' }, lit: { rule: { label: '默认规则 第1版', source: '系统默认' } } });
    expect(shown.lit?.light.causes.some(({ sentence }) => sentence.startsWith('报送红灯：2026-03、2026-04未报送，连续2轮'))).toBe(true);
    expect(shown.lit?.history.at(-1)?.to).toBe(shown.lit?.on);
    const strangers = await world.refused(getTaskLightUseCase, { params: { taskId: taskIds[2] }, query: {} }, world.staff(unit(0), 'unit_reporter'));
    expect(strangers.code).toBe('supervision.object_not_found');
  });

  test('一览：红灯在前，与单个任务的灯号一致；按灯号、单位筛选；别的单位只看到自己的', async () => {
    const list = (query: object) => world.run(listTaskLightsUseCase, { query }, world.office('supervisor'));
    const all = await list({});
    expect(all.items).toHaveLength(3);
    expect(all.items.find(({ taskId }) => taskId === taskIds[2])).toMatchObject({ objectLight: 'red', lead: { name: '测试3局' } });
    const urgency = ['red', 'yellow', 'grey', 'green', 'blue'];
    const ranks = all.items.map(({ objectLight }) => urgency.indexOf(objectLight));
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    expect((await list({ colour: 'blue' })).items).toHaveLength(all.counts.blue);
    expect(Object.values(all.counts).reduce((sum, count) => sum + count, 0)).toBe(3);
    for (const [index, taskId] of taskIds.entries()) {
      const one = (await light(index, {})).lit?.light;
      expect(all.items.find((item) => item.taskId === taskId)).toMatchObject({ objectLight: one?.objectLight, unitLight: one?.unitLight });
    }
    const red = await list({ colour: 'red' });
    expect(red.items.every(({ objectLight }) => objectLight === 'red')).toBe(true);
    expect(red.items).toHaveLength(all.counts.red);
    expect(red.counts).toEqual(all.counts);
    expect((await list({ orgId: unit(1).orgId })).items.map(({ taskId }) => taskId)).toEqual([taskIds[1]]);
    expect((await list({ year: '2025' })).items).toEqual([]);
    const own = await world.run(listTaskLightsUseCase, { query: {} }, world.staff(unit(0), 'unit_reporter'));
    expect(own.items.map(({ taskId }) => taskId)).toEqual([taskIds[0]]);
  });

  test('任意一天、任意年度：重放与单个任务一致；以后的日期不给；分页不重不漏，排序各按各的；Excel 与清单同样多', async () => {
    const run = (query: object) => world.run(listTaskLightsUseCase, { query }, world.office('supervisor'));
    const past = await run({ on: '2026-04-08', mode: 'as-then' });
    const one = await light(2, { on: '2026-04-08', mode: 'as-then' });
    expect(past.items.find(({ taskId }) => taskId === taskIds[2])).toMatchObject({ objectLight: one.lit?.light.objectLight, unitLight: one.lit?.light.unitLight, forecast: null });
    expect((await run({ on: '2026-03-01' })).items).toEqual([]);
    expect((await run({ year: '2025' })).items).toEqual([]);
    const future = await world.refused(listTaskLightsUseCase, { query: { on: '2099-01-01' } }, world.office('supervisor'));
    expect(future.code).toBe('supervision.day_in_future');
    for (const sort of ['urgency', 'due', 'code']) {
      const whole = (await run({ sort })).items.map(({ taskId }) => taskId);
      const paged: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await run({ sort, limit: '1', ...(cursor === undefined || cursor === null ? {} : { cursor }) });
        paged.push(...page.items.map(({ taskId }) => taskId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(paged, sort).toEqual(whole);
    }
    const sheet = await world.run(exportTaskLightsUseCase, { query: {} }, world.office('supervisor'));
    expect(sheet.fileName).toMatch(/^任务灯号-2026-/);
    const book = await readWorkbookSafely(Buffer.from(sheet.content, 'base64'));
    expect(JSON.stringify(book)).toContain('测试3局');
  });

  test('试算：把沉默两轮由红改为黄，逐项列出变化，什么也不存', async () => {
    const rules = defaultLightRules.rules.map((rule) => (rule.dimension === 'reporting' ? { ...rule, otherwise: 'yellow' as const } : rule));
    const trial = await world.run(
      tryLightRulesUseCase,
      { body: { planId: world.planId, year: 2026, rules: { ...defaultLightRules, name: '试算', rules } } },
      world.office('office_director'),
    );
    // Three tasks, and the clauses of the plan.
    expect(trial.objects).toBe(10);
    expect(trial.days.slice(0, 4)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(trial.differences).toEqual([]);
    const same = await world.refused(
      tryLightRulesUseCase,
      { body: { planId: world.planId, year: 2026, rules: { ...defaultLightRules, rules: [...rules, ...rules] } } },
      world.office('office_director'),
    );
    expect(same.code).toBe('request.invalid');
  });
});
