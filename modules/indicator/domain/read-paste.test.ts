import { describe, expect, test } from 'vitest';
import type { Period } from '../contract/period.ts';
import { placePaste, readTabTable } from './read-paste.ts';
import { readPeriod } from './read-period.ts';

const grid = {
  rows: [
    { id: 'a', names: ['一般公共预算收入', '财政预算收入'] },
    { id: 'b', names: ['工业投资'] },
  ],
  periods: ['2022', '2023', '2024'] as Period[],
  frequency: 'year' as const,
};
const cellsOf = (text: string, row = 0, column = 0) => placePaste(text, grid, { row, column }).cells.map((cell) => `${cell.row},${cell.column}=${cell.text}`);

describe('从电子表格粘贴', () => {
  test('制表符、换行、引号里的换行和双引号', () => {
    const rowsOf = (text: string) => readTabTable(text).rows;
    expect(rowsOf('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rowsOf('"a\nb"\t"说""好"""')).toEqual([['a\nb', '说"好"']]);
    expect(rowsOf('1\t\t3')).toEqual([['1', '', '3']]);
    expect(rowsOf('')).toEqual([['']]);
  });

  test('A18 双引号没有成对：一格也不填，说出是第几行', () => {
    expect(placePaste('1\t2\n"3\t4\n5\t6', grid, { row: 0, column: 0 })).toEqual({
      cells: [],
      left: ['第2行的双引号没有成对，后面的内容分不清是哪一格，没有填入。请改好这一格后重新复制'],
    });
    // An inch sign inside a cell opens nothing.
    expect(placePaste('1\t2"', grid, { row: 0, column: 0 })).toMatchObject({ cells: [{ text: '1' }, { text: '2"' }], left: [] });
  });

  test('没有表头时从选中的格向右向下填，超出的说明', () => {
    expect(cellsOf('1\t2\n3\t4', 0, 1)).toEqual(['0,1=1', '0,2=2', '1,1=3', '1,2=4']);
    const result = placePaste('1\t2\t3', grid, { row: 1, column: 1 });
    expect(result.cells).toHaveLength(2);
    expect(result.left[0]).toContain('1 格没有填入');
  });

  test('有表头时按指标名称和时期对号入座，别名和单位括号也认，不认识的说明', () => {
    const result = placePaste('指标\t2024年\t2022\t2019\n工业投资（亿元）\t57\t50\t9\n财政预算收入\t18.37\t\t8\n没有的\t1\t2\t3', grid, { row: 1, column: 2 });
    expect(result.cells).toEqual([
      { row: 1, column: 2, text: '57' },
      { row: 1, column: 0, text: '50' },
      { row: 0, column: 2, text: '18.37' },
      { row: 0, column: 0, text: '' },
    ]);
    expect(result.left).toEqual(['没有名为「没有的」的指标，这一行没有填入', '不在所选时期内的列没有填入：2019']);
  });
});

describe('表头里的时期', () => {
  test.each([
    ['2024年', 'year', '2024'],
    ['２０２４', 'year', '2024'],
    ['2024年3月', 'month', '2024-03'],
    ['2024.3', 'month', '2024-03'],
    ['2024年1-3月', 'cumulative', '2024-01..03'],
    ['2024年1—11月', 'cumulative', '2024-01..11'],
    ['2024年1月', 'cumulative', '2024-01..01'],
    ['2024年第一季度', 'quarter', '2024-Q1'],
    ['2024年4季度', 'quarter', '2024-Q4'],
    ['2024-Q2', 'quarter', '2024-Q2'],
    ['2024年2月29日', 'day', '2024-02-29'],
  ] as const)('「%s」在%s数据里是 %s', (text, frequency, period) => {
    expect(readPeriod(text, frequency)).toBe(period);
  });
  test.each([
    ['2024年2月30日', 'day'],
    ['2024年13月', 'month'],
    ['2024年3月', 'year'],
    ['合计', 'year'],
    ['2024年2月', 'cumulative'],
  ] as const)('「%s」不是%s数据的时期', (text, frequency) => {
    expect(readPeriod(text, frequency)).toBeUndefined();
  });
});
