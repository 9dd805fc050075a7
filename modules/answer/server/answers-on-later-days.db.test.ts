import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import type { World } from '../../../tests/harness/world.ts';
import { setParameterValueUseCase } from '../../settings/server/set-parameter-value.ts';
import type { ContractBody } from '../contract/index.ts';
import { freezePeriodUseCase } from './boards.ts';
import { listChecksUseCase } from './checks.ts';
import { decideContractsUseCase, listPendingContractsUseCase, proposeContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
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

const setValue = (code: string, value: unknown, from: string, to: string | null = null) =>
  world.run(stageHand(), setParameterValueUseCase, { params: { code }, body: { level: 'county', from, to, value, source: { document: '县统计口径说明' }, reason: '统一口径' } });
const setBand = (value: string, from: string, to: string | null = null) => setValue('answer.approx-band', value, from, to);

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

describe('规则也是参数', () => {
  test('草案的有效天数和最低等级按当天的参数；已经起草的不变；清单可截至过去某天', async () => {
    const key = await keyOf('森林抚育');
    const listed = (asOf?: string) => world.run(dispatcher, listPendingContractsUseCase, { params: { planId }, query: asOf === undefined ? {} : { asOf } });
    world.goTo('2021-08-02');
    await setValue('answer.proposal-rules', { freshDays: 400, minGrade: 'C' }, '2021-08-02');
    expect((await clause(growth)).proposal).toMatchObject({ freshDays: 400, minGrade: 'C' });
    expect((await clause(key)).proposal).toMatchObject({ freshDays: null, minGrade: 'C' });
    await world.run(dispatcher, proposeContractsUseCase, { params: { planId }, body: {} });
    const pending = await listed();
    expect(pending.items.length).toBeGreaterThan(2);
    expect(pending.items.every(({ contract }) => contract.body.minGrade === 'C')).toBe(true);
    world.goTo('2021-08-05');
    await world.run(director, decideContractsUseCase, {
      params: { planId },
      body: { contractIds: pending.items.map(({ contract }) => contract.contractId), decision: 'approved', reason: '' },
    });
    expect(await listed()).toMatchObject({ isPast: false, items: [] });
    expect(await listed('2021-08-04')).toMatchObject({ isPast: true, asOf: '2021-08-04', items: pending.items.map(({ clauseKey }) => ({ clauseKey })) });
    expect((await listed('2021-08-01')).items).toEqual([]);
  });

  test('核查顺序分按当天的分值算，公式照着印；过去某天的清单按那天的分值和证据', async () => {
    const checks = (asOf?: string) => world.run(dispatcher, listChecksUseCase, { params: { planId }, query: asOf === undefined ? {} : { asOf } });
    const key = await keyOf('农田林网');
    world.goTo('2021-08-31');
    const none = await checks();
    world.goTo('2021-09-01');
    expect(none.items.some(({ clauseKey }) => clauseKey === key)).toBe(false);
    const content = { kind: 'value', value: '5000', unit: 'mu', from: '2021-01-01', to: '2021-08-31', occurredOn: '2021-08-31' };
    await world.run(reporter, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content, documentId: null, confirmation: '' } });
    const before = (await checks()).items.find(({ clauseKey }) => clauseKey === key);
    expect(before?.reasons.map(({ points }) => points)).toEqual(['3', '2']);
    world.goTo('2021-09-10');
    await setValue('answer.check-weights', { divergent: '5', doubtful: '4', selfOnly: '6.5', ungraded: '0', aging: '1', agingDays: 10, agingMost: 4 }, '2021-09-10');
    const after = await checks();
    expect(after.formula).toContain('6.5×只有自报');
    expect(after.formula).toContain('每满10天（最多4）');
    expect(after.items.find(({ clauseKey }) => clauseKey === key)).toMatchObject({ score: '7.5' });
    const past = await checks('2021-09-09');
    expect(past).toMatchObject({ isPast: true, asOf: '2021-09-09' });
    expect(past.items.find(({ clauseKey }) => clauseKey === key)).toMatchObject({ score: '5' });
    expect((await checks('2021-08-31')).items).toEqual(none.items);
  });

  test('异常变化的倍数按参数：正好到倍数不拦，超过才要说明', async () => {
    const key = await keyOf('森林覆盖率');
    const cover = (value: string) => ({ kind: 'value', value, unit: '%', from: '2021-01-01', to: '2021-06-30', occurredOn: '2021-06-30' });
    const enter = (value: string) =>
      world.run(reporter, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content: cover(value), documentId: null, confirmation: '' } });
    await expect(enter('50.1')).rejects.toMatchObject({ code: 'answer.implausible', detail: expect.stringContaining('2倍') });
    await setValue('answer.jump-factor', '1.5', '2021-09-10');
    await expect(enter('37.6')).rejects.toMatchObject({ code: 'answer.implausible', detail: expect.stringContaining('1.5倍') });
    expect(await enter('37.5')).toMatchObject({ grade: 'D' });
  });

  test('封存的期间列在总览；截至封存以前的某天还没有', async () => {
    const sealed = async (asOf?: string) => (await world.run(dispatcher, getBoardUseCase, { params: { planId }, query: asOf === undefined ? {} : { asOf } })).sealed;
    world.goTo('2021-10-08');
    await world.run(director, freezePeriodUseCase, { params: { planId }, body: { from: '2021-09-01', to: '2021-09-30', reason: '9月通报' } });
    expect(await sealed()).toMatchObject([{ from: '2021-09-01', to: '2021-09-30', reason: '9月通报', sealedAt: '2021-10-08T09:00:00.000+08:00' }]);
    expect(await sealed('2021-10-07')).toEqual([]);
  });
});

