import { describe, expect, test } from 'vitest';
import type { Target } from '../contract/index.ts';
import { judgeSample } from '../../../tests/harness/sample-facts.ts';
import type { FactSketch } from '../../../tests/harness/sample-facts.ts';
import { defaultJudgeParams } from './judge-params.ts';
import type { JudgeParamKey, JudgeParams } from './judge-params.ts';

const withParam = (key: JudgeParamKey, value: string): JudgeParams => ({
  ...defaultJudgeParams,
  [key]: { ...defaultJudgeParams[key], value, source: '县政府办公室口径说明' },
});

describe('抽样调查：变化超出抽样误差才算', () => {
  const safety: Target = { kind: 'survey', what: '群众安全感', direction: 'up' };
  const survey = (year: number, num: string, den: string, more: Partial<FactSketch> = {}): FactSketch => ({
    id: `s${year}`,
    num,
    den,
    subject: '安全感问卷第1版',
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    ...more,
  });
  const judged = (facts: readonly FactSketch[], params?: JudgeParams) => judgeSample(safety, facts, params === undefined ? {} : { params });

  test('两次各2500份，上次2250份肯定：这次2291份超出抽样误差，2290份没有', () => {
    const next = (num: string) => judged([survey(2024, '2250', '2500'), survey(2025, num, '2500')]);
    expect(next('2291').outcome).toBe('met');
    expect(next('2290').outcome).toBe('unmet');
    expect(next('2290').sentence).toContain('由90%到91.6%，变化1.6个百分点，合计抽样误差±1.6个百分点：在抽样误差之内');
    expect(next('2295').sentence).toContain('变化1.8个百分点，合计抽样误差±1.59个百分点：超出抽样误差，达标');
  });

  test('正好等于抽样误差不算超出', () => {
    // 20% and 80% of 32 answers: the error of both together is exactly 0.1, the change 0.6
    const facts = [survey(2024, '6.4', '32'), survey(2025, '25.6', '32')];
    expect(judged(facts, withParam('surveyFactor', '6')).outcome).toBe('unmet');
    expect(judged(facts, withParam('surveyFactor', '5.999999')).outcome).toBe('met');
  });

  test('下降、在误差之内都不是提升；方向相反写明', () => {
    expect(judged([survey(2024, '2250', '2500'), survey(2025, '2250', '2500')]).sentence).toContain('不能说有变化');
    expect(judged([survey(2024, '2295', '2500'), survey(2025, '2250', '2500')])).toMatchObject({ outcome: 'unmet', sentence: expect.stringContaining('方向相反') });
    const down: Target = { ...safety, kind: 'survey', what: '办事要跑的次数多', direction: 'down' };
    expect(judgeSample(down, [survey(2024, '1250', '2500'), survey(2025, '1000', '2500')]).outcome).toBe('met');
  });

  test('没有样本数、没有上一次、问卷不同、样本太少：无法判定并写明缺什么', () => {
    expect(judged([survey(2024, '2250', '2500'), { id: 'x', value: '91', unit: '%', from: '2025-01-01' }]).missing[0]).toContain('上一次调查');
    expect(judged([{ id: 'x', value: '91', unit: '%' }]).missing).toEqual(['调查结果（回答人数和有效样本数）']);
    expect(judged([survey(2025, '2250', '2500')]).missing).toEqual(['同样问卷「安全感问卷第1版」的上一次调查']);
    expect(judged([survey(2024, '2250', '2500', { subject: '安全感问卷第2版' }), survey(2025, '2295', '2500')]).outcome).toBe('unknown');
    expect(judged([survey(2024, '20', '29'), survey(2025, '29', '30')]).missing[0]).toContain('2024-12-31只有29份');
    expect(judged([survey(2024, '20', '30'), survey(2025, '29', '30')]).outcome).not.toBe('unknown');
  });

  test('有基期的与基期比，参数写在结论旁边', () => {
    const base = survey(2020, '2000', '2500', { facet: 'base' });
    const verdict = judged([base, survey(2024, '2250', '2500'), survey(2025, '2250', '2500')]);
    expect(verdict.outcome).toBe('met');
    expect(verdict.inputs.map(({ label, evidenceIds }) => [label, evidenceIds])).toEqual([
      ['近次调查', ['s2025']],
      ['上次调查', ['s2020']],
    ]);
    expect(verdict.params.map(({ key }) => key)).toEqual(['answer.survey-factor', 'answer.survey-sample']);
  });
});

describe('5G网络覆盖率：原文没写按什么计', () => {
  const target: Target = { kind: 'coverage', what: '5G网络覆盖率', comparator: 'reach', number: '80', unit: '%' };
  const of = (subject: string | null, num: string, den: string): FactSketch => ({ id: subject ?? 'none', subject, num, den });
  const both = [of('按人口', '48', '60'), of('按面积', '1083', '1360')];

  test('默认按人口：正好80%达标；参数改为面积，79.6%未达标，另一口径列在旁边', () => {
    const byPeople = judgeSample(target, both);
    expect(byPeople.outcome).toBe('met');
    expect(byPeople.boundary).toContain('按人口计');
    expect(byPeople.parts.map(({ label, outcome }) => [label, outcome])).toEqual([
      ['按人口（以此为准）', 'met'],
      ['按面积（参考）', 'unmet'],
    ]);
    const byArea = judgeSample(target, both, { params: withParam('coverageBasis', 'area') });
    expect(byArea.outcome).toBe('unmet');
    expect(byArea.params).toContainEqual(expect.objectContaining({ key: 'answer.coverage-basis', value: '按面积', source: '县政府办公室口径说明' }));
    expect(judgeSample(target, [of('按人口', '47.99', '60')]).outcome).toBe('unmet');
  });

  test('没写口径的数不猜；只有另一口径的数也无法判定', () => {
    expect(judgeSample(target, [of(null, '90', '100')]).missing).toEqual(['按人口计的5G网络覆盖率（对象名称里写明「按人口」）']);
    expect(judgeSample(target, [of('按面积', '90', '100')]).outcome).toBe('unknown');
    expect(judgeSample(target, [of('5G网络人口覆盖率', '90', '100')]).outcome).toBe('met');
  });
});

