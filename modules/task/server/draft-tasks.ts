import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseAnchor } from '#plan/contract';
import { readClauses } from '#plan/server';
import type { PlanClause } from '#plan/server';
import { draftTasks, taskDrafted } from '../contract/index.ts';
import type { TaskFields } from '../contract/index.ts';
import { assignmentLifecycle, faultsOfTask, inactiveBecause, lackingOfTask } from '../domain/index.ts';
import { invalidTask } from './field-refusals.ts';
import { requireLivingOrg } from './org-checks.ts';
import { requireClause } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { recordStep } from './step-store.ts';
import { taskStore } from './task-store.ts';
import { publishedOf } from './work-points-store.ts';

export interface DraftRequest {
  readonly clause: string;
  readonly fields: TaskFields;
  readonly origin: Readonly<Record<string, 'text' | 'decision'>>;
}

/** Draft of the whole, as the rules see it. */
export const asDraft = (year: number, fields: TaskFields) => ({ ...fields, year });

async function requireSound(context: Context, year: number, requests: readonly DraftRequest[]): Promise<void> {
  const calendar = await workingCalendarOf(context.tx);
  const faults = requests.flatMap(({ fields }, index) =>
    faultsOfTask(asDraft(year, fields), calendar).map((fault) => ({
      path: `body.tasks.${index}.fields.${fault.path}`,
      label: fault.label,
      message: requests.length === 1 ? fault.message : `第 ${index + 1} 项「${fields.title.slice(0, 20)}」：${fault.message}`,
    })),
  );
  if (faults.length > 0) context.refuse(invalidTask(faults));
}

/** Demo units make demo tasks: they stay out of official figures. */
async function stampOf(context: Context, requests: readonly DraftRequest[]): Promise<(fields: TaskFields) => 'real' | 'demo'> {
  const demo = new Set<string>();
  for (const orgId of new Set(requests.flatMap(({ fields }) => fields.units.map((unit) => unit.orgId)))) {
    const { isDemo } = await requireLivingOrg(context, orgId, '责任单位');
    if (isDemo) demo.add(orgId);
  }
  return (fields) => (fields.units.some(({ orgId }) => demo.has(orgId)) ? 'demo' : 'real');
}

/** Stores drafts under running numbers of the year; the caller has been checked. */
export async function storeDrafts(
  context: Context,
  key: { readonly planId: string; readonly year: number },
  requests: readonly DraftRequest[],
): Promise<{ taskId: string; code: string; lacking: string[] }[]> {
  const { tx, refuse } = context;
  await taskStore.takeTurn(tx, key.planId, key.year);
  if ((await publishedOf(tx, key)) !== undefined) refuse(taskRefusals.work_points_published({ year: key.year }));
  const plan = await readClauses(key.planId as never, context);
  const clauses = new Map<string, PlanClause>(plan.clauses.map((clause) => [clause.clause, clause]));
  await requireSound(context, key.year, requests);
  const stamp = await stampOf(context, requests);
  let highest = await taskStore.highestCode(tx, key.planId, key.year);
  const stored: { taskId: string; code: string; lacking: string[] }[] = [];
  for (const { clause: name, fields, origin } of requests) {
    const clause = clauses.get(name);
    if (clause === undefined || inactiveBecause(clause, key.year) !== null) return refuse(taskRefusals.clause_unknown({ clause: name }));
    requireClause(context, 'task.draft', clause.planPath);
    highest += 1;
    const task = { taskId: context.newId(), code: `${key.year}-${String(highest).padStart(3, '0')}` };
    await taskStore.insert(context, {
      ...task,
      ...key,
      clause: name,
      anchor: clauseAnchor(key.planId, name),
      planPath: clause.planPath,
      fields,
      origin,
      stamp: stamp(fields),
      machineVersion: assignmentLifecycle.version,
    });
    await record(context, taskDrafted, { taskId: task.taskId, planId: key.planId, year: String(key.year), clause: name, code: task.code });
    await recordStep(context, { machine: assignmentLifecycle, objectId: task.taskId, taskId: task.taskId, from: null, action: 'draft', to: 'draft' });
    stored.push({ ...task, lacking: [...lackingOfTask(asDraft(key.year, fields))] });
  }
  return stored;
}

export const draftTasksUseCase = useCase(draftTasks, async ({ body }, context) => ({ items: await storeDrafts(context, body, body.tasks) }), { statusOf: () => 201 });
