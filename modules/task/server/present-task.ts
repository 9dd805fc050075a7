/** Rows of tasks and assignments as the contract shows them. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { listOrgNames, personNames } from '#identity/server';
import type { AssignmentRole, AssignmentState, AssignmentView, TaskSummary } from '../contract/index.ts';
import type { z } from 'zod';
import type { assignmentViewSchema, taskSummarySchema } from '../contract/index.ts';
import { assignmentLifecycle } from '../domain/index.ts';
import type { AssignmentFacts } from '../domain/index.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { grouped, isLiveAssignment, taskRows } from './task-rows.ts';
import type { AssignmentRow, MilestoneRow, TaskRow } from './task-rows.ts';

type SummaryInput = z.input<typeof taskSummarySchema>;
type AssignmentInput = z.input<typeof assignmentViewSchema>;

const moment = (text: string | null): string | null => (text === null ? null : formatMoment(parseMoment(text)));

/** Past its due day and still open; never stored. */
export const isTaskOverdue = (task: Pick<TaskRow, 'due_on' | 'item_state'>, today: string): boolean =>
  task.due_on !== null && task.due_on < today && ['awaiting', 'advancing', 'verifying'].includes(task.item_state ?? '');

export interface TaskParts {
  readonly assignments: readonly AssignmentRow[];
  readonly milestones: readonly MilestoneRow[];
  readonly orgNames: ReadonlyMap<string, string>;
}

export function presentSummary(task: TaskRow, parts: TaskParts, today: string): SummaryInput {
  const live = parts.assignments.filter(isLiveAssignment);
  const refOf = (row: AssignmentRow) => ({ orgId: row.org_id, name: parts.orgNames.get(row.org_id) ?? row.org_id });
  const lead = live.find(({ role }) => role === 'lead');
  const states: Partial<Record<AssignmentState, number>> = {};
  for (const row of parts.assignments) states[row.state as AssignmentState] = (states[row.state as AssignmentState] ?? 0) + 1;
  return {
    taskId: task.task_id,
    planId: task.plan_id,
    year: task.year,
    code: task.code,
    clause: task.clause,
    title: task.title,
    tier: task.tier as TaskSummary['tier'],
    startsOn: task.starts_on,
    dueOn: task.due_on,
    dueOriginalOn: task.due_original_on,
    isOverdue: isTaskOverdue(task, today),
    itemState: task.item_state as TaskSummary['itemState'],
    lead: lead === undefined ? null : refOf(lead),
    coUnits: live.filter(({ role }) => role === 'co').map(refOf),
    states: { draft: 0, consulting: 0, awaiting: 0, accepted: 0, refused: 0, changed: 0, ended: 0, ...states },
    milestonesDue: parts.milestones.filter(({ due_on }) => due_on <= today).length,
    milestonesProved: parts.milestones.filter(({ proved_on }) => proved_on !== null).length,
    stamp: task.stamp as TaskSummary['stamp'],
    revision: task.revision,
  };
}

/** Assignments, milestones and unit names of several tasks: three statements, however many. */
export async function readParts(context: Pick<Context, 'tx' | 'today'>, taskIds: readonly string[]): Promise<(taskId: string) => TaskParts> {
  const { tx, today } = context;
  const assignments = await taskRows.assignments(tx, taskIds);
  const milestones = await taskRows.milestones(tx, taskIds);
  const orgNames = await listOrgNames(
    tx,
    assignments.map(({ org_id }) => org_id),
    today,
  );
  const byTask = grouped(assignments, ({ task_id }) => task_id);
  const milestonesByTask = grouped(milestones, ({ task_id }) => task_id);
  return (taskId) => ({ assignments: byTask.get(taskId) ?? [], milestones: milestonesByTask.get(taskId) ?? [], orgNames });
}

/** The buttons of an assignment; those for the other role are left out, because they lead nowhere. */
export function assignmentActions(
  task: Pick<TaskRow, 'plan_path'>,
  row: AssignmentRow,
  facts: Omit<AssignmentFacts, 'role' | 'refusals'>,
  context: Context,
): readonly ActionOffer[] {
  const permits = permitsOn(context, assignmentResource(context.tx.region, { planPath: task.plan_path, orgId: row.org_id }));
  const role = row.role as AssignmentRole;
  const offers = availableSteps(assignmentLifecycle, { state: row.state as AssignmentState, facts: { ...facts, role, refusals: row.refusals }, permits });
  const other = role === 'lead' ? 'accept-co' : 'accept';
  const perTask = new Set([other, 'consult', 'issue', 'drop']);
  return offers.filter(({ action }) => !perTask.has(action));
}

export interface AssignmentNames {
  readonly orgs: ReadonlyMap<string, string>;
  readonly persons: ReadonlyMap<string, string>;
}

export async function readAssignmentNames({ tx, today }: Pick<Context, 'tx' | 'today'>, rows: readonly AssignmentRow[]): Promise<AssignmentNames> {
  const orgs = await listOrgNames(
    tx,
    rows.map(({ org_id }) => org_id),
    today,
  );
  const persons = await personNames(
    tx,
    rows.flatMap(({ person_id, deputy_id }) => [person_id, deputy_id]).filter((id): id is string => id !== null),
  );
  return { orgs, persons };
}

export function presentAssignment(row: AssignmentRow, names: AssignmentNames, more: { readonly today: string; readonly actions: readonly ActionOffer[] }): AssignmentInput {
  const person = (id: string | null) => (id === null ? null : { userId: id, name: names.persons.get(id) ?? '已离任人员' });
  return {
    assignmentId: row.assignment_id,
    org: { orgId: row.org_id, name: names.orgs.get(row.org_id) ?? row.org_id },
    role: row.role as AssignmentView['role'],
    state: row.state as AssignmentView['state'],
    refusals: row.refusals,
    refusalGround: row.refusal_ground as AssignmentView['refusalGround'],
    refusalNote: row.refusal_note,
    person: person(row.person_id),
    deputy: person(row.deputy_id),
    acceptDueOn: row.accept_due_on,
    isUnsigned: row.state === 'awaiting' && row.accept_due_on !== null && row.accept_due_on < more.today,
    acceptedAt: moment(row.accepted_at),
    isRuled: row.is_ruled,
    replaces: row.replaces,
    from: row.from_on,
    to: row.to_on,
    revision: row.revision,
    actions: [...more.actions],
  };
}
