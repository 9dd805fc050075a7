import { expect, it } from 'vitest';
import { sumDecimals } from './stats.ts';

it.each([
  { name: '没有数', values: [], sum: '0' },
  { name: '整数', values: ['2200000000', '4', '007'], sum: '2200000011' },
  { name: '小数位数不同', values: ['0.1', '0.25', '3'], sum: '3.35' },
  { name: '末尾的零不写', values: ['0.5', '0.50'], sum: '1' },
  { name: '负数', values: ['-0.5', '-1.25', '1'], sum: '-0.75' },
  { name: '比值和车道数不计', values: ['1.95:1', '6+4', '2'], sum: '2' },
])('金额合计按十进制精确相加：$name', ({ values, sum }) => {
  expect(sumDecimals(values)).toBe(sum);
});
