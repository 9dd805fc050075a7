import { describe, expect, test } from 'vitest';
import type { Target, TargetOf } from '../contract/index.ts';
import { outermost, subsetFault } from './judge-level.ts';
import { defaultJudgeParams } from './judge-params.ts';
import { judgeSample } from '../../../tests/harness/sample-facts.ts';
import type { FactSketch } from '../../../tests/harness/sample-facts.ts';

const year2020 = { window: { from: '2020-01-01', to: '2020-12-31' }, on: '2021-02-01' };
const in2020 = { from: '2020-01-01', to: '2020-12-31' };
type Measured = TargetOf<'level' | 'growth' | 'ratio'>;
const measured = (kind: Measured['kind'], comparator: Measured['comparator'], number: string, more: Partial<Measured> = {}): Target =>
  ({ kind, comparator, number, unit: '%', direction: 'up', aggregate: 'latest', whole: false, ...more }) as Target;
const outcome = (target: Target, facts: readonly FactSketch[], more?: Parameters<typeof judgeSample>[2]): string => judgeSample(target, facts, more).outcome;

describe('水平值与比率：界上、界外各一', () => {
  test('城乡收入差距控制在1.95:1以内：1.95达标，1.96未达标', () => {
    const target = measured('ratio', '<=', '1.95:1', { unit: '1', direction: 'down' });
    expect(outcome(target, [{ id: 'a', num: '39000', den: '20000' }])).toBe('met');
    expect(outcome(target, [{ id: 'a', num: '39200', den: '20000' }])).toBe('unmet');
    expect(outcome(target, [{ id: 'a', value: '1.95' }])).toBe('met');
    expect(outcome(target, [{ id: 'a', value: '1.9500001' }])).toBe('unmet');
  });

  test('财政收入力争超22亿元：22.00亿未达标，22.01亿达标；增幅8.5%以上另行判定', () => {
    const stretch = measured('level', '>', '2200000000', { unit: 'CNY' });
    const growth = measured('growth', '>=', '8.5', { whole: true });
    const facts = (yi: string): FactSketch[] => [{ id: 'a', value: yi, unit: 'CNY.yi', ...in2020 }];
    expect(outcome(stretch, facts('22.00'), year2020)).toBe('unmet');
    expect(outcome(stretch, facts('22.01'), year2020)).toBe('met');
    expect(judgeSample(stretch, facts('22.00'), year2020).sentence).toContain('高于22亿元');
    expect(outcome(growth, [{ id: 'b', value: '8.5', unit: '%', ...in2020 }], year2020)).toBe('met');
    expect(outcome(growth, [{ id: 'b', value: '8.49', unit: '%', ...in2020 }], year2020)).toBe('unmet');
  });

  test('优良天数80%以上：闰年366天里292天未达标、293天达标；365天里292天正好达标', () => {
    const target = measured('ratio', '>=', '80');
    const days = (num: string, den: string): string => outcome(target, [{ id: 'a', num, den }]);
    expect(days('292', '366')).toBe('unmet');
    expect(days('293', '366')).toBe('met');
    expect(days('292', '365')).toBe('met');
    expect(days('291', '365')).toBe('unmet');
    expect(judgeSample(target, [{ id: 'a', num: '292', den: '366' }]).sentence).toContain('79.8%（292/366）');
  });

  test('地区生产总值增长8.5%左右：按公布的幅度0.5个百分点，8.0达标、7.9未达标，幅度写在旁边', () => {
    const target = measured('growth', '~', '8.5', { whole: true });
    const growth = (value: string) => judgeSample(target, [{ id: 'a', value, unit: '%', ...in2020 }], year2020);
    expect(growth('8.0').outcome).toBe('met');
    expect(growth('7.9').outcome).toBe('unmet');
    expect(growth('7.9').boundary).toContain('8.5%左右');
    expect(growth('7.9').params).toMatchObject([{ key: 'answer.approx-band', value: '0.5' }]);
    const neutral = measured('growth', '~', '8.5', { direction: 'neutral' });
    expect(outcome(neutral, [{ id: 'a', value: '9.0', unit: '%' }])).toBe('met');
    expect(outcome(neutral, [{ id: 'a', value: '9.1', unit: '%' }])).toBe('unmet');
  });

  test('「达到」和只有数的要求按政策参数比较；参数改变，结论随之改变', () => {
    const target = measured('ratio', 'reach', '60');
    expect(outcome(target, [{ id: 'a', num: '61', den: '100' }])).toBe('met');
    const exact = { ...defaultJudgeParams, reachPolicy: { ...defaultJudgeParams.reachPolicy, value: 'exact' } };
    expect(outcome(target, [{ id: 'a', num: '61', den: '100' }], { params: exact })).toBe('unmet');
    expect(outcome(target, [{ id: 'a', num: '60', den: '100' }], { params: exact })).toBe('met');
  });

  test('公路网密度180公里/百平方公里：由分子分母精确比较', () => {
    const target = measured('ratio', 'reach', '1.8', { unit: 'km/km2' });
    expect(outcome(target, [{ id: 'a', num: '2448', den: '1360' }])).toBe('met');
    expect(outcome(target, [{ id: 'a', num: '2447.999999', den: '1360' }])).toBe('unmet');
    expect(judgeSample(target, [{ id: 'a', num: '2448', den: '1360' }]).boundary).toContain('180公里/百平方公里');
  });

  test('农产品加工产值与农业总产值之比达到2.6:1', () => {
    const target = measured('ratio', 'reach', '2.6:1', { unit: '1' });
    expect(outcome(target, [{ id: 'a', num: '260', den: '100' }])).toBe('met');
    expect(outcome(target, [{ id: 'a', num: '259.9', den: '100' }])).toBe('unmet');
  });

  test('期中数只作进度：全年增幅不用前三季度的数判定', () => {
    const target = measured('growth', '>=', '8.5', { whole: true });
    const interim = judgeSample(target, [{ id: 'a', value: '9', unit: '%', from: '2020-01-01', to: '2020-09-30' }], year2020);
    expect(interim.outcome).toBe('unknown');
    expect(interim.missing).toEqual(['2020-12-31的期末数']);
  });

  test('成片造林2.5万亩，其中长防林0.5万亩：总数仍是2.5万亩', () => {
    const targets = [
      { partOf: null, mu: 25_000 },
      { partOf: 't_whole', mu: 5_000 },
    ];
    expect([subsetFault('5000', '5000'), subsetFault('5001', '5000'), subsetFault('5001', null)]).toEqual([null, expect.stringContaining('大于总数'), null]);
    expect(outermost(targets).reduce((sum, { mu }) => sum + mu, 0)).toBe(25_000);
    const whole = measured('level', '=', '25000', { unit: 'mu', aggregate: 'sum' });
    const pieces: FactSketch[] = [
      { id: 'a', value: '2', unit: 'CNY.wan' },
      { id: 'b', value: '20000', unit: 'mu' },
    ];
    expect(judgeSample(whole, pieces).outcome).toBe('unknown');
    expect(
      outcome(whole, [
        { id: 'b', value: '20000', unit: 'mu', to: '2024-12-31', from: '2024-01-01' },
        { id: 'c', value: '5000', unit: 'mu' },
      ]),
    ).toBe('met');
    expect(
      outcome(whole, [
        { id: 'b', value: '20000', unit: 'mu', to: '2024-12-31', from: '2024-01-01' },
        { id: 'c', value: '4999.99', unit: 'mu' },
      ]),
    ).toBe('unmet');
  });

  test('千亿级按量级判定，写「级」', () => {
    const target: Target = { kind: 'magnitude', number: '100000000000', unit: 'CNY', aggregate: 'latest' };
    expect(outcome(target, [{ id: 'a', value: '1000', unit: 'CNY.yi' }])).toBe('met');
    expect(outcome(target, [{ id: 'a', value: '999.99', unit: 'CNY.yi' }])).toBe('unmet');
    expect(judgeSample(target, [{ id: 'a', value: '1000', unit: 'CNY.yi' }]).sentence).toContain('1000亿元级');
  });

  test('区间含两端', () => {
    const target: Target = { kind: 'range', min: '3', max: '5', unit: 'a', aggregate: 'latest' };
    expect(['2.99', '3', '5', '5.01'].map((value) => outcome(target, [{ id: 'a', value, unit: 'a' }]))).toEqual(['unmet', 'met', 'met', 'unmet']);
  });
});

