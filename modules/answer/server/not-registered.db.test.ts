import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import { listTargetsUseCase } from './boards.ts';
import { listChecksUseCase } from './checks.ts';
import { listPendingContractsUseCase, proposeContractsUseCase } from './decide-contracts.ts';
import { exportBoardUseCase } from './export-board.ts';
import { getBoardUseCase } from './get-board.ts';
import { listRegistersUseCase } from './register-items.ts';

const database = databaseForFile();
let world: World;
let dispatcher: Actor;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  dispatcher = world.person('调度员甲', ['dispatcher']);
});
afterAll(() => world.close());

test('刚导入、条款还没有登记：各个视图照常答复并说明尚未登记，导出和起草说怎么办；登记完就有条款', async () => {
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  const { planId } = await world.run(stageHand(), importPlanUseCase, { body: {}, file });
  const request = { params: { planId }, query: {} };
  const board = () => world.run(dispatcher, getBoardUseCase, request);
  expect(await board()).toMatchObject({ isRegistered: false, versionId: null, versionOrdinal: null, groups: [], measures: 0, counts: {} });
  expect(await world.run(dispatcher, listTargetsUseCase, request)).toMatchObject({ isRegistered: false, items: [] });
  expect(await world.run(dispatcher, listChecksUseCase, request)).toMatchObject({ isRegistered: false, items: [], units: [] });
  expect(await world.run(dispatcher, listRegistersUseCase, request)).toMatchObject({ isRegistered: false, items: [] });
  expect(await world.run(dispatcher, listPendingContractsUseCase, request)).toMatchObject({ items: [] });
  await expect(world.run(dispatcher, exportBoardUseCase, request)).rejects.toMatchObject({ code: 'answer.not_registered', detail: expect.stringContaining('请稍候刷新') });
  await expect(world.run(dispatcher, proposeContractsUseCase, { params: { planId }, body: {} })).rejects.toMatchObject({ code: 'answer.not_registered' });
  await world.work();
  expect(await board()).toMatchObject({ isRegistered: true, versionOrdinal: 1, measures: 2 });
  world.goTo('2021-01-05');
  expect(await world.run(dispatcher, getBoardUseCase, { params: { planId }, query: { asOf: '2021-01-03' } })).toMatchObject({ isRegistered: false, isPast: true, groups: [] });
});
