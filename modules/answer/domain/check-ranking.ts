/** Which clauses to check first. The formula is data, so that the screen prints what was computed. */
import type { CheckFactor } from '../contract/index.ts';
import { formatDecimal, parseDecimal } from './figures.ts';

export interface CheckReason {
  readonly key: CheckFactor;
  readonly points: string;
  readonly text: string;
}
/** Points per factor; the aging one counts once per `agingDays` without a check, at most `agingMost` times. */
export type CheckWeights = Readonly<Record<CheckFactor, string>> & { readonly agingDays: number; readonly agingMost: number };
export const defaultCheckWeights: CheckWeights = { divergent: '5', doubtful: '4', selfOnly: '3', ungraded: '2', aging: '1', agingDays: 90, agingMost: 4 };

export const checkFormulaOf = ({ divergent, doubtful, selfOnly, ungraded, aging, agingDays, agingMost }: CheckWeights): string =>
  `核查顺序分 = ${divergent}×各方说法不一 + ${doubtful}×来源数不一致 + ${selfOnly}×只有自报 + ${ungraded}×有D级证据 + ${aging}×距最近核查每满${agingDays}天（最多${agingMost}）`;

export interface CheckFacts {
  readonly isDivergent: boolean;
  readonly isDoubtful: boolean;
  readonly isSelfOnly: boolean;
  readonly hasUngraded: boolean;
  readonly daysUnchecked: number;
}

export function checkScore(facts: CheckFacts, weights: CheckWeights): { readonly score: string; readonly reasons: readonly CheckReason[] } {
  const quarters = Math.min(weights.agingMost, Math.floor(facts.daysUnchecked / weights.agingDays));
  const rows: readonly (readonly [CheckFactor, number, string])[] = [
    ['divergent', facts.isDivergent ? 1 : 0, '自报与系统信号或核查不一致'],
    ['doubtful', facts.isDoubtful ? 1 : 0, '两个来源的数不一致'],
    ['selfOnly', facts.isSelfOnly ? 1 : 0, '只有单位自报'],
    ['ungraded', facts.hasUngraded ? 1 : 0, '有未提供依据的说法'],
    ['aging', quarters, `已${facts.daysUnchecked}天没有核查`],
  ];
  const reasons = rows.filter(([, times]) => times > 0).map(([key, times, text]) => ({ key, points: formatDecimal(parseDecimal(weights[key]).times(times)), text }));
  return { score: formatDecimal(reasons.reduce((sum, { points }) => sum.plus(parseDecimal(points)), parseDecimal('0'))), reasons };
}
