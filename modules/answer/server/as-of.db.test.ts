/**
 * What was shown on a day is shown again when that day is asked for later, byte for byte: replies are kept on the day, then
 * everything changes that can change, and the same questions are asked again. Only what the caller may do now (`actions`)
 * and that a past day was asked for (`isPast`, `knownOn`, the name of a file) differ between the day itself and later.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EndpointSpec } from '#kernel/endpoint.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { visitor } from '#kernel/server/actor.ts';
import { emit } from '#kernel/server/evidence.ts';
import type { UseCase } from '#kernel/server/use-case.ts';
import type { IndicatorId, PeerSetId } from '#indicator/contract';
import { clauseAnchor } from '#plan/contract';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { greenPlan, greenPlanRevised } from '../../../tests/harness/green-plan.ts';
import { bulletin, entryOf, incomeDefinition } from '../../../tests/harness/sample-indicators.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import { inWriting } from '../../../tests/harness/write-context.ts';
import { decideValuesUseCase } from '../../indicator/server/act-on-values.ts';
import { defineIndicatorUseCase } from '../../indicator/server/define-indicator.ts';
import { enterValuesUseCase } from '../../indicator/server/enter-values.ts';
import { exportSeriesUseCase } from '../../indicator/server/export-series.ts';
import { getForecastUseCase } from '../../indicator/server/get-forecast.ts';
import { getIndicatorUseCase } from '../../indicator/server/get-indicator.ts';
import { listIndicatorsUseCase } from '../../indicator/server/list-indicators.ts';
import { listWaitingUseCase } from '../../indicator/server/list-waiting.ts';
import { addPeerListUseCase, getRankUseCase, listPeerSetsUseCase } from '../../indicator/server/peer-sets.ts';
import { getRevisionsUseCase } from '../../indicator/server/get-revisions.ts';
import { redefineIndicatorUseCase } from '../../indicator/server/redefine-indicator.ts';
import { setParameterValueUseCase } from '../../settings/server/set-parameter-value.ts';
import type { ContractBody } from '../contract/index.ts';
import { listTargetsUseCase, freezePeriodUseCase } from './boards.ts';
import { exportChecksUseCase, listChecksUseCase } from './checks.ts';
import { listDoubtsUseCase } from './doubts.ts';
import { decideContractsUseCase, excludeClauseUseCase, listPendingContractsUseCase, proposeContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { uploadDocumentUseCase } from './documents.ts';
import { correctEvidenceUseCase, enterEvidenceUseCase, verifyEvidenceUseCase, withdrawEvidenceUseCase } from './evidence-acts.ts';
import { exportBoardUseCase } from './export-board.ts';
import { exportPublicBoardUseCase } from './export-public-board.ts';
import { getBoardUseCase } from './get-board.ts';
import { getClauseUseCase } from './get-clause.ts';
import { getPublicBoardUseCase } from './public-board.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';
import { releaseEvidenceUseCase } from './release-evidence.ts';

const database = databaseForFile();
const shownOn = '2021-01-06';
let world: World;
let planId: string;
let indicatorId: IndicatorId;
let peerSet: PeerSetId;
/** a county beside the own one */
const beside = '999996';
let people: Readonly<Record<'dispatcher' | 'director' | 'reporter' | 'verifier' | 'statistician' | 'reviewer', Actor>>;
const keys: Record<string, string> = {};

type Ask = readonly [name: string, ask: (asOf: string | undefined) => Promise<unknown>];
const asked = <E extends EndpointSpec>(
  name: string,
  useCase: UseCase<E>,
  { by, params, query = {} }: { readonly by: () => Actor; readonly params: () => object; readonly query?: object },
): Ask => [name, (asOf) => world.run(by(), useCase, { params: params(), query: { ...query, ...(asOf === undefined ? {} : { asOf }) } })];
const known = <E extends EndpointSpec>(name: string, useCase: UseCase<E>, query: object | (() => object) = {}, params: () => object = () => ({ indicatorId })): Ask => [
  name,
  (asOf) => {
    const asked = typeof query === 'function' ? query() : query;
    return world.run(people.reviewer, useCase, { params: params(), query: { ...asked, ...(asOf === undefined ? {} : { knownOn: asOf }) } });
  },
];
const none = () => ({});
const ofPlan = { by: () => people.dispatcher, params: () => ({ planId }) };
const clauseOf = (words: string) => ({ by: () => people.dispatcher, params: () => ({ planId, clauseKey: keys[words] ?? '' }) });

