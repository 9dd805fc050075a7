import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { lockState, strictest } from './lock-out.ts';

const rule = { failures: 5, windowSeconds: 900 };
const now = Temporal.Instant.from('2026-12-01T08:30:00Z');
const ago = (...seconds: readonly number[]) => seconds.map((count) => now.subtract({ milliseconds: Math.round(count * 1000) }));

describe('连续失败后的等待', () => {
  test('四次失败还可以再试，第五次之后要等', () => {
    expect(lockState(ago(1, 2, 3, 4), rule, now)).toEqual({ open: true });
    expect(lockState(ago(1, 2, 3, 4, 5), rule, now)).toMatchObject({ open: false, seconds: 895 });
  });

  test('最早一次满 15 分钟的那一刻就可以再试', () => {
    expect(lockState(ago(1, 2, 3, 4, 899.999), rule, now)).toMatchObject({ open: false, seconds: 1 });
    expect(lockState(ago(1, 2, 3, 4, 900), rule, now)).toEqual({ open: true });
    expect(lockState(ago(1, 2, 3, 4, 901), rule, now)).toEqual({ open: true });
  });

  test('等待的长短看最近五次里最早的一次，与更早的失败无关，与次序无关', () => {
    expect(lockState(ago(10, 600, 20, 30, 500, 40, 50), rule, now)).toMatchObject({ open: false, seconds: 850 });
  });

  test('时钟倒退时，未来的失败不计', () => {
    expect(lockState([now.add({ seconds: 5 }), ...ago(1, 2, 3, 4)], rule, now)).toEqual({ open: true });
  });

  test('多个条件取等待最长的', () => {
    const short = lockState(ago(1, 2, 3, 4, 890), rule, now);
    const long = lockState(ago(1, 2, 3, 4, 5), rule, now);
    expect(strictest({ open: true }, short, long)).toBe(long);
    expect(strictest({ open: true })).toEqual({ open: true });
  });
});
