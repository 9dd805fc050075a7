import { describe, expect, test } from 'vitest';
import { nameFault, readDay } from './register-cells.ts';

describe('A16 文字写的日期：年在前的认，先后分不清的不猜', () => {
  test.each([
    ['2026-03-05', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['２０２６年３月５日', '2026-03-05'],
    ['3/5/2026', undefined],
    ['05.03.2026', undefined],
    ['26.3.5', undefined],
    ['2026.2.30', undefined],
    ['2026.3', undefined],
    ['46086', undefined],
  ])('「%s」', (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});

describe('U13、U14 姓名：生僻字照收，按字数限长', () => {
  test.each(['𠮷野', '㛃', '䶮', '𬭎𬬭', '阿卜杜热合曼·买买提'])('「%s」没有问题', (name) => {
    expect(nameFault(name, 60)).toBeUndefined();
  });

  test('辅助平面的字一个算一个：60个可以，61个不行', () => {
    expect(nameFault('𠮷'.repeat(60), 60)).toBeUndefined();
    expect(nameFault('𠮷'.repeat(61), 60)).toContain('超过 60 字');
  });

  test('一个字上叠一百万个附加符号，也按字数拒绝', () => {
    expect(nameFault(`e${'\u0301'.repeat(1_000_000)}`, 60)).toContain('超过 60 字');
  });
});
