import { defaultPageSize } from '#kernel/paging.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrgs } from '../contract/index.ts';
import { orgReads } from './org-reads.ts';

export const findOrgsUseCase = useCase(findOrgs, async ({ query }, { tx, today }) => {
  const words = (query.q ?? '').normalize('NFKC').trim();
  const limit = query.limit ?? defaultPageSize;
  const found = await orgReads.search(tx, {
    day: query.on ?? today.toString(),
    pattern: words === '' ? null : containsPattern(words),
    kind: query.kind ?? null,
    orgId: query.orgId ?? null,
    exact: words,
    limit: limit + 1,
  });
  return { items: [...found.slice(0, limit)], hasMore: found.length > limit };
});
