/** The state of a clause on a day, from its contract and the envelopes known then. First rule that applies wins. */
import { Temporal } from 'temporal-polyfill';
import { evidenceGradeLabel } from '#kernel/evidence.ts';
import type { EvidenceStamp, EvidenceVoice } from '#kernel/evidence.ts';
import { clauseStateLabel } from '../contract/index.ts';
import type { ClauseKind, ClauseState, ContractBody, Verdict } from '../contract/index.ts';
import { accepted, speaking } from './facts.ts';
import type { Fact } from './facts.ts';
import { judgeTarget } from './judge-target.ts';
import type { JudgeParams } from './judge-params.ts';

export const stateRule = 'answer.clause-state/1';

export interface ClauseGround {
  readonly kind: ClauseKind;
  /** reason by which the clause was declared not applicable; null = it applies */
  readonly excludedBecause: string | null;
  /** the contract in force on the day */
  readonly contract: ContractBody | null;
  readonly facts: readonly Fact[];
  readonly on: string;
  readonly params: JudgeParams;
  /** official views count `real` only */
  readonly stamps: readonly EvidenceStamp[];
}

export interface StateOutcome {
  readonly state: ClauseState;
  readonly reason: string;
  readonly verdict: Verdict | null;
}

const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
const plain = (state: ClauseState, reason: string, verdict: Verdict | null = null): StateOutcome => ({ state, reason, verdict });

/** What a contract lets in: envelopes of its sources that speak on the day. */
function heard({ facts, on, stamps, contract }: ClauseGround): readonly Fact[] {
  const open = speaking(facts, on, stamps);
  return contract === null || contract.sources.length === 0 ? open : open.filter(({ source }) => contract.sources.includes(source.module));
}

function judge(ground: ClauseGround, contract: ContractBody, facts: readonly Fact[]): Verdict {
  return judgeTarget({
    target: contract.target,
    facts,
    window: { from: contract.from, to: contract.to },
    on: ground.on,
    params: ground.params,
    tolerance: contract.tolerance ?? ground.params.tolerance.value,
  });
}

function newestDay(facts: readonly Fact[]): string | undefined {
  let newest: string | undefined;
  for (const { facet, to, occurredOn } of facts) {
    const day = to > occurredOn ? to : occurredOn;
    if (facet === 'actual' && (newest === undefined || day > newest)) newest = day;
  }
  return newest;
}

/** Kinds that wait for a reference value are undecidable before they are empty: the missing value is the more useful news. */
const needsReference = (contract: ContractBody): boolean => ['benchmark', 'rank', 'delegated', 'completeness'].includes(contract.target.kind);

function byEvidence(ground: ClauseGround, contract: ContractBody): StateOutcome {
  const open = heard(ground);
  const facts = accepted(open, { kinds: contract.accepts, minGrade: contract.minGrade, stamps: ground.stamps });
  const verdict = judge(ground, contract, facts);
  const actual = facts.filter(({ facet }) => facet === 'actual');
  if (verdict.outcome === 'doubt') return plain('doubtful', verdict.sentence, verdict);
  if (verdict.outcome === 'unknown' && needsReference(contract)) return plain('undecidable', verdict.sentence, verdict);
  if (open.every(({ facet }) => facet !== 'actual')) return plain('empty', ground.on > contract.to ? '期限已过，没有任何有效证据。' : '还没有任何有效证据。', verdict);
  if (actual.length === 0) return plain('evidenced', `已有证据，但不合约定（要求${evidenceGradeLabel[contract.minGrade]}以上）；核实后才能判定。`, verdict);
  const newest = newestDay(actual);
  if (contract.freshDays !== null && newest !== undefined && addDays(newest, contract.freshDays) < ground.on) {
    return plain('stale', `最近的证据是${newest}，超过约定的${contract.freshDays}天。${verdict.sentence}`, verdict);
  }
  if (verdict.outcome === 'met') return plain('met', verdict.sentence, verdict);
  if (verdict.outcome === 'unmet' && ground.on > contract.to) return plain('unmet', verdict.sentence, verdict);
  if (verdict.outcome === 'unknown' && ground.on > contract.to) return plain('undecidable', verdict.sentence, verdict);
  return plain('evidenced', verdict.sentence, verdict);
}

export function clauseState(ground: ClauseGround): StateOutcome {
  if (ground.excludedBecause !== null) return plain('excluded', ground.excludedBecause);
  if (ground.kind === 'outlook') return plain('outlook', '远期展望只跟踪，不评分。');
  if (ground.kind === 'threshold') return plain('excluded', '条件和门槛说明做法，本身不作评价。');
  if (ground.contract === null) return plain('uncontracted', ground.kind === 'annex' ? '附表没有随文公布，等待上传。' : '还没有审定的证据约定。');
  return byEvidence(ground, ground.contract);
}

export interface NextChange {
  readonly on: string;
  readonly state: ClauseState;
  readonly because: string;
}

