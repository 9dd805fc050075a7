import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import type { RawInput } from '#kernel/server/use-case.ts';
import { acceptedTasks } from '../../../../tests/harness/accepted-tasks.ts';
import { greenPlan } from '../../../../tests/harness/green-plan.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../../tests/harness/task-world.ts';
import { setParameterValueUseCase } from '../../../settings/server/set-parameter-value.ts';
import { defaultLightRules } from '../../contract/index.ts';
import type { LightRuleSet } from '../../contract/index.ts';
import { lightStore } from './light-store.ts';
import { listTaskLightsUseCase } from './list-task-lights.ts';
import { getTaskLightUseCase } from './task-lights.ts';
import { tryLightRulesUseCase } from './try-light-rules.ts';

const database = databaseForFile();
let world: TaskWorld;
let taskId: string;

/** A unit that says nothing and proves no milestone: yellow, then red by the default rules; by the lenient ones no longer red. */
beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 1, plan: greenPlan });
  const [task] = await acceptedTasks(world, 2026, [{ clause: 0, units: [0], change: { tier: 'monthly' } }]);
  taskId = task?.taskId ?? '';
  await world.moveTo('2026-03-02T10:00:00+08:00');
  await world.moveTo('2026-04-08T09:00:00+08:00');
});
afterAll(() => world.close());

const lenient: LightRuleSet = {
  ...defaultLightRules,
  name: '宽限规则',
  rules: defaultLightRules.rules.map((rule) => {
    if (rule.dimension === 'milestone') return { ...rule, bands: [{ colour: 'green', is: '<=', bound: '400' }] };
    return rule.dimension === 'reporting' ? { ...rule, bands: [{ colour: 'green', is: '<=', bound: '1' }], otherwise: 'yellow' } : rule;
  }),
};
const value = (over: object = {}): RawInput => ({
  params: { code: 'light.rules' },
  body: { level: 'county', from: '2026-04-10', to: null, value: lenient, source: { document: '县领导小组会议纪要' }, reason: '试算后从宽', ...over },
});
const director = () => world.office('office_director');
const lightOn = async (on: string) => (await world.run(getTaskLightUseCase, { params: { taskId }, query: { on } }, world.office('supervisor'))).lit?.light;

