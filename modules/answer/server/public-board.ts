/** What anyone may read of the board. The portal's page, the API and the downloads are made of the same reading. */
import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import type { Evidence } from '#kernel/evidence.ts';
import { pageById } from '#kernel/read-cursor.ts';
import { countedStamps, isDemonstration } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { evidenceOf } from '#kernel/server/evidence.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseAnchor } from '#plan/contract';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { getPublicBoard } from '../contract/index.ts';
import type { ClauseState, PublicEvidence, PublicLine } from '../contract/index.ts';
import { countStates, lineState, privateSubjects, publicWords } from '../domain/index.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import type { AsOf } from './as-of.ts';
import type { ClausePlace } from './clause-store.ts';
import { shownStates, summaryOf } from './get-board.ts';
import { findWholeVersion } from './read-clause.ts';
import { releaseStore } from './release-store.ts';
import type { StoredState } from './state-store.ts';

type Shown = ReplyInput<typeof getPublicBoard>;
type Query = ServerInput<typeof getPublicBoard>['query'];

interface PublicGroup {
  readonly places: readonly ClausePlace[];
  readonly state: ClauseState;
}

export interface PublicView extends Omit<Shown, 'lines' | 'nextCursor' | 'total'> {
  readonly groups: readonly PublicGroup[];
  readonly day: AsOf;
  readonly states: ReadonlyMap<string, StoredState>;
}

/** Lines that hold the words in their own name, a clause or its sentence, and a clause in the wanted state. */
function filterGroups(groups: readonly PublicGroup[], { q = '', state }: Pick<Query, 'q' | 'state'>, states: ReadonlyMap<string, StoredState>): readonly PublicGroup[] {
  const stateOf = ({ clauseKey }: ClausePlace): ClauseState => states.get(clauseKey)?.state ?? 'uncontracted';
  return groups.flatMap((group) => {
    const [first] = group.places;
    const isNamed = q === '' || `${first?.groupLabel ?? ''}${first?.groupTitle ?? ''}`.includes(q);
    const places = group.places.filter((place) => (isNamed || place.title.includes(q) || place.quote.includes(q)) && (state === undefined || stateOf(place) === state));
    return places.length === 0 ? [] : [{ ...group, places }];
  });
}

export async function readPublicBoard(planId: string, query: Pick<Query, 'asOf' | 'q' | 'state'>, context: Context): Promise<PublicView> {
  const plan = await readPlan(planId as PlanId, context);
  const day = readAsOf(query.asOf, context);
  const registered = await findWholeVersion(planId, context, day.knownAt);
  const places = registered?.places ?? [];
  const states = await shownStates(planId, day, context);
  const summaries = places.map((place) => summaryOf(place, states.get(place.clauseKey)));
  const byKey = new Map(summaries.map((one) => [one.clauseKey, one]));
  const groups = [...Map.groupBy(places, ({ groupNode }) => groupNode).values()].map((members) => ({
    places: members,
    state: lineState(members.flatMap(({ clauseKey }) => byKey.get(clauseKey) ?? []))?.state ?? 'uncontracted',
  }));
  const measures = groups.filter(({ places: [first] }) => first?.groupKind === 'measure');
  return {
    planId,
    planTitle: planTitleAt(plan, day.knownAt),
    isRegistered: registered !== undefined,
    versionOrdinal: registered?.ordinal ?? null,
    asOf: day.on,
    isPast: day.isPast,
    isDemonstration: isDemonstration(context.node),
    measures: measures.length,
    measureCounts: countStates(measures.map(({ state }) => state)),
    clauses: places.length,
    counts: countStates(summaries.map(({ state }) => state)),
    groups: filterGroups(groups, query, states),
    day,
    states,
  };
}

const presentEvidence = ({ kind, voice, value, unit, num, den, from, to, occurredOn, recordedAt, grade, stamp, hash }: Evidence): PublicEvidence => ({
  kind,
  voice,
  value,
  unit,
  num,
  den,
  from,
  to,
  occurredOn,
  recordedAt,
  grade,
  stamp,
  hash,
});

/** The lines of some groups: reasons without names, and of the evidence what counts, is live and was released. */
export async function presentLines({ planId, day, states }: PublicView, groups: readonly PublicGroup[], context: Context): Promise<PublicLine[]> {
  const anchors = groups.flatMap(({ places }) => places.map(({ clauseKey }) => clauseAnchor(planId, clauseKey)));
  const evidence = anchors.length === 0 ? [] : await evidenceOf(context.tx, anchors, day.knownAt);
  const releases = await releaseStore.of(
    context.tx,
    evidence.map(({ evidenceId }) => evidenceId),
    day.knownAt,
  );
  const stamps = countedStamps(context.node);
  const isShown = ({ evidenceId, status, stamp }: Evidence): boolean => status === 'live' && stamps.includes(stamp) && releases.get(evidenceId)?.isPublic === true;
  return groups.flatMap(({ places }) => {
    const clauses = places.map((place) => {
      const anchor = clauseAnchor(planId, place.clauseKey);
      const own = evidence.filter((one) => one.anchors.includes(anchor));
      const { clauseKey, kind, title, state, reason, since, liveCount } = summaryOf(place, states.get(place.clauseKey));
      return { clauseKey, kind, title, state, reason: publicWords(reason, privateSubjects(own)), since, liveCount, evidence: own.filter(isShown).reverse().map(presentEvidence) };
    });
    const [first] = places;
    const line = lineState(clauses);
    if (first === undefined || line === undefined) return [];
    return [{ nodeId: first.groupNode, kind: first.groupKind, label: first.groupLabel, title: first.groupTitle, state: line.state, reason: line.reason, clauses }];
  });
}

const nodeOf = ({ places }: PublicGroup): string => places[0]?.groupNode ?? '';

export async function readPublicPage(planId: string, query: Query, context: Context): Promise<Shown> {
  const view = await readPublicBoard(planId, query, context);
  const { groups, day: _day, states: _states, ...head } = view;
  const page = pageById(groups, query, nodeOf);
  return { ...head, total: groups.length, lines: await presentLines(view, page.rows, context), nextCursor: page.nextCursor };
}

export const getPublicBoardUseCase = useCase(getPublicBoard, ({ params, query }, context) => readPublicPage(params.planId, query, context), { isTagged: true });
