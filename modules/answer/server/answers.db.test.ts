import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { emit, withdraw } from '#kernel/server/evidence.ts';
import { clauseAnchor } from '#plan/contract';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import { greenPlan, greenPlanRevised } from '../../../tests/harness/green-plan.ts';
import type { World } from '../../../tests/harness/world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import type { ContractBody } from '../contract/index.ts';
import { freezePeriodUseCase, listTargetsUseCase } from './boards.ts';
import { listChecksUseCase } from './checks.ts';
import { listDoubtsUseCase } from './doubts.ts';
import { decideContractsUseCase, excludeClauseUseCase, listPendingContractsUseCase, proposeContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { uploadDocumentUseCase } from './documents.ts';
import { answerChallengeUseCase, challengeEvidenceUseCase, correctEvidenceUseCase, enterEvidenceUseCase, verifyEvidenceUseCase, withdrawEvidenceUseCase } from './evidence-acts.ts';
import { exportBoardUseCase } from './export-board.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';
import { releaseEvidenceUseCase } from './release-evidence.ts';

const database = databaseForFile();
let world: World;
let planId: string;
let dispatcher: Actor;
let director: Actor;
let reporter: Actor;
let verifier: Actor;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  dispatcher = world.person('调度员甲', ['dispatcher']);
  director = world.person('办公室主任', ['office_director']);
  reporter = world.person('填报人乙', ['unit_reporter']);
  verifier = world.person('核验员丙', ['verifier']);
  planId = await importText(greenPlan);
});
afterAll(() => world.close());

async function importText(text: string, into?: string): Promise<string> {
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(text) };
  const reply = await world.run(stageHand(), importPlanUseCase, { body: into === undefined ? {} : { planId: into }, file });
  await world.work();
  return reply.planId;
}

const board = (asOf?: string) => world.run(dispatcher, getBoardUseCase, { params: { planId }, query: asOf === undefined ? {} : { asOf } });
const clausesNow = async (asOf?: string) => (await board(asOf)).groups.flatMap(({ clauses }) => clauses);
const clause = (clauseKey: string, asOf?: string) => world.run(dispatcher, getClauseUseCase, { params: { planId, clauseKey }, query: asOf === undefined ? {} : { asOf } });
const stateOf = async (key: string, asOf?: string): Promise<string> => (await clause(key, asOf)).clause.state;

async function keyOf(words: string): Promise<string> {
  const found = (await clausesNow()).find(({ title }) => title.includes(words));
  if (found === undefined) throw new Error(`no clause ${words}`);
  return found.clauseKey;
}

async function approve(key: string, change: Partial<ContractBody> = {}): Promise<string> {
  const { proposal, contracts } = await clause(key);
  const inForce = contracts.find(({ status }) => status === 'approved');
  const body = { ...((inForce?.body ?? proposal) as ContractBody), ...change };
  const { contractId } = await world.run(dispatcher, proposeContractUseCase, {
    params: { planId, clauseKey: key },
    body: { body, replaces: inForce?.contractId ?? null, note: '试' },
  });
  await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
  return contractId;
}

async function upload(text = '验收表'): Promise<string> {
  const bytes = new TextEncoder().encode(`${text}\n`);
  return (await world.run(reporter, uploadDocumentUseCase, { file: { name: '验收表.txt', mediaType: 'text/plain', bytes } })).documentId;
}

const area = (mu: string, year: string, more: object = {}) => ({
  kind: 'value',
  value: mu,
  unit: 'mu',
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  occurredOn: `${year}-12-31`,
  ...more,
});
const enter = async (key: string, content: object, options: { documentId?: string | null; confirmation?: string; by?: Actor } = {}) =>
  world.run(options.by ?? reporter, enterEvidenceUseCase, {
    params: { planId, clauseKey: key },
    body: {
      content,
      documentId: options.documentId === undefined ? await upload() : options.documentId,
      confirmation: options.confirmation ?? '',
      confirmed: options.confirmation !== undefined,
    },
  });
const verify = (evidenceId: string, outcome: 'confirmed' | 'refuted' = 'confirmed', by: Actor = verifier) =>
  world.run(by, verifyEvidenceUseCase, { params: { evidenceId }, body: { outcome, method: 'document', note: '与验收表一致' } });

