import { describe, expect, test } from 'vitest';
import type { Period } from '../contract/period.ts';
import { checkPeriod, hardFaults, softFlags, unexplained } from './check-entry.ts';
import type { EntryFacts, EntryLimits, EntryRule } from './check-entry.ts';

const limits: EntryLimits = { slipFactor: '10', medianFactor: '3', medianMinPoints: 3, partsTolerance: '0.5', most: '1000000000000000' };
const rule = (more: Partial<EntryRule> = {}): EntryRule => ({
  unit: 'CNY.yi',
  aggregation: 'flow',
  places: 2,
  hardMin: '0',
  hardMax: null,
  usualMin: null,
  usualMax: null,
  ...more,
});
const facts = (value: string | null, more: Partial<EntryFacts> = {}): EntryFacts => ({
  period: '2024' as Period,
  value,
  numerator: null,
  denominator: null,
  history: [],
  parts: null,
  wholes: [],
  ...more,
});
const past = (...values: string[]) => values.map((value, index) => ({ period: String(2024 - values.length + index) as Period, value }));
const hard = (value: string | null, more: { rule?: Partial<EntryRule>; facts?: Partial<EntryFacts> } = {}) =>
  hardFaults(rule(more.rule), limits, facts(value, more.facts)).map(({ code }) => code);
const soft = (value: string, more: { rule?: Partial<EntryRule>; facts?: Partial<EntryFacts> } = {}) =>
  softFlags(rule(more.rule), limits, facts(value, more.facts)).map(({ code }) => code);

describe('不可能的数', () => {
  test('完成率 105%、负的项目数被拒绝，恰在边界上的通过', () => {
    const percent = { unit: '%', hardMin: '0', hardMax: '100' };
    expect(hard('105', { rule: percent })).toEqual(['value_range']);
    expect(hard('100', { rule: percent })).toEqual([]);
    expect(hard('100.01', { rule: percent })).toEqual(['value_range']);
    expect(hard('-3')).toEqual(['value_range']);
    expect(hard('0')).toEqual([]);
    expect(hard(null)).toEqual([]);
  });

  test('没有写明范围的指标也有界限：达到一千万亿就不收，少一就只是可疑', () => {
    const bare = { hardMin: null, hardMax: null };
    expect(hard('1000000000000000', { rule: bare })).toEqual(['value_range']);
    expect(hard('-1000000000000000', { rule: bare })).toEqual(['value_range']);
    expect(hard('999999999999999', { rule: bare })).toEqual([]);
    expect(hard('1', { rule: { ...bare, unit: 'ratio' }, facts: { numerator: '1000000000000000', denominator: '1000000000000000' } })).toEqual(['value_range']);
  });

  test('分子分母要齐，分母不为零，商与填写的值一致', () => {
    const percent = { unit: '%', hardMin: '0', hardMax: '100', places: 1 };
    expect(hard('80.1', { rule: percent, facts: { numerator: '293', denominator: '366' } })).toEqual([]);
    expect(hard('80', { rule: percent, facts: { numerator: '293', denominator: '366' } })).toEqual(['value_ratio']);
    expect(hard('80', { rule: percent, facts: { numerator: '293', denominator: null } })).toEqual(['value_ratio']);
    expect(hard('80', { rule: percent, facts: { numerator: '0', denominator: '0' } })).toEqual(['value_ratio']);
    expect(hard('100.3', { rule: percent, facts: { numerator: '367', denominator: '366' } })).toEqual(['value_range', 'value_parts']);
  });

  test('未结束的时期、1949年以前和很远的将来不能填报', () => {
    expect(checkPeriod('2026' as Period, '2026-12-30')?.code).toBe('period_window');
    expect(checkPeriod('2026' as Period, '2026-12-31')).toBeUndefined();
    expect(checkPeriod('2026-11' as Period, '2026-11-29')?.code).toBe('period_window');
    expect(checkPeriod('2026-01..10' as Period, '2026-11-05')).toBeUndefined();
    expect(checkPeriod('2106' as Period, '2026-11-05')?.code).toBe('period_window');
    expect(checkPeriod('1948' as Period, '2026-11-05')?.code).toBe('period_window');
    expect(checkPeriod('1949' as Period, '2026-11-05')).toBeUndefined();
  });
});