const asks: readonly Ask[] = [
  asked('应答总览', getBoardUseCase, ofPlan),
  asked('总览导出', exportBoardUseCase, ofPlan),
  asked('目标', listTargetsUseCase, ofPlan),
  asked('登记册', listRegistersUseCase, ofPlan),
  asked('三方说法与核查清单', listChecksUseCase, ofPlan),
  asked('核查清单导出', exportChecksUseCase, ofPlan),
  asked('疑点', listDoubtsUseCase, ofPlan),
  asked('待审定约定', listPendingContractsUseCase, ofPlan),
  asked('条款页：有证据的', getClauseUseCase, clauseOf('森林抚育')),
  asked('条款页：两个来源的', getClauseUseCase, clauseOf('农田林网')),
  asked('条款页：左右', getClauseUseCase, clauseOf('地区生产总值')),
  asked('条款页：要被撤销的', getClauseUseCase, clauseOf('森林村庄')),
  asked('公开的总览', getPublicBoardUseCase, { by: () => visitor, params: () => ({ planId }), query: { limit: '100' } }),
  asked('公开的下载（CSV）', exportPublicBoardUseCase, { by: () => visitor, params: () => ({ planId }), query: { format: 'csv' } }),
  asked('公开的下载（Excel）', exportPublicBoardUseCase, { by: () => visitor, params: () => ({ planId }), query: { format: 'xlsx' } }),
  known('指标页', getIndicatorUseCase),
  known('指标预测', getForecastUseCase, { target: '30', due: '2022' }),
  known('指标导出', exportSeriesUseCase, { format: 'csv' }),
  known('指标列表', listIndicatorsUseCase, { sort: 'name' }, none),
  known('指标列表：最近更新在前', listIndicatorsUseCase, { sort: 'updated' }, none),
  known('指标列表：按别名查找', listIndicatorsUseCase, { q: '旧称' }, none),
  known('修订页', getRevisionsUseCase, {}, () => ({ indicatorId, area: world.region, period: '2020' })),
  known('待审的统计数', listWaitingUseCase, { state: 'submitted' }, none),
  known('核定的统计数', listWaitingUseCase, { state: 'approved' }, none),
  known('对照组', listPeerSetsUseCase, {}, none),
  known('对照组位次', getRankUseCase, () => ({ peerSet, period: '2020' })),
];

async function keyOf(words: string): Promise<string> {
  const { groups } = await world.run(people.dispatcher, getBoardUseCase, { params: { planId }, query: {} });
  return groups.flatMap(({ clauses }) => clauses).find(({ title }) => title.includes(words))?.clauseKey ?? '';
}

async function importText(text: string, into?: string): Promise<string> {
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(text) };
  const reply = await world.run(stageHand(), importPlanUseCase, { body: into === undefined ? {} : { planId: into }, file });
  await world.work();
  return reply.planId;
}

const upload = async (text: string): Promise<string> =>
  (await world.run(people.reporter, uploadDocumentUseCase, { file: { name: `${text}.txt`, mediaType: 'text/plain', bytes: new TextEncoder().encode(text) } })).documentId;

async function enter(words: string, content: object): Promise<string> {
  const body = {
    content: { kind: 'value', unit: 'mu', from: '2020-01-01', to: '2020-12-31', occurredOn: '2020-12-31', ...content },
    documentId: await upload('验收表'),
    confirmation: '核对无误',
  };
  return (await world.run(people.reporter, enterEvidenceUseCase, { params: { planId, clauseKey: keys[words] ?? '' }, body })).evidenceId;
}
const verify = async (evidenceId: string): Promise<string> =>
  (await world.run(people.verifier, verifyEvidenceUseCase, { params: { evidenceId }, body: { outcome: 'confirmed', method: 'document', note: '一致' } })).raisedEvidenceId ?? '';
const release = (evidenceId: string, isPublic: boolean) => world.run(people.director, releaseEvidenceUseCase, { params: { evidenceId }, body: { isPublic, reason: '年度公开' } });
const signal = (value: string, at: string) =>
  inWriting({ pool: world.pool, region: world.region, at }, (context) =>
    emit(context, {
      anchors: [clauseAnchor(planId, keys['农田林网'] ?? '')],
      kind: 'value',
      voice: 'signal',
      value,
      unit: 'mu',
      from: '2020-01-01',
      to: '2020-12-31',
      occurredOn: '2020-12-31',
      source: { module: 'trial', type: 'measured', id: '1' },
      version: Number(value),
      hash: value.padStart(64, '0'),
      grade: 'B',
      stamp: 'real',
      note: '',
    }),
  );
