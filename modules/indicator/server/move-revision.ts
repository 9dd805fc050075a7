/** One act on the newest revision of a period: the row moves, the act and its event are written, evidence follows. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { signatureOf } from '#kernel/signature.ts';
import { valueActed } from '../contract/index.ts';
import type { ActResult, ObservationAct, ObservationState, Period, SeriesId } from '../contract/index.ts';
import { decideStep, effectiveStates, revisionSteps } from '../domain/index.ts';
import type { RevisionStep } from '../domain/index.ts';
import { followEvidence } from './emit-evidence.ts';
import { observationStatements } from './observation-store.ts';
import { signatureFor } from './permit.ts';

export interface Act {
  readonly seriesId: string;
  readonly indicatorId: string;
  readonly area: string;
  readonly period: string;
  readonly revision: number;
  readonly ordinal: number;
  readonly act: ObservationAct;
  readonly state: ObservationState;
  readonly reason: string;
}

export async function insertAct(act: Act, context: Context): Promise<void> {
  const { tx, now, actor } = context;
  const { seriesId, period, revision, ordinal, state, reason } = act;
  await tx.run(observationStatements.insertAct, {
    region: tx.region,
    seriesId,
    period,
    revision,
    ordinal,
    act: act.act,
    state,
    reason,
    by: signatureOf(actor),
    at: formatMoment(now),
  });
  if (act.act === 'enter') return;
  await record(context, valueActed, { seriesId, indicatorId: act.indicatorId, area: act.area, period, revision: String(revision), act: act.act, state, reason });
}

export interface ActTarget {
  readonly seriesId: SeriesId;
  readonly period: Period;
  readonly revision: number;
}

export interface SeriesPlace {
  readonly indicator_id: string;
  readonly area_code: string;
}

const refused = (target: ActTarget, code: string, reason: string): ActResult => ({ ...target, done: false, code, reason, state: null });

/** Does the step, or says why not; nothing is thrown, so that one refused figure does not hold up the others. */
export async function moveRevision(
  step: RevisionStep,
  target: ActTarget,
  how: { readonly series: SeriesPlace | undefined; readonly reason: string },
  context: Context,
): Promise<ActResult> {
  const { tx, now } = context;
  const key = { region: tx.region, seriesId: target.seriesId, period: target.period };
  const row = how.series === undefined ? undefined : await tx.maybe(observationStatements.lockObservation, key);
  if (row === undefined || how.series === undefined) return refused(target, 'indicator.observation_not_found', '没有这个统计数。请刷新列表');
  if (row.head_revision !== target.revision) return refused(target, 'indicator.period_changed', `已有第 ${row.head_revision} 次修订。请刷新后看过新的数值再处理`);
  const decision = decideStep(step, { state: row.head_state as ObservationState, enteredBy: row.entered_by ?? '' }, signatureFor(context, revisionSteps[step].permission));
  if (!decision.allowed) return refused(target, decision.code, decision.reason);
  const state = revisionSteps[step].to;
  const place = { seriesId: target.seriesId, indicatorId: how.series.indicator_id, area: how.series.area_code, period: target.period, revision: target.revision };
  await insertAct({ ...place, ordinal: (row.ordinal ?? 0) + 1, act: step, state, reason: how.reason }, context);
  const { revision: effective } = await tx.one(observationStatements.findEffective, { ...key, knownAt: 'infinity' });
  await tx.run(observationStatements.moveObservation, { ...key, head: row.head_revision, state, effective, at: formatMoment(now) });
  const changes = (effectiveStates as readonly string[]).includes(state) !== (effectiveStates as readonly string[]).includes(row.head_state);
  if (changes) await followEvidence({ indicatorId: place.indicatorId, area: place.area, period: target.period }, how.reason, context);
  return { ...target, done: true, code: null, reason: null, state };
}
