import { describe, expect, test } from 'vitest';
import { annexSlotOf, faultSentence, readAnnexRows, readAnnexValue } from './annex-rows.ts';

const table = (...rows: readonly (readonly string[])[]) => rows.map((row) => row.map((text) => ({ text })));
const head = ['指标', '单位', '年份', '目标值'];

describe('附表的空位', () => {
  test('列指标的附表逐行读入，别的附表只收文件', () => {
    expect(annexSlotOf('2025年主要经济发展指标预测见附表')).toBe('figures');
    expect(annexSlotOf('任务分工见附表')).toBe('file');
  });

  test.each([
    ['1000', '亿元', '1000', 'exact'],
    ['1,000亿元以上', '亿元', '1000', 'at-least'],
    ['６０％以上', '%', '60', 'at-least'],
    ['不超过1.95', '', '1.95', 'at-most'],
    ['1.95以内', '', '1.95', 'at-most'],
    ['超22亿元', '亿元', '22', 'over'],
    ['8.5%左右', '%', '8.5', 'about'],
    ['达到60', '%', '60', 'reach'],
    ['-3.5', '%', '-3.5', 'exact'],
  ])('「%s」（%s）读作%s，界限%s', (cell, unit, value, bound) => {
    expect(readAnnexValue(cell, unit)).toEqual({ value, bound });
  });

  test.each([
    ['—', '%'],
    ['另行下达', '%'],
    ['60%', '亿元'],
    ['10²', '亿元'],
    ['1e15', '亿元'],
    ['1,00', '亿元'],
    ['超60以内', '%'],
    ['NaN', '%'],
  ])('「%s」（%s）读不懂，不猜', (cell, unit) => {
    expect(readAnnexValue(cell, unit)).toBeUndefined();
  });

  test('栏目次序不限，空行略过', () => {
    const { rows, faults } = readAnnexRows(table(['年份', '指标', '目标值', '单位'], ['2025', '地区生产总值', '420以上', '亿元'], ['', '', '', '']));
    expect(faults).toEqual([]);
    expect(rows).toEqual([{ row: 2, indicator: '地区生产总值', unit: '亿元', year: '2025', value: '420', bound: 'at-least', text: '420以上' }]);
  });

  test('读不懂的指出第几行哪一栏，一次说全', () => {
    const { faults } = readAnnexRows(
      table(head, ['甲', '%', '25年', '60'], ['', '%', '2025', '60'], ['乙', '%', '2025', '待定'], ['丙', '%', '2025', '1'], ['丙', '%', '2025', '2']),
    );
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [2, '年份'],
      [3, '指标'],
      [4, '目标值'],
      [6, '指标'],
    ]);
    expect(faultSentence(faults, 1)).toBe('第2行「年份」「25年」不是年份，应如2025；另有3处');
  });

  test('缺栏、空表、太多行都说清楚', () => {
    expect(readAnnexRows(table(['指标', '单位'])).faults).toEqual([{ row: 1, column: '年份、目标值', message: '表头里没有这一栏' }]);
    expect(readAnnexRows(table(head)).faults[0]?.message).toBe('表里没有一行内容');
    const many = Array.from({ length: 301 }, (_, index) => [`指标${index}`, '%', '2025', '1']);
    expect(readAnnexRows(table(head, ...many)).faults[0]?.message).toBe('最多300行，这张有301行');
  });
});