describe('来固考察：每位领导还是每个班子', () => {
  const target: Target = {
    kind: 'quota',
    yearly: true,
    only: null,
    perSubject: true,
    byTeam: true,
    what: '拜访或邀请考察',
    slots: [{ count: 4, threshold: null, unit: null, assigned: 0 }],
  };
  const member = (subject: string): FactSketch => ({ id: `m${subject}`, facet: 'member', subject, from: '2025-01-01' });
  const visits = (subject: string, n: number): FactSketch[] =>
    Array.from({ length: n }, (_x, i) => ({ id: `${subject}${i}`, kind: 'case', subject, occurredOn: `2025-0${i + 1}-10` }));
  const list = ['县委·甲', '县委·乙', '县政府·丙'].map(member);
  const facts = [...list, ...visits('县委·甲', 3), ...visits('县委·乙', 1), ...visits('县政府·丙', 4)];
  const on = '2025-12-31';

  test('默认每位领导：甲3次、乙1次，未达标；改按班子，县委4次、县政府4次，达标；两种都算出来', () => {
    const each = judgeSample(target, facts, { on });
    expect(each.outcome).toBe('unmet');
    expect(each.sentence).toMatch(/未满的有.*县委·甲（3次）/);
    expect(each.sentence).toContain('另按每个班子计，2个中2个满4次（参考）');
    const team = judgeSample(target, facts, { on, params: withParam('visitSubject', 'team') });
    expect(team.outcome).toBe('met');
    expect(team.params).toEqual([expect.objectContaining({ key: 'answer.visit-subject', value: '按每个班子' })]);
    expect(team.parts).toContainEqual({ label: '县委·甲（参考）', outcome: 'unmet', text: '3/4次' });
    expect(judgeSample(target, facts.slice(0, -1), { on, params: withParam('visitSubject', 'team') }).outcome).toBe('unmet');
  });

  test('不分班子的名单不受这个参数影响', () => {
    const plain: Target = { ...target, kind: 'quota', byTeam: false };
    const verdict = judgeSample(plain, [member('甲'), ...visits('甲', 4)], { on, params: withParam('visitSubject', 'team') });
    expect(verdict).toMatchObject({ outcome: 'met', params: [] });
  });
});

describe('3-5年：最早、最迟', () => {
  const target: Target = { kind: 'deadline', what: '国家级经济开发区：取得认定文件', earliest: '2023-12-31' };
  const won = (day: string): FactSketch => ({ id: 'a', kind: 'document', occurredOn: day, from: day, to: day });
  test.each([
    ['2023-12-31', 'met', '提前达标'],
    ['2024-01-01', 'met', '按期达标'],
    ['2025-12-31', 'met', '按期达标'],
    ['2026-01-01', 'unmet', '未按期'],
  ])('%s 办成：%s，%s', (day, outcome, words) => {
    const verdict = judgeSample(target, [won(day)]);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.sentence).toContain(words);
    expect(verdict.boundary).toContain('最迟2025-12-31办成（2023-12-31以前为提前）');
  });
  test('没有证明就是没有办成；认定失效的次日不再算', () => {
    expect(judgeSample(target, []).outcome).toBe('unmet');
    expect(judgeSample(target, [{ ...won('2024-05-01'), validUntil: '2026-01-31' }], { on: '2026-01-31' }).outcome).toBe('met');
    expect(judgeSample(target, [{ ...won('2024-05-01'), validUntil: '2026-01-31' }], { on: '2026-02-01' }).outcome).toBe('unmet');
  });
});

describe('应编文件：印发，并且每一条都有责任单位', () => {
  const target: Target = { kind: 'issued', what: '县域农村公路规划' };
  const proof = (num: string | null, den: string | null, day = '2024-05-01'): FactSketch => ({ id: `p${day}`, kind: 'document', num, den, occurredOn: day, from: day, to: day });
  test('12条里11条有责任单位未达标，12条都有达标；晚于期限的未达标', () => {
    expect(judgeSample(target, [proof('11', '12')])).toMatchObject({ outcome: 'unmet', sentence: expect.stringContaining('1条没有责任单位') });
    expect(judgeSample(target, [proof('12', '12')]).outcome).toBe('met');
    expect(judgeSample(target, [proof('12', '12', '2026-01-01')]).outcome).toBe('unmet');
  });
  test('只有印发文件、没有条款清单：无法判定；后来补了清单的以新的为准', () => {
    expect(judgeSample(target, [proof(null, null)])).toMatchObject({ outcome: 'unknown', missing: ['文件自身的条款清单与责任单位'] });
    expect(judgeSample(target, [proof('11', '12'), proof('12', '12', '2024-06-01')]).outcome).toBe('met');
    expect(judgeSample(target, []).outcome).toBe('unmet');
  });
});
