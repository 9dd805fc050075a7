import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { acceptedStep, codeAt, newTotpSecret, totpAddress } from './totp.ts';

/** RFC 6238, appendix B: ASCII 12345678901234567890 in base 32; the last six digits of the SHA-1 column. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('RFC 6238 附录 B 的例子：%i 秒', (seconds, code) => {
  expect(codeAt(rfcSecret, at(seconds))).toBe(code);
  expect(acceptedStep(rfcSecret, code, { now: at(seconds), lastStep: null })).toBe(Math.floor(seconds / 30));
});

test('同一个口令只能用一次，更早的也不行，下一个可以', () => {
  const now = at(1_800_000_000);
  const step = acceptedStep(rfcSecret, codeAt(rfcSecret, now), { now, lastStep: null });
  expect(acceptedStep(rfcSecret, codeAt(rfcSecret, now), { now, lastStep: step })).toBeNull();
  expect(acceptedStep(rfcSecret, codeAt(rfcSecret, at(1_800_000_000 - 30)), { now, lastStep: step })).toBeNull();
  const later = at(1_800_000_030);
  expect(acceptedStep(rfcSecret, codeAt(rfcSecret, later), { now: later, lastStep: step })).toBe((step ?? 0) + 1);
});

test('时钟相差一步以内接受，两步不接受', () => {
  const now = at(1_800_000_000);
  const codes = [-60, -30, 0, 30, 60].map((shift) => acceptedStep(rfcSecret, codeAt(rfcSecret, at(1_800_000_000 + shift)), { now, lastStep: null }) !== null);
  expect(codes).toEqual([false, true, true, true, false]);
});

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', "1' or 1=1"])('不是六位数字的口令一律不对：%s', (code) => {
  expect(acceptedStep(rfcSecret, code, { now: at(59), lastStep: null })).toBeNull();
});

test('新的密钥 160 位，各不相同；地址可由验证器读取', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
  const address = new URL(totpAddress(rfcSecret, '张三'));
  expect(address.protocol).toBe('otpauth:');
  expect(address.searchParams.get('secret')).toBe(rfcSecret);
  expect(decodeURIComponent(address.pathname)).toContain('张三');
});
