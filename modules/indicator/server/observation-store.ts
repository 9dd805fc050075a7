/** Statements about series, observations, revisions and what was done to them. */
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { observationsKnownAt } from './known-observations.ts';

const figureColumns = `r.value::text as value, r.gap, r.numerator::text as numerator, r.denominator::text as denominator, r.precision_kind, r.quality, r.stamp,
  r.source_document, r.source_link, r.published_on`;
const figureRow = {
  value: 'text?',
  gap: 'text?',
  numerator: 'text?',
  denominator: 'text?',
  precision_kind: 'text',
  quality: 'text',
  stamp: 'text',
  source_document: 'text',
  source_link: 'text?',
  published_on: 'date?',
} as const;

/** The state of a revision as it was known at a moment: that of its last act until then. */
const stateKnownAt = (moment: string): string => `cross join lateral (
    select a.state_after, a.ordinal from indicator.revision_act a
    where a.region_code = r.region_code and a.series_id = r.series_id and a.period = r.period and a.revision = r.revision and a.acted_at <= ${moment}
    order by a.ordinal desc limit 1) a`;

const effectiveRow = { series_id: 'uuid', indicator_id: 'uuid', area_code: 'text', area_name: 'text', period: 'text', revision: 'int4', ...figureRow } as const;
export type EffectiveRow = ValuesOf<typeof effectiveRow>;

const waitingText = (observations: string): string => `select s.indicator_id, count(*)::int4 as waiting from ${observations} o
           join indicator.series s on s.region_code = o.region_code and s.series_id = o.series_id
           where o.region_code = $1 and o.head_state = 'submitted' and s.indicator_id = any ($2) group by s.indicator_id`;
const waitingParams = { region: 'text', indicatorIds: 'uuid[]' } as const;
const waitingRow = { indicator_id: 'uuid', waiting: 'int4' } as const;