describe('来源与口径', () => {
  const target = measured('ratio', '>=', '80');
  test('两个有效来源的数相差超出允许差异，存疑；在允许之内取等级高的', () => {
    expect(
      outcome(target, [
        { id: 'a', num: '80', den: '100' },
        { id: 'b', num: '79', den: '100' },
      ]),
    ).toBe('doubt');
    const near = judgeSample(target, [
      { id: 'a', num: '80', den: '100', grade: 'B' },
      { id: 'b', num: '79.7', den: '100', grade: 'A' },
    ]);
    expect(near.outcome).toBe('unmet');
    expect(near.inputs[0]?.evidenceIds).toEqual(['b']);
  });

  test('允许差异的界：正好等于算一致，再多一点就存疑', () => {
    const facts = (other: string): FactSketch[] => [
      { id: 'a', value: '1000', unit: 'mu' },
      { id: 'b', value: other, unit: 'mu' },
    ];
    const level = measured('level', '>=', '900', { unit: 'mu' });
    expect(outcome(level, facts('995'))).toBe('met');
    expect(outcome(level, facts('994.9'))).toBe('doubt');
  });

  test('没有数就无法判定并写明缺什么；没有「没有数当作零」', () => {
    const result = judgeSample(target, []);
    expect(result.outcome).toBe('unknown');
    expect(result.sentence).toBe('无法判定：缺少2020-01-01至2025-12-31的数。');
  });

  test('累加：同一地块同一期只计一次，自报与核查说的是同一件事', () => {
    const area = measured('level', '=', '50000', { unit: 'mu', aggregate: 'sum' });
    const same = judgeSample(area, [
      { id: 'a', value: '30000', unit: 'mu', subject: '一号地块' },
      { id: 'b', value: '30000', unit: 'mu', subject: '一号地块' },
    ]);
    expect(same.inputs[0]?.text).toContain('3万亩');
    const voices = judgeSample(area, [
      { id: 'a', value: '50000', unit: 'mu', voice: 'self', grade: 'C' },
      { id: 'b', value: '50000', unit: 'mu', voice: 'check', grade: 'B' },
    ]);
    expect(voices.inputs[0]?.text).toContain('5万亩');
    expect(
      judgeSample(area, [
        { id: 'a', value: '50000', unit: 'mu', voice: 'self', grade: 'C' },
        { id: 'b', value: '45000', unit: 'mu', voice: 'check', grade: 'B' },
      ]).outcome,
    ).toBe('doubt');
  });
});

