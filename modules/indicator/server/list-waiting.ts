import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { momentPart, readCursor } from '#kernel/read-cursor.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { sharesSigner } from '#kernel/signature.ts';
import type { Signature } from '#kernel/signature.ts';
import { listWaiting, periodSchema, seriesIdSchema } from '../contract/index.ts';
import type { EntryFlag, GapReason, IndicatorId, IndicatorUnit, ObservationState, Period, Quality, SeriesId, WaitingFigure } from '../contract/index.ts';
import { periodLabel } from '../domain/index.ts';
import { pastMoment } from './known-at.ts';
import { definitionKnownAt, observationsKnownAt } from './known-observations.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { actorNames, offer, signatureFor } from './permit.ts';

/** Both readings give the same rows for the present; the stored heads are the cheap one. */
const filterOf = (observations: string, definition: string): string => `from ${observations} o
  join indicator.series s on s.region_code = o.region_code and s.series_id = o.series_id
  join indicator.indicator i on i.region_code = s.region_code and i.indicator_id = s.indicator_id
  ${definition}
  join indicator.revision r on r.region_code = o.region_code and r.series_id = o.series_id and r.period = o.period and r.revision = o.head_revision
  left join indicator.revision e on e.region_code = o.region_code and e.series_id = o.series_id and e.period = o.period and e.revision = o.effective_revision
  where o.region_code = $1 and o.head_state = $2 and ($3::text is null or d.name ilike $3)`;
const present = filterOf('indicator.observation', 'join indicator.definition d on d.region_code = i.region_code and d.indicator_id = i.indicator_id and d.version = i.version');
const past = (moment: string): string => filterOf(observationsKnownAt(moment), definitionKnownAt(moment));

const row = {
  series_id: 'uuid',
  indicator_id: 'uuid',
  name: 'text',
  unit: 'text',
  area_code: 'text',
  area_name: 'text',
  period: 'text',
  head_revision: 'int4',
  head_state: 'text',
  value: 'text?',
  gap: 'text?',
  effective_value: 'text?',
  quality: 'text',
  flags: 'text[]',
  explanations: 'text[]',
  correction_reason: 'text?',
  source_document: 'text',
  source_link: 'text?',
  published_on: 'date?',
  entered_by: 'text',
  updated_at: 'timestamptz',
} as const;
type Row = ValuesOf<typeof row>;

const listText = (
  filter: string,
): string => `select o.series_id, s.indicator_id, d.name, d.unit, s.area_code, s.area_name, o.period, o.head_revision, o.head_state, r.value::text as value, r.gap,
           e.value::text as effective_value, r.quality, r.flags, r.explanations, r.correction_reason, r.source_document, r.source_link, r.published_on, r.entered_by, o.updated_at
         ${filter} and ($4::text is null or (o.updated_at, o.series_id, o.period) > ($4::text::timestamptz, $5::uuid, $6 collate "C"))
         order by o.updated_at, o.series_id, o.period limit $7`;
const filterParams = { region: 'text', state: 'text', pattern: 'text?' } as const;
const listParams = { ...filterParams, afterKey: 'text?', afterId: 'uuid?', afterPeriod: 'text?', limit: 'int8' } as const;

const list = statement({ name: 'indicator.list-waiting-figures', class: 'router', text: listText(present), params: listParams, row });
const listPast = statement({
  name: 'indicator.list-waiting-figures-of-a-day',
  class: 'router',
  text: listText(past('$8')),
  params: { ...listParams, knownAt: 'timestamptz' },
  row,
});

const count = statement({
  name: 'indicator.count-figures-in-state',
  class: 'router',
  text: `select count(*)::int4 as total ${present}`,
  params: filterParams,
  row: { total: 'int4' },
});
const countPast = statement({
  name: 'indicator.count-figures-in-state-of-a-day',
  class: 'router',
  text: `select count(*)::int4 as total ${past('$4')}`,
  params: { ...filterParams, knownAt: 'timestamptz' },
  row: { total: 'int4' },
});

function figureOf(one: Row, facts: { readonly personOf: (id: string) => string; readonly by: Signature }): WaitingFigure {
  return {
    seriesId: one.series_id as SeriesId,
    indicatorId: one.indicator_id as IndicatorId,
    indicator: one.name,
    unit: one.unit as IndicatorUnit,
    area: one.area_code,
    areaName: one.area_name,
    period: one.period as Period,
    label: periodLabel(one.period as Period),
    revision: one.head_revision,
    state: one.head_state as ObservationState,
    value: one.value,
    gap: one.gap as GapReason | null,
    effectiveValue: one.effective_value,
    quality: one.quality as Quality,
    flags: one.flags.map((flag, index) => ({ flag: flag as EntryFlag, explanation: one.explanations[index] ?? '' })),
    correctionReason: one.correction_reason,
    source: { document: one.source_document, link: one.source_link, publishedOn: one.published_on },
    enteredBy: facts.personOf(one.entered_by),
    isOwnEntry: sharesSigner(one.entered_by, facts.by),
    updatedAt: formatMoment(parseMoment(one.updated_at)),
  };
}

const placeOf = (cursor: string | undefined) => readCursor(cursor, { at: momentPart, id: seriesIdSchema, period: periodSchema });

export const listWaitingUseCase = useCase(listWaiting, async ({ query }, context) => {
  const { tx } = context;
  const words = query.q?.trim() ?? '';
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query.cursor);
  const filters = { region: tx.region, state: query.state, pattern: words === '' ? null : containsPattern(words) };
  const asked = { ...filters, afterKey: place?.at ?? null, afterId: place?.id ?? null, afterPeriod: place?.period ?? null, limit: String(limit + 1) };
  const knownAt = pastMoment(query.knownOn, context);
  const rows = knownAt === undefined ? await tx.many(list, asked) : await tx.many(listPast, { ...asked, knownAt });
  const { total } = knownAt === undefined ? await tx.one(count, filters) : await tx.one(countPast, { ...filters, knownAt });
  const page = cutPage(rows, limit, (one) => [one.updated_at, one.series_id, one.period]);
  const personOf = await actorNames(
    tx,
    page.rows.map((one) => one.entered_by),
  );
  return {
    items: page.rows.map((one) => figureOf(one, { personOf, by: signatureFor(context, 'indicator.approve') })),
    nextCursor: page.nextCursor,
    total,
    actions: knownAt !== undefined ? [] : [offer(context, 'indicator.enter'), offer(context, 'indicator.approve')],
  };
});