export const observationStatements = {
  listEffective: statement({
    name: 'indicator.list-effective-figures',
    class: 'router',
    text: `select distinct on (r.series_id, r.period) r.series_id, s.indicator_id, s.area_code, s.area_name, r.period, r.revision, ${figureColumns}
           from indicator.series s
           join indicator.revision r on r.region_code = s.region_code and r.series_id = s.series_id
           ${stateKnownAt('$3')}
           where s.region_code = $1 and s.indicator_id = any ($2) and ($4::text is null or s.area_code = $4) and a.state_after in ('approved', 'locked')
           order by r.series_id, r.period, r.revision desc`,
    params: { region: 'text', indicatorIds: 'uuid[]', knownAt: 'timestamptz', area: 'text?' },
    row: effectiveRow,
  }),
  findSeries: statement({
    name: 'indicator.find-series',
    class: 'router',
    text: 'select s.series_id, s.area_name from indicator.series s where s.region_code = $1 and s.indicator_id = $2 and s.area_code = $3',
    params: { region: 'text', indicatorId: 'uuid', area: 'text' },
    row: { series_id: 'uuid', area_name: 'text' },
  }),
  seriesById: statement({
    name: 'indicator.find-series-by-id',
    class: 'router',
    text: 'select s.series_id, s.indicator_id, s.area_code, s.area_name from indicator.series s where s.region_code = $1 and s.series_id = any ($2)',
    params: { region: 'text', seriesIds: 'uuid[]' },
    row: { series_id: 'uuid', indicator_id: 'uuid', area_code: 'text', area_name: 'text' },
  }),
  insertSeries: statement({
    name: 'indicator.insert-series',
    class: 'router',
    text: `insert into indicator.series (region_code, series_id, indicator_id, area_code, area_name, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (region_code, indicator_id, area_code) do nothing`,
    params: { region: 'text', seriesId: 'uuid', indicatorId: 'uuid', area: 'text', areaName: 'text', at: 'timestamptz' },
    row: {},
  }),
  /** The first to insert writes the period; the others wait at the lock and then see its state. */
  openObservation: statement({
    name: 'indicator.open-observation',
    class: 'router',
    text: `insert into indicator.observation (region_code, series_id, period, period_end_on, head_revision, head_state, effective_revision, updated_at)
           values ($1, $2, $3, $4, 1, 'draft', null, $5) on conflict (region_code, series_id, period) do nothing`,
    params: { region: 'text', seriesId: 'uuid', period: 'text', endOn: 'date', at: 'timestamptz' },
    row: {},
  }),
  lockObservation: statement({
    name: 'indicator.lock-observation',
    class: 'router',
    text: `select o.head_revision, o.head_state, o.effective_revision,
             (select r.entered_by from indicator.revision r
              where r.region_code = o.region_code and r.series_id = o.series_id and r.period = o.period and r.revision = o.head_revision) as entered_by,
             (select max(a.ordinal) from indicator.revision_act a
              where a.region_code = o.region_code and a.series_id = o.series_id and a.period = o.period and a.revision = o.head_revision) as ordinal
           from indicator.observation o where o.region_code = $1 and o.series_id = $2 and o.period = $3 for update of o`,
    params: { region: 'text', seriesId: 'uuid', period: 'text' },
    row: { head_revision: 'int4', head_state: 'text', effective_revision: 'int4?', entered_by: 'text?', ordinal: 'int4?' },
  }),
  /** What stands at some periods of a series, without a lock: for previews. */
  listHeads: statement({
    name: 'indicator.list-observation-heads',
    class: 'router',
    text: `select s.indicator_id, s.area_code, o.series_id, o.period, o.head_revision, o.head_state, r.value::text as value, r.gap, r.numerator::text as numerator,
             r.denominator::text as denominator, r.entered_by, r.entered_at
           from indicator.series s
           join indicator.observation o on o.region_code = s.region_code and o.series_id = s.series_id
           join indicator.revision r on r.region_code = o.region_code and r.series_id = o.series_id and r.period = o.period and r.revision = o.head_revision
           where s.region_code = $1 and s.indicator_id = any ($2) and o.period = any ($3)`,
    params: { region: 'text', indicatorIds: 'uuid[]', periods: 'text[]' },
    row: {
      indicator_id: 'uuid',
      area_code: 'text',
      series_id: 'uuid',
      period: 'text',
      head_revision: 'int4',
      head_state: 'text',
      value: 'text?',
      gap: 'text?',
      numerator: 'text?',
      denominator: 'text?',
      entered_by: 'text',
      entered_at: 'timestamptz',
    },
  }),
  moveObservation: statement({
    name: 'indicator.move-observation',
    class: 'router',
    text: `update indicator.observation set head_revision = $4, head_state = $5, effective_revision = $6, updated_at = $7 where region_code = $1 and series_id = $2 and period = $3`,
    params: { region: 'text', seriesId: 'uuid', period: 'text', head: 'int4', state: 'text', effective: 'int4?', at: 'timestamptz' },
    row: {},
  }),
  insertRevision: statement({
    name: 'indicator.insert-revision',
    class: 'router',
    text: `insert into indicator.revision (region_code, series_id, period, revision, definition_version, value, gap, numerator, denominator, precision_kind, quality, stamp,
             entered_text, source_document, source_link, published_on, flags, explanations, correction_reason, entered_by, entered_at)
           values ($1, $2, $3, $4, $5, $6::numeric, $7, $8::numeric, $9::numeric, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    params: {
      region: 'text',
      seriesId: 'uuid',
      period: 'text',
      revision: 'int4',
      definitionVersion: 'int4',
      value: 'numeric?',
      gap: 'text?',
      numerator: 'numeric?',
      denominator: 'numeric?',
      precision: 'text',
      quality: 'text',
      stamp: 'text',
      enteredText: 'text',
      sourceDocument: 'text',
      sourceLink: 'text?',
      publishedOn: 'date?',
      flags: 'text[]',
      explanations: 'text[]',
      correctionReason: 'text?',
      enteredBy: 'text',
      enteredAt: 'timestamptz',
    },
    row: {},
  }),
  insertAct: statement({
    name: 'indicator.insert-revision-act',
    class: 'router',
    text: `insert into indicator.revision_act (region_code, series_id, period, revision, ordinal, act, state_after, reason, acted_by, acted_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    params: {
      region: 'text',
      seriesId: 'uuid',
      period: 'text',
      revision: 'int4',
      ordinal: 'int4',
      act: 'text',
      state: 'text',
      reason: 'text',
      by: 'text',
      at: 'timestamptz',
    },
    row: {},
  }),
  /** The newest revision whose last act left it approved or locked; null when there is none. */
  findEffective: statement({
    name: 'indicator.find-effective-revision',
    class: 'router',
    text: `select max(r.revision) as revision from indicator.revision r ${stateKnownAt('$4')}
           where r.region_code = $1 and r.series_id = $2 and r.period = $3 and a.state_after in ('approved', 'locked')`,
    params: { region: 'text', seriesId: 'uuid', period: 'text', knownAt: 'timestamptz' },
    row: { revision: 'int4?' },
  }),
  listRevisions: statement({
    name: 'indicator.list-revisions',
    class: 'router',
    text: `select r.revision, ${figureColumns}, r.entered_text, r.flags, r.explanations, r.correction_reason, r.entered_by, r.entered_at
           from indicator.revision r where r.region_code = $1 and r.series_id = $2 and r.period = $3 and r.entered_at <= $4 order by r.revision desc`,
    params: { region: 'text', seriesId: 'uuid', period: 'text', knownAt: 'timestamptz' },
    row: {
      revision: 'int4',
      ...figureRow,
      entered_text: 'text',
      flags: 'text[]',
      explanations: 'text[]',
      correction_reason: 'text?',
      entered_by: 'text',
      entered_at: 'timestamptz',
    },
  }),
  listActs: statement({
    name: 'indicator.list-revision-acts',
    class: 'router',
    text: `select a.revision, a.act, a.state_after, a.reason, a.acted_by, a.acted_at from indicator.revision_act a
           where a.region_code = $1 and a.series_id = $2 and a.period = $3 and a.acted_at <= $4 order by a.revision, a.ordinal`,
    params: { region: 'text', seriesId: 'uuid', period: 'text', knownAt: 'timestamptz' },
    row: { revision: 'int4', act: 'text', state_after: 'text', reason: 'text', acted_by: 'text', acted_at: 'timestamptz' },
  }),
  countWaiting: statement({ name: 'indicator.count-waiting-figures', class: 'router', text: waitingText('indicator.observation'), params: waitingParams, row: waitingRow }),
  countWaitingPast: statement({
    name: 'indicator.count-waiting-figures-of-a-day',
    class: 'router',
    text: waitingText(observationsKnownAt('$3')),
    params: { ...waitingParams, knownAt: 'timestamptz' },
    row: waitingRow,
  }),
} as const;
