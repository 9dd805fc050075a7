import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '#kernel/server/db.ts';
import { evidenceOf } from '#kernel/server/evidence.ts';
import { importPlanUseCase } from '#plan/server';
import type { IndicatorId } from '../contract/index.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';
import { bulletin, entryOf, incomeDefinition, ratioDefinition, ruralDefinition, urbanDefinition } from '../../../tests/harness/sample-indicators.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { useCaseBench } from '../../../tests/harness/use-cases.ts';
import type { UseCaseBench } from '../../../tests/harness/use-cases.ts';
import { decideValuesUseCase } from './act-on-values.ts';
import { defineIndicatorUseCase } from './define-indicator.ts';
import { enterValuesUseCase } from './enter-values.ts';
import { linkClauseUseCase, unlinkClauseUseCase } from './link-clause.ts';
import { addPeerListUseCase, getRankUseCase } from './peer-sets.ts';
import { suggestLinksUseCase } from './suggest-links.ts';

const database = databaseForFile();
const enterer = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000001' });
const approver = testActor({ roles: ['data_reviewer'], userId: '01900000-0000-7000-8000-000000000002' });
let bench: UseCaseBench;
const own = () => bench.runtime.region;
const define = async (definition: object): Promise<IndicatorId> => (await bench.run(defineIndicatorUseCase, { body: { definition } }, enterer)).indicatorId;
const approved = async (
  indicatorId: IndicatorId,
  area: string,
  entry: { period: string; text: string; expectedRevision?: number; correctionReason?: string; areaName?: string },
) => {
  const { items } = await bench.run(enterValuesUseCase, { body: { entries: [entryOf(indicatorId, area, entry)], source: bulletin } }, enterer);
  const targets = items.map(({ seriesId, period, revision }) => ({ seriesId, period, revision }));
  await bench.run(decideValuesUseCase, { body: { decision: 'approve', items: targets } }, approver);
  return targets;
};
const evidence = async (anchor: string) =>
  (await transaction(bench.runtime.pool, { region: own(), mode: 'read' }, (tx) => evidenceOf(tx, [anchor]))).map(({ value, status, grade, facet, subject, from, to, stamp }) => ({
    value,
    status,
    grade,
    facet,
    subject,
    from,
    to,
    stamp,
  }));
const live = async (anchor: string) => (await evidence(anchor)).filter(({ status }) => status === 'live').map(({ value }) => value);

beforeAll(() => {
  bench = useCaseBench(database().appUrl, '2026-03-02T10:00:00+08:00');
});
afterAll(() => bench.close());

describe('核定的数成为条款的证据', () => {
  let urban: IndicatorId;
  let rural: IndicatorId;
  let ratio: IndicatorId;
  const anchor = 'plan-1/t7';
  let linkId = '';

  test('确认对应之前的数在确认时出具，之后的在核定时出具；由输入算出的指标也出具', async () => {
    [urban, rural, ratio] = [await define(urbanDefinition), await define(ruralDefinition), await define(ratioDefinition)];
    await approved(urban, own(), { period: '2023', text: '41512' });
    await approved(rural, own(), { period: '2023', text: '22587' });
    const linked = await bench.run(
      linkClauseUseCase,
      { params: { indicatorId: ratio }, body: { anchor, recordName: '城乡居民收入比', quote: '1.95:1以内', benchmark: { area: '330000', name: '浙江省' } } },
      approver,
    );
    linkId = linked.link.linkId;
    expect(linked.emitted).toBe(1);
    await approved(urban, own(), { period: '2024', text: '44003' });
    expect(await live(anchor)).toEqual(['1.8379']);
    await approved(rural, own(), { period: '2024', text: '24395' });
    expect(await live(anchor)).toEqual(['1.8379', '1.8038']);
    expect((await evidence(anchor)).at(-1)).toEqual({
      value: '1.8038',
      status: 'live',
      grade: 'B',
      facet: 'actual',
      subject: null,
      from: '2024-01-01',
      to: '2024-12-31',
      stamp: 'real',
    });
    expect((await bench.refused(linkClauseUseCase, { params: { indicatorId: ratio }, body: { anchor, recordName: '', quote: '' } }, approver)).code).toBe('indicator.link_exists');
  });

  test('修订取代旧证据，撤销核定撤回证据，重新核定再出具', async () => {
    const [target] = await approved(rural, own(), { period: '2024', text: '25000', expectedRevision: 1, correctionReason: '最终核实' });
    expect(await live(anchor)).toEqual(['1.8379', '1.7601']);
    await bench.run(decideValuesUseCase, { body: { decision: 'unapprove', items: [target], reason: '核对有误' } }, approver);
    expect(await live(anchor)).toEqual(['1.8379', '1.8038']);
    await bench.run(decideValuesUseCase, { body: { decision: 'approve', items: [target] } }, approver);
    expect(await live(anchor)).toEqual(['1.8379', '1.7601']);
    const [wrong] = await approved(rural, own(), { period: '2022', text: '20000' });
    await approved(urban, own(), { period: '2022', text: '38000' });
    expect(await live(anchor)).toContain('1.9');
    await bench.run(decideValuesUseCase, { body: { decision: 'unapprove', items: [wrong], reason: '重复填报' } }, approver);
    expect(await live(anchor)).not.toContain('1.9');
  });

  test('别的地区的数是对照值；取消对应时全部撤回', async () => {
    await approved(urban, '330000', { period: '2024', text: '78251', areaName: '浙江省' });
    await approved(rural, '330000', { period: '2024', text: '42786', areaName: '浙江省' });
    expect((await evidence(anchor)).filter(({ facet }) => facet === 'benchmark')).toMatchObject([{ value: '1.8289', subject: '浙江省', status: 'live' }]);
    const { withdrawn } = await bench.run(unlinkClauseUseCase, { params: { indicatorId: ratio, linkId }, body: { reason: '对应有误' } }, approver);
    expect(withdrawn).toBe(3);
    expect(await live(anchor)).toEqual([]);
    await approved(urban, own(), { period: '2021', text: '36000' });
    expect(await live(anchor)).toEqual([]);
  });

  test('演示指标的证据带演示标记', async () => {
    const demo = (await bench.run(defineIndicatorUseCase, { body: { definition: { ...incomeDefinition, name: '演示收入' }, stamp: 'demo' } }, enterer)).indicatorId;
    await approved(demo, own(), { period: '2024', text: '5' });
    await bench.run(linkClauseUseCase, { params: { indicatorId: demo }, body: { anchor: 'plan-1/t8', recordName: '', quote: '' } }, approver);
    expect(await evidence('plan-1/t8')).toMatchObject([{ value: '5', stamp: 'demo' }]);
  });
});

