/** A page of indicators; names, formulas and newest figures come from the same lists, so the number of statements is fixed. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { momentPart, readCursor, textPart } from '#kernel/read-cursor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { indicatorIdSchema, listIndicators } from '../contract/index.ts';
import type { Aggregation, Direction, Frequency, IndicatorId, IndicatorSort, IndicatorSummary, IndicatorUnit, Stamp } from '../contract/index.ts';
import { pastMoment } from './known-at.ts';
import { changeKnownAt, definitionKnownAt } from './known-observations.ts';
import { loadFigures } from './load-figures.ts';
import type { Figures } from './load-figures.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { observationStatements } from './observation-store.ts';
import { offer } from './permit.ts';

/** Names and the last change come from the stored head today, from the facts of a past day else. */
const filterOf = (definition: string): string => `from indicator.indicator i ${definition}
  where i.region_code = $1 and ($2::text is null or d.name ilike $2 or exists (select from unnest(d.aliases) a (name) where a.name ilike $2))
    and ($3::text is null or d.frequency = $3) and ($4::text is null or d.direction = $4)
    and ($5::text is null or ($5 = 'computed') = (d.formula is not null))`;
const present = filterOf('join indicator.definition d on d.region_code = i.region_code and d.indicator_id = i.indicator_id and d.version = i.version');
const past = (moment: string): string => filterOf(`${definitionKnownAt(moment)} ${changeKnownAt(moment)}`);
const filterParams = { region: 'text', pattern: 'text?', frequency: 'text?', direction: 'text?', origin: 'text?' } as const;
const listParams = { ...filterParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' } as const;
const row = { indicator_id: 'uuid', name: 'text', updated_at: 'timestamptz' } as const;
type Row = ValuesOf<typeof row>;

const nameText = (filter: string, updated: string): string => `select i.indicator_id, d.name, ${updated} ${filter}
           and ($6::text is null or (d.name collate "zh-x-icu", i.indicator_id) > ($6 collate "zh-x-icu", $7::uuid))
         order by d.name collate "zh-x-icu", i.indicator_id limit $8`;
const updateText = (filter: string, updated: string): string => `select i.indicator_id, d.name, ${updated} ${filter}
           and ($6::text is null or (${updated}, i.indicator_id) < ($6::text::timestamptz, $7::uuid))
         order by ${updated} desc, i.indicator_id desc limit $8`;

const byName = statement({ name: 'indicator.list-indicators-by-name', class: 'router', text: nameText(present, 'i.updated_at'), params: listParams, row });
const byUpdate = statement({ name: 'indicator.list-indicators-by-update', class: 'router', text: updateText(present, 'i.updated_at'), params: listParams, row });
const count = statement({ name: 'indicator.count-indicators', class: 'router', text: `select count(*)::int4 as total ${present}`, params: filterParams, row: { total: 'int4' } });

const pastParams = { ...listParams, knownAt: 'timestamptz' } as const;
const byNamePast = statement({ name: 'indicator.list-indicators-of-a-day-by-name', class: 'router', text: nameText(past('$9'), 'u.updated_at'), params: pastParams, row });
const byUpdatePast = statement({ name: 'indicator.list-indicators-of-a-day-by-update', class: 'router', text: updateText(past('$9'), 'u.updated_at'), params: pastParams, row });
const countPast = statement({
  name: 'indicator.count-indicators-of-a-day',
  class: 'router',
  text: `select count(*)::int4 as total ${past('$6')}`,
  params: { ...filterParams, knownAt: 'timestamptz' },
  row: { total: 'int4' },
});

const orders = {
  name: { list: byName, listPast: byNamePast, keyOf: (one: Row) => one.name },
  updated: { list: byUpdate, listPast: byUpdatePast, keyOf: (one: Row) => one.updated_at },
} satisfies Record<IndicatorSort, unknown>;

const placeOf = (cursor: string | undefined, sort: IndicatorSort) => readCursor(cursor, { order: sort, key: sort === 'updated' ? momentPart : textPart, id: indicatorIdSchema });

function summarise(indicatorId: string, figures: Figures, facts: { readonly region: string; readonly waiting: number; readonly updatedAt: string }): IndicatorSummary {
  const head = figures.definitions.get(indicatorId);
  if (head === undefined) throw new Error('an indicator of the page has no definition');
  return {
    indicatorId: indicatorId as IndicatorId,
    name: head.name,
    aliases: [...head.aliases],
    unit: head.unit as IndicatorUnit,
    frequency: head.frequency as Frequency,
    direction: head.direction as Direction,
    aggregation: head.aggregation as Aggregation,
    numerator: head.numerator,
    denominator: head.denominator,
    origin: head.formula === null ? 'entered' : 'computed',
    stamp: head.stamp as Stamp,
    version: head.version,
    updatedAt: formatMoment(parseMoment(facts.updatedAt)),
    latest: figures.pointsOf(indicatorId, facts.region).findLast((point) => point.value !== null) ?? null,
    waiting: facts.waiting,
    areas: figures.areasOf(indicatorId).length,
  };
}

async function waitingOf(indicatorIds: readonly string[], knownAt: string | undefined, { tx }: Context): Promise<ReadonlyMap<string, number>> {
  const asked = { region: tx.region, indicatorIds };
  const { countWaiting, countWaitingPast } = observationStatements;
  const rows = knownAt === undefined ? await tx.many(countWaiting, asked) : await tx.many(countWaitingPast, { ...asked, knownAt });
  return new Map(rows.map((one) => [one.indicator_id, one.waiting]));
}

export const listIndicatorsUseCase = useCase(listIndicators, async ({ query }, context) => {
  const { tx } = context;
  const words = query.q?.trim() ?? '';
  const limit = query.limit ?? defaultPageSize;
  const order = orders[query.sort];
  const place = placeOf(query.cursor, query.sort);
  const filters = {
    region: tx.region,
    pattern: words === '' ? null : containsPattern(words),
    frequency: query.frequency ?? null,
    direction: query.direction ?? null,
    origin: query.origin ?? null,
  };
  const asked = { ...filters, afterKey: place?.key ?? null, afterId: place?.id ?? null, limit: String(limit + 1) };
  const knownAt = pastMoment(query.knownOn, context);
  const rows = knownAt === undefined ? await tx.many(order.list, asked) : await tx.many(order.listPast, { ...asked, knownAt });
  const { total } = knownAt === undefined ? await tx.one(count, filters) : await tx.one(countPast, { ...filters, knownAt });
  const page = cutPage(rows, limit, (one) => [query.sort, order.keyOf(one), one.indicator_id]);
  const ids = page.rows.map((one) => one.indicator_id);
  const figures = await loadFigures(tx, ids, { knownAt: knownAt ?? 'infinity' });
  const waiting = await waitingOf(ids, knownAt, context);
  return {
    items: page.rows.map((one) => summarise(one.indicator_id, figures, { region: tx.region, waiting: waiting.get(one.indicator_id) ?? 0, updatedAt: one.updated_at })),
    nextCursor: page.nextCursor,
    total,
    knownOn: query.knownOn ?? null,
    actions: knownAt === undefined ? [offer(context, 'indicator.define'), offer(context, 'indicator.enter'), offer(context, 'indicator.approve')] : [],
  };
});
