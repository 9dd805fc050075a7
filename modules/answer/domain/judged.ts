/** The ground of a judgement, and how a verdict is put together. Nothing here reads a clock: the day is an argument. */
import type { Target, UsedParam, Verdict, VerdictInput, VerdictOutcome } from '../contract/index.ts';
import { showFigure } from './figures.ts';
import type { Fact, Figure, Reading, Window } from './facts.ts';
import type { JudgeParams } from './judge-params.ts';

export interface Ground<T extends Target = Target> {
  readonly target: T;
  /** live, allowed stamp, accepted kind and grade */
  readonly facts: readonly Fact[];
  readonly window: Window;
  /** the day for which it is judged */
  readonly on: string;
  readonly params: JudgeParams;
  /** agreement between sources, as a share; from the contract or the parameter */
  readonly tolerance: string;
}

export type Judged = Partial<Verdict> & Pick<Verdict, 'outcome' | 'sentence' | 'boundary' | 'change'>;

export function verdict(rule: string, judged: Judged): Verdict {
  return { rule: `answer.${rule}/1`, inputs: [], missing: [], params: [], parts: [], value: null, share: null, factsUntil: null, ...judged };
}

export const inputOf = (label: string, text: string, facts: readonly Fact[]): VerdictInput => ({ label, text, evidenceIds: facts.map(({ evidenceId }) => evidenceId).sort() });
export const figureInput = (label: string, figure: Figure, unit: string | null): VerdictInput =>
  inputOf(label, `${showFigure(figure.value, unit)}（${figure.facts.length > 1 ? `${figure.facts.length}份证据，` : ''}截至${figure.until}）`, figure.facts);

export interface Missing {
  readonly what: string;
  readonly boundary: string;
  readonly params?: readonly UsedParam[];
}

/** It cannot be judged, and says what would have to arrive. */
export function unknown(rule: string, { what, boundary, params = [] }: Missing): Verdict {
  return verdict(rule, { outcome: 'unknown', sentence: `无法判定：缺少${what}。`, boundary, change: `补齐${what}后即可判定。`, missing: [what], params: [...params] });
}

/** Two sources apart, or a unit that cannot be converted, end a judgement before it begins. */
export function unreadable(rule: string, reading: Exclude<Reading, { kind: 'figure' }>, missing: Missing): Verdict {
  if (reading.kind === 'none') return unknown(rule, missing);
  const inputs = [inputOf('涉及的证据', `${reading.facts.length}份`, reading.facts)];
  if (reading.kind === 'unit') {
    const what = '单位与指标一致的数';
    return verdict(rule, { ...unknown(rule, { ...missing, what }), inputs });
  }
  return verdict(rule, {
    outcome: 'doubt',
    sentence: `存疑：${reading.about}有两个有效来源的数不一致，超出允许的差异。`,
    boundary: missing.boundary,
    change: '核对来源后撤回或更正其中一个，即可判定。',
    inputs,
    params: [...(missing.params ?? [])],
  });
}

export const outcomeOf = (isMet: boolean): VerdictOutcome => (isMet ? 'met' : 'unmet');
