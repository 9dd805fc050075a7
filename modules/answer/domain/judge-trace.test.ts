import { describe, expect, test } from 'vitest';
import { targetKindLabel, targetKinds } from '../contract/index.ts';
import type { Target, TargetKind, Verdict } from '../contract/index.ts';
import { judgeSample } from '../../../tests/harness/sample-facts.ts';
import type { FactSketch } from '../../../tests/harness/sample-facts.ts';

interface Example {
  readonly target: Target;
  readonly met: readonly FactSketch[];
  readonly unmet: readonly FactSketch[];
  /** figure or words of the line that a reader must find in the boundary */
  readonly line: string;
  readonly params?: readonly string[];
}

const measured = (kind: 'level' | 'growth' | 'ratio', comparator: '>=' | '<=' | '>' | 'reach' | '~', number: string, unit: string): Target => ({
  kind,
  comparator,
  number,
  unit,
  direction: comparator === '<=' ? 'down' : 'up',
  aggregate: 'latest',
  whole: false,
});
const value = (amount: string, unit: string | null, more: Partial<FactSketch> = {}): FactSketch => ({ id: 'a', value: amount, unit, ...more });
const share = (num: string, den: string, more: Partial<FactSketch> = {}): FactSketch => ({ id: 'a', num, den, ...more });
const named = (prefix: string, n: number, more: Partial<FactSketch> = {}): FactSketch[] =>
  Array.from({ length: n }, (_x, i) => ({ id: `${prefix}${i}`, kind: 'document', subject: `名${i}`, occurredOn: '2025-06-01', ...more }));
const bench = (amount: string): FactSketch => ({ id: 'b', facet: 'benchmark', value: amount, unit: '%', subject: '全省' });
const peers: readonly FactSketch[] = ['90', '80', '70'].map((amount, i) => ({ id: `p${i}`, facet: 'peer', value: amount, unit: '%', subject: `县${i}` }));
const members = named('m', 3, { facet: 'member', from: '2025-01-01' });

