import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { getBoard } from '#answer/contract';
import { answerRoutes } from '../../answer/server/routes.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskUnit, TaskWorld } from '../../../tests/harness/task-world.ts';
import { getTaskUseCase } from './get-task.ts';
import { takeItemStepUseCase } from './take-item-step.ts';

const database = databaseForFile();
let world: TaskWorld;
let taskId: string;
let clauseKey: string;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 1 });
  await world.moveTo('2026-03-02T10:00:00+08:00');
  const [task] = await acceptedTasks(world, 2026, [{ clause: 3, units: [0], change: { standardKind: 'contract' } }]);
  taskId = task?.taskId ?? '';
  // Milestones are proved by rounds, which other tests show; here only the contract decides.
  await world.seed.write(`update task.milestone set proved_on = '2026-03-02', proved_by = gen_random_uuid() where region_code = $1 and task_id = $2`, [world.region, taskId]);
  const board = getBoard.reply.parse(await answer(world.office('dispatcher'), getBoard.id, { params: { planId: world.planId } }));
  const clause = board.groups.find(({ title }) => title?.includes('巡查'))?.clauses.find(({ kind }) => kind === 'target');
  clauseKey = clause?.clauseKey ?? '';
});
afterAll(() => world.close());

async function answer(actor: Actor, id: string, raw: { readonly params?: object; readonly query?: object; readonly body?: object; readonly file?: object }): Promise<never> {
  const route = answerRoutes.find(({ endpoint }) => endpoint.id === id);
  return (await world.run(route as never, { query: {}, ...raw }, actor)) as never;
}

const unit = () => world.units[0] as TaskUnit;
const step = async (action: string) => {
  const { task } = await world.run(getTaskUseCase, { params: { taskId } }, world.office('verifier'));
  return { params: { taskId }, body: { action, expectedRevision: task.revision, reason: '情况属实' } };
};
/** Whoever brings evidence of the clause; the reach of evidence is another test's matter. */
const keeper = () => world.actor('unit_reporter');
const head = () => world.staff(unit(), 'unit_head');
const applying = async () => (await world.refused(takeItemStepUseCase, await step('apply'), head())).detail;

async function agree(): Promise<void> {
  const target = { kind: 'level', comparator: '>=', number: '2', unit: 'times', direction: 'up', aggregate: 'latest', whole: false };
  const body = {
    target,
    accepts: ['value', 'count'],
    minGrade: 'C',
    from: '2026-01-01',
    to: '2026-12-31',
    freshDays: null,
    sources: [],
    tolerance: null,
    bonusOnly: false,
    doneMeans: '每月不少于2次',
  };
  const params = { planId: world.planId, clauseKey };
  const { contractId }: { contractId: string } = await answer(world.office('dispatcher'), 'answer.propose-contract', { params, body: { body, replaces: null, note: '' } });
  await answer(world.office('office_director'), 'answer.decide-contracts', {
    params: { planId: world.planId },
    body: { contractIds: [contractId], decision: 'approved', reason: '' },
  });
}

async function enter(value: string): Promise<string> {
  const file = { name: '巡查记录.txt', mediaType: 'text/plain', bytes: Buffer.from(`巡查记录 ${value}次`, 'utf8') };
  const { documentId }: { documentId: string } = await answer(keeper(), 'answer.upload-document', { file });
  const content = { kind: 'value', value, unit: 'times', from: '2026-02-01', to: '2026-02-28', occurredOn: '2026-02-28', reference: '巡查记录' };
  const { evidenceId }: { evidenceId: string } = await answer(keeper(), 'answer.enter-evidence', { params: { planId: world.planId, clauseKey }, body: { content, documentId } });
  return evidenceId;
}

test('按条款约定销号：没有约定、没有证据、自报未核实、未达标都不能申请；他人核实达标后可以；核验当日重新判定', async () => {
  expect(await applying()).toContain('还没有审定的证据约定');
  await agree();
  expect(await applying()).toContain('还没有任何有效证据');
  const low = await enter('1');
  expect(await applying()).toContain('要求B');
  const verify = { outcome: 'confirmed', method: 'site', note: '到场核对' };
  const { raisedEvidenceId: first }: { raisedEvidenceId: string } = await answer(world.office('verifier'), 'answer.verify-evidence', { params: { evidenceId: low }, body: verify });
  expect(await applying()).toContain('未达标');
  await answer(keeper(), 'answer.withdraw-evidence', { params: { evidenceId: first }, body: { reason: '漏记一次' } });
  const enough = await enter('2');
  const { raisedEvidenceId: second }: { raisedEvidenceId: string } = await answer(world.office('verifier'), 'answer.verify-evidence', {
    params: { evidenceId: enough },
    body: verify,
  });
  expect(await world.run(takeItemStepUseCase, await step('apply'), head())).toMatchObject({ itemState: 'verifying' });

  await answer(keeper(), 'answer.withdraw-evidence', { params: { evidenceId: second }, body: { reason: '记录有误' } });
  expect(await world.refused(takeItemStepUseCase, await step('verify'), world.office('verifier'))).toMatchObject({ code: 'task.standard_unmet' });
  const again = await enter('3');
  await answer(world.office('verifier'), 'answer.verify-evidence', { params: { evidenceId: again }, body: verify });
  expect(await world.run(takeItemStepUseCase, await step('verify'), world.office('verifier'))).toMatchObject({ itemState: 'closed' });
});
