import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { personNames } from '#identity/server';
import { getTask, judgementLabel } from '../contract/index.ts';
import type { AssignmentRole, ItemState, Judgement, ReportState, StandardKind } from '../contract/index.ts';
import { assignmentLifecycle, itemLifecycle } from '../domain/index.ts';
import { opinionStore, presentOpinion } from './opinion-store.ts';
import { assignmentActions, presentAssignment, presentSummary, readAssignmentNames } from './present-task.ts';
import { presentSteps } from './present-steps.ts';
import { permitsOn, taskResource } from './reach.ts';
import { reportRows } from './report-rows.ts';
import { stepStore } from './step-store.ts';
import { issueFactsOf, itemFactsOf, requireTask } from './task-ground.ts';
import type { TaskGround } from './task-ground.ts';
import { isLiveAssignment, ownedOf, wholeState } from './task-rows.ts';
import { taskStore } from './task-store.ts';

/** What may be done with the task as a whole: the acts of a draft, or those of the ledger item. */
async function actionsOf(context: Context, ground: TaskGround, facts: { readonly lacking: readonly string[]; readonly openComments: number }): Promise<readonly ActionOffer[]> {
  const { task, assignments } = ground;
  const permits = permitsOn(context, taskResource(context.tx.region, ownedOf(task, assignments)));
  if (task.item_state !== null) {
    const item = availableSteps(itemLifecycle, { state: task.item_state as ItemState, facts: await itemFactsOf(context, ground), permits });
    return assignments.some(({ state }) => state === 'refused') ? [presentAction('edit', '修改内容', permits('task.draft')), ...item] : item;
  }
  const lead = assignments.find(isLiveAssignment);
  const steps = availableSteps(assignmentLifecycle, { state: wholeState(assignments), facts: { ...facts, refusals: 0, role: (lead?.role ?? 'lead') as AssignmentRole }, permits });
  return [presentAction('edit', '修改内容', permits('task.draft')), ...steps.filter(({ action }) => ['consult', 'issue', 'drop'].includes(action))];
}

async function readAssignments(context: Context, ground: TaskGround, facts: { readonly lacking: readonly string[]; readonly openComments: number }) {
  const names = await readAssignmentNames(context, ground.assignments);
  const today = context.today.toString();
  return { names, views: ground.assignments.map((row) => presentAssignment(row, names, { today, actions: assignmentActions(ground.task, row, facts, context) })) };
}

async function readReports(context: Context, taskId: string, orgs: ReadonlyMap<string, string>) {
  return (await reportRows.ofTask(context.tx, taskId)).map((row) => {
    const content = row.content as { readonly done?: string; readonly judgement?: Judgement };
    return {
      roundId: row.round_id,
      assignmentId: row.assignment_id,
      reportId: row.report_id,
      period: row.period,
      org: orgs.get(row.org_id) ?? row.org_id,
      state: row.state as ReportState,
      isNoChange: row.is_no_change,
      done: content.done ?? '',
      judgement: judgementLabel[content.judgement ?? 'normal'],
      signedAt: row.signed_at === null ? null : formatMoment(parseMoment(row.signed_at)),
      wasUnapproved: row.was_unapproved,
    };
  });
}

export const getTaskUseCase = useCase(getTask, async ({ params }, context) => {
  const { tx, today } = context;
  const ground = await requireTask(context, params.taskId, 'task.read');
  const { task, milestones, assignments } = ground;
  const facts = await issueFactsOf(context, ground);
  const { names, views } = await readAssignments(context, ground, facts);
  const leader = task.leader_id === null ? null : { userId: task.leader_id, name: (await personNames(tx, [task.leader_id])).get(task.leader_id) ?? '已离任人员' };
  const version = await taskStore.findVersion(tx, task.task_id, task.revision);
  const permits = permitsOn(context, taskResource(tx.region, ownedOf(task, assignments)));
  const opinions = await opinionStore.list(tx, task.task_id);
  return {
    task: presentSummary(task, { assignments, milestones, orgNames: names.orgs }, today.toString()),
    standardKind: task.standard_kind as StandardKind | null,
    standardText: task.standard_text,
    upperTask: task.upper_task,
    leader,
    origin: task.origin as Record<string, 'text' | 'decision'>,
    decidedBy: version?.saved_by_name ?? '',
    decidedAt: formatMoment(parseMoment(version?.saved_at ?? task.updated_at)),
    cycle: task.cycle,
    sentBack: task.sent_back,
    watchedFor: task.watched_for,
    lacking: [...facts.lacking],
    unmet: (await itemFactsOf(context, ground)).unmet,
    assignments: views,
    milestones: milestones.map((one) => ({ milestoneId: one.milestone_id, title: one.title, dueOn: one.due_on, dueOriginalOn: one.due_original_on, provedOn: one.proved_on })),
    opinions: opinions.map((one) => presentOpinion(one, names.orgs.get(one.org_id) ?? one.org_id, permits('task.draft'))),
    reports: await readReports(context, task.task_id, names.orgs),
    steps: presentSteps(await stepStore.ofTask(tx, task.task_id), (objectId) => {
      const row = assignments.find((one) => one.assignment_id === objectId);
      return row === undefined ? null : (names.orgs.get(row.org_id) ?? null);
    }),
    actions: [...(await actionsOf(context, ground, facts))],
  };
});