const step = (register: 'title' | 'annex', stage: string, on: string) => async (documentId: string | null) => {
  const { items } = await world.run(people.dispatcher, listRegistersUseCase, { params: { planId }, query: {} });
  const item = items.find((one) => one.register === register);
  await world.run(people.reporter, takeRegisterStepUseCase, {
    params: { planId, register, itemKey: item?.itemKey ?? '' },
    body: { stage, on, documentId, reference: documentId === null ? '' : '文号' },
  });
};
async function submitted(period: string, text: string, { area = String(world.region), expectedRevision = 0 } = {}): Promise<void> {
  const entry = {
    ...entryOf(indicatorId, area, { period, text, expectedRevision, ...(expectedRevision === 0 ? {} : { correctionReason: '统计局修订' }) }),
    ...(area === world.region ? {} : { areaName: '邻县' }),
  };
  await world.run(people.statistician, enterValuesUseCase, { body: { entries: [entry], source: bulletin } });
}
async function figure(period: string, text: string, expectedRevision = 0, area: string = world.region): Promise<void> {
  await submitted(period, text, { area, expectedRevision });
  const { seriesId, revisions } = await world.run(people.reviewer, getRevisionsUseCase, { params: { indicatorId, area, period }, query: {} });
  await world.run(people.reviewer, decideValuesUseCase, { body: { decision: 'approve', items: [{ seriesId, period, revision: revisions[0]?.revision ?? 1 }], reason: '一致' } });
}
const peers = async (from: string, ...areas: readonly string[]): Promise<PeerSetId> => {
  const members = areas.map((area) => ({ area, name: area === world.region ? '本县' : `邻县${area}` }));
  const { peerSet: set } = await world.run(people.statistician, addPeerListUseCase, { body: { name: '同类县', from, members, source: { document: '考核办法' } } });
  return set.peerSetId;
};
async function propose(words: string, change: Partial<ContractBody>, decide: boolean): Promise<void> {
  const { proposal, contracts } = await world.run(people.dispatcher, getClauseUseCase, { params: { planId, clauseKey: keys[words] ?? '' }, query: {} });
  const inForce = contracts.find(({ status }) => status === 'approved');
  const body = { ...((inForce?.body ?? proposal) as ContractBody), ...change };
  const { contractId } = await world.run(people.dispatcher, proposeContractUseCase, {
    params: { planId, clauseKey: keys[words] ?? '' },
    body: { body, replaces: inForce?.contractId ?? null, note: '试' },
  });
  if (decide) await world.run(people.director, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'approved', reason: '' } });
}

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'indicator', 'answer'] });
  people = {
    dispatcher: world.person('调度员', ['dispatcher']),
    director: world.person('主任', ['office_director']),
    reporter: world.person('填报人', ['unit_reporter']),
    verifier: world.person('核验员', ['verifier']),
    statistician: world.person('统计员', ['statistician']),
    reviewer: world.person('审核员', ['data_reviewer']),
  };
  planId = await importText(greenPlan);
  for (const words of ['森林抚育', '农田林网', '森林村庄', '地区生产总值']) keys[words] = await keyOf(words);
  indicatorId = (await world.run(people.statistician, defineIndicatorUseCase, { body: { definition: { ...incomeDefinition, aliases: ['财政收入旧称'] } } })).indicatorId;
});
afterAll(() => world.close());

/** Leaves out what the caller may do now, that a day was asked for, and the file's name, which says so too. */
const ofTheAsking = new Set(['actions', 'isPast', 'knownOn', 'fileName']);
const record = (reply: unknown): string => JSON.stringify(reply, (key, value: unknown) => (ofTheAsking.has(key) ? undefined : value));
const answersOf = async (asOf: string | undefined): Promise<readonly (readonly [string, unknown])[]> => {
  const replies: (readonly [string, unknown])[] = [];
  for (const [name, ask] of asks) replies.push([name, await ask(asOf)]);
  return replies;
};

let first = '';
async function live(): Promise<void> {
  await world.run(people.dispatcher, proposeContractsUseCase, { params: { planId }, body: {} });
  const { items } = await world.run(people.director, listPendingContractsUseCase, { params: { planId }, query: {} });
  const ids = items.filter(({ clauseKey }) => Object.values(keys).includes(clauseKey)).map(({ contract }) => contract.contractId);
  await world.run(people.director, decideContractsUseCase, { params: { planId }, body: { contractIds: ids, decision: 'approved', reason: '' } });
  world.goTo('2021-01-05');
  first = await verify(await enter('森林抚育', { value: '20000' }));
  await release(first, true);
  await enter('农田林网', { value: '60000' });
  await signal('50000', '2021-01-05T11:00:00+08:00');
  await enter('森林村庄', { kind: 'document', value: null, unit: null });
  await verify(await enter('地区生产总值', { value: '8.1', unit: '%' }));
  await step('title', 'selfchecked', '2021-01-05')(await upload('自评'));
  for (const [index, period] of ['2013', '2014', '2015', '2016', '2017', '2018', '2019', '2020'].entries()) await figure(period, String(15 + index));
  await figure('2020', '22.5', 0, beside);
  await submitted('2011', '13');
  peerSet = await peers('2015-01-01', world.region, beside);
  await world.work();
}