describe('条款登记', () => {
  test('导入后自动登记：指标、称号、文件、附表各成一条，每条举措都在', async () => {
    const { groups, measures } = await board();
    const kinds = groups.flatMap(({ clauses }) => clauses.map(({ kind }) => kind));
    expect(measures).toBe(2);
    for (const kind of ['target', 'title', 'deliverable', 'annex', 'duty'] as const) expect(kinds).toContain(kind);
    expect((await clausesNow()).every(({ state }) => state === 'uncontracted')).toBe(true);
    expect((await clausesNow()).find(({ kind }) => kind === 'annex')?.reason).toContain('等待上传');
  });

  test('条款页标出原文里的字', async () => {
    const { paragraph, marks } = await clause(await keyOf('森林抚育'));
    expect(marks.map(({ start, end }) => paragraph.slice(start, end)).join('')).toContain('森林抚育');
  });
});

describe('证据约定', () => {
  test('按原文起草，由另一人审定；自己起草的不能自己审定', async () => {
    const { proposed, withoutProposal } = await world.run(dispatcher, proposeContractsUseCase, { params: { planId }, body: {} });
    expect(proposed).toBeGreaterThan(5);
    expect(withoutProposal).toBeGreaterThan(1);
    const { items } = await world.run(director, listPendingContractsUseCase, { params: { planId }, query: {} });
    const ids = items.map(({ contract }) => contract.contractId);
    const both = world.person('一人两岗', ['dispatcher', 'office_director']);
    expect(ids.length).toBe(proposed);
    await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: ids, decision: 'approved', reason: '' } });
    expect((await clausesNow()).find(({ title }) => title.includes('森林抚育'))).toMatchObject({ state: 'empty', reason: '还没有任何有效证据。' });
    const key = await keyOf('农田林网');
    const current = (await clause(key)).contracts[0];
    const again = await world.run(both, proposeContractUseCase, { params: { planId, clauseKey: key }, body: { body: current?.body, replaces: current?.contractId, note: '' } });
    await expect(
      world.run(both, decideContractsUseCase, { params: { planId }, body: { contractIds: [again.contractId], decision: 'approved', reason: '' } }),
    ).rejects.toMatchObject({ code: 'answer.same_person' });
    await expect(
      world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [again.contractId], decision: 'rejected', reason: '' } }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    await world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [again.contractId], decision: 'rejected', reason: '没有变化' } });
    await expect(
      world.run(director, decideContractsUseCase, { params: { planId }, body: { contractIds: [again.contractId], decision: 'approved', reason: '' } }),
    ).rejects.toMatchObject({ code: 'answer.contract_decided' });
  });

  test('期间重叠的约定被拒绝并说出现行的期间；注明替代就成为新的一版', async () => {
    const key = await keyOf('森林抚育');
    const body = (await clause(key)).proposal;
    await expect(world.run(dispatcher, proposeContractUseCase, { params: { planId, clauseKey: key }, body: { body, replaces: null, note: '' } })).rejects.toMatchObject({
      code: 'answer.contract_overlaps',
      detail: expect.stringContaining('2020-01-01至2025-12-31'),
    });
    await approve(key, { doneMeans: '验收面积累计5万亩，以验收表为准' });
    expect((await clause(key)).contracts.map(({ status, ordinal }) => [ordinal, status])).toEqual([
      [2, 'approved'],
      [1, 'replaced'],
    ]);
  });
});

