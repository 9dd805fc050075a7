import { describe, expect, test } from 'vitest';
import { encodeCursor } from './paging.ts';
import { dayPart, idPart, momentPart, pageById, pageByKey, readCursor, textPart } from './read-cursor.ts';

const id = '01900000-0000-7000-8000-000000000001';
const stale = expect.objectContaining({ code: 'request.invalid' });
const forms = { order: 'due', key: dayPart, id: idPart };

describe('翻页位置', () => {
  test('没有位置就是第一页；有位置的按名称给出各部分', () => {
    expect(readCursor(undefined, forms)).toBeUndefined();
    expect(readCursor(encodeCursor(['due', '2026-02-28', id]), forms)).toEqual({ order: 'due', key: '2026-02-28', id });
  });

  test.each([
    ['别的排序', ['recent', '2026-02-28', id]],
    ['没有的日期', ['due', '2026-02-30', id]],
    ['标识的写法不对', ['due', '2026-02-28', 'x']],
    ['少了一部分', ['due', '2026-02-28']],
    ['多了一部分', ['due', '2026-02-28', id, '']],
  ])('%s被拒绝', (_, parts) => {
    expect(() => readCursor(encodeCursor(parts), forms)).toThrow(stale);
  });

  test('不是翻页位置的文字、数据库读不了的文字被拒绝', () => {
    expect(() => readCursor('%%%', { key: textPart })).toThrow(stale);
    for (const text of ['a\0b', '\ud800']) expect(() => readCursor(encodeCursor([text]), { key: textPart })).toThrow(stale);
    expect(readCursor(encodeCursor(['']), { key: textPart })).toEqual({ key: '' });
  });

  test.each([
    ['2026-03-02T01:00:00.123+00:00', true],
    ['2026-03-02 01:00:00+00', true],
    ['2026-13-02T01:00:00+00:00', false],
    ['2026-03-02T01:00:00+00:00[u-ca=hebrew]', false],
    ['2026-03-02', false],
  ])('时刻 %s：%s', (moment, isRead) => {
    const read = () => readCursor(encodeCursor([moment]), { at: momentPart });
    if (isRead) expect(read()).toEqual({ at: moment });
    else expect(read).toThrow(stale);
  });
});

describe('已经在手的行分页', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'];
  const own = (row: string): string => row;
  const pages = [(cursor?: string) => pageById(rows, { cursor, limit: 2 }, own), (cursor?: string) => pageByKey(rows, { cursor, limit: 2, order: 'name' }, own)];

  test('逐页取完，不重不漏，最后一页没有下一页', () => {
    for (const page of pages) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { rows: shown, nextCursor } = page(cursor);
        seen.push(...shown);
        cursor = nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(rows);
    }
  });

  test('按标识的：那一行已经不在就拒绝；按排序的：从它之后接着', () => {
    const gone = (parts: readonly string[]) => encodeCursor(parts);
    expect(() => pageById(rows, { cursor: gone(['bb']), limit: 2 }, own)).toThrow(stale);
    expect(pageByKey(rows, { cursor: gone(['name', 'bb']), limit: 2, order: 'name' }, own).rows).toEqual(['c', 'd']);
    expect(() => pageByKey(rows, { cursor: gone(['other', 'bb']), limit: 2, order: 'name' }, own)).toThrow(stale);
  });
});
