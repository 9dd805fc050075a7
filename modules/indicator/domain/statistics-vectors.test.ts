import { describe, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import { evaluateFormula, known, unknown } from './evaluate-formula.ts';
import type { FigureSource } from './evaluate-formula.ts';
import { dampedForecast, dampedVariance, runDamped } from './forecast-methods.ts';
import { parseFormula } from './formula.ts';
import { compare, divide, fraction, fractionOf, toDecimal } from './fraction.ts';
import { compoundRate, expectedGap, flowShare, gapShare, paceAgainstTarget, paceWithoutTarget, pointsApart, timeShare, timeWeightedTrend } from './pace.ts';
import type { Period } from '../contract/period.ts';

/** Published vectors: Eurostat and ESCAP methods, Hyndman's damped trend, ordinary 序时进度 (statistics part of our standards notes). */
const figures = (values: Readonly<Record<string, string>>): FigureSource => ({
  reading: (indicator, period) => {
    const value = values[`${indicator} ${period}`];
    return value === undefined ? unknown({ code: 'missing', indicator, period }) : known(fractionOf(value));
  },
  breaksBetween: () => false,
});
const resultOf = (formula: string, values: Readonly<Record<string, string>>, places = 6): string => {
  const result = evaluateFormula(parseFormula(formula), '2020' as Period, figures(values));
  if (!result.known) throw new Error(JSON.stringify(result.reasons));
  return toDecimal(result.value, places);
};
const span = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const shareText = (result: ReturnType<typeof gapShare>, places = 4) => (result.known ? toDecimal(result.share, places) : result.reason);

describe('公开的统计方法向量', () => {
  test('名义增速与可比价增速', () => {
    expect(resultOf('增速([a])', { 'a 2019': '22.0', 'a 2020': '23.87' })).toBe('0.085');
    expect(resultOf('增速([a])', { 'a 2019': '100', 'a 2020': '100' })).toBe('0');
    expect(resultOf('可比价增速([a], [p])', { 'a 2019': '250', 'a 2020': '275', 'p 2020': '1.03' })).toBe('0.067961');
    expect(resultOf('可比价增速([a], [p])', { 'a 2019': '250', 'a 2020': '260', 'p 2020': '1.05' })).toBe('-0.009524');
  });

  test('年均复合增速', () => {
    expect(compoundRate(fractionOf('100'), fractionOf('161.051'), 5)).toBeCloseTo(0.1, 10);
    expect(compoundRate(fractionOf('52.3'), fractionOf('60'), 5)).toBeCloseTo(0.02785, 5);
    expect(compoundRate(fractionOf('0'), fractionOf('60'), 5)).toBeUndefined();
    expect(compoundRate(fractionOf('-3'), fractionOf('60'), 5)).toBeUndefined();
  });

  test.each([
    ['2', '2.6', '3', 0.9696, 'significant'],
    ['2', '2.2', '3', 0.3449, 'insufficient'],
    ['2', '1.9', '3', -0.1822, 'away'],
    ['2.1', '2.02', '1.95', 0.7872, 'moderate'],
    ['45', '36', '35', 1.3227, 'significant'],
    ['2', '2.75', '3', 1.1853, 'significant'],
  ])('与目标的速度比：基期 %s，现在 %s，目标 %s', (base, current, target, ratio, pace) => {
    const result = paceAgainstTarget({ base, current, target, elapsed: 4, total: 6 });
    expect(result?.ratio).toBeCloseTo(ratio, 4);
    expect(result?.pace).toBe(pace);
  });

  test('没有目标时看五年走势', () => {
    expect(paceWithoutTarget('100', '108', { years: 5, direction: 'up' })).toBe('significant+');
    expect(paceWithoutTarget('100', '102', { years: 5, direction: 'up' })).toBe('moderate+');
    expect(paceWithoutTarget('100', '98', { years: 5, direction: 'up' })).toBe('moderate-');
    expect(paceWithoutTarget('100', '90', { years: 5, direction: 'down' })).toBe('significant+');
  });

  test.each([
    ['52', '60', '59.5', 6.25, 'maintain'],
    ['52', '60', '57', 37.5, 'accelerate'],
    ['52', '60', '51', 112.5, 'reverse'],
    ['52', '60', '61', 0, 'maintain'],
    ['2.1', '1.95', '1.96', 6.67, 'maintain'],
  ])('预计差距：基期 %s，目标 %s，预计 %s', (base, target, expected, gap, advice) => {
    const result = expectedGap({ base, target, expected });
    expect(result?.gap).toBeCloseTo(gap, 2);
    expect(result?.advice).toBe(advice);
  });

  test('时间加权回归', () => {
    const points = ['52', '53.1', '54', '54.6', '55'].map((value, index) => ({ at: 2019 + index, value: Number(value) }));
    const trend = timeWeightedTrend(points, 2025);
    expect(trend.value).toBeCloseTo(56.4971, 4);
    expect(trend.slope).toBeCloseTo(0.6771, 4);
  });

  test('完成率与完成份额', () => {
    expect(shareText(flowShare('19.8', '22'))).toBe('0.9');
    expect(toDecimal(divide(fractionOf('1.95'), fractionOf('2.02')), 4)).toBe('0.9653');
    expect(shareText(gapShare({ base: '2.1', actual: '2.02', target: '1.95' }))).toBe('0.5333');
    expect(shareText(gapShare({ base: '52', actual: '55', target: '60' }))).toBe('0.375');
    expect(shareText(gapShare({ base: null, actual: '55', target: '60' }))).toBe('no-base');
    expect(shareText(gapShare({ base: '60', actual: '55', target: '60' }))).toBe('base-is-target');
    expect(toDecimal(pointsApart('7.6', '8.5'), 2)).toBe('-0.9');
  });

  test('序时进度是精确的分数', () => {
    const year = span('2020-01-01', '2020-12-31');
    expect(timeShare(year, parseDay('2020-09-30'), 'months')).toEqual(fraction(3n, 4n));
    expect(toDecimal(timeShare(year, parseDay('2020-09-30'), 'days'), 6)).toBe('0.748634');
    expect(toDecimal(timeShare(span('2020-01-01', '2025-12-31'), parseDay('2023-06-30'), 'days'), 6)).toBe('0.582573');
    expect(timeShare(span('2020-01-01', '2025-12-31'), parseDay('2023-06-30'), 'months')).toEqual(fraction(7n, 12n));
  });

  test('序时进度的边界：期前为0，期后为1，月末当天才算满一月', () => {
    const year = span('2020-01-01', '2020-12-31');
    expect(timeShare(year, parseDay('2019-12-31'), 'months')).toEqual(fraction(0n));
    expect(timeShare(year, parseDay('2020-01-30'), 'months')).toEqual(fraction(0n));
    expect(timeShare(year, parseDay('2020-01-31'), 'months')).toEqual(fraction(1n, 12n));
    expect(timeShare(year, parseDay('2020-02-28'), 'months')).toEqual(fraction(1n, 12n));
    expect(timeShare(year, parseDay('2020-02-29'), 'months')).toEqual(fraction(1n, 6n));
    expect(timeShare(year, parseDay('2020-12-31'), 'months')).toEqual(fraction(1n));
    expect(timeShare(year, parseDay('2021-05-01'), 'days')).toEqual(fraction(1n));
    // 通报中的例子：4月末完成 26.7%，比序时进度低 6.6 个百分点。
    expect(toDecimal(fraction(267n * 12n - 1000n * 4n, 12n * 10n), 1)).toBe('-6.6');
  });

  test('阻尼趋势', () => {
    const values = [55, 54, 52, 50, 47, 46, 44, 43, 41, 40];
    const settings = { alpha: 0.5, betaStar: 0.3, phi: 0.9 };
    const state = runDamped(values, settings, { level: 55, trend: -1 });
    expect(state.level).toBeCloseTo(40.103885, 6);
    expect(state.trend).toBeCloseTo(-1.282444, 6);
    expect(state.variance).toBeCloseTo(2.02976, 6);
    const expected = [38.949685, 37.910906, 36.976004, 36.134593, 35.377323];
    dampedForecast(state, settings.phi, 5).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 6);
    });
    const variances = [2.02976, 2.84821, 4.009826, 5.53153, 7.418815];
    variances.forEach((variance, index) => {
      expect(dampedVariance(state.variance, settings, index + 1)).toBeCloseTo(variance, 5);
    });
  });

  test('城乡居民收入比：1.95 恰好不超过，1.96 超过；固镇 2024 年公布数相除是 1.8038', () => {
    expect(compare(fractionOf('1.95'), fractionOf('1.95'))).toBe(0);
    expect(compare(fractionOf('1.96'), fractionOf('1.95'))).toBeGreaterThan(0);
    expect(resultOf('[城] ÷ [乡]', { '城 2020': '44003', '乡 2020': '24395' }, 4)).toBe('1.8038');
  });
});
