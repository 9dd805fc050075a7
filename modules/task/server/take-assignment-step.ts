import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { assignmentStepActionLabel, takeAssignmentStep } from '../contract/index.ts';
import type { AssignmentRole, AssignmentState } from '../contract/index.ts';
import { assignmentLifecycle, itemLifecycle } from '../domain/index.ts';
import { addDebtsOf } from './add-debts.ts';
import { changedMeanwhile } from './field-refusals.ts';
import { requireLivingOrg, requireStaff } from './org-checks.ts';
import { assignmentActions, presentAssignment, readAssignmentNames } from './present-task.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { recordStep } from './step-store.ts';
import { decompositionRulesOn, issueFactsOf, requireTask } from './task-ground.ts';
import type { TaskGround } from './task-ground.ts';
import { isLiveAssignment, taskRows } from './task-rows.ts';
import type { AssignmentRow } from './task-rows.ts';
import { taskStore } from './task-store.ts';

type Body = ServerInput<typeof takeAssignmentStep>['body'];

interface Turn {
  readonly context: Context;
  readonly ground: TaskGround;
  readonly row: AssignmentRow;
  readonly body: Body;
  readonly to: AssignmentState;
}

const kept = (row: AssignmentRow) => ({
  assignmentId: row.assignment_id,
  refusals: 0,
  ground: row.refusal_ground,
  note: row.refusal_note,
  personId: row.person_id,
  deputyId: row.deputy_id,
  issuedAt: row.issued_at,
  acceptDueOn: row.accept_due_on,
  acceptedAt: row.accepted_at,
  isRuled: row.is_ruled,
  from: row.from_on,
  to: row.to_on,
});

async function acceptDue(context: Context): Promise<string> {
  const { acceptWorkingDays } = await decompositionRulesOn(context);
  return (await workingCalendarOf(context.tx)).addWorkingDays(context.today, acceptWorkingDays).toString();
}

/** The ledger item begins when everybody has accepted. */
async function startWhenAllAccepted(context: Context, taskId: string): Promise<void> {
  const { tx } = context;
  const task = await taskRows.find(tx, taskId);
  const live = (await taskRows.assignments(tx, [taskId])).filter(isLiveAssignment);
  if (task?.item_state !== 'awaiting' || live.some(({ state }) => state !== 'accepted')) return;
  await taskStore.setItem(context, taskId, { state: 'advancing' });
  await recordStep(context, { machine: itemLifecycle, objectId: taskId, taskId, from: 'awaiting', action: 'start', to: 'advancing' });
}

async function accept({ context, ground, row, body, to }: Turn): Promise<null> {
  const { tx, now, today, refuse } = context;
  const org = await requireLivingOrg(context, row.org_id, '责任单位');
  if (body.personId === undefined) return refuse(taskRefusals.person_missing());
  await requireStaff(context, { userId: body.personId, orgId: row.org_id, orgName: org.name, field: '具体责任人' });
  if (body.deputyId !== undefined && body.deputyId !== null) await requireStaff(context, { userId: body.deputyId, orgId: row.org_id, orgName: org.name, field: '替代人' });
  await taskStore.setAssignment(tx, { ...kept(row), state: to, personId: body.personId, deputyId: body.deputyId ?? null, acceptedAt: formatMoment(now), from: today.toString() });
  await startWhenAllAccepted(context, ground.task.task_id);
  await addDebtsOf(context, { assignmentId: row.assignment_id, reason: row.replaces === null ? '本轮开放后签收' : '本轮开放后变更分工' });
  return null;
}

async function refuseTask({ context, row, body, to }: Turn): Promise<null> {
  if (body.ground === undefined || body.reason === undefined) return context.refuse(taskRefusals.reason_missing({ action: '退签' }));
  await taskStore.setAssignment(context.tx, { ...kept(row), state: to, refusals: 1, ground: body.ground, note: body.reason });
  return null;
}

/** Back to the unit with a new clock; after an amendment all units of the task get one. */
async function sendAgain({ context, ground, row, body, to }: Turn): Promise<null> {
  const due = await acceptDue(context);
  const others = body.action === 'amend' ? ground.assignments.filter((one) => one.state === 'awaiting') : [];
  for (const one of [row, ...others]) {
    await taskStore.setAssignment(context.tx, { ...kept(one), state: to, issuedAt: formatMoment(context.now), acceptDueOn: due });
  }
  return null;
}

async function rule({ context, ground, row, to }: Turn): Promise<null> {
  const { tx, now, today } = context;
  await taskStore.setAssignment(tx, { ...kept(row), state: to, acceptedAt: formatMoment(now), isRuled: true, from: today.toString() });
  await startWhenAllAccepted(context, ground.task.task_id);
  await addDebtsOf(context, { assignmentId: row.assignment_id, reason: '本轮开放后裁定' });
  return null;
}

