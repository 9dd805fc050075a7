/**
 * Facts of clauses: what the contract asks for, the share and growth that were judged, the age of the evidence, open doubts,
 * and whether the target is met when its time is over.
 */
import { isGradeAtLeast } from '#kernel/evidence.ts';
import type { EvidenceStamp } from '#kernel/evidence.ts';
import type { EvidenceTrace } from '#kernel/server/evidence-history.ts';
import type { ContractBody } from '#answer/contract';
import type { ClauseGroundForLights } from '#answer/server';
import type { GreyReason, LightFact } from '../../contract/index.ts';
import { dayAfter } from '../../domain/index.ts';
import type { ForecastRow } from './forecast-store.ts';
import { dayOfMoment, momentOf, sameDay } from './lit-object.ts';

type Contract = ClauseGroundForLights['contracts'][number];
type State = ClauseGroundForLights['states'][number];
const later = (a: string, b: string): string => (a > b ? a : b);

const shared: ReadonlySet<string> = new Set(['level', 'ratio', 'magnitude', 'quota', 'validity', 'completeness']);

/** `on` never falls behind the contract before it, so that the later decision is the one that counts. */
function contractFacts({ clauseKey: series, contracts, goneAt }: ClauseGroundForLights): readonly LightFact[] {
  const facts: LightFact[] = [];
  let from = '';
  for (const { body, decidedAt, contractId } of contracts) {
    from = later(body.from, from);
    const known = { on: from, recordedAt: momentOf(decidedAt), ref: contractId, series };
    if (body.freshDays !== null) facts.push({ kind: 'contract', ...known, freshDays: body.freshDays, toOn: body.to });
    else if (facts.some(({ kind }) => kind === 'contract')) facts.push({ kind: 'contract', ...known, freshDays: 3660, toOn: from });
    if (shared.has(body.target.kind)) facts.push({ kind: 'quota', ...known, base: '0', target: '1', fromOn: body.from, toOn: body.to });
  }
  const last = contracts.at(-1);
  if (goneAt === null || last === undefined) return facts;
  // The plan no longer asks: nothing ages and no share is due.
  const ended = { ...sameDay(goneAt, last.contractId), series };
  return [
    ...facts,
    { kind: 'contract', ...ended, freshDays: 3660, toOn: ended.on },
    { kind: 'quota', ...ended, base: '0', target: '0', fromOn: last.body.from, toOn: last.body.to },
  ];
}

const bodyAt = (contracts: readonly Contract[], at: string): ContractBody | undefined => contracts.findLast(({ decidedAt }) => momentOf(decidedAt) <= momentOf(at))?.body;

/** The figure that a state was judged by; growth as actual against target, the better the higher. */
function figureOf(state: State, body: ContractBody | undefined, series: string): LightFact | undefined {
  const on = state.factsUntil !== null && state.factsUntil < state.asOf ? state.factsUntil : state.asOf;
  const known = { on, recordedAt: momentOf(state.recordedAt), ref: `${series}#${state.ordinal}`, series, id: `${series}#${state.ordinal}` };
  if (body?.target.kind === 'growth') {
    if (state.value === null || state.factsUntil === null || body.target.number.includes(':')) return undefined;
    const { number, direction } = body.target;
    return direction === 'down' ? { kind: 'growth', ...known, actual: number, target: state.value } : { kind: 'growth', ...known, actual: state.value, target: number };
  }
  if (state.share === null || state.factsUntil === null || !shared.has(body?.target.kind ?? '')) return undefined;
  return { kind: 'value', ...known, value: state.share };
}

function figureFacts({ clauseKey, contracts, states }: ClauseGroundForLights): readonly LightFact[] {
  const facts: LightFact[] = [];
  let before: Extract<LightFact, { kind: 'value' | 'growth' }> | undefined;
  for (const state of states) {
    const figure = figureOf(state, bodyAt(contracts, state.recordedAt), clauseKey) as typeof before;
    if (figure === undefined || (before !== undefined && figure.on < before.on)) {
      if (before !== undefined) facts.push({ kind: 'withdrawn', on: before.on, recordedAt: momentOf(state.recordedAt), ref: before.ref, id: before.id });
      before = undefined;
    }
    if (figure === undefined || (before !== undefined && sameFigure(before, figure))) continue;
    facts.push(figure);
    before = figure;
  }
  return facts;
}

const valuesOf = (fact: LightFact): string => ('value' in fact ? fact.value : 'actual' in fact ? `${fact.actual}/${fact.target}` : '');
const sameFigure = (a: LightFact, b: LightFact): boolean => a.kind === b.kind && a.on === b.on && valuesOf(a) === valuesOf(b);

const accepts = ({ accepts: kinds, minGrade, sources }: ContractBody, one: EvidenceTrace): boolean =>
  one.facet === 'actual' && kinds.includes(one.kind) && isGradeAtLeast(one.grade, minGrade) && (sources.length === 0 || sources.includes(one.source.module));