describe('写错的证据（U8、U9、D2、D3）', () => {
  const good = { kind: 'value', value: '25', unit: '%', from: '2021-07-01', to: '2021-09-30', occurredOn: '2021-09-30' };
  const bounds = ['60%以上', '1.95:1以内', '25左右', '力争25'];
  const nothings = ['NaN', 'Infinity', '-Infinity', '-', '/', '—', '无', '暂无', '', ' '];
  test.each([
    ...bounds.map((value) => ['U8 目标的写法不是实际数', { value }, 'request.invalid', '数值'] as const),
    ...nothings.map((value) => ['U9 没有数不是0', { value }, 'request.invalid', '数值'] as const),
    ['D2 还没有开始的期间', { from: '2022-01-01', to: '2022-12-31' }, 'answer.in_future', '期间起'] as const,
    ['D2 很远的年份', { from: '2206-01-01', to: '2206-12-31' }, 'answer.in_future', '期间起'] as const,
    ['D2 将来发生', { occurredOn: '2206-01-01' }, 'answer.in_future', '发生日期'] as const,
    ['D3 时刻不是日期', { occurredOn: '2021-09-30T02:30+08:00' }, 'request.invalid', '发生日期'] as const,
  ])('%s：%j', async (_name, change, code, field) => {
    const key = await keyOf('森林覆盖率');
    world.goTo('2021-10-08');
    const before = await clause(key);
    const content = { ...good, ...change };
    const refused: unknown = await world
      .run(reporter, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content, documentId: null, confirmation: '核对过' } })
      .then(
        () => 'accepted',
        (problem: unknown) => problem,
      );
    expect(refused).toMatchObject({ code });
    expect(JSON.stringify(refused)).toContain(field);
    expect((await clause(key)).evidence).toEqual(before.evidence);
  });

  test('D3 记录的时刻按北京时间显示，跨过北京零点的算北京的那一天', async () => {
    const key = await keyOf('森林覆盖率');
    world.goTo('2021-10-09T00:30:00+08:00');
    const content = { ...good, occurredOn: '2021-10-09', to: '2021-10-09' };
    const { evidenceId } = await world.run(reporter, enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content, documentId: null, confirmation: '核对过' } });
    const one = (await clause(key)).evidence.find((found) => found.evidenceId === evidenceId);
    expect(one?.recordedAt).toBe('2021-10-09T00:30:00.000+08:00');
    const yesterday = await world.run(dispatcher, getClauseUseCase, { params: { planId, clauseKey: key }, query: { asOf: '2021-10-08' } });
    expect(yesterday.evidence.some((found) => found.evidenceId === evidenceId)).toBe(false);
  });
});
