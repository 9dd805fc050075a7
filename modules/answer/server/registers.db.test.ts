import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import type { World } from '../../../tests/harness/world.ts';
import type { ContractBody } from '../contract/index.ts';
import { decideContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { uploadDocumentUseCase } from './documents.ts';
import { verifyEvidenceUseCase } from './evidence-acts.ts';
import { getClauseUseCase } from './get-clause.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';

const database = databaseForFile();
let world: World;
let planId: string;
let dispatcher: Actor;
let director: Actor;
let verifier: Actor;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  dispatcher = world.person('调度员甲', ['dispatcher']);
  director = world.person('办公室主任', ['office_director']);
  verifier = world.person('核验员丙', ['verifier']);
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
  world.goTo('2025-01-01');
});
afterAll(() => world.close());

const clause = (clauseKey: string) => world.run(dispatcher, getClauseUseCase, { params: { planId, clauseKey }, query: {} });
const stateOf = async (key: string): Promise<string> => (await clause(key)).clause.state;
const items = async () => (await world.run(dispatcher, listRegistersUseCase, { params: { planId }, query: {} })).items;

async function approve(key: string): Promise<void> {
  const body = (await clause(key)).proposal as ContractBody;
  const { contractId } = await world.run(dispatcher, proposeContractUseCase, { params: { planId, clauseKey: key }, body: { body, replaces: null, note: '试' } });
  await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
}

async function upload(text: string): Promise<string> {
  const file = { name: '文件.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(`${text}\n`) };
  return (await world.run(world.person('填报人乙', ['unit_reporter']), uploadDocumentUseCase, { file })).documentId;
}
async function verifyNewest(key: string): Promise<void> {
  const fresh = (await clause(key)).evidence.find(({ status, grade }) => status === 'live' && grade === 'C');
  await world.run(verifier, verifyEvidenceUseCase, { params: { evidenceId: fresh?.evidenceId }, body: { outcome: 'confirmed', method: 'document', note: '与原件一致' } });
}

describe('登记的事反转，证据跟着撤回', () => {
  test('核实过的认定被撤销，条款当天就不再达标', async () => {
    const title = (await items()).find(({ register }) => register === 'title');
    const step = async (stage: string, more: object = {}) =>
      world.run(dispatcher, takeRegisterStepUseCase, {
        params: { planId, register: 'title', itemKey: title?.itemKey },
        body: { stage, on: '2025-01-01', documentId: await upload(stage), reference: '青林发〔2025〕1号', ...more },
      });
    const clauseKey = title?.clauses[0]?.clauseKey ?? '';
    await approve(clauseKey);
    for (const stage of ['selfchecked', 'applied', 'accepted', 'reviewed', 'recognised']) await step(stage);
    await verifyNewest(clauseKey);
    expect(await stateOf(clauseKey)).toBe('met');
    await step('revoked');
    expect(await stateOf(clauseKey)).not.toBe('met');
    expect((await clause(clauseKey)).evidence.map(({ grade, status }) => [grade, status])).toEqual([
      ['B', 'withdrawn'],
      ['C', 'superseded'],
    ]);
  });

  test('应编文件：印发要列出自身的条款；每一条都有责任单位并核实后才达标；废止当天不再达标', async () => {
    const item = (await items()).find(({ register }) => register === 'deliverable');
    const clauseKey = item?.clauses[0]?.clauseKey ?? '';
    const orgId = await peopleSeeder(world.pool, world.region).org({ name: '林业局' });
    const step = async (stage: string, more: object = {}) =>
      world.run(dispatcher, takeRegisterStepUseCase, {
        params: { planId, register: 'deliverable', itemKey: item?.itemKey },
        body: { stage, on: '2025-01-01', documentId: await upload(stage), reference: '青政办〔2025〕3号', ...more },
      });
    await step('drafting');
    await step('deliberating');
    const before = (await clause(clauseKey)).evidence.length;
    await expect(step('issued')).rejects.toMatchObject({ code: 'answer.register_needs_clauses' });
    const unknown = [{ title: '栽植行道树', orgId: '01900000-0000-7000-8000-0000000000ff' }];
    await expect(step('issued', { clauses: unknown })).rejects.toMatchObject({ code: 'answer.register_org_unknown', detail: expect.stringContaining('栽植行道树') });
    await expect(step('drafting', { clauses: [{ title: '多余', orgId: null }] })).rejects.toMatchObject({ code: 'answer.register_clauses_unwanted' });
    expect((await clause(clauseKey)).evidence).toHaveLength(before);
    await approve(clauseKey);
    await step('issued', {
      clauses: [
        { title: '栽植行道树', orgId },
        { title: '管护林木', orgId: null },
      ],
    });
    await verifyNewest(clauseKey);
    expect(await clause(clauseKey)).toMatchObject({
      clause: { state: 'evidenced' },
      verdict: { outcome: 'unmet', sentence: expect.stringContaining('共2条，1条没有责任单位，未达标') },
    });
    const listed = await step('executing', {
      clauses: [
        { title: '栽植行道树', orgId },
        { title: '管护林木', orgId },
      ],
    });
    expect(listed.steps.at(-1)?.clauses).toEqual([
      { title: '栽植行道树', orgId, orgName: '林业局' },
      { title: '管护林木', orgId, orgName: '林业局' },
    ]);
    await verifyNewest(clauseKey);
    expect(await stateOf(clauseKey)).toBe('met');
    await step('repealed');
    expect(await stateOf(clauseKey)).not.toBe('met');
    expect((await clause(clauseKey)).evidence.every(({ status }) => status !== 'live')).toBe(true);
  });
});