/** What holds on later days when nothing new arrives: dated parameters and contracts that begin then. */
export interface Horizon {
  readonly groundOn: (on: string) => ClauseGround;
  /** days from which other contracts or parameter values hold */
  readonly days: readonly string[];
}

export interface Outlook {
  /** first later day with another state */
  readonly next: NextChange | null;
  /** first later day on which anything said differs: state, sentence, boundary, parameters. The daily duty looks again then. */
  readonly lookOn: string | null;
}

const yearTurns = (on: string, until: string): readonly string[] => {
  const first = Number(on.slice(0, 4)) + 1;
  return Array.from({ length: Math.max(1, Number(until.slice(0, 4)) + 2 - first) }, (_, index) => `${first + index}-01-01`);
};

/** Days on which a ground by itself may say something else: a lapse, a fact that begins, staleness, the window's first day and end. */
function ownDays(ground: ClauseGround, contract: ContractBody): readonly string[] {
  const newest = newestDay(heard(ground));
  const days = ground.facts.flatMap(({ validUntil, from, occurredOn }) => [from, occurredOn, ...(validUntil === null ? [] : [addDays(validUntil, 1)])]);
  const stale = contract.freshDays === null || newest === undefined ? [] : [addDays(newest, contract.freshDays + 1)];
  return [...days, ...stale, contract.from, addDays(contract.to, 1)];
}

/** Sentences may name the day they were said on; that alone is no news. */
const saying = ({ state, reason, verdict }: StateOutcome, on: string): string =>
  JSON.stringify([state, reason.replaceAll(on, ''), verdict?.outcome, verdict?.boundary, verdict?.params]);

function horizonDays(ground: ClauseGround, { groundOn, days }: Horizon): readonly string[] {
  const { on } = ground;
  const turns = days.filter((day) => day > on);
  const grounds = [ground, ...turns.map(groundOn)];
  const own = grounds.flatMap((one) => (one.contract === null ? [] : [...ownDays(one, one.contract), ...yearTurns(on, one.contract.to)]));
  return [...new Set([...turns, ...own])].filter((day) => day > on).sort();
}

/** What comes when nothing new arrives: of all later days those are tried on which something can begin or end. */
export function outlook(ground: ClauseGround, horizon: Horizon): Outlook {
  if (ground.contract === null || ground.excludedBecause !== null || ground.kind === 'outlook' || ground.kind === 'threshold') return { next: null, lookOn: null };
  const now = clauseState(ground);
  const said = saying(now, ground.on);
  let lookOn: string | null = null;
  for (const day of horizonDays(ground, horizon)) {
    const there = horizon.groundOn(day);
    const later = clauseState(there);
    if (lookOn === null && (there.contract !== ground.contract || saying(later, day) !== said)) lookOn = day;
    if (later.state !== now.state) {
      return { next: { on: day, state: later.state, because: `如无新证据，${day}起变为「${clauseStateLabel[later.state]}」。` }, lookOn };
    }
  }
  return { next: null, lookOn };
}

/** The same contract and the same parameters on all days. */
export const nextChange = (ground: ClauseGround): NextChange | null => outlook(ground, { groundOn: (on) => ({ ...ground, on }), days: [] }).next;

export interface VoiceOutcome {
  readonly voice: EvidenceVoice;
  readonly state: ClauseState;
  readonly sentence: string;
  readonly evidenceIds: readonly string[];
}

/** The same rule, heard from one voice at a time; a self-report is heard at its own grade. */
export function voiceOutcomes(ground: ClauseGround): readonly VoiceOutcome[] {
  return (['self', 'signal', 'check'] as const).map((voice) => {
    const facts = ground.facts.filter((fact) => fact.facet !== 'actual' || fact.voice === voice);
    const contract = ground.contract === null ? null : { ...ground.contract, minGrade: 'D' as const };
    // A verified report still tells what the unit said: superseded envelopes are heard here.
    const own = facts.map((fact) =>
      fact.status === 'superseded' && !facts.some((other) => other.status === 'live' && other.source.id === fact.source.id) ? { ...fact, status: 'live' as const } : fact,
    );
    const { state, reason } = clauseState({ ...ground, contract, facts: own });
    return { voice, state, sentence: reason, evidenceIds: own.filter((fact) => fact.facet === 'actual' && fact.status === 'live').map(({ evidenceId }) => evidenceId) };
  });
}

const rank: Readonly<Partial<Record<ClauseState, number>>> = { met: 2, evidenced: 1, stale: 1, unmet: 0 };

/** How the self-report compares with another voice: better, worse, the same, or null when one of them is silent. */
export function selfAgainst(voices: readonly VoiceOutcome[], other: 'signal' | 'check'): 'better' | 'worse' | 'same' | null {
  const own = rank[voices.find(({ voice }) => voice === 'self')?.state ?? 'empty'];
  const their = rank[voices.find(({ voice }) => voice === other)?.state ?? 'empty'];
  if (own === undefined || their === undefined) return null;
  return own > their ? 'better' : own < their ? 'worse' : 'same';
}
