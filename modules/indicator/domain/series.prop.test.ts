import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frequencies, frequencyOf } from '../contract/period.ts';
import type { Period } from '../contract/period.ts';
import { indicatorUnitCodes } from '../contract/unit.ts';
import { revisionSteps, decideStep } from './observation-steps.ts';
import { forecastSeries, normalShare, probabilityToReach } from './forecast.ts';
import { FormulaFault, parseFormula, writeFormula } from './formula.ts';
import { add, compare, divide, exactDecimal, fraction, fractionOf, isZero, multiply, subtract, toDecimal } from './fraction.ts';
import { endOf, indexOf, periodAt, sameInYear, startOf, stepPeriod } from './period-steps.ts';
import { rankIn } from './rank.ts';
import { convertFigure, sameType, typeOfUnit } from './unit-type.ts';
import { parseDay } from '#kernel/calendar.ts';
import { observationStates } from '../contract/words.ts';

const fractions = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n })).map(([num, den]) => fraction(num, den));
const days = fc.integer({ min: 0, max: 60_000 }).map((count) => parseDay('1950-01-01').add({ days: count }));
const settings = { horizon: 4, minPoints: 6, coverage: 0.8, cycle: 1 };

describe('精确分数', () => {
  test('加减、乘除互逆，比较与差的符号一致', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (!isZero(b)) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(Math.sign(compare(subtract(a, b), fraction(0n))));
      }),
    );
  });
  test('小数文字往返不变，舍入误差不超过半个末位', () => {
    fc.assert(
      fc.property(fractions, fc.integer({ min: 0, max: 8 }), (value, places) => {
        const rounded = fractionOf(toDecimal(value, places));
        const off = subtract(rounded, value);
        expect(compare(multiply(off, off), divide(fraction(1n, 4n), fraction(10n ** BigInt(2 * places))))).toBeLessThanOrEqual(0);
        const exact = exactDecimal(value);
        if (exact !== undefined) expect(fractionOf(exact)).toEqual(value);
      }),
    );
  });
});

describe('时期', () => {
  test('任何一天在各种频率里都落在所属的时期内，前进再后退回到原处', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...frequencies), fc.integer({ min: -30, max: 30 }), (day, frequency, count) => {
        const period = periodAt(day, frequency);
        expect(frequencyOf(period)).toBe(frequency);
        expect(startOf(period).toString() <= day.toString() && day.toString() <= endOf(period).toString()).toBe(true);
        expect(stepPeriod(stepPeriod(period, count), -count)).toBe(period);
        expect(indexOf(stepPeriod(period, count)) - indexOf(period)).toBe(count);
        const before = sameInYear(period, -1);
        if (before !== undefined) expect(sameInYear(before, 1)).toBe(period);
      }),
    );
  });
  test('不存在的日期和写法不是时期', () => {
    for (const text of ['2026-02-30', '2026-13', '2026-13-01', '26.3.5', '2026年2月', '2026-Q5', '2026-02..03', '0', '', '2206']) expect(frequencyOf(text), text).toBeUndefined();
    expect(frequencyOf('2024-02-29')).toBe('day');
    expect(frequencyOf('2023-02-29')).toBeUndefined();
  });
});

describe('单位', () => {
  test('同类单位来回换算不变，不同类一律不换算', () => {
    fc.assert(
      fc.property(fractions, fc.constantFrom(...indicatorUnitCodes), fc.constantFrom(...indicatorUnitCodes), (value, from, to) => {
        const there = convertFigure(value, from, to);
        expect(there !== undefined).toBe(sameType(typeOfUnit(from), typeOfUnit(to)));
        if (there !== undefined) expect(convertFigure(there, to, from)).toEqual(value);
      }),
    );
  });
});

describe('公式', () => {
  const formulas = fc.letrec<{ one: string }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom('[a]', '[生产总值]', '12.5', '3'),
      fc.tuple(tie('one'), fc.constantFrom('+', '−', '×', '÷'), tie('one')).map(([left, op, right]) => `(${left}) ${op} (${right})`),
      tie('one').map((inner) => `−(${inner})`),
      tie('one').map((inner) => `增速(${inner})`),
      fc.tuple(tie('one'), fc.integer({ min: 1, max: 12 })).map(([inner, count]) => `上期(${inner}, ${count})`),
    ),
  })).one;
  test('写出再读入是同一个公式', () => {
    fc.assert(
      fc.property(formulas, (text) => {
        fc.pre(text.length < 400);
        const formula = parseFormula(text);
        expect(parseFormula(writeFormula(formula))).toEqual(formula);
      }),
    );
  });
  test('任意文字要么是公式，要么得到中文说明', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          parseFormula(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaFault);
          expect((error as Error).message).toMatch(/[\u4e00-\u9fff]/);
        }
      }),
    );
  });
});

