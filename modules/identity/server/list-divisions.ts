import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor } from '#kernel/read-cursor.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { listDivisions } from '../contract/index.ts';
import { divisionStore, presentDivisions } from './division-store.ts';

/** The digits that all divisions inside begin with: 340000 → 34, 340300 → 3403. */
const prefixOf = (code: string): string => (code.length === 6 ? code.replace(/(00){1,2}$/, '') : code);

export const listDivisionsUseCase = useCase(listDivisions, async ({ query }, { tx, today }) => {
  const day = query.on ?? today.toString();
  const words = (query.q ?? '').normalize('NFKC').replace(/\s/g, '');
  const isCode = /^[0-9]+$/.test(words);
  const filter = {
    day,
    parent: query.parent ?? null,
    level: query.level ?? null,
    pattern: words === '' || isCode ? null : containsPattern(words),
    codeStart: isCode ? words : null,
    within: query.within === undefined ? null : prefixOf(query.within),
  };
  const limit = query.limit ?? defaultPageSize;
  const after = readCursor(query.cursor, { code: /^[0-9]{6,12}$/ })?.code ?? null;
  const rows = await divisionStore.list(tx, { ...filter, after, limit: String(limit + 1) });
  const page = cutPage(rows, limit, ({ code }) => [code]);
  return { items: [...(await presentDivisions(tx, page.rows, day))], nextCursor: page.nextCursor, total: await divisionStore.count(tx, filter) };
});