describe('判灯规则', () => {
  test('试算：按上一年各月末逐盏比较，说出变多少、变成什么；什么也不存', async () => {
    const body = { year: 2026, rules: lenient };
    const tried = await world.run(tryLightRulesUseCase, { body }, world.office('supervisor'));
    expect(tried.days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-08']);
    // One task from 2 March on, and the clauses of the plan.
    expect(tried.objects).toBeGreaterThan(1);
    expect(tried.lights).toBeGreaterThanOrEqual(tried.objects);
    // Nothing was late on 31 March; today the lenient rules forgive what the default ones do not.
    expect(tried.differences).toMatchObject([{ objectId: taskId, on: '2026-04-08', old: 'yellow', trial: 'green' }]);
    const harsh = {
      ...lenient,
      rules: lenient.rules.map((rule) => (rule.dimension === 'reporting' ? { ...rule, bands: [{ colour: 'red', is: '<=', bound: '9' }] as const } : rule)),
    };
    await world.moveTo('2026-05-01T09:00:00+08:00');
    const changed = await world.run(tryLightRulesUseCase, { body: { ...body, rules: harsh } }, world.office('supervisor'));
    expect(changed).toMatchObject({ total: 1, changes: [{ old: 'yellow', trial: 'red', count: 1 }], unitChanges: [{ old: 'yellow', trial: 'red', count: 1 }] });
    // On 1 May the milestone is red by the default rules, too.
    expect(changed.differences).toMatchObject([{ objectKind: 'task', objectId: taskId, on: '2026-04-30', old: 'yellow', trial: 'red' }]);
    expect((await lightOn('2026-04-30'))?.objectLight).toBe('yellow');
    const elsewhere = await world.run(tryLightRulesUseCase, { body: { ...body, planId: '018f0000-0000-7000-8000-000000000000' } }, world.office('supervisor'));
    expect(elsewhere).toMatchObject({ objects: 0, lights: 0, total: 0 });
  });

  test.each([
    ['没有规则', { ...lenient, rules: [] }],
    ['同一维度两条', { ...lenient, rules: lenient.rules.slice(0, 2).flatMap((rule) => [rule, rule]) }],
    ['界限不是数', { ...lenient, rules: [{ dimension: 'reporting', bands: [{ colour: 'green', is: '<=', bound: '三' }], otherwise: 'red' }] }],
    ['没有名称', { ...lenient, name: '' }],
  ])('不成规则的不能试算，也不能启用：%s', async (_name, rules) => {
    expect((await world.refused(tryLightRulesUseCase, { body: { year: 2026, rules } }, director())).code).toBe('request.invalid');
    expect((await world.refused(setParameterValueUseCase, value({ value: rules, from: '2026-06-01' }), director())).code).toBe('request.invalid');
  });

  test('生效期重叠的规则（rule set with overlapping validity）被拒绝，说明与哪一行重叠，什么也不改', async () => {
    await world.moveTo('2026-05-01T09:00:00+08:00');
    const set = (over: object) => world.run(setParameterValueUseCase, value(over), director());
    await set({ from: '2026-06-01', to: '2026-06-30' });
    const refusals = [
      // within, over, touching its last day, around
      value({ from: '2026-06-10', to: '2026-06-20' }),
      value({ from: '2026-06-01', to: '2026-06-30' }),
      value({ from: '2026-06-30', to: null }),
      value({ from: '2026-05-20', to: '2026-07-10' }),
      value({ from: '2026-05-20', to: null }),
    ];
    for (const refused of refusals) {
      const { code, detail } = await world.refused(setParameterValueUseCase, refused, director());
      expect([code, detail.includes('2026-06-01')], JSON.stringify(refused.body)).toEqual(['param.overlap', true]);
    }
    // The day after its last one is free, and so is the time before it.
    await set({ from: '2026-07-01', to: null, value: { ...lenient, version: 2 } });
    await set({ from: '2026-05-20', to: '2026-05-31' });
    expect((await world.refused(setParameterValueUseCase, value({ from: '2026-04-30' }), director())).code).toBe('param.not_retroactive');
    expect((await world.refused(setParameterValueUseCase, value({ from: '2026-09-01', reason: '' }), director())).code).toBe('request.invalid');
  });

  test('启用后：此前各天仍按旧规则，当天起按新规则，到期后回到旧规则；每天存下的灯等于重放的灯', async () => {
    await world.moveTo('2026-06-02T09:00:00+08:00');
    await world.moveTo('2026-07-02T09:00:00+08:00');
    // The milestone of 31 March is 30 days late on 30 April.
    const expected = [
      ['2026-04-30', '默认规则 第1版', 'yellow'],
      ['2026-05-19', '默认规则 第1版', 'red'],
      ['2026-05-20', '宽限规则 第1版', 'yellow'],
      ['2026-05-31', '宽限规则 第1版', 'yellow'],
      ['2026-06-30', '宽限规则 第1版', 'yellow'],
      ['2026-07-01', '宽限规则 第2版', 'yellow'],
    ] as const;
    const stored = new Map(
      (await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => lightStore.since(tx, '2026-04-01', taskId))).map((row) => [
        row.day_on,
        row.object_light,
      ]),
    );
    for (const [on, rule, colour] of expected) {
      const light = await lightOn(on);
      expect([on, light?.objectLight, light?.causes[0]?.rule]).toEqual([on, colour, rule]);
      const then = await world.run(listTaskLightsUseCase, { query: { on, mode: 'as-then' } }, world.office('supervisor'));
      expect([on, then.items[0]?.objectLight, stored.get(on)]).toEqual([on, colour, colour]);
    }
  });
});
