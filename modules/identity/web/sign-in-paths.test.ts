import { expect, test } from 'vitest';
import { safeReturn } from './sign-in-paths.ts';

test('登录后只回到本站工作台的页面', () => {
  expect(safeReturn('/plans/import?planId=1')).toBe('/plans/import?planId=1');
  for (const path of [undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example', '/a\\b', 'javascript:alert(1)', '/sign-in?return=x', '/a b', '/\n/evil'])
    expect(safeReturn(path), String(path)).toBe('/');
});
