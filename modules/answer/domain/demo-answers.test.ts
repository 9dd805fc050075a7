import { expect, test } from 'vitest';
import type { ContractBody, Target } from '../contract/index.ts';
import { demoFigure } from './demo-answers.ts';

const body = (target: Target): ContractBody => ({
  accepts: ['value'],
  minGrade: 'B',
  freshDays: null,
  sources: [],
  tolerance: null,
  target,
  doneMeans: '演示',
  from: '2020-01-01',
  to: '2025-12-31',
  bonusOnly: false,
});
const level = (comparator: '>=' | '<=' | '~', number: string, direction: 'up' | 'down'): ContractBody =>
  body({ kind: 'level', comparator, number, unit: '%', direction, aggregate: 'latest', whole: false });

test('演示数按目标推算：达标的越过目标，未达标的不到；左右的正好', () => {
  expect(demoFigure(level('>=', '60', 'up'), 'met')).toBe('62.4');
  expect(demoFigure(level('>=', '60', 'up'), 'missed')).toBe('55.8');
  expect(demoFigure(level('<=', '50', 'down'), 'met')).toBe('48');
  expect(demoFigure(level('<=', '50', 'down'), 'missed')).toBe('53.5');
  expect(demoFigure(level('~', '8.5', 'up'), 'met')).toBe('8.5');
  expect(demoFigure(body({ kind: 'ratio', comparator: '<=', number: '1.95:1', unit: null, direction: 'down', aggregate: 'latest', whole: false }), 'met')).toBe('1.87');
});

test('不填报的没有数；要名单、序列的目标不作演示', () => {
  expect(demoFigure(level('>=', '60', 'up'), 'silent')).toBeUndefined();
  expect(demoFigure(body({ kind: 'completeness', list: '名单' }), 'met')).toBeUndefined();
});
