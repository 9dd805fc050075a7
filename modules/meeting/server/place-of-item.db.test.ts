import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { serverModules } from '../../../app/modules.server.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import type { AcceptedTask } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { proposeOrderUseCase } from '../../supervision/server/order/propose-order.ts';
import { placeOfItem } from './place-of-item.ts';

const database = databaseForFile();
let world: TaskWorld;
let task: AcceptedTask | undefined;
let path = '';
const none = '01900000-0000-7000-8000-0000000000ee';
const placeOf = (ref: string, fates: Parameters<typeof placeOfItem>[1] = []) =>
  transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) => placeOfItem(ref, fates, { tx }));
const rowOf = <Row extends object>(sql: string, values: readonly unknown[]): Promise<Row | undefined> =>
  withConnection(database().adminUrl, async (client) => (await client.query<Row>(sql, [...values])).rows[0]);

beforeAll(async () => {
  const modules = serverModules.filter(({ name }) => ['plan', 'answer', 'task'].includes(name));
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 1, modules });
  await storeDefaultParams(world.runtime.pool, world.runtime.clock.now());
  [task] = await acceptedTasks(world, 2026, [{ clause: 0, units: [0] }]);
  path = (await rowOf<{ plan_path: string }>('select plan_path from task.task where task_id = $1', [task?.taskId]))?.plan_path ?? '';
  await world.moveTo('2026-03-03T09:00:00+08:00');
});
afterAll(() => world.close());

test('退签的任务、待下达的目标、督办单和此前的决定：决定形成的督办单落在方案的同一部分', async () => {
  expect(path).toMatch(/^\/.+\/$/);
  const assignmentId = [...(task?.assignments.values() ?? [])][0] ?? '';
  expect(await placeOf(`refusal:${assignmentId}`)).toEqual({ objectRef: `task:${task?.taskId}`, planPath: path });
  const clause = await rowOf<{ clause_key: string; plan_path: string }>('select clause_key, plan_path from answer.clause where plan_id = $1 order by clause_key', [world.planId]);
  expect(clause?.plan_path).toMatch(new RegExp(`^/${world.planId}/`));
  expect(await placeOf(`target:${world.planId}/${clause?.clause_key}`)).toEqual({ objectRef: '', planPath: clause?.plan_path });
  const content = { title: '桥梁滞后', matter: '赶工', standard: '通过验收', leadOrgId: world.units[0]?.orgId, coOrgIds: [], dueOn: '2026-06-30', colour: 'none' };
  const body = { ...content, source: 'instruction', objectRef: `task:${task?.taskId}` };
  const { orderId } = await world.run(proposeOrderUseCase, { body }, world.office('supervisor'));
  const ofOrder = { objectRef: `order:${orderId}`, planPath: path };
  for (const ref of [`order:${orderId}`, `extension:${orderId}`, `objection:${orderId}/${none}`]) expect(await placeOf(ref)).toEqual(ofOrder);
  expect(await placeOf(`decision:${none}`, [{ decisionId: none, orderId }])).toEqual(ofOrder);
});

test.each(['', 'duty:D15/2026-Q1', `work-points:${none}/2026`, `decision:${none}`, `refusal:${none}`, `target:${none}/x`])('「%s」不在方案的哪一部分', async (ref) => {
  expect(await placeOf(ref)).toEqual({ objectRef: '', planPath: '' });
});