/** Everything that can change afterwards, with days before the one that was shown where the rules allow it. */
async function change(): Promise<void> {
  await verify(await enter('森林抚育', { value: '30000', from: '2019-01-01', to: '2019-12-31', occurredOn: '2019-12-31' }));
  await release(first, false);
  await world.run(people.reporter, withdrawEvidenceUseCase, { params: { evidenceId: first }, body: { reason: '面积有误' } });
  await signal('65000', '2021-01-08T09:30:00+08:00');
  const { evidence } = await world.run(people.dispatcher, getClauseUseCase, { params: { planId, clauseKey: keys['农田林网'] ?? '' }, query: {} });
  const own = evidence.find(({ source, status }) => source.type === 'entry' && status === 'live');
  const corrected = { kind: 'value', value: '61000', unit: 'mu', from: '2020-01-01', to: '2020-12-31', occurredOn: '2020-12-31' };
  await world.run(people.reporter, correctEvidenceUseCase, {
    params: { evidenceId: own?.evidenceId ?? '' },
    body: { content: corrected, documentId: await upload('更正'), confirmation: '', reason: '重新丈量' },
  });
  await propose('森林抚育', { minGrade: 'C', doneMeans: '改过的标准' }, true);
  await propose('地区生产总值', { doneMeans: '另一个标准' }, false);
  await world.run(stageHand(), setParameterValueUseCase, {
    params: { code: 'answer.approx-band' },
    body: { level: 'county', from: '2021-01-08', to: null, value: '0.1', source: { document: '县统计口径说明' }, reason: '统一口径' },
  });
  await world.run(stageHand(), setParameterValueUseCase, {
    params: { code: 'indicator.forecast' },
    body: { level: 'county', from: '2021-01-08', to: null, value: { minPoints: 12, coveragePercent: 90, horizon: 6 }, source: { document: '预测办法' }, reason: '试' },
  });
  await step('title', 'applied', '2021-01-06')(await upload('申报'));
  await step('annex', 'uploaded', '2021-01-07')(await upload('附表'));
  await world.run(people.director, freezePeriodUseCase, { params: { planId }, body: { from: '2020-01-01', to: '2020-12-31', reason: '年度通报' } });
  await verify(await enter('森林抚育', { value: '9000', subject: '北片' }));
  await figure('2020', '23', 1);
  await figure('2012', '14');
  await submitted('2010', '12');
  await peers('2019-01-01', world.region, beside, '999995');
  await world.run(people.statistician, redefineIndicatorUseCase, {
    params: { indicatorId },
    body: { definition: { ...incomeDefinition, name: '一般公共预算收入（新口径）', aliases: ['财政收入'] }, expectedVersion: 1, reason: '口径调整' },
  });
  await world.work();
  await importText(greenPlanRevised.replace('青澜县生态建设行动方案', '青澜县生态建设行动方案（修订）').replace(',创建森林村庄3个', ''), planId);
  await world.run(people.director, excludeClauseUseCase, { params: { planId, clauseKey: keys['地区生产总值'] ?? '' }, body: { isExcluded: true, reason: '停止评定' } });
  await world.work();
}

test('当天看到的，以后按那一天再看一字不差：迟到的证据、撤回、更正、约定修改、参数改值、封存、登记、数列修订、方案改版之后', { timeout: 300_000 }, async () => {
  await live();
  world.goTo(shownOn);
  await world.work();
  const onTheDay = await answersOf(undefined);
  const sameDay = await answersOf(shownOn);
  expect(sameDay.map(([name, reply]) => [name, record(reply)])).toEqual(onTheDay.map(([name, reply]) => [name, record(reply)]));
  world.goTo('2021-01-07');
  await world.work();
  const nextDay = await answersOf(shownOn);
  expect(nextDay.map(([name, reply]) => [name, record(reply)])).toEqual(onTheDay.map(([name, reply]) => [name, record(reply)]));
  world.goTo('2021-01-08');
  await change();
  world.goTo('2021-02-01');
  await world.work();
  const later = await answersOf(shownOn);
  for (const [index, [name, reply]] of later.entries()) expect([name, JSON.stringify(reply)]).toEqual([name, JSON.stringify(nextDay[index]?.[1])]);
  // The changes really changed what is shown now: a comparison of things that stand still proves nothing.
  const now = await answersOf(undefined);
  const unchanged = now.flatMap(([name, reply], index) => (record(reply) === record(onTheDay[index]?.[1]) ? [name] : []));
  expect(unchanged).toEqual([]);
});
