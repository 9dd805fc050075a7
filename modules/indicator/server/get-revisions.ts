import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { firstRefusal } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getRevisions, observationActLabel } from '../contract/index.ts';
import type { EntryFlag, GapReason, ObservationAct, ObservationState, Precision, Quality, Revision, SeriesId, Stamp } from '../contract/index.ts';
import { decideStep, effectiveStates, periodLabel, revisionSteps } from '../domain/index.ts';
import type { RevisionStep } from '../domain/index.ts';
import { definitionStore } from './definition-store.ts';
import { knownAtOf, pastMoment } from './known-at.ts';
import { observationStatements } from './observation-store.ts';
import { actorNames, permits, signatureFor } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';

type RevisionRow = ValuesOf<(typeof observationStatements.listRevisions)['row']>;
type ActRow = ValuesOf<(typeof observationStatements.listActs)['row']>;

interface History {
  readonly acts: readonly ActRow[];
  readonly effective: number | null;
  readonly personOf: (id: string) => string;
}

const isEffective = (state: string): boolean => (effectiveStates as readonly string[]).includes(state);
const moment = (text: string): string => formatMoment(parseMoment(text));

/** A revision that was approved but is not the effective one any more has been superseded. */
function stateOf(row: RevisionRow, { acts, effective }: History): ObservationState {
  const last = (acts.at(-1)?.state_after ?? 'draft') as ObservationState;
  return isEffective(last) && row.revision !== effective ? 'superseded' : last;
}

function presentRevision(row: RevisionRow, history: History): Revision {
  const acts = history.acts.filter(({ revision }) => revision === row.revision);
  return {
    revision: row.revision,
    state: stateOf(row, { ...history, acts }),
    value: row.value,
    gap: row.gap as GapReason | null,
    numerator: row.numerator,
    denominator: row.denominator,
    precision: row.precision_kind as Precision,
    quality: row.quality as Quality,
    stamp: row.stamp as Stamp,
    enteredText: row.entered_text,
    source: { document: row.source_document, link: row.source_link, publishedOn: row.published_on },
    flags: row.flags.map((flag, index) => ({ flag: flag as EntryFlag, explanation: row.explanations[index] ?? '' })),
    correctionReason: row.correction_reason,
    enteredBy: history.personOf(row.entered_by),
    enteredAt: moment(row.entered_at),
    acts: acts.map((act) => ({
      act: act.act as ObservationAct,
      state: act.state_after as ObservationState,
      reason: act.reason,
      by: history.personOf(act.acted_by),
      at: moment(act.acted_at),
    })),
  };
}

/** What the caller may do with the newest revision, with the reason where not. */
function offersFor(head: { readonly state: ObservationState; readonly enteredBy: string }, context: Context) {
  const steps = Object.keys(revisionSteps) as RevisionStep[];
  return steps
    .filter((step) => (revisionSteps[step].from as readonly string[]).includes(head.state))
    .map((step) =>
      presentAction(
        step,
        observationActLabel[step],
        firstRefusal(permits(context, revisionSteps[step].permission), decideStep(step, head, signatureFor(context, revisionSteps[step].permission))),
      ),
    );
}

export const getRevisionsUseCase = useCase(getRevisions, async ({ params, query }, context) => {
  const { tx, refuse } = context;
  const knownAt = knownAtOf(query.knownOn);
  const indicator = (await definitionStore.listCurrent(tx, knownAt)).find((row) => row.indicator_id === params.indicatorId);
  if (indicator === undefined) return refuse(indicatorRefusals.not_found());
  const series = await tx.maybe(observationStatements.findSeries, { region: tx.region, indicatorId: params.indicatorId, area: params.area });
  if (series === undefined) return refuse(indicatorRefusals.observation_not_found());
  const key = { region: tx.region, seriesId: series.series_id, period: params.period, knownAt };
  const rows = await tx.many(observationStatements.listRevisions, key);
  const [newest] = rows;
  if (newest === undefined) return refuse(indicatorRefusals.observation_not_found());
  const acts = await tx.many(observationStatements.listActs, key);
  const { revision: effective } = await tx.one(observationStatements.findEffective, key);
  const personOf = await actorNames(tx, [...rows.map((row) => row.entered_by), ...acts.map((act) => act.acted_by)]);
  const revisions = rows.map((row) => presentRevision(row, { acts, effective, personOf }));
  return {
    seriesId: series.series_id as SeriesId,
    indicator: indicator.name,
    areaName: series.area_name,
    label: periodLabel(params.period),
    effectiveRevision: effective,
    revisions,
    knownOn: query.knownOn ?? null,
    actions: pastMoment(query.knownOn, context) !== undefined ? [] : offersFor({ state: revisions[0]?.state ?? 'draft', enteredBy: newest.entered_by }, context),
  };
});
