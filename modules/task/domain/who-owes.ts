/** Who owes a report in a round: computed once at opening and frozen, so that silence is a number. */
import type { AssignmentRole, AssignmentState, TaskTier } from '../contract/index.ts';
import { parsePeriod } from './round-window.ts';

export interface OwingAssignment {
  readonly assignmentId: string;
  readonly taskId: string;
  readonly orgId: string;
  readonly role: AssignmentRole;
  readonly state: AssignmentState;
  readonly tier: TaskTier;
  /** asked every month whatever its tier, e.g. while its light is red */
  readonly isWatched: boolean;
  /** YYYY-MM-DD; the task is asked for from the month it starts to the month it is done */
  readonly startsOn: string;
  readonly isClosed: boolean;
}

/** Does a tier come up in the round of this month? */
export function isTierDue(tier: TaskTier, isWatched: boolean, period: string): boolean {
  const { month } = parsePeriod(period);
  if (isWatched) return true;
  return { evidence: false, monthly: true, quarterly: month % 3 === 0, halfyearly: month % 6 === 0 }[tier];
}

/** The debts of the round of `period`: one per accepted assignment of a task that has begun and is not done. */
export function whoOwes(assignments: readonly OwingAssignment[], period: string): readonly OwingAssignment[] {
  return assignments.filter((one) => one.state === 'accepted' && !one.isClosed && one.startsOn.slice(0, 7) <= period && isTierDue(one.tier, one.isWatched, period));
}
