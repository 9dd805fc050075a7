import { describe, expect, test } from 'vitest';
import { fromPlanUnit, inPlanUnit } from './plan-unit.ts';

describe('方案的单位与统计的单位', () => {
  test.each([
    ['2200000000', 'CNY', 'CNY.yi', '22'],
    ['25000', 'mu', 'mu.wan', '2.5'],
    ['1.95:1', '1', 'ratio', '1.95'],
    ['293', 'd', 'day', '293'],
    ['11.5', 'a', 'age', '11.5'],
    ['8.5', '%', '%', '8.5'],
    ['1.8', 'km/km2', 'km/100km2', '180'],
    ['52', 'ug/m3', 'mg/m3', '0.052'],
    ['4', '个', 'item', '4'],
  ])('方案的%s %s画在%s的图上是%s', (value, planUnit, unit, shown) => {
    expect(fromPlanUnit(value, planUnit, unit)).toBe(shown);
  });

  test.each([
    ['8.5', '%', 'pp'],
    ['22', 'CNY', 'mu'],
    ['22', '本', 'item'],
    ['1:3', '1', 'ratio'],
  ])('%s %s画不到%s的图上', (value, planUnit, unit) => {
    expect(fromPlanUnit(value, planUnit, unit)).toBeUndefined();
  });

  test('出具证据和画目标用同一张表：换过去再换回来不变', () => {
    for (const [value, unit] of [
      ['22.01', 'CNY.yi'],
      ['2.5', 'mu.wan'],
      ['1.95', 'ratio'],
      ['180', 'km/100km2'],
    ] as const) {
      const plan = inPlanUnit(value, unit);
      expect(fromPlanUnit(plan.value, plan.unit, unit)).toBe(value);
    }
  });

  test('证据用方案的单位：比值、万亩、公里/百平方公里等精确换算，其余不变', () => {
    expect(inPlanUnit('1.8038', 'ratio')).toEqual({ value: '1.8038', unit: '1' });
    expect(inPlanUnit('2.5', 'mu.wan')).toEqual({ value: '25000', unit: 'mu' });
    expect(inPlanUnit('180', 'km/100km2')).toEqual({ value: '1.8', unit: 'km/km2' });
    expect(inPlanUnit('18.37', 'CNY.yi')).toEqual({ value: '18.37', unit: 'CNY.yi' });
    expect(inPlanUnit('6.5', '%')).toEqual({ value: '6.5', unit: '%' });
  });
});