describe('证据', () => {
  test('自报有文件为C，核实升B后达标；填报人不能核实自己的', async () => {
    const key = await keyOf('森林抚育');
    world.goTo('2022-01-10');
    const first = await enter(key, area('30000', '2020'));
    expect(first.grade).toBe('C');
    expect(await clause(key)).toMatchObject({ clause: { state: 'evidenced', reason: expect.stringContaining('核实后才能判定') } });
    const both = world.person('既填又核', ['unit_reporter', 'verifier']);
    const own = await enter(key, area('20000', '2021'), { by: both });
    await expect(verify(own.evidenceId, 'confirmed', both)).rejects.toMatchObject({ code: 'answer.same_person' });
    await verify(first.evidenceId);
    world.goTo('2022-01-11');
    const { raisedEvidenceId } = await verify(own.evidenceId);
    expect(await clause(key)).toMatchObject({ clause: { state: 'met' }, verdict: { sentence: '2021-12-31的数为5万亩，要求不低于5万亩，达标。' } });
    expect((await clause(key)).history.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1])).toEqual(['met', 'evidenced', 'empty', 'uncontracted']);
    await expect(verify(raisedEvidenceId ?? '')).rejects.toMatchObject({ code: 'answer.nothing_to_verify' });
  });

  test('截至过去某天的页面、清单与当天显示的一样', async () => {
    const key = await keyOf('森林抚育');
    expect(await stateOf(key, '2022-01-10')).toBe('evidenced');
    expect(await stateOf(key, '2021-06-01')).toBe('empty');
    expect((await clausesNow('2022-01-10')).find(({ clauseKey }) => clauseKey === key)?.state).toBe('evidenced');
    expect((await clausesNow('2022-01-11')).find(({ clauseKey }) => clauseKey === key)?.state).toBe('met');
    expect((await clause(key, '2022-01-10')).evidence.map(({ status, grade }) => [grade, status])).toEqual([
      ['B', 'live'],
      ['C', 'live'],
      ['C', 'superseded'],
    ]);
    await expect(clause(key, '2020-06-01')).rejects.toMatchObject({ code: 'answer.clause_not_found' });
  });

  test('撤回要写理由，状态当天变回；撤回核实过的，自报也不再计入', async () => {
    const key = await keyOf('森林抚育');
    const live = (await clause(key)).evidence.filter(({ status }) => status === 'live');
    world.goTo('2022-02-01');
    await expect(world.run(reporter, withdrawEvidenceUseCase, { params: { evidenceId: live[0]?.evidenceId }, body: { reason: '  ' } })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await world.run(reporter, withdrawEvidenceUseCase, { params: { evidenceId: live[0]?.evidenceId }, body: { reason: '现场复核发现重复计算' } });
    expect(await clause(key)).toMatchObject({ clause: { state: 'evidenced' } });
    expect((await clause(key)).evidence.filter(({ status }) => status === 'withdrawn')).toHaveLength(2);
    expect(await stateOf(key, '2022-01-31')).toBe('met');
  });

  test('演示、模拟的证据显示但不计入', async () => {
    const key = await keyOf('农田林网');
    const anchor = clauseAnchor(planId, key);
    const before = await stateOf(key);
    await inWriting({ pool: world.pool, region: world.region, at: '2022-02-02T09:00:00+08:00' }, (context) =>
      emit(context, {
        anchors: [anchor],
        kind: 'value',
        voice: 'signal',
        value: '100000',
        unit: 'mu',
        from: '2021-01-01',
        to: '2021-12-31',
        occurredOn: '2021-12-31',
        source: { module: 'demo', type: 'sample', id: anchor },
        hash: 'a'.repeat(64),
        grade: 'A',
        stamp: 'demo',
      }),
    );
    world.goTo('2022-02-02T10:00:00+08:00');
    await world.work();
    expect(await stateOf(key)).toBe(before);
    expect((await clausesNow()).find(({ clauseKey }) => clauseKey === key)).toMatchObject({ state: before, liveCount: 0, evidenceCount: 1 });
  });

  test('业务系统的证据由事件更新状态；来源撤销，状态跟着变回', async () => {
    const key = await keyOf('农田林网');
    const source = { module: 'ecology', type: 'survey', id: 'survey-1' };
    const write = <T>(at: string, work: Parameters<typeof inWriting<T>>[1]) => inWriting({ pool: world.pool, region: world.region, at }, work);
    await write('2022-02-03T09:00:00+08:00', (context) =>
      emit(context, {
        anchors: [clauseAnchor(planId, key)],
        kind: 'value',
        voice: 'signal',
        value: '100000',
        unit: 'mu',
        from: '2021-01-01',
        to: '2021-12-31',
        occurredOn: '2021-12-31',
        source,
        hash: 'b'.repeat(64),
        grade: 'A',
        stamp: 'real',
      }),
    );
    world.goTo('2022-02-03T10:00:00+08:00');
    await world.work();
    expect((await clausesNow()).find(({ clauseKey }) => clauseKey === key)?.state).toBe('met');
    await write('2022-02-04T09:00:00+08:00', (context) => withdraw(context, source, '外业成果退回'));
    world.goTo('2022-02-04T10:00:00+08:00');
    await world.work();
    expect((await clausesNow()).find(({ clauseKey }) => clauseKey === key)?.state).toBe('empty');
  });

  test('两个有效来源不一致：存疑，开出疑点；更正后疑点关闭', async () => {
    const key = await keyOf('森林覆盖率');
    world.goTo('2022-03-01');
    const seed = peopleSeeder(world.pool, world.region);
    const reviewer = await seed.person({ name: '数据审核员' });
    await seed.grant({ userId: reviewer, role: 'data_reviewer', reach: 'all' });
    const self = await enter(key, { kind: 'value', value: '31', unit: '%', from: '2021-01-01', to: '2021-12-31', occurredOn: '2021-12-31' });
    await verify(self.evidenceId);
    await inWriting({ pool: world.pool, region: world.region, at: '2022-03-01T10:00:00+08:00' }, (context) =>
      emit(context, {
        anchors: [clauseAnchor(planId, key)],
        kind: 'value',
        voice: 'signal',
        num: '29',
        den: '100',
        from: '2021-01-01',
        to: '2021-12-31',
        occurredOn: '2021-12-31',
        source: { module: 'ecology', type: 'cover', id: 'c1' },
        hash: 'c'.repeat(64),
        grade: 'A',
        stamp: 'real',
      }),
    );
    world.goTo('2022-03-01T11:00:00+08:00');
    await world.work();
    expect(await clause(key)).toMatchObject({ clause: { state: 'doubtful' }, divergence: expect.any(String) });
    const doubts = async (asOf?: string) =>
      (await world.run(dispatcher, listDoubtsUseCase, { params: { planId }, query: asOf === undefined ? {} : { asOf } })).items.filter(({ clauseKey }) => clauseKey === key);
    const told = () =>
      withConnection(
        database().adminUrl,
        async (client) =>
          (await client.query(`select user_id, settled_at is null as open from kernel.notice where region_code = $1 and kind = 'answer.doubt'`, [world.region])).rows,
      );
    expect(await doubts()).toMatchObject([{ state: 'open', closedAt: null, title: expect.stringContaining('森林覆盖率'), reason: expect.stringContaining('31') }]);
    expect(await told()).toEqual([{ user_id: reviewer, open: true }]);
    const live = (await clause(key)).evidence.find(({ voice, status }) => voice === 'check' && status === 'live');
    await world.run(dispatcher, challengeEvidenceUseCase, { params: { evidenceId: live?.evidenceId }, body: { reason: '与普查成果不符' } });
    expect((await clause(key)).clause.state).toBe('evidenced');
    expect(await doubts()).toMatchObject([{ state: 'settled', closedAt: expect.stringContaining('2022-03-01') }]);
    expect(await told()).toEqual([{ user_id: reviewer, open: false }]);
    expect(await doubts('2022-02-28')).toEqual([]);
    const elsewhere = testActor({ roles: ['dispatcher'], planPaths: [`/${planId}/p2/`] });
    expect(await world.run(elsewhere, listDoubtsUseCase, { params: { planId }, query: {} })).toMatchObject({ items: [], counts: { open: 0, settled: 0 } });
    await expect(world.run(dispatcher, listDoubtsUseCase, { params: { planId }, query: { cursor: 'x' } })).rejects.toMatchObject({ code: 'request.invalid' });
    const other = world.person('核验员丁', ['verifier']);
    await world.run(other, answerChallengeUseCase, { params: { evidenceId: live?.evidenceId }, body: { outcome: 'withdrawn', reason: '以普查成果为准' } });
    const checks = await world.run(dispatcher, listChecksUseCase, { params: { planId }, query: {} });
    expect(checks.formula).toContain('核查顺序分');
    expect(checks.items.length).toBeGreaterThan(0);
  });

  test.each([
    ['未来的日期', area('100', '2023'), 'answer.in_future'],
    ['单位不能换算', area('100', '2021', { unit: 'CNY' }), 'answer.unit_mismatch'],
    ['没有单位', area('100', '2021', { unit: null }), 'answer.unit_mismatch'],
    ['负面积', area('-1', '2021'), 'answer.impossible'],
    ['约定不接受的类型', { ...area('100', '2021'), kind: 'payment' }, 'answer.kind_not_accepted'],
    ['基期值没有依据', area('100', '2021', { facet: 'base' }), 'answer.reference_needs_document'],
    ['空数', area('', '2021'), 'request.invalid'],
    ['分母为0', { kind: 'value', num: '1', den: '0', from: '2021-01-01', to: '2021-12-31', occurredOn: '2021-12-31' }, 'request.invalid'],
    ['不存在的日子', area('1', '2021', { occurredOn: '2021-02-30' }), 'request.invalid'],
    ['期间倒置', area('1', '2021', { from: '2022-01-01' }), 'request.invalid'],
  ] as const)('写错的被拒绝，什么也不改变：%s', async (_name, content, code) => {
    const key = await keyOf('森林抚育');
    const before = (await clause(key)).evidence.length;
    await expect(enter(key, content, { documentId: null })).rejects.toMatchObject({ code });
    expect((await clause(key)).evidence).toHaveLength(before);
  });

  test('比率超过100%不可能；比上一次翻倍以上要写明异常说明；同一期重复填报指向更正', async () => {
    const key = await keyOf('森林覆盖率');
    const cover = (value: string, year: string) => ({ kind: 'value', value, unit: '%', from: `${year}-01-01`, to: `${year}-12-31`, occurredOn: `${year}-12-31` });
    world.goTo('2024-03-01');
    await expect(enter(key, cover('100.01', '2022'))).rejects.toMatchObject({ code: 'answer.impossible' });
    const first = await enter(key, cover('30', '2022'));
    await expect(enter(key, cover('30', '2022'))).rejects.toMatchObject({ code: 'answer.already_entered' });
    await expect(enter(key, cover('61', '2023'))).rejects.toMatchObject({ code: 'answer.implausible', detail: expect.stringContaining('上一次是30%') });
    await expect(enter(key, cover('14.9', '2023'))).rejects.toMatchObject({ code: 'answer.implausible' });
    const odd = await enter(key, cover('61', '2023'), { confirmation: '口径改为林木覆盖率' });
    const corrected = await world.run(reporter, correctEvidenceUseCase, {
      params: { evidenceId: odd.evidenceId },
      body: { content: cover('31', '2023'), documentId: await upload(), reason: '误用了林木口径' },
    });
    const evidence = (await clause(key)).evidence;
    expect(evidence.find(({ evidenceId }) => evidenceId === odd.evidenceId)?.status).toBe('superseded');
    expect(evidence.find(({ evidenceId }) => evidenceId === corrected.evidenceId)).toMatchObject({ status: 'live', value: '31', version: 2 });
    await verify(first.evidenceId, 'refuted');
    expect((await clause(key)).evidence.find(({ evidenceId }) => evidenceId === first.evidenceId)?.status).toBe('challenged');
  });
});

