import { expect, test } from 'vitest';
import { hashQueue } from './hash-queue.ts';
import { isCommonPassword, isOfCost, passwordHasher, presentCost } from './password-hash.ts';

const queue = hashQueue({ atOnce: 2, mostWaiting: 100 }, () => new Error('full'));
const hasher = passwordHasher(queue);

test('argon2id，19 MiB、两遍、单道；盐各不相同', async () => {
  const [one, other] = await Promise.all([hasher.hash('青澜县-2026'), hasher.hash('青澜县-2026')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(isOfCost(one)).toBe(true);
});

test('核对区分对错，同一密码的两种编码相同', async () => {
  const stored = await hasher.hash('caf\u00e9-Ab1');
  expect(await Promise.all([hasher.matches(stored, 'cafe\u0301-Ab1'), hasher.matches(stored, 'cafe-Ab1'), hasher.matches(undefined, 'caf\u00e9-Ab1')])).toEqual([
    true,
    false,
    false,
  ]);
});

test('参数改变后旧的散列仍能核对，并被认出需要更新', async () => {
  const old = await passwordHasher(queue, { ...presentCost, memoryKib: 8_192 }).hash('旧参数-Aa1');
  expect([await hasher.matches(old, '旧参数-Aa1'), isOfCost(old)]).toEqual([true, false]);
});

test('常见密码表在用', () => {
  expect(['password', '12345678', 'iloveyou', '青澜县人民政府'].map(isCommonPassword)).toEqual([true, true, true, false]);
});
