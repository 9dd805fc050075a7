import { describe, expect, it } from 'vitest';
import { compareDec } from './decimal.ts';
import { readNumberText } from './read-number-text.ts';

/** input → number, unit, comparator; a single word is the reason for a refusal. */
const CASES: readonly (readonly [string, string, string?, string?])[] = [
  ['１２．５％', '12.5', '%'],
  ['12.5%', '12.5', '%'],
  ['10²', '!unreadable'],
  ['½', '!unreadable'],
  ['①5.2%', '5.2', '%'],
  ['㈠', '!unreadable'],
  ['−5', '-5', ''],
  ['–5', '-5', ''],
  ['－5', '-5', ''],
  ['-5', '-5', ''],
  ['负5', '-5', ''],
  ['负5%', '-5', '%'],
  ['1,234', '1234', ''],
  ['１，２３４', '1234', ''],
  ['1 234个', '1234', '个'],
  ['1，2，3', '!list'],
  ['1,234,567元', '1234567', 'CNY'],
  ['12,34', '!list'],
  ['三千万', '30000000', ''],
  ['叁仟', '3000', ''],
  ['廿', '20', ''],
  ['廿五', '25', ''],
  ['两百', '200', ''],
  ['一百零五', '105', ''],
  ['一万二千', '12000', ''],
  ['三千五', '3500', ''],
  ['十', '10', ''],
  ['二十一', '21', ''],
  ['一亿', '100000000', ''],
  ['三亿五千万', '350000000', ''],
  ['1.2万', '12000', ''],
  ['3千5', '!ambiguous'],
  ['100000000', '100000000', ''],
  ['2.5万亩', '25000', 'mu'],
  ['300公顷', '300', 'ha'],
  ['8.5平方公里', '8.5', 'km2'],
  ['0.3个百分点', '0.3', 'pp'],
  ['4‰', '4', 'permille'],
  ['60%以上', '60', '%', '>='],
  ['1.95:1以内', '1.95:1', '1', '<='],
  ['8%左右', '8', '%', '~'],
  ['不少于20个', '20', '个', '>='],
  ['超100亿元', '10000000000', 'CNY', '>'],
  ['约3200公里', '3200', 'km', '~'],
  ['不超过5万吨', '50000', 't', '<='],
  ['低于0.5%', '0.5', '%', '<'],
  ['NaN', '!not-finite'],
  ['Infinity', '!not-finite'],
  ['-', '!no-value'],
  ['/', '!no-value'],
  ['—', '!no-value'],
  ['无', '!no-value'],
  ['暂无', '!no-value'],
  ['', '!empty'],
  ['  ', '!empty'],
  ['16.4亿', '1640000000', ''],
  ['16.40亿元', '1640000000', 'CNY'],
  ['0.1亿', '10000000', ''],
  ['007', '7', ''],
  ['1.50', '1.5', ''],
  ['0', '0', ''],
  ['0.0%', '0', '%'],
  ['99999999999999999999.99', '99999999999999999999.99', ''],
  ['三分之一', '1:3', '1'],
  ['四分之一', '25', '%'],
  ['百分之八十', '80', '%'],
  ['五成', '50', '%'],
  ['翻一番', '2', '倍'],
  ['35微克/立方米', '35', 'ug/m3'],
  ['180公里/百平方公里', '1.8', 'km/km2'],
  ['4.5个/千人', '0.0045', '个/人'],
  ['36万千伏安', '360000', 'kVA'],
  ['2万5千公里', '25000', 'km'],
  ['[5000]', '5000', ''],
  ['S101', '!unreadable'],
  ['5G', '!unreadable'],
  ['长三角', '!unreadable'],
  ['好', '!unreadable'],
];

describe('数字字符串（U1–U9）', () => {
  for (const [input, want, unit, comparator] of CASES) {
    it(`${JSON.stringify(input)} → ${want}`, () => {
      const got = readNumberText(input);
      if (want.startsWith('!')) expect(got).toEqual({ ok: false, reason: want.slice(1) });
      else expect(got).toMatchObject({ ok: true, number: want, unit, ...(comparator === undefined ? {} : { comparator }) });
    });
  }

  it('十进制与中文写法一一对应（0 到 9999 抽样）', () => {
    const digits = '零一二三四五六七八九';
    const han = (n: number): string => {
      if (n === 0) return '零';
      let out = '';
      let gap = false;
      for (const [power, word] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const) {
        const d = Math.floor(n / power) % 10;
        if (d === 0) gap = out !== '';
        else {
          if (gap) out += '零';
          gap = false;
          out += `${digits[d]}${word}`;
        }
      }
      return out;
    };
    for (let n = 11; n < 10000; n += 7) {
      const word = han(n);
      const got = readNumberText(`${word}个`);
      if (got.ok) expect([word, got.number]).toEqual([word, String(n)]);
      else expect(got.reason).toBe('ambiguous');
    }
  });

  it('数量级乘以单位不经过浮点数', () => {
    const powers: readonly (readonly [string, number])[] = [
      ['', 0],
      ['万', 4],
      ['亿', 8],
      ['千万', 7],
      ['百万', 6],
      ['万亿', 12],
    ];
    for (let k = 1; k < 800; k++) {
      const value = `${k % 97}.${String(k % 1000).padStart(3, '0')}`;
      for (const [word, power] of powers) {
        const got = readNumberText(`${value}${word}元`);
        const [whole = '', part = ''] = value.split('.');
        const scaled = BigInt(whole + part) * 10n ** BigInt(power);
        const text = scaled.toString().padStart(4, '0');
        const expected = `${text.slice(0, -3)}.${text.slice(-3)}`.replace(/0+$/, '').replace(/\.$/, '');
        expect(got).toMatchObject({ ok: true, number: expected, unit: 'CNY' });
      }
    }
  });
});

describe('比较数的大小', () => {
  it.each([
    ['1:3', '20', -1],
    ['1.95:1', '1', 1],
    ['6+4', '6', 0],
    ['-2.5', '-3', 1],
    ['0.10', '0.1', 0],
  ] as const)('%s 与 %s', (x, y, want) => {
    expect(compareDec(x, y)).toBe(want);
  });
});
