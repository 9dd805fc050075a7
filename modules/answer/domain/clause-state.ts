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

/** The first later day on which the state differs when nothing new arrives: a lapse, a period's end, a quota's new year. */
export function nextChange(ground: ClauseGround): NextChange | null {
  const { contract, on } = ground;
  if (contract === null) return null;
  const now = clauseState(ground).state;
  const lapses = ground.facts.flatMap(({ validUntil }) => (validUntil === null ? [] : [addDays(validUntil, 1)]));
  const newest = newestDay(heard(ground));
  const stale = contract.freshDays === null || newest === undefined ? [] : [addDays(newest, contract.freshDays + 1)];
  const days = [...new Set([...lapses, ...stale, addDays(contract.to, 1), `${Number(on.slice(0, 4)) + 1}-01-01`])].filter((day) => day > on).sort();
  for (const day of days) {
    const later = clauseState({ ...ground, on: day });
    if (later.state !== now) return { on: day, state: later.state, because: `如无新证据，${day}起变为「${clauseStateLabel[later.state]}」。` };
  }
  return null;
}

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
