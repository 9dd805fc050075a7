/** 补列: an assignment accepted after a round opened owes in it too, and is never late. */
import { parseDay } from '#kernel/calendar.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { debtAdded } from '../contract/index.ts';
import { whoOwes } from '../domain/index.ts';
import { debtsFor } from './run-rounds.ts';
import { roundStore, rulesOf } from './round-store.ts';
import type { AssignmentRole, AssignmentState, TaskTier } from '../contract/index.ts';

export async function addDebtsOf(context: Context, { assignmentId, reason }: { readonly assignmentId: string; readonly reason: string }): Promise<void> {
  const { tx } = context;
  const rows = await roundStore.owing(tx, assignmentId);
  const [row] = rows;
  if (row === undefined) return;
  const owing = {
    assignmentId,
    taskId: row.task_id,
    orgId: row.org_id,
    role: row.role as AssignmentRole,
    state: row.state as AssignmentState,
    tier: row.tier as TaskTier,
    isWatched: row.watched_for !== null,
    startsOn: row.starts_on,
    isClosed: false,
  };
  for (const round of (await roundStore.running(tx)).filter(({ state }) => state === 'open')) {
    if (whoOwes([owing], round.period).length === 0) continue;
    const rules = rulesOf(round);
    const calendar = await workingCalendarOf(tx);
    const coDueOn = calendar.addWorkingDays(parseDay(round.closes_on), -rules.coDueBeforeWorkingDays).toString();
    const debts = await debtsFor(context, rows, { period: round.period, closesOn: round.closes_on, coDueOn, rules: round.rules });
    const added = await roundStore.addDebts(context, round.round_id, debts, reason);
    if (added > 0) await record(context, debtAdded, { assignmentId, roundId: round.round_id, orgId: row.org_id, reason });
  }
}
