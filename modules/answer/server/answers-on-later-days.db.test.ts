import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import type { World } from '../../../tests/harness/world.ts';
import { setParameterValueUseCase } from '../../settings/server/set-parameter-value.ts';
import type { ContractBody } from '../contract/index.ts';
import { decideContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { uploadDocumentUseCase } from './documents.ts';
import { enterEvidenceUseCase, verifyEvidenceUseCase } from './evidence-acts.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';

const database = databaseForFile();
let world: World;
let planId: string;
let dispatcher: Actor;
let director: Actor;
let reporter: Actor;
let verifier: Actor;
let growth: string;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  dispatcher = world.person('调度员甲', ['dispatcher']);
  director = world.person('办公室主任', ['office_director']);
  reporter = world.person('填报人乙', ['unit_reporter']);
  verifier = world.person('核验员丙', ['verifier']);
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
  growth = await keyOf('地区生产总值');
});
afterAll(() => world.close());

const clausesNow = async () => (await world.run(dispatcher, getBoardUseCase, { params: { planId }, query: {} })).groups.flatMap(({ clauses }) => clauses);
const clause = (clauseKey: string) => world.run(dispatcher, getClauseUseCase, { params: { planId, clauseKey }, query: {} });
const keyOf = async (words: string): Promise<string> => (await clausesNow()).find(({ title }) => title.includes(words))?.clauseKey ?? '';

async function approve(key: string, change: Partial<ContractBody>): Promise<void> {
  const body = { ...((await clause(key)).proposal as ContractBody), ...change };
  const { contractId } = await world.run(dispatcher, proposeContractUseCase, { params: { planId, clauseKey: key }, body: { body, replaces: null, note: '试' } });
  await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
}

async function enterVerified(key: string, content: object): Promise<void> {
  const { documentId } = await world.run(reporter, uploadDocumentUseCase, { file: { name: '公报.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('公报\n') } });
  const { evidenceId } = await world.run(reporter, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content, documentId, confirmation: '' } });
  await world.run(verifier, verifyEvidenceUseCase, { params: { evidenceId }, body: { outcome: 'confirmed', method: 'document', note: '与公报一致' } });
}

const setBand = (value: string, from: string, to: string | null = null) =>
  world.run(stageHand(), setParameterValueUseCase, {
    params: { code: 'answer.approx-band' },
    body: { level: 'county', from, to, value, source: { document: '县统计口径说明' }, reason: '统一口径' },
  });

/** The stored row of every clause beside what the clause page judges anew at this moment. */
async function storedAndJudged(): Promise<number> {
  const stored = await clausesNow();
  for (const row of stored) {
    const judged = await clause(row.clauseKey);
    expect([row.clauseKey, row.state, row.reason]).toEqual([row.clauseKey, judged.clause.state, judged.clause.reason]);
  }
  return stored.length;
}

async function onDay(day: string): Promise<string> {
  world.goTo(day);
  await world.work();
  await storedAndJudged();
  return (await clausesNow()).find(({ clauseKey }) => clauseKey === growth)?.state ?? '';
}

describe('以后的日子', () => {
  test('左右的幅度从以后某天起收紧，到期又放宽：当天起按当天的幅度，存下的与条款页判定的一致', async () => {
    await approve(growth, { freshDays: null });
    await enterVerified(growth, { kind: 'value', value: '8.1', unit: '%', from: '2020-01-01', to: '2020-12-31', occurredOn: '2020-12-31' });
    expect(await onDay('2021-01-05')).toBe('met');
    await setBand('0.3', '2021-02-01', '2021-02-28');
    await world.work();
    expect((await clause(growth)).nextBecause).toContain('2021-02-01');
    expect(await onDay('2021-01-31')).toBe('met');
    expect(await onDay('2021-02-01')).toBe('unmet');
    expect(await onDay('2021-02-28')).toBe('unmet');
    expect(await onDay('2021-03-01')).toBe('met');
  });

  test('当天起生效的幅度当天就按新值判定；状态不变而边界变了，存下的说法也跟着变', async () => {
    world.goTo('2021-03-02');
    await setBand('0.2', '2021-03-02');
    expect(await onDay('2021-03-02')).toBe('unmet');
    await setBand('0.1', '2021-03-10');
    expect(await onDay('2021-03-09')).toBe('unmet');
    const before = (await clause(growth)).verdict?.boundary;
    expect(await onDay('2021-03-10')).toBe('unmet');
    expect((await clause(growth)).verdict?.boundary).not.toBe(before);
  });

  test('先后两份约定：后一份从它的第一天起适用', async () => {
    const key = await keyOf('森林覆盖率');
    const target = (await clause(key)).proposal?.target as Extract<ContractBody['target'], { kind: 'ratio' }>;
    await approve(key, { freshDays: null, from: '2020-01-01', to: '2021-05-31', target: { ...target, number: '20' } });
    await approve(key, { freshDays: null, from: '2021-07-01', to: '2025-12-31', target });
    await enterVerified(key, { kind: 'value', value: '25', unit: '%', from: '2020-01-01', to: '2020-12-31', occurredOn: '2020-12-31' });
    const stateOn = async (day: string): Promise<string> => {
      await onDay(day);
      return (await clausesNow()).find(({ clauseKey }) => clauseKey === key)?.state ?? '';
    };
    expect(await stateOn('2021-05-31')).toBe('met');
    expect(await stateOn('2021-06-30')).toBe('met');
    expect(await stateOn('2021-07-01')).not.toBe('met');
    expect((await clause(key)).contracts.filter(({ status }) => status === 'approved')).toHaveLength(2);
  });
});