describe('封存与更正', () => {
  test('封存的期间不因迟到的证据改变，只列更正', async () => {
    const key = await keyOf('农田林网');
    world.goTo('2024-04-01');
    await expect(world.run(director, freezePeriodUseCase, { params: { planId }, body: { from: '2024-01-01', to: '2024-12-31', reason: '年度通报' } })).rejects.toMatchObject({
      code: 'answer.period_not_over',
    });
    await world.run(director, freezePeriodUseCase, { params: { planId }, body: { from: '2023-01-01', to: '2023-12-31', reason: '2023年度通报' } });
    await expect(world.run(director, freezePeriodUseCase, { params: { planId }, body: { from: '2023-01-01', to: '2023-12-31', reason: '再封' } })).rejects.toMatchObject({
      code: 'answer.already_frozen',
    });
    world.goTo('2024-05-01');
    const late = await enter(key, area('100000', '2023'));
    await verify(late.evidenceId);
    await world.work();
    const after = await clause(key);
    expect(after.clause.state).toBe('met');
    expect(after.errata.map(({ from, to, was, now }) => [from, to, was, now])).toEqual([['2023-01-01', '2023-12-31', 'empty', 'met']]);
    expect(await stateOf(key, '2024-04-30')).toBe('empty');
  });
});

describe('登记册', () => {
  test('称号按阶段登记，认定并核实后达标；到期当天撤回', async () => {
    const { items } = await world.run(dispatcher, listRegistersUseCase, { params: { planId }, query: {} });
    const title = items.find(({ register }) => register === 'title');
    expect(title?.stage).toBe('planned');
    const step = async (stage: string, on: string, more: object = {}) =>
      world.run(dispatcher, takeRegisterStepUseCase, {
        params: { planId, register: 'title', itemKey: title?.itemKey },
        body: { stage, on, documentId: await upload(stage), reference: '青林发〔2024〕1号', ...more },
      });
    await expect(step('recognised', '2024-05-01')).rejects.toMatchObject({ code: 'answer.register_step_forbidden', detail: expect.stringContaining('谋划') });
    await expect(step('selfchecked', '2025-01-01')).rejects.toMatchObject({ code: 'answer.register_day_backwards' });
    await step('selfchecked', '2024-01-05');
    await expect(step('applied', '2024-02-05', { documentId: null })).rejects.toMatchObject({ code: 'answer.register_needs_document' });
    await step('applied', '2024-02-05');
    await step('accepted', '2024-03-05');
    await step('reviewed', '2024-04-05');
    const recognised = await step('recognised', '2024-04-20', { validUntil: '2024-12-31' });
    const clauseKey = recognised.clauses[0]?.clauseKey ?? '';
    const proof = (await clause(clauseKey)).evidence[0];
    await verify(proof?.evidenceId ?? '');
    expect(await clause(clauseKey)).toMatchObject({ clause: { state: 'met', nextOn: '2025-01-01' } });
    world.goTo('2025-01-01T00:10:00+08:00');
    await world.work();
    expect((await clausesNow()).find((one) => one.clauseKey === clauseKey)?.state).toBe('evidenced');
    expect(await stateOf(clauseKey, '2024-12-31')).toBe('met');
  });

  test('附表是空位：上传后由另一人核对', async () => {
    const item = (await world.run(dispatcher, listRegistersUseCase, { params: { planId }, query: {} })).items.find(({ register }) => register === 'annex');
    expect(item).toMatchObject({ stage: 'missing', next: [{ stage: 'uploaded', needsDocument: true }] });
    const params = { planId, register: 'annex', itemKey: item?.itemKey };
    await world.run(dispatcher, takeRegisterStepUseCase, {
      params,
      body: { stage: 'uploaded', on: '2025-01-01', documentId: await upload('附表'), reference: '青政办〔2020〕9号附表' },
    });
    await expect(world.run(dispatcher, takeRegisterStepUseCase, { params, body: { stage: 'checked', on: '2025-01-01' } })).rejects.toMatchObject({ code: 'answer.same_person' });
    expect(await world.run(director, takeRegisterStepUseCase, { params, body: { stage: 'checked', on: '2025-01-01' } })).toMatchObject({ stage: 'checked' });
  });
});

