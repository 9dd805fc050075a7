import { describe, expect, test } from 'vitest';
import { isPasswordExpired, passwordFaults, passwordFaultText, passwordForm, passwordProfiles, profileDeviations } from './password-profile.ts';

const common = new Set(['password', '1qaz2wsx', 'iloveyou']);
const check = (password: string, name: 'gb-l3' | 'asvs' = 'gb-l3', names: readonly string[] = ['zhangsan', '张三']) =>
  passwordFaults(password, { profile: passwordProfiles[name], names, isCommon: (typed) => common.has(typed) });

describe('密码规则', () => {
  test('八个字符、三类字符为界', () => {
    expect(check('aB3defg')).toEqual(['short']);
    expect(check('aB3defgh')).toEqual([]);
    expect(check('ab3defgh')).toEqual(['classes']);
    expect(check('ab3defg_')).toEqual([]);
  });

  test('ASVS 不限组成，长口令句可用', () => {
    expect(check('correcthorsebatterystaple', 'asvs')).toEqual([]);
    expect(check('山高月小水落石出', 'asvs')).toEqual([]);
    expect(check('a'.repeat(7), 'asvs')).toContain('short');
    expect(check('ab'.repeat(64), 'asvs')).toEqual([]);
    expect(check(`${'ab'.repeat(64)}c`, 'asvs')).toEqual(['long']);
  });

  test('常见的、连续的、含账号的不行，不论大小写', () => {
    expect(check('IloveYou', 'asvs')).toEqual(['common']);
    expect(check('1qaz2WSX')).toEqual(['common']);
    expect(check('12345678', 'asvs')).toEqual(['repeated']);
    expect(check('hgfedcba', 'asvs')).toEqual(['repeated']);
    expect(check('ZhangSan_2026')).toEqual(['contains_name']);
    expect(check('Ab1\u0007defgh')).toEqual(['invisible']);
  });

  test('两个字以下的姓名不作禁词', () => {
    expect(check('Aa1张三xyz', 'gb-l3', ['张三'])).toEqual([]);
  });

  test('每处不足都有中文说明', () => {
    for (const fault of ['short', 'long', 'classes', 'common', 'contains_name', 'repeated', 'reused', 'invisible'] as const)
      expect(passwordFaultText(fault, passwordProfiles['gb-l3'])).toMatch(/^「密码」/);
  });

  test('两种输入法写出的同一密码相同，首尾空格不去掉', () => {
    expect(passwordForm('cafe\u0301 ')).toBe('caf\u00e9 ');
  });

  test('第 90 天还可以用，第 91 天要更换；ASVS 不过期', () => {
    expect([90, 91].map((age) => isPasswordExpired(age, passwordProfiles['gb-l3']))).toEqual([false, true]);
    expect(isPasswordExpired(10_000, passwordProfiles.asvs)).toBe(false);
  });

  test('两套规则各自说明与另一套的偏离', () => {
    expect(profileDeviations(passwordProfiles['gb-l3']).join('')).toMatch(/ASVS.*6\.2\.5.*6\.2\.10/s);
    expect(profileDeviations(passwordProfiles.asvs).join('')).toMatch(/22239.*复杂度.*22239.*定期更换/s);
  });
});
