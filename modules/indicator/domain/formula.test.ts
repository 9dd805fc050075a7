import { describe, expect, test } from 'vitest';
import type { Period } from '../contract/period.ts';
import { checkFormula, findCycle } from './check-formula.ts';
import type { FormulaSubject } from './check-formula.ts';
import { evaluateFormula, known, unknown } from './evaluate-formula.ts';
import type { FigureSource } from './evaluate-formula.ts';
import { FormulaFault, parseFormula, referencesOf, writeFormula } from './formula.ts';
import { fractionOf, toDecimal } from './fraction.ts';

const subject = (name: string, unit: string, more: Partial<FormulaSubject> = {}): FormulaSubject => ({ name, unit, frequency: 'year', aggregation: 'flow', ...more });
const known2020: Readonly<Record<string, FormulaSubject>> = {
  生产总值: subject('生产总值', 'CNY.yi'),
  一产: subject('一产', 'CNY.wan'),
  城镇收入: subject('城镇收入', 'CNY', { aggregation: 'rate' }),
  农村收入: subject('农村收入', 'CNY'),
  人口: subject('人口', 'person.wan', { aggregation: 'stock' }),
  面积: subject('面积', 'km2', { aggregation: 'stock' }),
  亩数: subject('亩数', 'mu', { aggregation: 'stock' }),
  公路: subject('公路', 'km', { aggregation: 'stock' }),
  城镇化率: subject('城镇化率', '%', { aggregation: 'ratio' }),
  指数: subject('指数', 'index', { aggregation: 'rate' }),
  月度产值: subject('月度产值', 'CNY.yi', { frequency: 'month' }),
};
const problems = (text: string, unit: string) => checkFormula(parseFormula(text), subject('结果', unit), (ref) => known2020[ref]);
const codes = (text: string, unit: string) => problems(text, unit).map(({ code }) => code);
const messageOf = (text: string): string => {
  try {
    parseFormula(text);
  } catch (error) {
    if (error instanceof FormulaFault) return error.message;
    throw error;
  }
  return '';
};

const source = (values: Readonly<Record<string, string>>, breaks: readonly string[] = []): FigureSource => ({
  reading: (indicator, period) => {
    const value = values[`${indicator} ${period}`];
    return value === undefined ? unknown({ code: 'missing', indicator, period }) : known(fractionOf(value));
  },
  breaksBetween: (indicator) => breaks.includes(indicator),
});
const result = (text: string, values: Readonly<Record<string, string>>, { period = '2020', breaks = [] as readonly string[] } = {}) => {
  const reading = evaluateFormula(parseFormula(text), period as Period, source(values, breaks));
  return reading.known ? toDecimal(reading.value, 6) : reading.reasons.map(({ code, indicator, period: at }) => `${code} ${indicator} ${at}`);
};

describe('公式的写法', () => {
  test.each([
    ['[a]+[b]×2', '[a] + [b] × 2'],
    ['（[a]＋[b]）÷ 2', '([a] + [b]) ÷ 2'],
    ['[a]-([b]-[c])', '[a] − ([b] − [c])'],
    ['-[a]*3', '−[a] × 3'],
    ['growth([a])', '增速([a])'],
    ['上期([a])', '上期([a], 1)'],
    ['占比（【一产】，[总]）', '占比([一产], [总])'],
    ['avg([a], 12)', '平均([a], 12)'],
  ])('%s 记作 %s', (text, canonical) => {
    const formula = parseFormula(text);
    expect(writeFormula(formula)).toBe(canonical);
    expect(parseFormula(canonical)).toEqual(formula);
  });

  test.each([
    ['', '公式没有写完'],
    ['[a', '没有写完整'],
    ['[] + 1', '没有写完整'],
    ['[a] [b]', '缺少运算符'],
    ['([a]', '缺少右括号'],
    ['[a])', '括号不成对'],
    ['生产总值 ÷ 2', '指标要写在方括号里'],
    ['[a] ^ 2', '不能出现在公式里'],
    ['1.2.3', '不是有效的数字'],
    ['累计([a])', '累计(指标, 期数)'],
    ['累计([a], 0)', '期数应为 1 至'],
    ['累计([a], [b])', '期数应为 1 至'],
    ['占比([a])', '占比(部分, 全部)'],
    [`${'('.repeat(60)}[a]${')'.repeat(60)}`, '不能超过'],
    [`${'-'.repeat(90)}[a]`, '负号'],
    ['[a]+'.repeat(400), '不能超过 1000'],
  ])('写错的公式说明错在哪里：%s', (text, expected) => {
    expect(messageOf(text)).toContain(expected);
  });

  test('引用的指标各列一次', () => {
    expect(referencesOf(parseFormula('[a] ÷ ([b] + [a]) + 增速([c])'))).toEqual(['a', 'b', 'c']);
  });
});

