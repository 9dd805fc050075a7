import { formatMoment } from '#kernel/calendar.ts';
import type { WorkingCalendar } from '#kernel/calendar.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { Refusal, refusalOf } from '#kernel/refusals.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { takeTaskSteps } from '../contract/index.ts';
import type { AssignmentRole, AssignmentState, RowResult, TaskStepAction } from '../contract/index.ts';
import { assignmentLifecycle, itemLifecycle } from '../domain/index.ts';
import { permitsOn, taskResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { recordStep } from './step-store.ts';
import { decompositionRulesOn, issueFactsOf, requireTask } from './task-ground.ts';
import type { TaskGround } from './task-ground.ts';
import { isLiveAssignment, ownedOf, wholeState } from './task-rows.ts';
import { taskStore } from './task-store.ts';

interface Bulk {
  readonly action: TaskStepAction;
  readonly reason: string;
  readonly isPreview: boolean;
  readonly calendar: WorkingCalendar;
  readonly acceptWorkingDays: number;
}

async function moveAssignments(context: Context, ground: TaskGround, to: AssignmentState, bulk: Bulk): Promise<void> {
  const { tx, now, today } = context;
  const isIssue = bulk.action === 'issue';
  const due = isIssue ? bulk.calendar.addWorkingDays(today, bulk.acceptWorkingDays).toString() : null;
  for (const row of ground.assignments.filter(isLiveAssignment)) {
    await taskStore.setAssignment(tx, {
      assignmentId: row.assignment_id,
      state: to,
      refusals: 0,
      ground: null,
      note: null,
      personId: row.person_id,
      deputyId: row.deputy_id,
      issuedAt: isIssue ? formatMoment(now) : row.issued_at,
      acceptDueOn: due ?? row.accept_due_on,
      acceptedAt: null,
      isRuled: false,
      from: null,
      to: null,
    });
    await recordStep(context, {
      machine: assignmentLifecycle,
      objectId: row.assignment_id,
      taskId: ground.task.task_id,
      orgId: row.org_id,
      from: row.state,
      action: bulk.action,
      to,
      note: bulk.reason,
    });
  }
}

async function takeOne(context: Context, taskId: string, bulk: Bulk): Promise<string> {
  const ground = await requireTask(context, taskId, 'task.read', 'lock');
  const lead = ground.assignments.find((row) => isLiveAssignment(row) && row.role === 'lead');
  const facts = { ...(await issueFactsOf(context, ground)), refusals: 0, role: (lead?.role ?? 'lead') as AssignmentRole };
  const permits = permitsOn(context, taskResource(context.tx.region, ownedOf(ground.task, ground.assignments)));
  const decision = decideStep(assignmentLifecycle, bulk.action, { state: wholeState(ground.assignments), facts, permits });
  if (!decision.allowed) throw refusalOf(decision, decision.code.startsWith('access.') ? 403 : 409);
  if (bulk.action === 'drop' && bulk.reason === '') context.refuse(taskRefusals.reason_missing({ action: '撤下' }));
  if (bulk.isPreview) return ground.task.title;
  await moveAssignments(context, ground, decision.step.to, bulk);
  if (bulk.action === 'issue') {
    await taskStore.setItem(context, taskId, { state: 'awaiting' });
    await recordStep(context, { machine: itemLifecycle, objectId: taskId, taskId, from: null, action: 'open', to: 'awaiting' });
  }
  return ground.task.title;
}

/** Each row for itself: a refusal of one says why, undoes what it wrote and leaves the others alone. Faults of ours end the whole. */
export async function eachRow(
  { tx }: Pick<Context, 'tx'>,
  ids: readonly string[],
  act: (id: string) => Promise<string>,
): Promise<{ done: number; refused: number; items: RowResult[] }> {
  const items: RowResult[] = [];
  for (const id of new Set(ids)) {
    try {
      items.push({ id, title: await tx.nested(() => act(id)), isDone: true, code: null, reason: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      items.push({ id, title: '', isDone: false, code: error.code, reason: error.detail });
    }
  }
  const done = items.filter(({ isDone }) => isDone).length;
  return { done, refused: items.length - done, items };
}

export const takeTaskStepsUseCase = useCase(takeTaskSteps, async ({ body }, context) => {
  const { acceptWorkingDays } = await decompositionRulesOn(context);
  const bulk: Bulk = { action: body.action, reason: body.reason ?? '', isPreview: body.isPreview, calendar: await workingCalendarOf(context.tx), acceptWorkingDays };
  // Locks are taken in one order, so that two bulk acts cannot wait for each other.
  return eachRow(context, [...body.taskIds].sort(), (taskId) => takeOne(context, taskId, bulk));
});
