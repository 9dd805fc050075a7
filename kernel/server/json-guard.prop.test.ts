import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../refusals.ts';
import { readJson } from './json-guard.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const harmless = fc.string({ unit: 'grapheme', maxLength: 10 }).filter((text) => !text.includes('\0') && !['__proto__', 'constructor', 'prototype'].includes(text));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    harmless,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(harmless, tie('value'), { maxKeys: 4 }),
  ),
}));

test('界限以内的 JSON，读出来与标准解析相同', () => {
  fc.assert(
    fc.property(value, fc.boolean(), (content, spaced) => {
      const text = JSON.stringify(content, null, spaced ? 2 : 0);
      expect(readJson(bytes(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('任意字节：要么读出，要么是 400 的拒绝，从不抛出别的', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', '1', 'u') }).map(bytes)), (input) => {
      try {
        readJson(input);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        expect((error as Refusal).status).toBe(400);
      }
    }),
    { numRuns: 2000 },
  );
});
