import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPage, decodeCursor, encodeCursor, pageCursorSchema } from './paging.ts';

test('翻页位置编码后可还原，并且能放进网址', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 4 }), (parts) => {
      const cursor = encodeCursor(parts);
      expect(pageCursorSchema.parse(cursor)).toBe(cursor);
      expect(decodeCursor(cursor, parts.length)).toEqual(parts);
      expect(decodeCursor(cursor, parts.length + 1)).toBeUndefined();
    }),
  );
});

test('任何别的文字都不是翻页位置，也不会抛出异常', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const parts = decodeCursor(text, 2);
      if (parts !== undefined) expect(parts.every((part) => typeof part === 'string')).toBe(true);
    }),
  );
});

test('按页取行，与一次取完相同', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 7 }), (numbers, limit) => {
      const all = [...numbers].sort((a, b) => a - b);
      const seen: number[] = [];
      for (let after = -Infinity, more = true; more; ) {
        const page = cutPage(all.filter((value) => value > after).slice(0, limit + 1), limit, (value) => [String(value)]);
        seen.push(...page.rows);
        more = page.nextCursor !== null;
        if (page.nextCursor !== null) after = Number(decodeCursor(page.nextCursor, 1)?.[0]);
      }
      expect(seen).toEqual(all);
    }),
  );
});
