import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { proposeTasksUseCase } from './propose-tasks.ts';

const database = databaseForFile();
let world: TaskWorld;

const plan = `青澜市桥梁建设工作方案
一、重点任务
（一）建设桥梁
1.新建清溪桥。新建清溪大桥一座，连接城东城西。（牵头单位：测试1局，配合单位：测试2局、各区、县级市）
2.加固旧桥。加固老石桥，消除隐患。（牵头单位：测试2局，配合单位：各县（市、区）人民政府、市财政局）
`;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', plan });
});
afterAll(() => world.close());

test('“各区、县级市”是一个责任主体：拟分工时不拆成两个单位，登记簿里没有的照原样列出，请人决定', async () => {
  const { items } = await world.run(proposeTasksUseCase, { query: { planId: world.planId, year: '2026' } }, world.office('dispatcher'));
  const [first, second] = items;
  expect(first?.fields.units).toEqual([
    { orgId: world.units[0]?.orgId, role: 'lead' },
    { orgId: world.units[1]?.orgId, role: 'co' },
  ]);
  expect(first?.unknownUnits).toEqual(['各区、县级市']);
  expect(second?.fields.units).toEqual([{ orgId: world.units[1]?.orgId, role: 'lead' }]);
  expect(second?.unknownUnits).toEqual(['各县（市、区）人民政府', '市财政局']);
});