test('按名称建议对应的条款，由人确认', async () => {
  const file = { name: 'a.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(riverPlan) };
  const { planId } = await bench.run(importPlanUseCase, { body: {}, file }, testActor({ roles: ['dispatcher'] }));
  const all = await define({ ...incomeDefinition, name: '河道水质达标率', unit: '%', aliases: ['水质达标率'] });
  const items = (await bench.run(suggestLinksUseCase, { params: { indicatorId: all }, query: { q: '年' } }, approver)).items;
  expect(items.every((item) => item.anchor.startsWith(planId))).toBe(true);
  expect(Array.isArray((await bench.run(suggestLinksUseCase, { params: { indicatorId: all }, query: {} }, approver)).items)).toBe(true);
});

test('位次要有名单，缺一个成员的数就无法判定，并列取靠前', async () => {
  const scored = await define({ ...incomeDefinition, name: '综合得分', unit: 'ratio', aggregation: 'stock' });
  const members = [
    { area: own(), name: '本县' },
    { area: '340321', name: '怀远县' },
    { area: '340322', name: '五河县' },
  ];
  const { peerSet } = await bench.run(addPeerListUseCase, { body: { name: '同类县', from: '2024-01-01', members, source: bulletin } }, enterer);
  const rank = () => bench.run(getRankUseCase, { params: { indicatorId: scored }, query: { peerSet: peerSet.peerSetId, period: '2024' } }, enterer);
  await approved(scored, own(), { period: '2024', text: '90' });
  await approved(scored, '340321', { period: '2024', text: '90' });
  expect(await rank()).toMatchObject({ rank: null, reason: '无法判定：1 个成员没有这一时期的数值（五河县）' });
  await approved(scored, '340322', { period: '2024', text: '80' });
  expect(await rank()).toMatchObject({ rank: 1, of: 3, reason: null });
  const anchor = 'plan-1/t9';
  await bench.run(linkClauseUseCase, { params: { indicatorId: scored }, body: { anchor, recordName: '', quote: '前列', peerSet: peerSet.peerSetId } }, approver);
  expect((await evidence(anchor)).map(({ facet, subject, value }) => [facet, subject, value])).toEqual([
    ['actual', null, '90'],
    ['peer', '怀远县', '90'],
    ['peer', '五河县', '80'],
  ]);
  await approved(scored, own(), { period: '2025', text: '91' });
  await approved(scored, '340321', { period: '2025', text: '92' });
  expect((await evidence(anchor)).filter(({ from, facet }) => from === '2025-01-01' && facet === 'peer')).toEqual([]);
  await approved(scored, '340322', { period: '2025', text: '93' });
  expect((await evidence(anchor)).filter(({ from, facet }) => from === '2025-01-01' && facet === 'peer')).toHaveLength(2);
  const early = await bench.run(getRankUseCase, { params: { indicatorId: scored }, query: { peerSet: peerSet.peerSetId, period: '2023' } }, enterer);
  expect(early).toMatchObject({ rank: null, reason: '无法判定：对照组在这一时期没有名单' });
  const again = { body: { name: '同类县', from: '2024-01-01', members, source: bulletin } };
  expect((await bench.refused(addPeerListUseCase, again, enterer)).code).toBe('indicator.peer_list_taken');
});