/** An envelope counts from when it is live and the contract then in force lets it in, until one of the two ends. */
function traceFacts(one: EvidenceTrace, { clauseKey: series, contracts }: ClauseGroundForLights): readonly LightFact[] {
  const turns = [...one.statuses.map(({ at }) => momentOf(at)), ...contracts.map(({ decidedAt }) => momentOf(decidedAt)).filter((at) => at > momentOf(one.recordedAt))].sort();
  const facts: LightFact[] = [];
  let id: string | undefined;
  for (const [index, at] of turns.entries()) {
    const status = one.statuses.findLast((step) => momentOf(step.at) <= at)?.status;
    const body = bodyAt(contracts, at);
    const isIn = status === 'live' && body !== undefined && accepts(body, one);
    const known = { recordedAt: at, ref: one.evidenceId };
    if (isIn && id === undefined) {
      id = `${one.evidenceId}#${index}`;
      facts.push({ kind: 'evidence', ...known, on: one.occurredOn, id, series });
      if (one.to > one.occurredOn) facts.push({ kind: 'evidence', ...known, on: one.to, id, series });
    } else if (!isIn && id !== undefined) {
      // What was withdrawn never counted; what was challenged or replaced did so far.
      facts.push({ kind: 'withdrawn', ...known, on: status === 'withdrawn' ? one.occurredOn : dayOfMoment(at), id });
      id = undefined;
    }
  }
  return facts;
}

/** ten-thousandths as a share: 1234 is 0.1234 */
const shareOf = (chance: number): string => `${String(chance).padStart(5, '0').slice(0, -4)}.${String(chance).padStart(5, '0').slice(-4)}`;

const forecastFacts = (series: string, rows: readonly ForecastRow[]): readonly LightFact[] =>
  rows.map((row) => ({
    kind: 'forecast',
    on: row.made_on,
    recordedAt: momentOf(row.recorded_at),
    ref: row.forecast_id,
    series,
    points: row.points,
    probability: shareOf(row.chance),
  }));

export interface ClauseRecords {
  readonly traces: readonly EvidenceTrace[];
  readonly forecasts: readonly ForecastRow[];
  readonly stamps: readonly EvidenceStamp[];
}

/** What a clause says by figures, estimates and evidence; a task is judged by those of its clauses. */
export function seriesFacts(clause: ClauseGroundForLights, { traces, forecasts, stamps }: ClauseRecords): readonly LightFact[] {
  if (clause.contracts.length === 0) return [];
  const own = traces.filter(({ anchor, stamp }) => anchor === clause.anchor && stamps.includes(stamp));
  return [...contractFacts(clause), ...figureFacts(clause), ...forecastFacts(clause.clauseKey, forecasts), ...own.flatMap((one) => traceFacts(one, clause))];
}

function doubtFacts({ doubts }: ClauseGroundForLights): readonly LightFact[] {
  return doubts.flatMap(({ doubtId: id, openedAt, closedAt }): LightFact[] => [
    { kind: 'contradiction', ...sameDay(openedAt, id), id },
    ...(closedAt === null ? [] : [{ kind: 'contradiction-settled' as const, ...sameDay(closedAt, id), id }]),
  ]);
}

function greyOf(state: State, kind: ClauseGroundForLights['kind'], body: ContractBody | undefined): GreyReason | null {
  if (state.state === 'outlook') return 'outlook';
  if (state.state === 'uncontracted' || state.state === 'empty') return kind === 'annex' ? 'annex-missing' : 'no-evidence';
  if (state.state !== 'undecidable') return null;
  const target = body?.target.kind;
  return target === 'delegated' ? 'not-assigned' : target === 'completeness' ? 'annex-missing' : 'no-benchmark';
}

/** Done = met once its time is over; what is simply to be done is done when it is met (workflows §7, 蓝). */
function standingFacts({ kind, contracts, states }: ClauseGroundForLights): readonly LightFact[] {
  const facts: LightFact[] = [];
  let grey: GreyReason | null = null;
  let doneOn: string | undefined;
  for (const state of states) {
    const body = bodyAt(contracts, state.recordedAt);
    const known = { recordedAt: momentOf(state.recordedAt), ref: String(state.ordinal) };
    const reason = greyOf(state, kind, body);
    if (reason !== grey) facts.push({ kind: 'standing', ...known, on: state.asOf, reason });
    grey = reason;
    const isMet = state.state === 'met' && body !== undefined;
    if (isMet && doneOn === undefined) {
      doneOn = body.target.kind === 'done' ? state.asOf : later(state.asOf, dayAfter(body.to));
      facts.push({ kind: 'done', ...known, on: doneOn });
    } else if (!isMet && doneOn !== undefined) {
      facts.push({ kind: 'reopened', ...known, on: later(state.asOf, doneOn) });
      doneOn = undefined;
    }
  }
  return facts;
}

/** Everything a clause's own light is judged by. */
export const clauseFacts = (clause: ClauseGroundForLights, records: ClauseRecords): readonly LightFact[] => [
  ...seriesFacts(clause, records),
  ...doubtFacts(clause),
  ...standingFacts(clause),
];
