import { describe, expect, test } from 'vitest';
import type { IndicatorId, IndicatorUnit, Period } from '../contract/index.ts';
import { cellKey, entryRowsOf, filledPlaces } from './entry-rows.ts';
import { placePaste } from './read-paste.ts';

const days = entryRowsOf({
  indicatorId: 'a' as IndicatorId,
  name: '优良天数比率',
  aliases: ['空气优良率'],
  unit: '%' as IndicatorUnit,
  numerator: '优良天数',
  denominator: '有效监测天数',
});
const plain = entryRowsOf({ indicatorId: 'b' as IndicatorId, name: '工业投资', aliases: [], unit: 'CNY.yi' as IndicatorUnit, numerator: null, denominator: null });
const rows = [...days, ...plain];
const periods = ['2023', '2024'] as Period[];
const pasted = (text: string, at = { row: 0, column: 0 }) => {
  const { cells, left } = placePaste(text, { rows, periods, frequency: 'year' }, at);
  return { places: filledPlaces(Object.fromEntries(cells.map((cell) => [cellKey(rows[cell.row]?.id ?? '', periods[cell.column] ?? ''), cell.text]))), left };
};

describe('填报表格里的分子和分母', () => {
  test('有分子、分母的指标占三行，没有的占一行', () => {
    expect(rows.map(({ id, name, isPart }) => [id, name, isPart])).toEqual([
      ['a', '优良天数比率', false],
      ['a/numerator', '优良天数比率·分子', true],
      ['a/denominator', '优良天数比率·分母', true],
      ['b', '工业投资', false],
    ]);
    expect(days[1]?.about).toBe('优良天数');
  });

  test('带表头粘贴：分子、分母的行对号入座，单位括号不与它们混淆', () => {
    const { places, left } = pasted('指标\t2024\n优良天数比率（%）\t80.1\n优良天数比率（分子）\t293\n空气优良率(分母)\t366\n工业投资\t57');
    expect(left).toEqual([]);
    expect(places).toEqual([
      { indicatorId: 'a', period: '2024', text: '80.1', numerator: '293', denominator: '366' },
      { indicatorId: 'b', period: '2024', text: '57', numerator: null, denominator: null },
    ]);
  });

  test('不带表头时从选中的格往下填；只填分子、分母也成一项', () => {
    expect(pasted('293\t292\n366\t365', { row: 1, column: 0 }).places).toEqual([
      { indicatorId: 'a', period: '2023', text: '', numerator: '293', denominator: '366' },
      { indicatorId: 'a', period: '2024', text: '', numerator: '292', denominator: '365' },
    ]);
    expect(filledPlaces({ [cellKey('a', '2023')]: ' ', [cellKey('a/numerator', '2023')]: '' })).toEqual([]);
  });
});
