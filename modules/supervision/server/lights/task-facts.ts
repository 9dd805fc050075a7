/** Facts of a task from wordings, proofs, rounds and steps that never change. */
import type { EvidenceTrace } from '#kernel/server/evidence-history.ts';
import type { TaskGroundForLights } from '#task/server';
import type { LightFact } from '../../contract/index.ts';
import { dayOfMoment, momentOf, sameDay } from './lit-object.ts';

type Reporting = { readonly period: string; readonly closes_on: string; readonly owed_at: string; readonly first_signed_at: string | null };

/** A later wording moves a milestone's day from the moment it was saved; one that it leaves out is no longer judged. */
export function milestoneFacts({ wordings, dropped }: TaskGroundForLights, startsOn: string): readonly LightFact[] {
  const facts: LightFact[] = [];
  const known = new Map<string, string>();
  for (const { savedAt, milestones } of wordings) {
    const recordedAt = momentOf(savedAt);
    for (const { id, title, dueOn } of milestones) {
      const words = `${title} ${dueOn}`;
      if (known.get(id) !== words) facts.push({ kind: 'milestone', on: startsOn, recordedAt, ref: id, id, name: title, startOn: startsOn, dueOn });
      known.set(id, words);
    }
    const here = new Set(milestones.map(({ id }) => id));
    for (const id of known.keys()) {
      if (here.has(id) || !dropped.has(id)) continue;
      facts.push({ kind: 'milestone-dropped', ...sameDay(savedAt, id), id });
      known.delete(id);
    }
  }
  return facts;
}

/** An approved report proves a milestone on the day of its approval; taking the approval back withdraws the proof. */
export function proofFacts(traces: readonly EvidenceTrace[]): readonly LightFact[] {
  return traces
    .filter(({ kind, source }) => kind === 'milestone' && source.module === 'task' && source.type === 'report')
    .flatMap(({ evidenceId: ref, occurredOn, recordedAt, source, statuses }): LightFact[] => [
      { kind: 'milestone-done', on: occurredOn, recordedAt: momentOf(recordedAt), ref, id: source.part },
      ...statuses.filter(({ status }) => status === 'withdrawn').map(({ at }) => ({ kind: 'milestone-undone' as const, ...sameDay(at, ref), id: source.part })),
    ]);
}

export function reportingFacts(rounds: readonly Reporting[]): readonly LightFact[] {
  return rounds.flatMap(({ period, closes_on, owed_at, first_signed_at }): LightFact[] => [
    { kind: 'round', ...sameDay(owed_at, period), period, closesOn: closes_on },
    ...(first_signed_at === null ? [] : [{ kind: 'report' as const, ...sameDay(first_signed_at, period), period }]),
  ]);
}

/** 已销号 is done, a rebound opens again; a suspension excuses from the day it is granted. */
export function stepFacts({ steps }: TaskGroundForLights): readonly LightFact[] {
  let suspension = '';
  return steps.flatMap(({ stepId, from, to, at }): LightFact[] => {
    const known = sameDay(at, stepId);
    if (to === 'closed') return [{ kind: 'done', ...known }];
    if (from === 'closed') return [{ kind: 'reopened', ...known }];
    if (to === 'suspended') {
      suspension = stepId;
      return [{ kind: 'excuse', ...known, id: stepId, reason: 'suspension' }];
    }
    return from === 'suspended' ? [{ kind: 'excuse-ended', ...known, id: suspension }] : [];
  });
}

/** From being handed out until it is withdrawn. */
export const presenceOf = ({ steps }: TaskGroundForLights): readonly { readonly on: string; readonly isIn: boolean }[] =>
  steps.flatMap(({ from, to, at }) => (from === null || to === 'withdrawn' ? [{ on: dayOfMoment(at), isIn: from === null }] : []));
