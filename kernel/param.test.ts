import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseDay } from './calendar.ts';
import { declareParam, findOverlap, rowInForce, stretchesOf } from './param.ts';
import type { ParameterLevel, Validity } from './param.ts';

const row = (level: ParameterLevel, from: string, to: string | null = null): Validity & { readonly name: string } => ({
  level,
  from: parseDay(from),
  to: to === null ? null : parseDay(to),
  name: `${level} ${from}`,
});
const nameOn = (rows: readonly ReturnType<typeof row>[], on: string) => rowInForce(rows, parseDay(on))?.name;

describe('参数的生效', () => {
  test('越具体的层级越优先；没有的那一天才看上一层', () => {
    const rows = [row('default', '2020-01-01'), row('national', '2021-01-01'), row('province', '2022-01-01', '2022-12-31'), row('county', '2022-06-01', '2022-06-30')];
    expect(nameOn(rows, '2019-12-31')).toBeUndefined();
    expect(nameOn(rows, '2020-01-01')).toBe('default 2020-01-01');
    expect(nameOn(rows, '2020-12-31')).toBe('default 2020-01-01');
    expect(nameOn(rows, '2021-01-01')).toBe('national 2021-01-01');
    expect(nameOn(rows, '2022-05-31')).toBe('province 2022-01-01');
    expect(nameOn(rows, '2022-06-01')).toBe('county 2022-06-01');
    expect(nameOn(rows, '2022-06-30')).toBe('county 2022-06-01');
    expect(nameOn(rows, '2022-07-01')).toBe('province 2022-01-01');
    expect(nameOn(rows, '2023-01-01')).toBe('national 2021-01-01');
  });

  test('同一层级后开始的一行自起始日起接替，有截止日的过期后不再恢复前一行', () => {
    const rows = [row('county', '2021-01-01'), row('county', '2022-01-01', '2022-03-31')];
    expect(nameOn(rows, '2021-12-31')).toBe('county 2021-01-01');
    expect(nameOn(rows, '2022-01-01')).toBe('county 2022-01-01');
    expect(nameOn(rows, '2022-04-01')).toBeUndefined();
  });

  test('重叠：新行覆盖别行的起始日，或落在别行写明的截止日以前', () => {
    const rows = [row('county', '2021-01-01', '2021-12-31'), row('county', '2023-01-01')];
    const clash = (from: string, to: string | null = null, level: ParameterLevel = 'county') => findOverlap(rows, row(level, from, to))?.name;
    expect(clash('2021-12-31')).toBe('county 2021-01-01');
    expect(clash('2022-01-01')).toBe('county 2023-01-01');
    expect(clash('2022-01-01', '2022-12-31')).toBeUndefined();
    expect(clash('2022-01-01', '2023-01-01')).toBe('county 2023-01-01');
    expect(clash('2023-01-01')).toBe('county 2023-01-01');
    expect(clash('2023-01-02')).toBeUndefined();
    expect(clash('2021-05-01', null, 'province')).toBeUndefined();
  });

  test('时间线列出答案变化的每一天，含中断', () => {
    const rows = [row('default', '2020-01-01', '2021-12-31'), row('county', '2021-01-01', '2021-06-30'), row('default', '2023-01-01')];
    expect(stretchesOf(rows).map(({ from, row: found }) => [from.toString(), found?.name])).toEqual([
      ['2020-01-01', 'default 2020-01-01'],
      ['2021-01-01', 'county 2021-01-01'],
      ['2021-07-01', 'default 2020-01-01'],
      ['2022-01-01', undefined],
      ['2023-01-01', 'default 2023-01-01'],
    ]);
  });
});

describe('参数的声明', () => {
  const schema = z.int().min(1).max(30);
  test('值不合规定、生效期重叠、编码不成形或重复，装载时就报错', () => {
    const rows = [{ from: '2020-01-01', value: 5 }];
    expect(() => declareParam({ code: 'trial.value', label: '试', schema, rows: [{ from: '2020-01-01', value: 31 }] })).toThrow();
    expect(() => declareParam({ code: 'trial.twice', label: '试', schema, rows: [...rows, { from: '2019-01-01', value: 5 }] })).toThrow(/overlaps/);
    expect(() => declareParam({ code: 'Trial.Code' as 'trial.code', label: '试', schema, rows })).toThrow(/form/);
    const first = declareParam({ code: 'trial.once', label: '试', schema, rows });
    expect(declareParam({ code: 'trial.once', label: '试', schema, rows }).code).toBe(first.code);
    expect(() => declareParam({ code: 'trial.once', label: '试', schema: z.int(), rows })).toThrow(/two parameters/);
  });
});