/** The last day on which the old assignment held; the new one waits for acceptance. */
async function handOver({ context, ground, row, body, to }: Turn): Promise<string> {
  const { tx, today, refuse, now } = context;
  if (body.toOrgId === undefined) return refuse(taskRefusals.target_missing());
  if (ground.assignments.some((one) => isLiveAssignment(one) && one.org_id === body.toOrgId)) return refuse(taskRefusals.target_same());
  await requireLivingOrg(context, body.toOrgId, '改派到');
  const on = parseDay(body.on ?? today.toString());
  if (on.until(today).sign > 0) return refuse(taskRefusals.day_early({ field: '生效日期', least: today.toString() }));
  const last = on.subtract({ days: 1 }).toString();
  await taskStore.setAssignment(tx, { ...kept(row), state: to, to: row.from_on === null ? null : last < row.from_on ? row.from_on : last });
  const due = await acceptDue(context);
  const [id = ''] = await taskStore.addAssignments(context, {
    taskId: row.task_id,
    units: [{ orgId: body.toOrgId, role: row.role }],
    state: 'awaiting',
    machineVersion: assignmentLifecycle.version,
    replaces: row.assignment_id,
    issuedAt: formatMoment(now),
    acceptDueOn: due,
  });
  await recordStep(context, {
    machine: assignmentLifecycle,
    objectId: id,
    taskId: row.task_id,
    orgId: body.toOrgId,
    from: null,
    action: 'draft',
    to: 'awaiting',
    note: body.reason,
  });
  return id;
}

async function end({ context, row, body, to }: Turn): Promise<null> {
  const on = body.on ?? context.today.toString();
  if (on < context.today.toString()) return context.refuse(taskRefusals.day_early({ field: '生效日期', least: context.today.toString() }));
  await taskStore.setAssignment(context.tx, { ...kept(row), state: to, to: row.from_on === null ? null : on < row.from_on ? row.from_on : on });
  return null;
}

const acts: Readonly<Record<Body['action'], (turn: Turn) => Promise<string | null>>> = {
  accept,
  'accept-co': accept,
  refuse: refuseTask,
  keep: sendAgain,
  amend: sendAgain,
  reassign: handOver,
  rule,
  change: handOver,
  end,
};

async function presentOne(context: Context, ground: TaskGround, assignmentId: string) {
  const rows = await taskRows.assignments(context.tx, [ground.task.task_id]);
  const row = rows.find((one) => one.assignment_id === assignmentId);
  if (row === undefined) throw new Error(`assignment ${assignmentId} vanished within its own transaction`);
  const facts = await issueFactsOf(context, ground);
  return presentAssignment(row, await readAssignmentNames(context, [row]), { today: context.today.toString(), actions: assignmentActions(ground.task, row, facts, context) });
}

function requireReason({ action, reason }: Body, context: Context): void {
  if (action !== 'accept' && action !== 'accept-co' && reason === undefined) context.refuse(taskRefusals.reason_missing({ action: assignmentStepActionLabel[action] }));
}

export const takeAssignmentStepUseCase = useCase(takeAssignmentStep, async ({ params, body }, context) => {
  const { tx, refuse } = context;
  const before = await taskRows.findAssignment(tx, params.assignmentId);
  if (before === undefined) return refuse(taskRefusals.assignment_not_found());
  const ground = await requireTask(context, before.task_id, 'task.read', 'lock');
  const row = ground.assignments.find((one) => one.assignment_id === params.assignmentId) ?? before;
  const facts = { ...(await issueFactsOf(context, ground)), role: row.role as AssignmentRole, refusals: row.refusals };
  const permits = permitsOn(context, assignmentResource(tx.region, { planPath: ground.task.plan_path, orgId: row.org_id }));
  const decision = decideStep(assignmentLifecycle, body.action, { state: row.state as AssignmentState, facts, permits });
  refuse.unless(decision);
  if (!decision.allowed) throw new Error('a refused step went on');
  if (row.revision !== body.expectedRevision) refuse(changedMeanwhile({ name: '另一人', revision: row.revision }, { base: {}, theirs: {}, mine: {} }, {}));
  requireReason(body, context);
  const newId = await acts[body.action]({ context, ground, row, body, to: decision.step.to });
  await recordStep(context, {
    machine: assignmentLifecycle,
    objectId: row.assignment_id,
    taskId: row.task_id,
    orgId: row.org_id,
    from: row.state,
    action: body.action,
    to: decision.step.to,
    reasonCode: body.ground,
    note: body.reason,
  });
  return { assignment: await presentOne(context, ground, row.assignment_id), replacement: newId === null ? null : await presentOne(context, ground, newId) };
});
