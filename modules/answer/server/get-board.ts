/** The board reads stored states only: three statements, however much evidence there is. */
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { answerPermissions, getBoard } from '../contract/index.ts';
import type { AnswerPermission, ClauseSummary } from '../contract/index.ts';
import { countStates, lineState } from '../domain/index.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import type { AsOf } from './as-of.ts';
import type { ClausePlace } from './clause-store.ts';
import { contractStore } from './contract-store.ts';
import { findLatestVersion } from './read-clause.ts';
import { stateStore } from './state-store.ts';
import type { StoredState } from './state-store.ts';

export function summaryOf(place: ClausePlace, state: StoredState | undefined): ClauseSummary {
  return {
    clauseKey: place.clauseKey,
    kind: place.kind,
    title: place.title,
    quote: place.quote,
    state: state?.state ?? 'uncontracted',
    reason: state?.reason ?? '还没有审定的证据约定。',
    since: state?.recordedAt ?? null,
    nextOn: state?.nextOn ?? null,
    nextState: state?.nextState ?? null,
    liveCount: state?.liveCount ?? 0,
    evidenceCount: state?.evidenceCount ?? 0,
    partOf: place.partOf,
    stretchOf: place.stretchOf,
  };
}

export function answerActions({ actor }: Context, permissions: readonly AnswerPermission[]): ActionOffer[] {
  return permissions.map((permission) => presentAction(permission, answerPermissions[permission].label, decidePermission(actor, permission)));
}

/** States as shown: the current rows for today, the history for a past day. */
export async function shownStates(planId: string, asOf: AsOf, { tx }: Context): Promise<ReadonlyMap<string, StoredState>> {
  return asOf.isPast ? stateStore.at(tx, planId, asOf.knownAt) : stateStore.current(tx, planId, null);
}

function groupsOf(places: readonly ClausePlace[], summaries: readonly ClauseSummary[]): ReplyInput<typeof getBoard>['groups'] {
  const groups = Map.groupBy(
    places.map((place, index) => ({ place, summary: summaries[index] as ClauseSummary })),
    ({ place }) => place.groupNode,
  );
  return [...groups].flatMap(([nodeId, members]) => {
    const [first] = members;
    const clauses = members.map(({ summary }) => summary);
    const line = lineState(clauses);
    if (first === undefined || line === undefined) return [];
    const { groupKind, groupLabel, groupTitle } = first.place;
    return [
      { nodeId, kind: groupKind, label: groupLabel, title: groupTitle, state: line.state, reason: line.reason, counts: countStates(clauses.map(({ state }) => state)), clauses },
    ];
  });
}

export async function readBoard(planId: string, query: { readonly asOf?: string | undefined }, context: Context): Promise<ReplyInput<typeof getBoard>> {
  const plan = await readPlan(planId as PlanId, context);
  const asOf = readAsOf(query.asOf, context);
  const registered = await findLatestVersion(planId, context, { knownAt: asOf.knownAt });
  const places = registered?.places ?? [];
  const states = await shownStates(planId, asOf, context);
  const summaries = places.map((place) => summaryOf(place, states.get(place.clauseKey)));
  const groups = groupsOf(places, summaries);
  const measures = groups.filter(({ kind }) => kind === 'measure');
  const visible = new Set(places.map(({ clauseKey }) => clauseKey));
  const contracts = await contractStore.list(context.tx, planId, { keys: null, knownAt: asOf.knownAt });
  return {
    planId,
    planTitle: planTitleAt(plan, asOf.knownAt),
    isRegistered: registered !== undefined,
    versionId: registered?.versionId ?? null,
    versionOrdinal: registered?.ordinal ?? null,
    asOf: asOf.on,
    isPast: asOf.isPast,
    groups,
    counts: countStates(summaries.map(({ state }) => state)),
    measureCounts: countStates(measures.map(({ state }) => state)),
    measures: measures.length,
    pendingContracts: contracts.filter(({ status, clauseKey }) => status === 'proposed' && visible.has(clauseKey)).length,
    sealed: (await stateStore.listFrozen(context.tx, planId, asOf.knownAt)).map((one) => ({ from: one.from_on, to: one.to_on, reason: one.reason, sealedAt: one.frozen_at })),
    actions: answerActions(context, ['answer.propose', 'answer.approve', 'answer.enter', 'answer.verify', 'answer.freeze']),
  };
}

export const getBoardUseCase = useCase(getBoard, ({ params, query }, context) => readBoard(params.planId, query, context));
