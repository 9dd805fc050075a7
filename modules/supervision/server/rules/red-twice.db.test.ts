import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedTasks } from '../../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../../tests/harness/task-world.ts';
import { inWriting } from '../../../../tests/harness/write-context.ts';
import { listOrdersUseCase } from '../order/list-orders.ts';
import { orderByLights } from './order-by-lights.ts';

/** The rule reads the lights that were stored; here they are stored by hand, one more round at a time. */
const database = databaseForFile();
let world: TaskWorld;
const taskIds: string[] = [];

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 2, modules: [] });
  const tasks = await acceptedTasks(world, 2026, [
    { clause: 0, units: [0] },
    { clause: 1, units: [1] },
  ]);
  taskIds.push(...tasks.map(({ taskId }) => taskId));
});
afterAll(() => world.close());

const store = (nth: number, on: string, light: { readonly colour: string; readonly red: number; readonly yellow: number }): Promise<void> =>
  world.seed.write(
    `insert into supervision.light (region_code, object_kind, object_id, day_on, object_light, unit_light, org_id, rule_ref, content, known_at)
     values ($1, 'task', $2, $3, $4, $4, $5, '01900000-0000-7000-8000-0000000000ef', $6, now())`,
    [
      world.region,
      taskIds[nth],
      on,
      light.colour,
      world.units[nth]?.orgId,
      { redRounds: light.red, yellowRounds: light.yellow, readings: [{ dimension: 'milestone', unitColour: light.colour }] },
    ],
  );
const ruleOn = (on: string) => inWriting({ pool: world.runtime.pool, region: world.region, at: `${on}T06:00:00+08:00` }, orderByLights);
const orders = async (nth: number) =>
  (await world.run(listOrdersUseCase, { query: { standing: 'all', source: 'rule', orgId: world.units[nth]?.orgId } }, world.office('supervisor'))).items;

test('连续两轮红灯立红色警示单待县领导审定；一轮不立；同一段红灯只立一张', async () => {
  await store(0, '2026-04-30', { colour: 'red', red: 1, yellow: 1 });
  await ruleOn('2026-05-01');
  expect(await orders(0)).toEqual([]);
  await store(0, '2026-05-31', { colour: 'red', red: 2, yellow: 2 });
  await ruleOn('2026-06-01');
  expect(await orders(0)).toMatchObject([{ colour: 'red', state: 'approving', number: null, isAutomatic: true }]);
  await store(0, '2026-06-01', { colour: 'red', red: 2, yellow: 2 });
  await ruleOn('2026-06-02');
  await ruleOn('2026-06-02');
  expect(await orders(0)).toHaveLength(1);
});

test('两轮里有一轮只是黄灯：不是连续两轮红灯，按连续两轮黄灯立黄色督办单', async () => {
  await store(1, '2026-05-31', { colour: 'red', red: 1, yellow: 2 });
  await ruleOn('2026-06-01');
  expect(await orders(1)).toMatchObject([{ colour: 'yellow', state: 'approving' }]);
  // Then a second red round: the order that is open already is raised, no second one is made.
  await store(1, '2026-06-30', { colour: 'red', red: 2, yellow: 3 });
  await ruleOn('2026-07-01');
  expect(await orders(1)).toMatchObject([{ colour: 'red', state: 'approving' }]);
});
