/** Coverage of a year: the reviewed clauses of the plan against tasks and excuses. */
import type { Context } from '#kernel/server/context.ts';
import { readClauses } from '#plan/server';
import type { PlanClause } from '#plan/server';
import type { AssignmentState, TaskPermission } from '../contract/index.ts';
import { coverageOf, inactiveBecause } from '../domain/index.ts';
import type { Coverage } from '../domain/index.ts';
import { excusesOf } from './propose-tasks.ts';
import { reachesClause } from './reach.ts';
import { grouped, taskRows } from './task-rows.ts';
import type { AssignmentRow, TaskRow } from './task-rows.ts';
import type { YearKey } from './work-points-store.ts';

export interface YearGround {
  readonly planTitle: string;
  readonly clauses: readonly PlanClause[];
  readonly active: readonly PlanClause[];
  readonly tasks: readonly TaskRow[];
  readonly assignments: ReadonlyMap<string, readonly AssignmentRow[]>;
  readonly excuses: ReadonlyMap<string, string>;
  readonly coverage: Coverage;
}

/** What the caller's right reaches of the year. A task that belongs to a clause that the newest text no longer has counts for nothing; it is listed by the caller. */
export async function readYear(context: Context, { planId, year }: YearKey, permission: TaskPermission = 'task.read'): Promise<YearGround> {
  const { tx } = context;
  const isReached = reachesClause(context, permission);
  const { planTitle, clauses: all } = await readClauses(planId as never, context);
  const clauses = all.filter(({ planPath }) => isReached(planPath));
  const active = clauses.filter((clause) => inactiveBecause(clause, year) === null);
  const tasks = (await taskRows.ofYear(tx, planId, year)).filter((task) => isReached(task.plan_path));
  const assignments = grouped(
    await taskRows.assignments(
      tx,
      tasks.map(({ task_id }) => task_id),
    ),
    ({ task_id }) => task_id,
  );
  const excuses = new Map((await excusesOf(tx, planId, year)).map(({ clause, reason }) => [clause, reason]));
  const coverage = coverageOf(
    active.map(({ clause }) => clause),
    tasks.map((task) => ({ clause: task.clause, states: (assignments.get(task.task_id) ?? []).map(({ state }) => state as AssignmentState) })),
    new Set(excuses.keys()),
  );
  return { planTitle, clauses, active, tasks, assignments, excuses, coverage };
}
