/**
 * States follow from contracts and envelopes: read in four statements for any number of clauses, judged purely, and stored
 * where something changed. Late evidence for a sealed period does not touch what was sealed; it gets an erratum.
 */
import { createHash } from 'node:crypto';
import { parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { Evidence, EvidenceStamp } from '#kernel/evidence.ts';
import { countedStamps } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { evidenceOf } from '#kernel/server/evidence.ts';
import { record } from '#kernel/server/record.ts';
import { clauseAnchor } from '#plan/contract';
import { clauseStateChanged, erratumIssued } from '../contract/index.ts';
import { clauseState, outlook, stateRule } from '../domain/index.ts';
import type { ClauseGround, Outlook, StateOutcome } from '../domain/index.ts';
import { clauseStore } from './clause-store.ts';
import type { ClausePlace } from './clause-store.ts';
import { contractOn, contractStore } from './contract-store.ts';
import type { StoredContract } from './contract-store.ts';
import { loadJudgeParams } from './judge-params.ts';
import type { DatedJudgeParams } from './judge-params.ts';
import { noteDoubt } from './note-doubt.ts';
import { stateStore } from './state-store.ts';
import type { NewState } from './state-store.ts';

export interface ClauseMaterial {
  readonly place: ClausePlace;
  readonly contracts: readonly StoredContract[];
  readonly evidence: readonly Evidence[];
  readonly excludedBecause: string | null;
  readonly params: DatedJudgeParams;
  /** stamps that count on this node */
  readonly stamps: readonly EvidenceStamp[];
}

/** What was known of clauses at a moment; clauses the region does not have are left out. */
export async function readMaterial(
  context: Pick<Context, 'tx' | 'node'>,
  planId: string,
  { keys, knownAt }: { readonly keys: readonly string[]; readonly knownAt: Instant },
): Promise<readonly ClauseMaterial[]> {
  const { tx } = context;
  const places = await clauseStore.latestPlaces(tx, planId, { keys, knownAt });
  const contracts = await contractStore.list(tx, planId, { keys, knownAt });
  const exclusions = await contractStore.exclusions(tx, planId, { keys, knownAt });
  const anchors = places.map(({ clauseKey }) => clauseAnchor(planId, clauseKey));
  const evidence = anchors.length === 0 ? [] : await evidenceOf(tx, anchors, knownAt);
  const params = await loadJudgeParams(tx, knownAt);
  const stamps = countedStamps(context.node);
  const byAnchor = Map.groupBy(
    evidence.flatMap((one) => one.anchors.map((anchor) => ({ anchor, one }))),
    ({ anchor }) => anchor,
  );
  const byClause = Map.groupBy(contracts, ({ clauseKey }) => clauseKey);
  return places.map((place) => {
    const exclusion = exclusions.get(place.clauseKey);
    return {
      place,
      contracts: byClause.get(place.clauseKey) ?? [],
      evidence: (byAnchor.get(clauseAnchor(planId, place.clauseKey)) ?? []).map(({ one }) => one),
      excludedBecause: exclusion?.isExcluded === true ? exclusion.reason : null,
      params,
      stamps,
    };
  });
}

export const groundOn = (material: ClauseMaterial, on: string): ClauseGround => ({
  kind: material.place.kind,
  excludedBecause: material.excludedBecause,
  contract: contractOn(material.contracts, on)?.body ?? null,
  facts: material.evidence,
  on,
  params: material.params.on(on),
  stamps: material.stamps,
});

/** What comes when nothing new arrives, with the contracts and parameters that are known to begin later. */
export const outlookOn = (material: ClauseMaterial, on: string): Outlook =>
  outlook(groundOn(material, on), {
    groundOn: (day) => groundOn(material, day),
    days: [...material.params.days, ...material.contracts.flatMap(({ status, body }) => (status === 'approved' ? [body.from] : []))],
  });

interface Computed extends StateOutcome, Outlook {
  readonly material: ClauseMaterial;
  readonly contractId: string | null;
  readonly liveCount: number;
  readonly evidenceCount: number;
}

/** Live ones that count here, and all that were ever recorded. */
export const countsOf = ({ evidence, stamps }: Pick<ClauseMaterial, 'evidence' | 'stamps'>) => ({
  liveCount: evidence.filter(({ stamp, status }) => status === 'live' && stamps.includes(stamp)).length,
  evidenceCount: evidence.length,
});

export function computeOn(material: ClauseMaterial, on: string): Computed {
  return {
    ...clauseState(groundOn(material, on)),
    ...outlookOn(material, on),
    material,
    contractId: contractOn(material.contracts, on)?.contractId ?? null,
    ...countsOf(material),
  };
}

/** Two computations with the same fingerprint say the same; `next` and `lookOn` are part of it, because the daily duty reads them. */
export function fingerprintOf({ state, reason, verdict, contractId, next, lookOn, liveCount, evidenceCount }: Computed): string {
  return createHash('sha256')
    .update(JSON.stringify([stateRule, state, reason, verdict, contractId, next, lookOn, liveCount, evidenceCount]))
    .digest('hex');
}

function toNewState(computed: Computed, ordinal: number): NewState {
  const { material, state, reason, verdict, contractId, next, lookOn, liveCount, evidenceCount } = computed;
  return {
    clauseKey: material.place.clauseKey,
    ordinal,
    fingerprint: fingerprintOf(computed),
    state,
    reason,
    verdict,
    contractId,
    nextOn: next?.on ?? null,
    nextState: next?.state ?? null,
    lookOn,
    liveCount,
    evidenceCount,
  };
}

/** Judges the clauses for today and stores what changed; returns how many changed their state. */
export async function recompute(context: Context, planId: string, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0;
  const { tx, now, today } = context;
  await stateStore.takeTurn(tx, planId);
  const on = today.toString();
  const materials = await readMaterial(context, planId, { keys, knownAt: now });
  const current = await stateStore.current(tx, planId, keys);
  const changed = materials
    .map((material) => ({ computed: computeOn(material, on), before: current.get(material.place.clauseKey) }))
    .filter(({ computed, before }) => before?.fingerprint !== fingerprintOf(computed));
  await stateStore.save(
    tx,
    planId,
    changed.map(({ computed, before }) => toNewState(computed, (before?.ordinal ?? 0) + 1)),
    { on, rule: stateRule, now },
  );
  let moved = 0;
  for (const { computed, before } of changed) {
    if (computed.state === 'doubtful' || before?.state === 'doubtful')
      await noteDoubt(context, { planId, clauseKey: computed.material.place.clauseKey, reason: computed.state === 'doubtful' ? computed.reason : null });
    if (before?.state === computed.state) continue;
    moved += 1;
    const { state, reason, material } = computed;
    await record(context, clauseStateChanged, { planId, clauseKey: material.place.clauseKey, was: before?.state ?? '', state, reason, asOf: on });
  }
  return moved;
}

/** Sealed periods that a change of evidence reaches into: what would be said today of their last day, beside what was sealed. */
export async function issueErrata(context: Context, planId: string, change: { readonly keys: readonly string[]; readonly from: string; readonly to: string }): Promise<number> {
  const { tx, now } = context;
  const sealed = (await stateStore.listFrozen(tx, planId, now)).filter(({ from_on, to_on }) => from_on <= change.to && change.from <= to_on);
  let issued = 0;
  for (const period of sealed) {
    const sealedAs = await readMaterial(context, planId, { keys: change.keys, knownAt: parseMoment(period.frozen_at) });
    const was = new Map(sealedAs.map((material) => [material.place.clauseKey, clauseState(groundOn(material, period.to_on))]));
    const known = new Map(
      (await stateStore.listErrata(tx, planId, { clauseKey: null, knownAt: now }))
        .filter((one) => one.from_on === period.from_on && one.to_on === period.to_on)
        .map((one) => [one.clause_key, one]),
    );
    for (const material of await readMaterial(context, planId, { keys: change.keys, knownAt: now })) {
      const { clauseKey } = material.place;
      const before = was.get(clauseKey);
      const after = clauseState(groundOn(material, period.to_on));
      const last = known.get(clauseKey)?.now_state ?? before?.state;
      if (before === undefined || last === after.state) continue;
      const erratum = {
        erratumId: context.newId(),
        planId,
        clauseKey,
        from: period.from_on,
        to: period.to_on,
        wasState: before.state,
        wasReason: before.reason,
        nowState: after.state,
        nowReason: after.reason,
      };
      await stateStore.saveErratum(tx, erratum, now);
      await record(context, erratumIssued, { planId, clauseKey, from: period.from_on, to: period.to_on, was: before.state, now: after.state });
      issued += 1;
    }
  }
  return issued;
}

/** After what concerns every clause has changed, such as a parameter. */
export async function recomputeAll(context: Context): Promise<void> {
  for (const { plan_id } of await stateStore.listPlans(context.tx)) {
    const known = await stateStore.current(context.tx, plan_id, null);
    await recompute(context, plan_id, [...known.keys()]);
  }
}
