import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { assignmentStateLabel, getTaskVersion, saveTask, taskAmended, taskFieldsSchema } from '../contract/index.ts';
import type { AssignmentState, TaskFields } from '../contract/index.ts';
import { assignmentLifecycle, faultsOfTask, lackingOfTask } from '../domain/index.ts';
import { asDraft } from './draft-tasks.ts';
import { changedMeanwhile, invalidTask } from './field-refusals.ts';
import { requireLivingOrg } from './org-checks.ts';
import { taskRefusals } from './refusals.ts';
import { requireTask } from './task-ground.ts';
import type { TaskGround } from './task-ground.ts';
import { isLiveAssignment } from './task-rows.ts';
import { taskStore } from './task-store.ts';

export const taskFieldLabels: Readonly<Record<keyof TaskFields, string>> = {
  title: '任务',
  standardKind: '完成标准类型',
  standardText: '完成标准',
  startsOn: '开始日',
  dueOn: '完成时限',
  tier: '填报周期',
  upperTask: '上级任务',
  leaderId: '县领导',
  milestones: '节点',
  units: '责任单位',
};

/** The wording as stored, in the form in which it is edited. */
export function fieldsOf({ task, assignments, milestones }: TaskGround): TaskFields {
  return taskFieldsSchema.parse({
    title: task.title,
    standardKind: task.standard_kind,
    standardText: task.standard_text,
    startsOn: task.starts_on,
    dueOn: task.due_on,
    tier: task.tier,
    upperTask: task.upper_task,
    leaderId: task.leader_id,
    milestones: milestones.map((one) => ({ milestoneId: one.milestone_id, title: one.title, dueOn: one.due_on })),
    units: assignments.filter(isLiveAssignment).map((one) => ({ orgId: one.org_id, role: one.role })),
  });
}

const sameUnits = (a: TaskFields['units'], b: TaskFields['units']): boolean => {
  const keys = (units: TaskFields['units']) =>
    units
      .map(({ orgId, role }) => `${orgId}/${role}`)
      .sort()
      .join();
  return keys(a) === keys(b);
};

/** Throws `task.changed_meanwhile` with what differs when somebody saved since. */
export async function requireRevision(context: Context, ground: TaskGround, mine: { readonly revision: number; readonly fields: TaskFields }): Promise<void> {
  const { task } = ground;
  if (task.revision === mine.revision) return;
  const base = await taskStore.findVersion(context.tx, task.task_id, mine.revision);
  const theirs = await taskStore.findVersion(context.tx, task.task_id, task.revision);
  const content = (version: typeof base) => (version?.content ?? {}) as Readonly<Record<string, unknown>>;
  context.refuse(
    changedMeanwhile({ name: theirs?.saved_by_name ?? '另一人', revision: task.revision }, { base: content(base), theirs: content(theirs), mine: mine.fields }, taskFieldLabels),
  );
}

const stateOf = ({ assignments }: TaskGround): AssignmentState => (assignments.find((one) => one.role === 'lead' && isLiveAssignment(one))?.state ?? 'draft') as AssignmentState;

/** A draft, one that is being consulted, or an issued one that its lead sent back, may be reworded. */
function requireEditable(context: Context, ground: TaskGround, fields: TaskFields): 'draft' | 'issued' {
  const isDraft = ground.task.item_state === null;
  if (isDraft) {
    const live = ground.assignments.filter(isLiveAssignment);
    if (live.some(({ state }) => state === 'consulting') && !sameUnits(fieldsOf(ground).units, fields.units)) context.refuse(taskRefusals.units_by_step());
    return 'draft';
  }
  if (!ground.assignments.some(({ state }) => state === 'refused')) context.refuse(taskRefusals.not_editable({ state: assignmentStateLabel[stateOf(ground)] }));
  if (!sameUnits(fieldsOf(ground).units, fields.units)) context.refuse(taskRefusals.units_by_step());
  return 'issued';
}

function originAfter(before: TaskFields, after: TaskFields, origin: Readonly<Record<string, string>>): Record<string, 'text' | 'decision'> {
  const changed = (Object.keys(after) as (keyof TaskFields)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return { ...(origin as Record<string, 'text' | 'decision'>), ...Object.fromEntries(changed.map((field) => [field, 'decision' as const])) };
}

/** Stores a new wording; units of a draft follow, those of an issued task move by steps only. */
export async function rewriteTask(context: Context, ground: TaskGround, change: { readonly fields: TaskFields; readonly reason: string }): Promise<void> {
  const { task } = ground;
  const faults = faultsOfTask(asDraft(task.year, change.fields), await workingCalendarOf(context.tx));
  if (faults.length > 0) context.refuse(invalidTask(faults.map((fault) => ({ ...fault, path: `body.fields.${fault.path}` }))));
  for (const { orgId } of change.fields.units) await requireLivingOrg(context, orgId, '责任单位');
  const origin = originAfter(fieldsOf(ground), change.fields, task.origin as Readonly<Record<string, string>>);
  const isDraft = ground.assignments.filter(isLiveAssignment).every(({ state }) => state === 'draft');
  if (task.item_state === null && isDraft) await taskStore.setDraftUnits(context, task.task_id, change.fields.units, assignmentLifecycle.version);
  await taskStore.update(context, task.task_id, { fields: change.fields, origin, reason: change.reason });
  await record(context, taskAmended, { taskId: task.task_id, revision: String(task.revision + 1), reason: change.reason });
}

export const saveTaskUseCase = useCase(saveTask, async ({ params, body }, context) => {
  const ground = await requireTask(context, params.taskId, 'task.draft', 'lock');
  await requireRevision(context, ground, { revision: body.expectedRevision, fields: body.fields });
  requireEditable(context, ground, body.fields);
  await rewriteTask(context, ground, { fields: body.fields, reason: body.reason });
  return { taskId: params.taskId, revision: ground.task.revision + 1, lacking: [...lackingOfTask(asDraft(ground.task.year, body.fields))] };
});

export const getTaskVersionUseCase = useCase(getTaskVersion, async ({ params }, context) => {
  await requireTask(context, params.taskId, 'task.read');
  const version = await taskStore.findVersion(context.tx, params.taskId, params.revision);
  if (version === undefined) return context.refuse(taskRefusals.not_found());
  return {
    revision: version.revision,
    fields: taskFieldsSchema.parse(version.content),
    savedBy: version.saved_by_name,
    savedAt: formatMoment(parseMoment(version.saved_at)),
    reason: version.reason,
  };
});
