import { afterEach, expect, test } from 'vitest';
import { seedDemoPeople } from '#identity/server';
import { seedDemoTasks } from '#task/server';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../../tests/harness/task-world.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTaskLightsUseCase } from './list-task-lights.ts';

const database = databaseForFile();
const plan = readFileSync(join(import.meta.dirname, '../../../../examples/guzhen/plan.txt'), 'utf8');
let world: TaskWorld | undefined;
afterEach(() => world?.close());

async function demoOn(day: string) {
  const opened = await openTaskWorld(database().appUrl, { at: `${day}T09:00:00+08:00`, units: 0, plan });
  world = opened;
  const sealer = { seal: (_purpose: string, text: string) => text, open: (_purpose: string, sealed: string) => sealed };
  const runtime = { ...opened.runtime, node: { profile: 'development' as const, sealer, providers: [] } };
  const { people } = await seedDemoPeople(runtime);
  const made = await seedDemoTasks(runtime, opened.planId, people);
  const { counts, items } = await opened.run(listTaskLightsUseCase, { query: {} }, opened.office('supervisor'));
  return { made, counts, items };
}

/** In the middle of a quarter, late in a month when the round of the month before is over, and in its first days. */
test.each(['2026-11-02', '2026-11-27', '2026-05-06', '2026-08-20'])('演示数据在%s五种灯都有，绿灯最多，同一天做两次结果相同', async (day) => {
  const { made, counts, items } = await demoOn(day);
  expect(made).toBe(16);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  expect(counts.green).toBeGreaterThan(made / 2 - 1);
  expect(counts.red).toBeLessThanOrEqual(3);
  await world?.close();
  const again = await demoOn(day);
  expect(again.counts).toEqual(counts);
  expect(again.items.map(({ code, objectLight }) => [code, objectLight]).sort()).toEqual(items.map(({ code, objectLight }) => [code, objectLight]).sort());
});
