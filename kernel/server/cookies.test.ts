import { expect, test } from 'vitest';
import { cookieLine, readCookies } from './cookies.ts';

test('https 下带 __Host- 前缀、Secure、HttpOnly、SameSite=Lax，没有 Domain', () => {
  const line = cookieLine({ name: 'luoshi', value: 'abc' }, true);
  expect(line).toBe('__Host-luoshi=abc; Path=/; HttpOnly; Secure; SameSite=Lax');
});

test('本机 http 没有前缀和 Secure，其余相同', () => {
  expect(cookieLine({ name: 'luoshi', value: 'abc' }, false)).toBe('luoshi=abc; Path=/; HttpOnly; SameSite=Lax');
});

test('删除即刻过期', () => {
  expect(cookieLine({ name: 'luoshi', value: null }, true)).toContain('Max-Age=0');
});

test('https 下不认没有前缀的，http 下不认有前缀的', () => {
  const header = 'luoshi=planted; __Host-luoshi=real; other=x';
  expect(readCookies(header, true)).toEqual({ luoshi: 'real' });
  expect(readCookies(header, false)).toEqual({ luoshi: 'planted', other: 'x' });
  expect(readCookies(undefined, true)).toEqual({});
  expect(readCookies('=;;; %; luoshi', false)['luoshi']).toBeUndefined();
});
