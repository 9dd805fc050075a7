import { describe, expect, test } from 'vitest';
import { checkVersion } from './check-server.ts';

describe('PostgreSQL 版本', () => {
  test.each([
    [160_000, '16.0'],
    [170_006, '17.6'],
    [180_004, '18.4'],
  ])('接受 %i', (number, text) => {
    expect(checkVersion(number)).toBe(text);
  });

  test.each([[90_624], [130_014], [140_011], [150_018], [190_000], [Number.NaN]])('拒绝 %d', (number) => {
    expect(() => checkVersion(number)).toThrow(/PostgreSQL/);
  });
});
