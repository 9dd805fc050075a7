import { describe, expect, test } from 'vitest';
import { addFen, convert, fenOfYuan, formatDecimal, formatYuan, parseDecimal, parseFen, roundTo } from './quantity.ts';

describe('十进制数', () => {
  test.each(['NaN', 'Infinity', '1e5', '1,234', '', ' 1', '+1', '.5', '1.', '０', '0x1', '-'])('「%s」不是十进制数', (text) => {
    expect(() => parseDecimal(text)).toThrow(/不是有效的十进制数/);
  });

  test('读写保持数值，去掉多余的零，负零写作零', () => {
    expect(formatDecimal(parseDecimal('0012.3400'))).toBe('12.34');
    expect(formatDecimal(parseDecimal('-0'))).toBe('0');
    expect(formatDecimal(parseDecimal('2200000000'))).toBe('2200000000');
    expect(formatDecimal(parseDecimal('0.0000000000000000000001'))).toBe('0.0000000000000000000001');
  });

  test('四舍五入与四舍六入五成双', () => {
    const rows = [
      ['2.5', 0, '3', '2'],
      ['3.5', 0, '4', '4'],
      ['-2.5', 0, '-3', '-2'],
      ['1.005', 2, '1.01', '1'],
      ['1.015', 2, '1.02', '1.02'],
      ['9.9951', 2, '10', '10'],
    ] as const;
    for (const [text, places, up, even] of rows) {
      expect(formatDecimal(roundTo(parseDecimal(text), places, 'half-up')), text).toBe(up);
      expect(formatDecimal(roundTo(parseDecimal(text), places, 'half-even')), text).toBe(even);
    }
  });
});

describe('金额', () => {
  test('元与分', () => {
    expect(fenOfYuan(parseDecimal('28.05'))).toBe(2805n);
    expect(() => fenOfYuan(parseDecimal('0.001'))).toThrow(/不是有效/);
    expect(formatYuan(addFen(parseFen('-5'), parseFen('0')))).toBe('-0.05');
    expect(formatYuan(parseFen('123456789012345678'))).toBe('1234567890123456.78');
  });
});

describe('单位换算', () => {
  test.each([
    ['15', 'mu', 'ha', '1'],
    ['2.5', 'km2', 'mu', '3750'],
    ['22', 'CNY.yi', 'CNY', '2200000000'],
    ['1', 'CNY', 'CNY.wan', '0.0001'],
    ['35', 'ug/m3', 'mg/m3', '0.035'],
    ['8.5', '%', 'permille', '85'],
  ] as const)('%s %s = %s', (amount, from, to, expected) => {
    expect(formatDecimal(convert({ amount: parseDecimal(amount), unit: from }, to).amount)).toBe(expected);
  });

  test('百分点不是百分数，千伏安不是千瓦：拒绝，不猜', () => {
    expect(() => convert({ amount: parseDecimal('1'), unit: 'pp' }, '%')).toThrow(/「个百分点」不能换算成「%」/);
    expect(() => convert({ amount: parseDecimal('1'), unit: 'kVA' }, 'kW')).toThrow(/不是同一种量/);
  });
});