describe('与别人比', () => {
  const above: Target = { kind: 'benchmark', relation: 'above', series: '全省平均水平', direction: 'up' };
  test('高于全省平均水平：相等不算高于；对照值未发布就无法判定，不给颜色', () => {
    const own: FactSketch = { id: 'a', value: '8.5', unit: '%', subject: '地区生产总值' };
    const bench = (value: string): FactSketch => ({ id: 'b', facet: 'benchmark', value, unit: '%', subject: '全省平均水平·地区生产总值' });
    expect(outcome(above, [own, bench('8.4')])).toBe('met');
    expect(outcome(above, [own, bench('8.5')])).toBe('unmet');
    const waiting = judgeSample(above, [own]);
    expect(waiting.outcome).toBe('unknown');
    expect(waiting.sentence).toContain('同期发布的对照值「全省平均水平」');
    expect(judgeSample(above, [own, { ...bench('8.4'), from: '2024-01-01', to: '2024-12-31' }]).outcome).toBe('unknown');
  });

  test('几项指标：默认全部满足；参数可改为至少几项', () => {
    const facts: FactSketch[] = [
      { id: 'a', value: '8', unit: '%', subject: '甲' },
      { id: 'b', facet: 'benchmark', value: '7', unit: '%', subject: '全省平均水平·甲' },
      { id: 'c', value: '6', unit: '%', subject: '乙' },
      { id: 'd', facet: 'benchmark', value: '7', unit: '%', subject: '全省平均水平·乙' },
    ];
    expect(outcome(above, facts)).toBe('unmet');
    const oneIsEnough = { ...defaultJudgeParams, benchmarkRule: { ...defaultJudgeParams.benchmarkRule, value: '1' } };
    expect(outcome(above, facts, { params: oneIsEnough })).toBe('met');
  });

  test('接近长三角平均水平：不低于九成；差距明显缩小：比基期缩小两成', () => {
    const near: Target = { kind: 'benchmark', relation: 'near', series: '长三角平均水平', direction: 'up' };
    const facts = (value: string): FactSketch[] => [
      { id: 'a', value, unit: 'CNY' },
      { id: 'b', facet: 'benchmark', value: '10000', unit: 'CNY', subject: '长三角平均水平' },
    ];
    expect([outcome(near, facts('9000')), outcome(near, facts('8999.99'))]).toEqual(['met', 'unmet']);
    const narrowed: Target = { ...near, relation: 'narrowed' };
    const base: FactSketch = { id: 'c', facet: 'base', num: '4000', den: '10000', from: '2020-01-01', to: '2020-12-31' };
    expect([outcome(narrowed, [...facts('5200'), base]), outcome(narrowed, [...facts('5199.99'), base]), outcome(narrowed, facts('5200'))]).toEqual(['met', 'unmet', 'unknown']);
  });

  test('全省二类县前列：没有同组名单就无法判定并说明；并列占好名次', () => {
    const rank: Target = { kind: 'rank', peerSet: '全省二类县', direction: 'up' };
    const own: FactSketch = { id: 'a', value: '100', unit: 'CNY' };
    const peers = (values: readonly string[]): FactSketch[] => values.map((value, index) => ({ id: `p${index}`, facet: 'peer', value, unit: 'CNY', subject: `县${index}` }));
    const nobody = judgeSample(rank, [own]);
    expect(nobody.outcome).toBe('unknown');
    expect(nobody.sentence).toBe('无法判定：缺少同组名单与各地的数「全省二类县」。');
    expect(outcome(rank, [own, ...peers(['101', '90', '90', '90', '90', '90', '90'])])).toBe('met');
    expect(outcome(rank, [own, ...peers(['101', '102', '90', '90', '90', '90', '90'])])).toBe('unmet');
    expect(outcome(rank, [own, ...peers(['101', '100', '90', '90', '90', '90', '90'])])).toBe('met');
    expect(outcome(rank, [own, ...peers(['90', '90'])])).toBe('met');
    expect(outcome(rank, [own, ...peers(['101', '90'])])).toBe('unmet');
  });

  test('省、市下达的任务：两级都下达才判，两级都完成才达标', () => {
    const target: Target = { kind: 'delegated', issuers: ['省', '市'], direction: 'up' };
    const issued = (id: string, issuer: string, value: string): FactSketch => ({ id, facet: 'target', kind: 'document', value, unit: '%', subject: issuer });
    const own: FactSketch = { id: 'a', value: '3.5', unit: '%' };
    expect(judgeSample(target, [own, issued('p', '省', '3.2')]).missing).toEqual(['市下达的任务（文号、数值）']);
    expect(outcome(target, [own, issued('p', '省', '3.2'), issued('c', '市', '3.5')])).toBe('met');
    expect(outcome(target, [own, issued('p', '省', '3.2'), issued('c', '市', '3.6')])).toBe('unmet');
  });
});

