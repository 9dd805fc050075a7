/** Where a list goes on: the parts of a cursor, held to their forms before the database sees them. */
import { parseDay, parseMoment } from './calendar.ts';
import { cutPage, decodeCursor, defaultPageSize } from './paging.ts';
import { invalidRequest } from './standard-refusals.ts';

/** What a part must be: this very text (the order, so that a cursor cannot be used with another one), a pattern, or a schema. */
type Form = string | RegExp | { readonly safeParse: (value: unknown) => { readonly success: boolean } };

function isRead(pattern: RegExp, read: (text: string) => unknown): Form {
  return {
    safeParse: (value) => {
      try {
        return { success: typeof value === 'string' && pattern.test(value) && read(value) !== undefined };
      } catch {
        return { success: false };
      }
    },
  };
}

export const dayPart = isRead(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, parseDay);
/** a moment as PostgreSQL writes it, in a row or in JSON */
export const momentPart = isRead(/^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,20}(?:Z|[+-][0-9:]{2,6})$/, parseMoment);
export const idPart = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Text that the database can read. */
export const textPart: Form = { safeParse: (value) => ({ success: typeof value === 'string' && !value.includes('\0') && value.isWellFormed() }) };

export const staleCursor = () => invalidRequest([{ path: 'query.cursor', label: '翻页位置', message: '「翻页位置」无效，请从第一页重新查询' }]);

const fits = (form: Form, part: string): boolean => (typeof form === 'string' ? form === part : form instanceof RegExp ? form.test(part) : form.safeParse(part).success);

/**
 * The parts of the cursor by name, in the order in which `cutPage` was given them; undefined without a cursor (the first page).
 * Throws `request.invalid` for a cursor of another list or order.
 */
export function readCursor<const Name extends string>(cursor: string | undefined, forms: Readonly<Record<Name, Form>>): Readonly<Record<Name, string>> | undefined {
  if (cursor === undefined) return undefined;
  const names = Object.keys(forms) as Name[];
  const parts = decodeCursor(cursor, names.length);
  const place = Object.fromEntries(names.map((name, index) => [name, parts?.[index] ?? ''])) as Record<Name, string>;
  if (parts === undefined || !names.every((name) => fits(forms[name], place[name]))) throw staleCursor();
  return place;
}

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of rows that are all at hand, after the one whose id the cursor names; an id that is gone is refused like a stale cursor. */
export function pageById<Row>(rows: readonly Row[], { cursor, limit = defaultPageSize }: Asked, idOf: (row: Row) => string) {
  const place = readCursor(cursor, { id: textPart });
  const at = place === undefined ? -1 : rows.findIndex((row) => idOf(row) === place.id);
  if (place !== undefined && at < 0) throw staleCursor();
  return cutPage(rows.slice(at + 1, at + 2 + limit), limit, (row) => [idOf(row)]);
}

/** A page of rows that are all at hand and sorted by a text that no two of them share. */
export function pageByKey<Row>(rows: readonly Row[], { cursor, limit = defaultPageSize, order }: Asked & { readonly order: string }, keyOf: (row: Row) => string) {
  const place = readCursor(cursor, { order, key: textPart });
  return cutPage(place === undefined ? rows : rows.filter((row) => keyOf(row) > place.key), limit, (row) => [order, keyOf(row)]);
}