/** One met and one unmet example of each kind; a new kind without one does not compile. */
const examples = {
  level: { target: measured('level', '>', '2200000000', 'CNY'), met: [value('22.01', 'CNY.yi')], unmet: [value('22', 'CNY.yi')], line: '22亿元' },
  growth: { target: measured('growth', '~', '8.5', '%'), met: [value('8', '%')], unmet: [value('7.9', '%')], line: '8.5%左右', params: ['answer.approx-band'] },
  ratio: { target: measured('ratio', '<=', '1.95:1', '1'), met: [value('1.95', null)], unmet: [value('1.96', null)], line: '1.95:1' },
  range: { target: { kind: 'range', min: '3', max: '5', unit: 'a', aggregate: 'latest' }, met: [value('5', 'a')], unmet: [value('5.1', 'a')], line: '3年至5年' },
  magnitude: {
    target: { kind: 'magnitude', number: '100000000000', unit: 'CNY', aggregate: 'latest' },
    met: [value('1000', 'CNY.yi')],
    unmet: [value('999', 'CNY.yi')],
    line: '1000亿元级',
  },
  benchmark: {
    target: { kind: 'benchmark', relation: 'near', series: '全省', direction: 'up' },
    met: [value('9', '%'), bench('10')],
    unmet: [value('8.99', '%'), bench('10')],
    line: '不低于全省的90%',
    params: ['answer.near'],
  },
  rank: {
    target: { kind: 'rank', peerSet: '全省二类县', direction: 'up' },
    met: [value('91', '%'), ...peers],
    unmet: [value('89', '%'), ...peers],
    line: '4个地区中的前1位',
    params: ['answer.front-rank'],
  },
  delegated: {
    target: { kind: 'delegated', issuers: ['省'], direction: 'up' },
    met: [value('3.2', '%'), { id: 't', facet: 'target', kind: 'document', value: '3.2', unit: '%', subject: '省' }],
    unmet: [value('3.1', '%'), { id: 't', facet: 'target', kind: 'document', value: '3.2', unit: '%', subject: '省' }],
    line: '省下达的任务值',
  },
  completeness: { target: { kind: 'completeness', list: '规上企业' }, met: [...members, ...named('d', 3)], unmet: [...members, ...named('d', 2)], line: '100%' },
  quota: {
    target: { kind: 'quota', slots: [{ count: 2, threshold: null, unit: null, assigned: 0 }], only: null, perSubject: false, yearly: true, what: '对接活动' },
    met: named('q', 2),
    unmet: named('q', 1),
    line: '不少于2个',
  },
  validity: { target: { kind: 'validity', count: 2, what: '绿色食品' }, met: named('v', 2), unmet: named('v', 1), line: '不少于2个' },
  directional: {
    target: { kind: 'directional', direction: 'up', unit: '%' },
    met: [value('9', '%'), value('8', '%', { id: 'z', facet: 'base' })],
    unmet: [value('7', '%'), value('8', '%', { id: 'z', facet: 'base' })],
    line: '补充完成标准',
    params: ['answer.min-change'],
  },
  composite: { target: { kind: 'composite', parts: ['名0', '名1'], need: 2 }, met: named('c', 2), unmet: named('c', 1), line: '名0、名1中不少于2个' },
  done: { target: { kind: 'done', what: '认定' }, met: named('d', 1), unmet: [], line: '认定：在2025-12-31以前办成' },
  deadline: { target: { kind: 'deadline', what: '认定', earliest: '2023-12-31' }, met: named('d', 1), unmet: [], line: '最迟2025-12-31' },
  issued: { target: { kind: 'issued', what: '规划' }, met: [share('5', '5')], unmet: [share('4', '5')], line: '每一条都有责任单位' },
  survey: {
    target: { kind: 'survey', what: '安全感', direction: 'up' },
    met: [share('2291', '2500'), share('2250', '2500', { id: 'z', facet: 'base' })],
    unmet: [share('2290', '2500'), share('2250', '2500', { id: 'z', facet: 'base' })],
    line: '超出两次合计的抽样误差（±1.6个百分点）',
    params: ['answer.survey-factor', 'answer.survey-sample'],
  },
  coverage: {
    target: { kind: 'coverage', what: '5G网络覆盖率', comparator: 'reach', number: '80', unit: '%' },
    met: [share('80', '100', { subject: '按人口' })],
    unmet: [share('79', '100', { subject: '按人口' })],
    line: '按人口计，不低于80%',
    params: ['answer.reach-policy', 'answer.coverage-basis'],
  },
} satisfies Record<TargetKind, Example>;

/** Every figure of the ground appears among the inputs, and no input names evidence that was not there. */
function requireTrace(verdict: Verdict, { line, params = [] }: Example, facts: readonly FactSketch[]): void {
  const given = facts.map(({ id }) => id).sort();
  const cited = [...new Set(verdict.inputs.flatMap(({ evidenceIds }) => evidenceIds))].sort();
  expect(cited).toEqual(given);
  expect(verdict.rule).toMatch(/^answer\.[a-z]+\/[0-9]+$/);
  expect(verdict.boundary).toContain(line);
  expect(verdict.sentence.length).toBeGreaterThan(8);
  expect(verdict.change.length).toBeGreaterThan(5);
  expect(verdict.params.map(({ key }) => key)).toEqual(params);
  expect(verdict.params.every(({ source }) => source !== '')).toBe(true);
}

describe('每一种要求的结论都带轨迹：输入、规则、界线、怎样会改变', () => {
  test.each(targetKinds.map((kind) => [targetKindLabel[kind], kind] as const))('%s', (_label, kind) => {
    const example: Example = examples[kind];
    const [yes, no] = [judgeSample(example.target, example.met), judgeSample(example.target, example.unmet)];
    expect([yes.outcome, no.outcome]).toEqual(kind === 'directional' ? ['open', 'open'] : ['met', 'unmet']);
    requireTrace(yes, example, example.met);
    requireTrace(no, example, example.unmet);
    if (kind !== 'directional') expect(yes.change).not.toBe(no.change);
    const nothing = judgeSample(example.target, []);
    expect(nothing.outcome).not.toBe('met');
    expect(nothing.inputs.flatMap(({ evidenceIds }) => evidenceIds)).toEqual([]);
    expect(nothing.change).not.toBe('');
  });
});
