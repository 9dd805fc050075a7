import { expect, test } from 'vitest';
import { holdsTag, tagOf } from './send-tagged.ts';

test('内容相同标记相同，差一个字标记不同', () => {
  expect(tagOf('甲')).toBe(tagOf('甲'));
  expect(tagOf('甲')).not.toBe(tagOf('乙'));
  expect(tagOf('甲')).toMatch(/^"[A-Za-z0-9_-]{27}"$/);
});

test.each([
  [undefined, false],
  ['"b"', false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"a', false],
])('手里有没有同一份：%s → %s', (header, expected) => {
  expect(holdsTag(header, '"a"')).toBe(expected);
});