describe('目标、导出、版本', () => {
  test('目标一览：年度、口径、现状；原文没有期限的写明是建议', async () => {
    const { items, years } = await world.run(dispatcher, listTargetsUseCase, { params: { planId }, query: {} });
    expect(years).toEqual([2020, 2025]);
    expect(items.find(({ title }) => title.includes('地区生产总值'))).toMatchObject({ year: 2020, kind: 'growth', required: '不低于8%（8.5%左右）', yearSource: 'text' });
    expect(items.find(({ title }) => title.includes('森林抚育'))).toMatchObject({ yearSource: 'decided', hasContract: true });
  });

  test('导出的表逐条列出状态、理由和原文', async () => {
    const { content, fileName } = await world.run(dispatcher, exportBoardUseCase, { params: { planId }, query: {} });
    expect(fileName).toContain('应答总览-2025-01-01.xlsx');
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(content, 'base64') as never);
    const sheet = book.getWorksheet('应答总览');
    expect(sheet?.rowCount).toBe(3 + (await clausesNow()).length);
    expect(sheet?.getRow(3).getCell(5).text).toBe('状态');
  });

  test('不适用要写理由，条款仍可数；恢复后照常判定', async () => {
    const key = await keyOf('森林村庄');
    const params = { planId, clauseKey: key };
    await world.run(director, excludeClauseUseCase, { params, body: { isExcluded: true, reason: '上级停止评定' } });
    expect(await clause(key)).toMatchObject({ clause: { state: 'excluded', reason: '上级停止评定' } });
    await expect(world.run(director, excludeClauseUseCase, { params, body: { isExcluded: true, reason: '再来' } })).rejects.toMatchObject({ code: 'answer.exclusion_same' });
    await world.run(director, excludeClauseUseCase, { params, body: { isExcluded: false, reason: '恢复评定' } });
    expect(await stateOf(key)).not.toBe('excluded');
  });

  test('新版本：改了说法的条款身份不变、证据跟着走；删去的条款不再接受证据', async () => {
    const kept = await keyOf('森林抚育');
    const dropped = await keyOf('农田林网');
    const before = (await clause(kept)).evidence.length;
    world.goTo('2025-02-01');
    await importText(greenPlanRevised, planId);
    expect(await keyOf('森林抚育')).toBe(kept);
    expect((await clause(kept)).evidence).toHaveLength(before);
    expect((await clausesNow()).some(({ clauseKey }) => clauseKey === dropped)).toBe(false);
    expect(await clause(dropped)).toMatchObject({ isWithdrawn: true });
    await expect(enter(dropped, area('1', '2024'))).rejects.toMatchObject({ code: 'answer.clause_withdrawn' });
    const { proposal } = await clause(dropped);
    await expect(
      world.run(dispatcher, proposeContractUseCase, { params: { planId, clauseKey: dropped }, body: { body: proposal, replaces: null, note: '' } }),
    ).rejects.toMatchObject({ code: 'answer.clause_withdrawn' });
    expect((await clausesNow('2025-01-31')).some(({ clauseKey }) => clauseKey === dropped)).toBe(true);
  });

  test('更正不能把数改到别的单位、改到全县名下；权限不到这个单位的主任不能公开', async () => {
    const key = await keyOf('森林抚育');
    const seed = peopleSeeder(world.pool, world.region);
    const [mine, theirs] = [await seed.org({ name: '县林业局' }), await seed.org({ name: '县农业局' })];
    const by = world.person('林业局填报人', ['unit_reporter'], [mine]);
    const content = (orgId: string | null) => area('1000', '2024', { subject: '林业局', orgId });
    const { evidenceId } = await enter(key, content(mine), { by, documentId: null, confirmation: '已核对' });
    const correct = (orgId: string | null) =>
      world.run(by, correctEvidenceUseCase, { params: { evidenceId }, body: { content: content(orgId), confirmation: '已核对', confirmed: true, reason: '填错了' } });
    for (const orgId of [theirs, null]) await expect(correct(orgId)).rejects.toMatchObject({ code: 'access.out_of_scope' });
    expect((await clause(key)).evidence.find((one) => one.evidenceId === evidenceId)?.status).toBe('live');
    const ofOthers = world.person('只管农业局的主任', ['office_director'], [theirs]);
    await expect(world.run(ofOthers, releaseEvidenceUseCase, { params: { evidenceId }, body: { isPublic: true, reason: '可以公开' } })).rejects.toMatchObject({
      code: 'access.out_of_scope',
    });
    expect((await correct(mine)).evidenceId).not.toBe(evidenceId);
  });
});

describe('重放', () => {
  test('任何一天：由当天所知的证据重新计算，与当天存下、当天显示的状态一致', async () => {
    const days = ['2021-06-01', '2022-01-10', '2022-01-11', '2022-01-31', '2022-02-01', '2022-02-03', '2022-03-01', '2024-03-01', '2024-05-01', '2025-01-01'];
    let compared = 0;
    for (const day of days) {
      for (const shown of await clausesNow(day)) {
        const replayed = await clause(shown.clauseKey, day);
        expect([day, shown.clauseKey, replayed.clause.state]).toEqual([day, shown.clauseKey, shown.state]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(80);
  });
});
