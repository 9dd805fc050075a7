/**
 * Keyset paging: a cursor is the sort key and the id of the last row, never an offset
 * (architecture 9.2). It is opaque to clients; a cursor that does not decode is refused
 * as an invalid query, so it needs no signature: it can only name a place in the order.
 */
import { z } from 'zod';

export const defaultPageSize = 20;
export const maxPageSize = 100;

/** `limit` of a list query: an integer from 1 to 100; a digit string on the wire. */
export const pageLimitSchema = z
  .string()
  .regex(/^[1-9][0-9]{0,2}$/, '「每页条数」应为1至100的整数')
  .transform(Number)
  .refine((value) => value <= maxPageSize, '「每页条数」应为1至100的整数')
  .optional()
  .meta({ label: '每页条数' });

const cursorAlphabet = /^[A-Za-z0-9_-]{1,4096}$/;

/** `cursor` of a list query: the `nextCursor` of the page before. */
export const pageCursorSchema = z.string().regex(cursorAlphabet, '「翻页位置」无效，请从第一页重新查询').optional().meta({ label: '翻页位置' });

/** Encodes the sort key and the id of the last row of a page: base64url of ASCII JSON. */
export function encodeCursor(parts: readonly string[]): string {
  const ascii = JSON.stringify(parts).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The parts of a cursor with exactly `count` strings; undefined when it is not one of ours. */
export function decodeCursor(cursor: string, count: number): readonly string[] | undefined {
  if (!cursorAlphabet.test(cursor)) return undefined;
  try {
    const parts: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    const isOurs = Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === 'string');
    return isOurs ? (parts as string[]) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Cuts a page out of `limit + 1` rows: the items and the cursor of the next page, null on the last one.
 * Asking for one row more than shown tells whether there is a next page without counting.
 */
export function cutPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[]): { readonly rows: readonly Row[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: hasMore ? encodeCursor(keyOf(last)) : null };
}