describe('预测', () => {
  // Figures as they are published, to three places: a width of 1e-41 beside a value of 1e-24 is lost in rounding and says nothing.
  const figure = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
  const series = fc.array(figure, { minLength: 6, maxLength: 40 });
  test('少于六个点不预测，六个点起给出区间，区间只宽不窄', () => {
    expect(forecastSeries([1, 2, 3, 4, 5], settings)).toEqual({ enough: false, points: 5, needed: 6 });
    fc.assert(
      fc.property(series, (values) => {
        const forecast = forecastSeries(values, settings);
        if (!forecast.enough) throw new Error('refused');
        const widths = forecast.steps.map(({ low, high }) => high - low);
        const rounding = 1e-9 * Math.max(1, ...forecast.steps.map(({ value }) => Math.abs(value)));
        widths.forEach((width, index) => {
          expect(width).toBeGreaterThanOrEqual(0);
          expect(width).toBeGreaterThanOrEqual((widths[index - 1] ?? 0) - rounding);
        });
        expect(forecast.steps).toHaveLength(4);
      }),
    );
  });
  test('同样的序列得到同样的预测；直线序列预测为直线；常数序列预测为常数', () => {
    const line = forecastSeries([1, 2, 3, 4, 5, 6, 7, 8], settings);
    if (!line.enough) throw new Error('refused');
    line.steps.forEach(({ value }, index) => {
      expect(value).toBeCloseTo(9 + index, 9);
    });
    expect(forecastSeries([1, 2, 3, 4, 5, 6, 7, 8], settings)).toEqual(line);
    const flat = forecastSeries([5, 5, 5, 5, 5, 5], settings);
    expect(flat.enough && flat.steps.every(({ value, low, high }) => value === 5 && low === 5 && high === 5)).toBe(true);
  });
  test('有季节的序列选用上年同期', () => {
    const values = Array.from({ length: 32 }, (_, index) => [10, 50, 90, 20][index % 4] as number);
    const forecast = forecastSeries(values, { ...settings, cycle: 4 });
    expect(forecast.enough && forecast.method).toBe('seasonal-naive');
    expect(forecast.enough && forecast.steps.map(({ value }) => value)).toEqual([10, 50, 90, 20]);
  });
  test('选中的方法是回测误差最小的', () => {
    fc.assert(
      fc.property(series, (values) => {
        const forecast = forecastSeries(values, settings);
        if (!forecast.enough) throw new Error('refused');
        const chosen = forecast.backTests.find(({ method }) => method === forecast.method);
        for (const test of forecast.backTests) expect(chosen?.error).toBeLessThanOrEqual(test.error);
      }),
    );
  });
  test('达到目标的概率随目标降低而不减，永远不说确定', () => {
    const step = { step: 1, value: 22, low: 20, high: 24, spread: 1.5 };
    expect(probabilityToReach(step, 22, 'up')).toBeCloseTo(0.5, 6);
    expect(probabilityToReach(step, 22, 'down')).toBeCloseTo(0.5, 6);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(probabilityToReach(step, low, 'up')).toBeGreaterThanOrEqual(probabilityToReach(step, high, 'up'));
        expect(probabilityToReach({ ...step, spread: 0 }, low, 'up')).toBeLessThanOrEqual(0.99);
      }),
    );
    expect(normalShare(1.2815515655)).toBeCloseTo(0.9, 6);
    expect(normalShare(0)).toBeCloseTo(0.5, 6);
  });
});

describe('数值的状态', () => {
  test('填报人从不能核定、退回、锁定自己的数；只有表里的状态可以走下一步', () => {
    for (const state of observationStates) {
      for (const step of Object.keys(revisionSteps) as (keyof typeof revisionSteps)[]) {
        const own = decideStep(step, { state, enteredBy: 'user:a' }, 'user:a');
        const other = decideStep(step, { state, enteredBy: 'user:a' }, 'user:b');
        const isFrom = (revisionSteps[step].from as readonly string[]).includes(state);
        expect(other.allowed).toBe(isFrom);
        expect(own.allowed).toBe(isFrom && !revisionSteps[step].byAnother);
      }
    }
  });
});

describe('位次', () => {
  const members = ['a', 'b', 'c'].map((area) => ({ area, name: area, fromOn: '2020-01-01', toOn: null }));
  test('并列的取靠前的名次，越低越好时反过来，缺一家就不排', () => {
    const figures = new Map([
      ['a', '5'],
      ['b', '5'],
      ['c', '4'],
    ]);
    expect(rankIn(members, figures, { area: 'b', direction: 'up' })).toEqual({ known: true, rank: 1, of: 3 });
    expect(rankIn(members, figures, { area: 'c', direction: 'up' })).toEqual({ known: true, rank: 3, of: 3 });
    expect(rankIn(members, figures, { area: 'c', direction: 'down' })).toEqual({ known: true, rank: 1, of: 3 });
    expect(rankIn(members, new Map([['a', '5']]), { area: 'a', direction: 'up' })).toEqual({ known: false, reason: 'figures-missing', missing: ['b', 'c'] });
    expect(rankIn([], figures, { area: 'a', direction: 'up' })).toMatchObject({ reason: 'no-set' });
    expect(rankIn(members, figures, { area: 'z', direction: 'up' })).toMatchObject({ reason: 'not-member' });
  });
});

test('时期的类型与文字相互对应', () => {
  expect((['2024', '2024-Q1', '2024-01..03', '2024-03', '2024-03-05'] as Period[]).map((period) => frequencyOf(period))).toEqual(['year', 'quarter', 'cumulative', 'month', 'day']);
});
