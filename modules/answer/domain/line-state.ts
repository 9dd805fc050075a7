/** The state of a line of the board: the most pressing one among its clauses under contract. */
import type { ClauseState } from '../contract/index.ts';

/** What somebody must look at first. */
export const pressing: readonly ClauseState[] = ['doubtful', 'unmet', 'stale', 'undecidable', 'empty', 'evidenced', 'met', 'uncontracted', 'outlook', 'excluded'];

export function lineState<T extends { readonly state: ClauseState }>(clauses: readonly T[]): T | undefined {
  const rank = ({ state }: T): number => pressing.indexOf(state);
  return [...clauses].sort((a, b) => rank(a) - rank(b))[0];
}

export function countStates(states: readonly ClauseState[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
