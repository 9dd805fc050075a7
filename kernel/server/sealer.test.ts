import { expect, test } from 'vitest';
import { createSealer } from './sealer.ts';

const secret = 'a-secret-of-a-test-node-0123456789';
const sealer = createSealer(secret);

test('封存的文字只能用同一密钥、同一用途打开', () => {
  const sealed = sealer.seal('totp', '种子');
  expect(sealed).not.toContain('种子');
  expect(sealer.open('totp', sealed)).toBe('种子');
  expect(() => sealer.open('other', sealed)).toThrow();
  expect(() => createSealer(`${secret}x`).open('totp', sealed)).toThrow();
});

test('改动任何一个字符就打不开；每次封存各不相同', () => {
  const sealed = sealer.seal('totp', '种子');
  for (let at = 3; at < sealed.length; at++) {
    for (const other of 'AB_9') {
      if (other === sealed[at]) continue;
      expect(() => sealer.open('totp', `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`)).toThrow();
    }
  }
  expect(sealer.seal('totp', '种子')).not.toBe(sealed);
});
