import { describe, expect, test } from 'vitest';
import { readEntry } from './read-entry.ts';

const read = (text: string, unit = 'CNY.yi') => {
  const entry = readEntry(text, unit);
  return entry.ok ? (entry.figure.value === null ? `空缺 ${entry.figure.gap}` : `${entry.figure.value} ${entry.figure.precision}`) : entry.code;
};

describe('填报的一个数', () => {
  test.each([
    ['22', '22 exact'],
    ['22.00', '22 exact'],
    ['-5', '-5 exact'],
    ['−5', '-5 exact'],
    ['－５', '-5 exact'],
    ['１２．５', '12.5 exact'],
    ['1,234.5', '1234.5 exact'],
    ['0', '0 exact'],
    ['18.37亿元', '18.37 exact'],
    ['183700万元', '18.37 exact'],
    ['1837000000元', '18.37 exact'],
    ['约22亿元', '22 about'],
    ['22亿元左右', '22 about'],
    ['22亿元以上', '22 above'],
    ['超过22亿元', '22 above'],
    ['22亿元以内', '22 below'],
  ])('亿元的指标填 %s，读作 %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['-', 'dash'],
    ['—', 'dash'],
    ['——', 'dash'],
    ['无', 'none'],
    ['暂无', 'not-yet'],
    ['/', 'not-applicable'],
    ['NaN', 'not-finite'],
    ['Infinity', 'not-finite'],
    ['#DIV/0!', 'not-finite'],
    ['***', 'suppressed'],
  ])('「%s」是空缺（%s），不是 0', (text, reason) => {
    expect(read(text)).toBe(`空缺 ${reason}`);
  });

  test('百分数、千分数、百分点互不混用；千分数可以换算成百分数', () => {
    expect(read('8.5%', '%')).toBe('8.5 exact');
    expect(read('8.5', '%')).toBe('8.5 exact');
    expect(read('85‰', '%')).toBe('8.5 exact');
    expect(read('8.5个百分点', '%')).toBe('unit_kind');
    expect(read('8.5%', 'pp')).toBe('unit_kind');
    expect(read('8.5个百分点', 'pp')).toBe('8.5 exact');
    expect(read('8.5%', 'CNY.yi')).toBe('unit_kind');
    expect(read('3万亩', 'CNY.yi')).toBe('unit_kind');
  });

  test('面积按 1 亩 = 2000/3 平方米换算，除不尽的不猜', () => {
    expect(read('3亩', 'm2')).toBe('2000 exact');
    expect(read('1公顷', 'mu')).toBe('15 exact');
    expect(read('2.5万亩', 'mu.wan')).toBe('2.5 exact');
    expect(read('1亩', 'm2')).toBe('unit_kind');
  });

  test.each([['1，2，3'], ['abc'], ['3-5'], ['十几'], ['=1+1'], ['12 34 56 x']])('读不准的「%s」被拒绝，不猜', (text) => {
    expect(['number_unclear', 'number_bound', 'unit_unknown']).toContain(read(text));
  });

  test('目标的写法不是统计数', () => {
    expect(read('力争22亿元')).toBe('number_bound');
  });

  test('过大的数被拒绝', () => {
    expect(read('1'.repeat(18), 'CNY')).toBe('number_too_large');
    expect(read('1'.repeat(17), 'CNY')).toBe(`${'1'.repeat(17)} exact`);
  });

  test('拒绝的文字说明怎么改', () => {
    const entry = readEntry('8.5个百分点', '%');
    expect(entry.ok ? '' : entry.message).toMatch(/百分点.*%.*请/);
  });
});
