import { expect, test } from 'vitest';
import { inPlanUnit } from './evidence-roles.ts';

test('证据用方案的单位：比值、万亩、公里/百平方公里等精确换算，其余不变', () => {
  expect(inPlanUnit('1.8038', 'ratio')).toEqual({ value: '1.8038', unit: '1' });
  expect(inPlanUnit('2.5', 'mu.wan')).toEqual({ value: '25000', unit: 'mu' });
  expect(inPlanUnit('180', 'km/100km2')).toEqual({ value: '1.8', unit: 'km/km2' });
  expect(inPlanUnit('18.37', 'CNY.yi')).toEqual({ value: '18.37', unit: 'CNY.yi' });
  expect(inPlanUnit('6.5', '%')).toEqual({ value: '6.5', unit: '%' });
});
