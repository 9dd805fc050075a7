import { parseDay } from '#kernel/calendar.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor, textPart } from '#kernel/read-cursor.ts';
import type { Context } from '#kernel/server/context.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listPeople, userIdSchema } from '../contract/index.ts';
import { offer } from './identity-actions.ts';
import { orgsUnder } from './org-names.ts';
import { peopleReads } from './people-reads.ts';
import type { PeopleFilter, PeoplePlace } from './people-reads.ts';
import { presentPeople } from './present-people.ts';

type Query = ServerInput<typeof listPeople>['query'];

const placeOf = ({ cursor, sort }: Query): PeoplePlace | undefined => readCursor(cursor, { order: sort, key: textPart, id: userIdSchema });

export async function peopleFilterOf(query: Pick<Query, 'q' | 'orgId' | 'under' | 'role' | 'status'>, { tx, today }: Pick<Context, 'tx' | 'today'>): Promise<PeopleFilter> {
  const words = (query.q ?? '').normalize('NFKC').trim();
  const below = query.orgId !== undefined && query.under === '1' ? await orgsUnder(tx, query.orgId, parseDay(today.toString())) : [];
  return {
    day: today.toString(),
    pattern: words === '' ? null : containsPattern(words),
    status: query.status ?? null,
    orgIds: query.orgId === undefined ? null : [...new Set([query.orgId, ...below])],
    role: query.role ?? null,
  };
}

export const listPeopleUseCase = useCase(listPeople, async ({ query }, context) => {
  const { tx, actor } = context;
  const filter = await peopleFilterOf(query, context);
  const limit = query.limit ?? defaultPageSize;
  const rows = await peopleReads.list(tx, filter, query.sort, { place: placeOf(query), limit: limit + 1 });
  const page = cutPage(rows, limit, (row) => [query.sort, query.sort === 'name' ? row.display_name : '', row.user_id]);
  return {
    items: [...(await presentPeople(page.rows, context))],
    nextCursor: page.nextCursor,
    total: await peopleReads.count(tx, filter),
    actions: [offer(actor, 'identity.administer-people'), offer(actor, 'identity.appoint')],
  };
});
