/**
 * The proof that no clause was left out: active clauses = assigned ∪ excused, and every assignment
 * accepted. The table of a year and its work points may be published only when it holds.
 */
import type { AssignmentState, CoverageKind } from '../contract/index.ts';

export interface CoveredTask {
  readonly clause: string;
  /** states of the assignments that are in force, not those that were changed or ended */
  readonly states: readonly AssignmentState[];
}

export interface Coverage {
  readonly clauses: number;
  readonly kinds: ReadonlyMap<string, CoverageKind>;
  readonly counts: Readonly<Record<CoverageKind, number>>;
  readonly openAssignments: number;
  readonly assignments: number;
  readonly isComplete: boolean;
}

const isLive = (state: AssignmentState): boolean => state !== 'changed' && state !== 'ended';

function kindOf(tasks: readonly CoveredTask[], isExcused: boolean): CoverageKind {
  const live = tasks.map(({ states }) => states.filter(isLive)).filter((states) => states.length > 0);
  if (live.length === 0) return isExcused ? 'excused' : 'open';
  return live.flat().every((state) => state === 'accepted') ? 'accepted' : 'assigned';
}

export function coverageOf(clauses: readonly string[], tasks: readonly CoveredTask[], excused: ReadonlySet<string>): Coverage {
  const kinds = new Map(
    clauses.map((clause) => [
      clause,
      kindOf(
        tasks.filter((task) => task.clause === clause),
        excused.has(clause),
      ),
    ]),
  );
  const counts = { accepted: 0, assigned: 0, excused: 0, open: 0 };
  for (const kind of kinds.values()) counts[kind] += 1;
  const states = tasks.flatMap((task) => task.states.filter(isLive));
  const openAssignments = states.filter((state) => state !== 'accepted').length;
  return {
    clauses: clauses.length,
    kinds,
    counts,
    openAssignments,
    assignments: states.length,
    isComplete: counts.open === 0 && counts.assigned === 0 && openAssignments === 0 && clauses.length > 0,
  };
}