describe('计数', () => {
  test('引进4个20亿元以上和5个10亿元以上：一个只占一个名额，高的先占，未分配的名额看得见', () => {
    const yi = (n: number): string => `${n}00000000`;
    const target: Target = {
      kind: 'quota',
      yearly: true,
      only: null,
      perSubject: false,
      what: '主导产业项目',
      slots: [
        { count: 4, threshold: yi(20), unit: 'CNY', assigned: 2 },
        { count: 5, threshold: yi(10), unit: 'CNY', assigned: 2 },
      ],
    };
    const deal = (id: string, amount: string): FactSketch => ({ id, kind: 'agreement', value: amount, unit: 'CNY.yi', subject: `项目${id}`, occurredOn: '2025-06-01' });
    const on = '2025-12-31';
    const many = (amounts: readonly string[]) =>
      judgeSample(
        target,
        amounts.map((amount, index) => deal(String(index), amount)),
        { on },
      );
    expect(many(['20', '20', '20', '20', '10', '10', '10', '10', '10']).outcome).toBe('met');
    expect(many(['20', '20', '20', '19.99', '10', '10', '10', '10', '10']).outcome).toBe('unmet');
    const surplus = many(['25', '25', '25', '25', '25', '10', '10', '10', '10']);
    expect(surplus.outcome).toBe('met');
    expect(surplus.parts.map(({ text }) => text)).toEqual(['4/4，已分配2，未分配2', '5/5，已分配2，未分配3']);
    expect(many(['20', '20', '20', '20', '10', '10', '10', '10', '9.99']).parts.map(({ text }) => text)[1]).toContain('4/5');
    expect(many(['20', '20']).sentence).toContain('另有5个名额没有分到具体单位');
  });

  test('每年定额到次年1月1日从零起算，进度落后提前提示', () => {
    const target: Target = {
      kind: 'quota',
      yearly: true,
      only: null,
      perSubject: false,
      what: '项目融资对接活动',
      slots: [{ count: 4, threshold: null, unit: null, assigned: 0 }],
    };
    const held: FactSketch[] = ['01-10', '03-10', '06-10', '11-10'].map((day, index) => ({
      id: `${index}`,
      kind: 'case',
      occurredOn: `2024-${day}`,
      from: `2024-${day}`,
      to: `2024-${day}`,
    }));
    expect(outcome(target, held, { on: '2024-12-31' })).toBe('met');
    expect(outcome(target, held, { on: '2025-01-01' })).toBe('unmet');
    expect(judgeSample(target, held.slice(0, 1), { on: '2024-07-01' }).change).toContain('应有2，实有1');
  });

  test('来固考察每人每年不少于4次：逐人计次，有一人不足就未达标', () => {
    const target: Target = { kind: 'quota', yearly: true, only: null, perSubject: true, what: '拜访或邀请考察', slots: [{ count: 4, threshold: null, unit: null, assigned: 0 }] };
    const members: FactSketch[] = ['甲', '乙'].map((subject) => ({ id: `m${subject}`, facet: 'member', subject, from: '2025-01-01', to: '2025-12-31' }));
    const visits = (subject: string, n: number): FactSketch[] => Array.from({ length: n }, (_x, i) => ({ id: `${subject}${i}`, kind: 'case', subject, occurredOn: '2025-05-01' }));
    expect(outcome(target, [...members, ...visits('甲', 4), ...visits('乙', 4)], { on: '2025-12-31' })).toBe('met');
    expect(outcome(target, [...members, ...visits('甲', 9), ...visits('乙', 3)], { on: '2025-12-31' })).toBe('unmet');
    expect(outcome(target, visits('甲', 4), { on: '2025-12-31' })).toBe('unknown');
  });

  test('绿色食品10个：证书到期的次日就少一个', () => {
    const target: Target = { kind: 'validity', count: 10, what: '绿色食品' };
    const certificates: FactSketch[] = Array.from({ length: 10 }, (_x, i) => ({
      id: `c${i}`,
      kind: 'attestation',
      subject: `证书${i}`,
      occurredOn: '2023-03-01',
      to: '2023-03-01',
      from: '2023-03-01',
      validUntil: i === 0 ? '2025-06-30' : '2026-12-31',
    }));
    expect(judgeSample(target, certificates, { on: '2025-06-30' })).toMatchObject({ outcome: 'met' });
    const lapsed = judgeSample(target, certificates, { on: '2025-07-01' });
    expect(lapsed.outcome).toBe('unmet');
    expect(lapsed.sentence).toBe('2025-07-01有效9个（另有1个已到期，不计），要求10个，还差1个。');
    expect(outcome(target, [...certificates, { ...certificates[1], id: 'again' }], { on: '2025-07-01' })).toBe('unmet');
  });

  test('技改全覆盖：131家完成118家是约90.08%，列出13家；99.95%不是100%', () => {
    const target: Target = { kind: 'completeness', list: '规模以上企业' };
    const list = (n: number): FactSketch[] => Array.from({ length: n }, (_x, i) => ({ id: `m${i}`, facet: 'member', subject: `企业${i}`, from: '2020-01-01', to: '2025-12-31' }));
    const done = (n: number): FactSketch[] => Array.from({ length: n }, (_x, i) => ({ id: `d${i}`, kind: 'milestone', subject: `企业${i}` }));
    const most = judgeSample(target, [...list(131), ...done(118)]);
    expect(most.outcome).toBe('unmet');
    expect(most.sentence).toContain('118个（约90.08%），还有13个');
    expect(most.parts).toHaveLength(13);
    expect(outcome(target, [...list(2000), ...done(1999)])).toBe('unmet');
    expect(outcome(target, [...list(131), ...done(131)])).toBe('met');
    expect(outcome(target, done(5))).toBe('unknown');
  });

  test('水、陆、空由几部分组成，缺一部分就列出来', () => {
    const target: Target = { kind: 'composite', parts: ['水路', '陆路', '航空'], need: 3 };
    const part = (subject: string): FactSketch => ({ id: subject, kind: 'milestone', subject });
    expect(outcome(target, [part('水路'), part('陆路'), part('航空')])).toBe('met');
    expect(judgeSample(target, [part('水路'), part('陆路')])).toMatchObject({
      outcome: 'unmet',
      parts: [{ outcome: 'met' }, { outcome: 'met' }, { label: '航空', outcome: 'unmet' }],
    });
  });

  test('认定称号：证明在当日有效才算办成，晚于期限算未按期', () => {
    const target: Target = { kind: 'done', what: '国家级绿色园区认定' };
    const award = (more: object = {}): FactSketch => ({ id: 'a', kind: 'document', occurredOn: '2024-05-01', from: '2024-05-01', to: '2024-05-01', ...more });
    expect(outcome(target, [award()])).toBe('met');
    expect(outcome(target, [award({ validUntil: '2026-01-31' })], { on: '2026-01-31' })).toBe('met');
    expect(outcome(target, [award({ validUntil: '2026-01-31' })], { on: '2026-02-01' })).toBe('unmet');
    expect(outcome(target, [award({ occurredOn: '2026-01-02' })])).toBe('unmet');
    expect(outcome(target, [])).toBe('unmet');
  });

  test('进一步提高：只有向好、持平、反向，没有达标', () => {
    const target: Target = { kind: 'directional', direction: 'up', unit: '%' };
    const base: FactSketch = { id: 'b', facet: 'base', value: '90', unit: '%', from: '2020-01-01', to: '2020-12-31' };
    const now = (value: string) => judgeSample(target, [base, { id: 'a', value, unit: '%' }]);
    expect([now('92').sentence, now('90.9').sentence, now('88').sentence].map((text) => /向好|持平|反向/.exec(text)?.[0])).toEqual(['向好', '持平', '反向']);
    expect(now('92').outcome).toBe('open');
  });
});
