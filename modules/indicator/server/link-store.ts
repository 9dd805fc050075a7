/** Links between indicators and clauses: confirmed by a person, ended with a reason. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { linkClause } from '../contract/index.ts';

const row = {
  link_id: 'uuid',
  indicator_id: 'uuid',
  anchor: 'text',
  record_name: 'text',
  quote: 'text',
  confirmed_by: 'text',
  confirmed_at: 'timestamptz',
  benchmark_area: 'text?',
  benchmark_name: 'text?',
  peer_set_id: 'uuid?',
  by_name: 'bool',
} as const;
export type LinkRow = ValuesOf<typeof row>;
const columns = 'l.link_id, l.indicator_id, l.anchor, l.record_name, l.quote, l.confirmed_by, l.confirmed_at, l.benchmark_area, l.benchmark_name, l.peer_set_id, l.by_name';

const listLive = statement({
  name: 'indicator.list-clause-links',
  class: 'router',
  text: `select ${columns} from indicator.clause_link l
         where l.region_code = $1 and l.indicator_id = $2 and l.confirmed_at <= $3 and (l.ended_at is null or l.ended_at > $3)
         order by l.confirmed_at, l.link_id`,
  params: { region: 'text', indicatorId: 'uuid', knownAt: 'timestamptz' },
  row,
});

const insert = statement({
  name: 'indicator.insert-clause-link',
  class: 'router',
  text: `insert into indicator.clause_link (region_code, link_id, indicator_id, anchor, record_name, quote, confirmed_by, confirmed_at, benchmark_area, benchmark_name, peer_set_id, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (region_code, indicator_id, anchor) where ended_at is null do nothing`,
  params: {
    region: 'text',
    linkId: 'uuid',
    indicatorId: 'uuid',
    anchor: 'text',
    recordName: 'text',
    quote: 'text',
    by: 'text',
    at: 'timestamptz',
    benchmarkArea: 'text?',
    benchmarkName: 'text?',
    peerSet: 'uuid?',
    byName: 'bool',
  },
  row: {},
});

const end = statement({
  name: 'indicator.end-clause-link',
  class: 'router',
  text: `update indicator.clause_link set ended_by = $4, ended_at = $5, ended_reason = $6
         where region_code = $1 and link_id = $2 and indicator_id = $3 and ended_at is null`,
  params: { region: 'text', linkId: 'uuid', indicatorId: 'uuid', by: 'text', at: 'timestamptz', reason: 'text' },
  row: {},
});

export const linkStatements = { insert, end } as const;

/** The links as they stood at a moment; by default now. */
const listLiveOfAnchors = statement({
  name: 'indicator.list-links-of-clauses',
  class: 'router',
  text: `select ${columns} from indicator.clause_link l
         where l.region_code = $1 and l.anchor = any ($2) and l.ended_at is null order by l.confirmed_at, l.link_id`,
  params: { region: 'text', anchors: 'text[]' },
  row,
});

/** Links in force of several clauses. */
export const listLinksOfAnchors = (tx: Tx, anchors: readonly string[]): Promise<LinkRow[]> => tx.many(listLiveOfAnchors, { region: tx.region, anchors });

export const listLinks = (tx: Tx, indicatorId: string, knownAt = 'infinity'): Promise<LinkRow[]> => tx.many(listLive, { region: tx.region, indicatorId, knownAt });

export function presentLink(link: LinkRow, personOf: (id: string) => string): ReplyInput<typeof linkClause>['link'] {
  return {
    linkId: link.link_id as never,
    anchor: link.anchor,
    recordName: link.record_name,
    quote: link.quote,
    benchmark: link.benchmark_area === null ? null : { area: link.benchmark_area, name: link.benchmark_name ?? '' },
    peerSet: link.peer_set_id as never,
    byName: link.by_name,
    confirmedBy: personOf(link.confirmed_by),
    confirmedAt: formatMoment(parseMoment(link.confirmed_at)),
  };
}