describe('可疑的数', () => {
  test('与上期相差十倍以上问是否单位有误，两个方向都问，恰好十倍也问', () => {
    expect(soft('183700', { facts: { history: past('17.5') } })).toEqual(['unit-slip']);
    expect(soft('0.0018', { facts: { history: past('17.5') } })).toContain('unit-slip');
    expect(soft('175', { facts: { history: past('17.5') } })).toEqual(['unit-slip']);
    expect(soft('174.99', { facts: { history: past('17.5') } })).toEqual([]);
    expect(soft('0', { facts: { history: past('17.5') } })).toEqual([]);
  });

  test('超过本序列中位数的三倍', () => {
    expect(soft('30', { facts: { history: past('9', '10', '11') } })).toEqual([]);
    expect(soft('30.01', { facts: { history: past('9', '10', '11') } })).toEqual(['far-from-median']);
    expect(soft('30.01', { facts: { history: past('9', '11') } })).toEqual([]);
  });

  test('部分之和与总数相差超过千分之五', () => {
    const parts = (a: string) => ({
      parts: [
        { name: '一产', value: a },
        { name: '二产', value: '50' },
      ],
    });
    expect(soft('100', { facts: parts('50.5') })).toEqual([]);
    expect(soft('100', { facts: parts('50.51') })).toEqual(['parts-off']);
    expect(soft('100', { facts: parts('49.49') })).toEqual(['parts-off']);
  });

  test('填部分时也核对总数：齐了要相符，没齐只问超出的，恰在千分之五不问', () => {
    const whole = (own: string, more: object = {}) => ({
      facts: { wholes: [{ name: '合计', value: '100', own, others: [{ name: '第二产业', value: '60' }], isComplete: true, ...more }] },
    });
    expect(soft('40', whole('40'))).toEqual([]);
    expect(soft('40.5', whole('40.5'))).toEqual([]);
    expect(soft('40.51', whole('40.51'))).toEqual(['parts-off']);
    expect(soft('39.49', whole('39.49'))).toEqual(['parts-off']);
    expect(soft('10', whole('10', { isComplete: false }))).toEqual([]);
    expect(soft('41', whole('41', { isComplete: false }))).toEqual(['parts-off']);
    expect(soft('5', whole('5', { value: '0' }))).toEqual([]);
  });

  test('口径没有写明范围：占比在0至100之外、数量为负都要说明；增幅不问，写明了的照写明的', () => {
    const bare = { hardMin: null, hardMax: null };
    const share = { ...bare, unit: '%', aggregation: 'ratio' } as const;
    expect(soft('100', { rule: share })).toEqual([]);
    expect(soft('100.01', { rule: share })).toEqual(['outside-usual']);
    expect(soft('-0.01', { rule: share })).toEqual(['outside-usual']);
    expect(soft('-1', { rule: bare })).toEqual(['outside-usual']);
    expect(soft('0', { rule: bare })).toEqual([]);
    expect(soft('-12.5', { rule: { ...bare, unit: '%', aggregation: 'rate' } })).toEqual([]);
    expect(soft('140', { rule: { ...share, usualMax: '150' } })).toEqual([]);
  });

  test('累计值比上期减少', () => {
    const history = [{ period: '2024-01..02' as Period, value: '5' }];
    expect(soft('4.9', { facts: { period: '2024-01..03' as Period, history } })).toEqual(['cumulative-falls']);
    expect(soft('5', { facts: { period: '2024-01..03' as Period, history } })).toEqual([]);
  });

  test('超出通常范围、小数位数过多', () => {
    expect(soft('21', { rule: { usualMin: '0', usualMax: '20' } })).toEqual(['outside-usual']);
    expect(soft('1.234')).toEqual(['many-places']);
  });

  test('每一处都要说明，说明不少于十个字', () => {
    const flags = softFlags(rule(), limits, facts('183700.123', { history: past('17.5') }));
    expect(flags.map(({ code }) => code)).toEqual(['unit-slip', 'many-places']);
    expect(unexplained(flags, {}, 10)).toHaveLength(2);
    expect(unexplained(flags, { 'unit-slip': '一二三四五六七八九' }, 10)).toHaveLength(2);
    expect(unexplained(flags, { 'unit-slip': '一二三四五六七八九十' }, 10).map(({ code }) => code)).toEqual(['many-places']);
  });
});