describe('公式的单位', () => {
  test.each([
    ['[城镇收入] ÷ [农村收入]', 'ratio'],
    ['占比([一产], [生产总值])', '%'],
    ['占比([一产], [生产总值])', 'permille'],
    ['增速([生产总值])', '%'],
    ['可比价增速([生产总值], [指数])', '%'],
    ['可比价([生产总值], [指数])', 'CNY.yi'],
    ['[生产总值] ÷ [人口]', 'CNY/person'],
    ['[公路] ÷ [面积]', 'km/100km2'],
    ['[人口] ÷ [面积]', 'person/km2'],
    ['[面积] + [亩数]', 'mu.wan'],
    ['[城镇化率] - 上年同期([城镇化率])', 'pp'],
    ['[生产总值] × [城镇化率]', 'CNY'],
    ['([生产总值] − [一产]) × 0.5', 'CNY.wan'],
    ['累计([农村收入], 4)', 'CNY'],
  ])('%s 可以记作 %s', (text, unit) => {
    expect(problems(text, unit)).toEqual([]);
  });

  test.each([
    ['[生产总值] + [人口]', 'CNY', 'formula_unit'],
    ['[生产总值] + 5', 'CNY', 'formula_unit'],
    ['[一产] ÷ [生产总值]', '%', 'formula_unit'],
    ['[城镇化率] − 上年同期([城镇化率])', '%', 'formula_unit'],
    ['增速([城镇化率])', '%', 'formula_unit'],
    ['占比([一产], [人口])', '%', 'formula_unit'],
    ['可比价增速([生产总值], [人口])', '%', 'formula_unit'],
    ['[亩数]', 'km', 'formula_unit'],
    ['累计([人口], 4)', 'person', 'formula_unit'],
    ['平均([城镇化率], 4)', '%', 'formula_unit'],
    ['([城镇化率] − 上年同期([城镇化率])) × [生产总值]', 'CNY', 'formula_unit'],
    ['[没有的]', 'CNY', 'formula_reference'],
    ['1 + 2', 'ratio', 'formula_reference'],
    ['[月度产值]', 'CNY.yi', 'formula_frequency'],
  ])('%s 记作 %s 被拒绝：%s', (text, unit, code) => {
    expect(codes(text, unit)).toEqual([code]);
  });

  test('拒绝的理由说明怎么改', () => {
    expect(problems('[一产] ÷ [生产总值]', '%')[0]?.message).toContain('占比(部分, 全部)');
    expect(problems('增速([城镇化率])', '%')[0]?.message).toContain('百分点');
  });
});

describe('公式的循环', () => {
  const uses = (graph: Readonly<Record<string, readonly string[]>>) => (id: string) => graph[id] ?? [];
  test('自己引用自己、间接引用自己都被发现，菱形不是循环', () => {
    expect(findCycle('a', uses({ a: ['a'] }))).toEqual(['a', 'a']);
    expect(findCycle('a', uses({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual(['b', 'c', 'b']);
    expect(findCycle('a', uses({ a: ['b', 'c'], b: ['d'], c: ['d'] }))).toBeUndefined();
  });
  test('很长的链也不出错', () => {
    expect(findCycle('0', (id) => (Number(id) < 20_000 ? [String(Number(id) + 1)] : []))).toBeUndefined();
  }, 60_000);
});

describe('公式的值：已知，或未知并说明原因', () => {
  test('缺期、除数为零、基期为零或负、口径调整都不是 0', () => {
    expect(result('[a] + [b]', { 'a 2020': '1' })).toEqual(['missing b 2020']);
    expect(result('[a] × 0', {})).toEqual(['missing a 2020']);
    expect(result('[a] ÷ [b]', { 'a 2020': '1', 'b 2020': '0' })).toEqual(['zero-divisor  2020']);
    expect(result('占比([a], [b] − [b])', { 'a 2020': '1', 'b 2020': '2' })).toEqual(['zero-divisor  2020']);
    expect(result('增速([a])', { 'a 2020': '1', 'a 2019': '0' })).toEqual(['base-not-positive  2020']);
    expect(result('增速([a])', { 'a 2020': '1', 'a 2019': '-2' })).toEqual(['base-not-positive  2020']);
    expect(result('增速([a])', { 'a 2020': '1' })).toEqual(['missing a 2019']);
    expect(result('增速([a])', { 'a 2020': '2', 'a 2019': '1' }, { breaks: ['a'] })).toEqual(['break a 2020']);
    expect(result('[a] − 上期([a])', { 'a 2020': '2', 'a 2019': '1' }, { breaks: ['a'] })).toEqual(['break a 2020']);
  });

  test('原因每条只列一次，全部列出', () => {
    expect(result('[a] + [a] + [b]', {})).toEqual(['missing a 2020', 'missing b 2020']);
  });

  test('同一运算在不同时期', () => {
    expect(result('增速([a])', { 'a 2023-Q4': '100', 'a 2024-Q4': '106' }, { period: '2024-Q4' })).toBe('0.06');
    expect(result('上期([a])', { 'a 2023-12': '7' }, { period: '2024-01' })).toBe('7');
    expect(result('累计([a], 3)', { 'a 2023-12': '1', 'a 2024-01': '2', 'a 2024-02': '3' }, { period: '2024-02' })).toBe('6');
    expect(result('平均([a], 3)', { 'a 2023-12': '1', 'a 2024-01': '2', 'a 2024-02': '4' }, { period: '2024-02' })).toBe('2.333333');
    expect(result('上年同期([a])', {}, { period: '2024-02-29' })).toEqual(['no-period  2024-02-29']);
  });

  test('分数精确，最后才舍入：三分之一乘三等于一', () => {
    expect(result('[a] ÷ 3 × 3 − [a]', { 'a 2020': '1' })).toBe('0');
  });
});
