import { cutPage, decodeCursor, defaultPageSize } from '#kernel/paging.ts';
import { invalidRequest } from '#kernel/standard-refusals.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { listDivisions } from '../contract/index.ts';
import { divisionStore, presentDivisions } from './division-store.ts';

const staleCursor = () => invalidRequest([{ path: 'query.cursor', label: '翻页位置', message: '「翻页位置」无效，请从第一页重新查询' }]);

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
  const [after] = query.cursor === undefined ? [null] : (decodeCursor(query.cursor, 1) ?? []);
  if (after === undefined || (after !== null && !/^[0-9]{6,12}$/.test(after))) throw staleCursor();
  const rows = await divisionStore.list(tx, { ...filter, after, limit: String(limit + 1) });
  const page = cutPage(rows, limit, ({ code }) => [code]);
  return { items: [...(await presentDivisions(tx, page.rows, day))], nextCursor: page.nextCursor, total: await divisionStore.count(tx, filter) };
});
