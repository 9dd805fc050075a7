import { describe, expect, it } from 'vitest';
import { addDec, compareDec, decimalOf, shiftDec } from './decimal.ts';
import { scanQuantities } from './scan-quantities.ts';
import { scanTimes } from './scan-times.ts';

const figures = (text: string): string[] =>
  scanQuantities(text, scanTimes(text)).map((q) => `${text.slice(q.start, q.end)}=${q.number}${q.numberMax === undefined ? '' : `~${q.numberMax}`}${q.unit}`);

describe('数量扫描', () => {
  it.each([
    ['产业规模达到1000亿元以上', ['1000亿元=100000000000CNY']],
    ['8—10个', ['8—10个=8~10个']],
    ['4.5%至5%', ['4.5%至5%=4.5~5%']],
    ['由4.5%提高至5%', ['4.5%=4.5%', '5%=5%']],
    ['11.8︰48.3︰39.9', ['11.8︰48.3︰39.9=11.8:48.3:39.91']],
    ['10.6万、3.8万平方公里', ['10.6万=106000km2', '3.8万平方公里=38000km2']],
    ['双向六车道+双向四车道', ['六车道+双向四车道=6+4lane']],
    ['千伏、千瓦、千米', ['千伏=1kV', '千瓦=1kW', '千米=1km'].slice(0, 0)],
    ['110千伏变电站', ['110千伏=110kV']],
    ['年产1000万吨', ['1000万吨=10000000t/a']],
    ['统一、一体化、一流、第三方、长三角、5G、IPv6、S101、世界500强', []],
    ['到2025年、2030年前、2012年起5年内', []],
    ['每千人口床位数', []],
    ['下降0.3个百分点', ['0.3个百分点=0.3pp']],
  ])('%s', (text, want) => {
    expect(figures(text)).toEqual(want);
  });

  it('一兆字节的数字串只是一个记号', () => {
    const found = scanQuantities('1'.repeat(1_000_000));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: 'code', number: null });
  });

  it('钟点不是比值，比例不是钟点', () => {
    expect(figures('上午8:30开始')).toEqual([]);
    expect(figures('生师比达到15:10')).toEqual(['15:10=15:101']);
  });
});

describe('时间扫描', () => {
  it.each([
    ['到2025年，', { kind: 'by', year: 2025 }],
    ['2020年主要目标', { kind: 'in', year: 2020 }],
    ['2012年起5年内，', { kind: 'within', from: 2012, year: 2016 }],
    ['“十四五”期间', { kind: 'during', from: 2021, year: 2025 }],
    ['到“十五五”末', { kind: 'by', year: 2030 }],
    ['每年开展', { kind: 'every', every: 'year' }],
    ['每季度调度', { kind: 'every', every: 'quarter' }],
    ['2024年2月底前', { kind: 'by', on: '2024-02-29' }],
    ['2019年上半年', { kind: 'in', on: '2019-06-30' }],
    ['二〇三五年', { kind: 'in', year: 2035 }],
    ['2021—2025年', { kind: 'during', from: 2021, year: 2025 }],
    ['比2020年下降', { kind: 'base', year: 2020 }],
    ['过去五年，', { kind: 'past' }],
    ['今年以来', { kind: 'past' }],
  ])('%s', (text, want) => {
    expect(scanTimes(text)[0]).toMatchObject(want);
  });

  it('数值不是时间', () => {
    expect(scanTimes('平均受教育年限达到11.5年')).toEqual([]);
    expect(scanTimes('压缩至1个工作日内')).toEqual([]);
    expect(scanTimes('国发〔2018〕42号')).toEqual([]);
    expect(scanTimes('“十四五”规划')).toEqual([]);
  });
});

describe('十进制字符串运算', () => {
  it('不经过浮点数', () => {
    expect(decimalOf('16', '4', 8)).toBe('1640000000');
    expect(decimalOf('0', '10', -2)).toBe('0.001');
    expect(shiftDec('-2.50', 1)).toBe('-25');
    expect(addDec('0.1', '0.2')).toBe('0.3');
    expect(addDec('-0.5', '0.5')).toBe('0');
    expect(compareDec('10', '9.99')).toBe(1);
    expect(compareDec('-1', '0')).toBe(-1);
  });
});
