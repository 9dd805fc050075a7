import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor } from '#kernel/read-cursor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { searchVersion } from '../contract/index.ts';
import type { NodeKind, VersionId } from '../contract/index.ts';
import { cutSnippet, findPlaces } from '../domain/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { planRefusals } from './refusals.ts';

const findNodes = statement({
  name: 'plan.find-nodes-with-words',
  class: 'router',
  text: `select n.node_id, n.ordinal, n.kind, n.path, n.start_offset, n.own_text
         from plan.node n
         where n.region_code = $1 and n.version_id = $2 and n.own_text ilike $3 and n.ordinal > $4
         order by n.ordinal limit $5`,
  params: { region: 'text', versionId: 'uuid', pattern: 'text', after: 'int4', limit: 'int8' },
  row: { node_id: 'text', ordinal: 'int4', kind: 'text', path: 'text[]', start_offset: 'int4', own_text: 'text' },
});

const countNodes = statement({
  name: 'plan.count-nodes-with-words',
  class: 'router',
  text: `select v.version_id, (select count(*) from plan.node n where n.region_code = $1 and n.version_id = $3 and n.own_text ilike $4)::int4 as total
         from plan.version v where v.region_code = $1 and v.plan_id = $2 and v.version_id = $3`,
  params: { region: 'text', planId: 'uuid', versionId: 'uuid', pattern: 'text' },
  row: { version_id: 'uuid', total: 'int4' },
});

type Row = ValuesOf<typeof findNodes.row>;

function presentHit(row: Row, words: string): ReplyInput<typeof searchVersion>['items'][number] {
  const places = findPlaces(row.own_text, words);
  const { text, hits } = cutSnippet(row.own_text, places);
  return {
    nodeId: row.node_id,
    kind: row.kind as NodeKind,
    path: [...row.path],
    snippet: { text, hits: [...hits] },
    places: places.map(({ start, end }) => ({ start: start + row.start_offset, end: end + row.start_offset })),
  };
}

const ordinalAfter = (cursor: string | undefined): number => Number(readCursor(cursor, { ordinal: /^[0-9]{1,9}$/ })?.ordinal ?? -1);

/** Nodes of a version whose own words contain the words; two statements, however many hits. */
export async function readSearch(
  key: { readonly planId: string; readonly versionId: VersionId | string },
  query: ServerInput<typeof searchVersion>['query'],
  { tx, refuse }: Context,
): Promise<ReplyInput<typeof searchVersion>> {
  const pattern = containsPattern(query.q);
  const limit = query.limit ?? defaultPageSize;
  const after = ordinalAfter(query.cursor);
  const counted = await tx.maybe(countNodes, { region: tx.region, planId: key.planId, versionId: key.versionId, pattern });
  if (counted === undefined) return refuse(planRefusals.version_not_found());
  const rows = await tx.many(findNodes, { region: tx.region, versionId: key.versionId, pattern, after, limit: String(limit + 1) });
  const page = cutPage(rows, limit, (row) => [String(row.ordinal)]);
  return { items: page.rows.map((row) => presentHit(row, query.q)), nextCursor: page.nextCursor, total: counted.total };
}

export const searchVersionUseCase = useCase(searchVersion, ({ params, query }, context) => readSearch(params, query, context));
