import { expect, test } from 'vitest';
import { fixedClock } from './clock.ts';
import { securityText } from './security-text.ts';

const base = { publicOrigin: 'https://luoshi.example', clock: fixedClock('2026-12-01T00:00:00Z') };

test('有联系方式时按 RFC 9116 给出，180 天后到期', () => {
  expect(securityText({ ...base, contact: 'mailto:security@example.gov.cn' }).split('\n')).toEqual([
    'Contact: mailto:security@example.gov.cn',
    'Expires: 2027-05-30T08:00:00.000+08:00',
    'Preferred-Languages: zh, en',
    'Canonical: https://luoshi.example/.well-known/security.txt',
    '',
  ]);
});

test('没有配置时如实说明，不编造联系方式', () => {
  const text = securityText({ ...base, contact: undefined });
  expect(text).toContain('没有配置');
  expect(text).not.toMatch(/^Contact:/m);
});
