import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { dutySources } from '#kernel/server/duty-sources.ts';
import type { HeldDuty } from '#kernel/server/duty-sources.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { findUnheldDuties, seedDemoPeople } from '#identity/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { seedDemoTasks } from './seed-demo-tasks.ts';

const database = databaseForFile();
let world: TaskWorld;
const today = '2026-05-06';
const unheld = () => transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => findUnheldDuties(tx, today));
const held = () =>
  transaction(world.runtime.pool, { region: world.region, mode: 'read' }, async (tx) => {
    const found: HeldDuty[] = [];
    for (const source of dutySources()) found.push(...(await source.listHeld(tx)));
    return found;
  });

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: `${today}T09:00:00+08:00`, units: 0 });
  const sealer = { seal: (_purpose: string, text: string) => text, open: (_purpose: string, sealed: string) => sealed };
  const runtime = { ...world.runtime, node: { profile: 'development' as const, sealer, providers: [] } };
  const { people } = await seedDemoPeople(runtime);
  await seedDemoTasks(runtime, world.planId, people);
});
afterAll(() => world.close());

test('演示数据里没有一件未了事项没有在岗的人；停用其中任何一名责任人，他的事项立刻列出', async () => {
  const all = await held();
  expect(all.length).toBeGreaterThan(3);
  expect(await unheld()).toEqual([]);
  const persons = new Set(all.flatMap(({ userId }) => (userId === null ? [] : [userId])));
  expect(persons.size).toBeGreaterThan(0);
  for (const userId of persons) {
    const status = (to: string) => withConnection(database().adminUrl, (client) => client.query('update identity.person set status = $2 where user_id = $1', [userId, to]));
    await status('suspended');
    const named = (await unheld()).filter((one) => one.userId === userId);
    expect(named).toHaveLength(all.filter((one) => one.userId === userId).length);
    await status('active');
  }
});
