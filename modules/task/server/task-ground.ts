/** One task with all that a decision about it needs: wording, units, opinions, proof. */
import { param } from '#kernel/server/params.ts';
import { signatureOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { decide } from '#kernel/access.ts';
import { evidenceOf } from '#kernel/server/evidence.ts';
import { countsOfficially, isGradeAtLeast } from '#kernel/evidence.ts';
import { agreedUnmet } from '#answer/server';
import { decideApart } from '#identity/contract';
import { taskSeparations } from '../contract/index.ts';
import type { AssignmentRole, StandardKind, TaskPermission } from '../contract/index.ts';
import { lackingOfTask } from '../domain/index.ts';
import type { TaskDraft } from '../domain/index.ts';
import { decompositionRules } from './params.ts';
import { ownUnits, taskResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { isLiveAssignment, ownedOf, taskRows } from './task-rows.ts';
import type { AssignmentRow, MilestoneRow, TaskRow } from './task-rows.ts';

export interface TaskGround {
  readonly task: TaskRow;
  readonly assignments: readonly AssignmentRow[];
  readonly milestones: readonly MilestoneRow[];
}

const countOpenOpinions = statement({
  name: 'task.count-open-opinions',
  class: 'router',
  text: `select count(*)::int4 as total from task.opinion o where o.region_code = $1 and o.task_id = $2 and o.answered_at is null`,
  params: { region: 'text', taskId: 'uuid' },
  row: { total: 'int4' },
});

/** A task out of the caller's reach looks like one that does not exist; whoever lacks the right altogether was refused by the endpoint. */
export async function requireTask(context: Context, taskId: string, permission: TaskPermission, how: 'read' | 'lock' = 'read'): Promise<TaskGround> {
  const { tx, refuse, actor, today } = context;
  const task = how === 'lock' ? await taskRows.lock(tx, taskId) : await taskRows.find(tx, taskId);
  if (task === undefined) return refuse(taskRefusals.not_found());
  const assignments = await taskRows.assignments(tx, [taskId]);
  const milestones = await taskRows.milestones(tx, [taskId]);
  const decision = decide(actor, permission, taskResource(tx.region, ownedOf(task, assignments)), today);
  if (!decision.allowed) return refuse(taskRefusals.not_found());
  return { task, assignments, milestones };
}

export const draftOf = ({ task, assignments, milestones }: TaskGround): TaskDraft => ({
  year: task.year,
  title: task.title,
  standardKind: task.standard_kind as StandardKind | null,
  standardText: task.standard_text,
  startsOn: task.starts_on,
  dueOn: task.due_on,
  milestones: milestones.map(({ title, due_on }) => ({ title, dueOn: due_on })),
  units: assignments.filter(isLiveAssignment).map(({ org_id, role }) => ({ orgId: org_id, role: role as AssignmentRole })),
});

export async function issueFactsOf(context: Context, ground: TaskGround): Promise<{ readonly lacking: readonly string[]; readonly openComments: number }> {
  const { total } = await context.tx.one(countOpenOpinions, { region: context.tx.region, taskId: ground.task.task_id });
  return { lacking: lackingOfTask(draftOf(ground)), openComments: total };
}

/**
 * What the standard still lacks, in words; null when it is met. Milestones and counts are proved by approved reports, a
 * contract by the verdict of today on what was agreed, documents and titles by official evidence of grade B or better.
 */
export async function unmetOf(context: Context, { task, milestones }: TaskGround): Promise<string | null> {
  const open = milestones.filter(({ proved_on }) => proved_on === null);
  if (open.length > 0) return `还有 ${open.length} 个节点没有核定的完成材料，如「${open[0]?.title ?? ''}」。`;
  if (task.standard_kind === 'milestones' || task.standard_kind === 'count') return null;
  if (task.standard_kind === 'contract') return agreedUnmet(context, { planId: task.plan_id, measure: task.clause, countsDemo: task.stamp === 'demo' });
  const today = context.today.toString();
  const counting = (await evidenceOf(context.tx, [task.anchor])).filter(
    (one) =>
      (task.stamp === 'demo' ? one.status === 'live' : countsOfficially(one)) &&
      one.voice !== 'self' &&
      isGradeAtLeast(one.grade, 'B') &&
      (one.validUntil === null || one.validUntil >= today),
  );
  return counting.length > 0 ? null : '条款还没有 B 级以上的有效证据。请由业务系统取证，或由他人核实后登记。';
}

export async function itemFactsOf(context: Context, ground: TaskGround): Promise<{ readonly unmet: string | null; readonly isOwnUnit: boolean; readonly isApplicant: boolean }> {
  const { actor, tx, today } = context;
  const own = ownUnits(context);
  const by = signatureOn(actor, ['task.verify'], { resource: taskResource(tx.region, ownedOf(ground.task, ground.assignments)), today });
  return {
    unmet: await unmetOf(context, ground),
    isOwnUnit: ground.assignments.some((row) => isLiveAssignment(row) && own.has(row.org_id)),
    isApplicant: !decideApart(taskSeparations['task.verify-closing'], { first: [ground.task.applied_by], second: by }).allowed,
  };
}

export const decompositionRulesOn = async ({ tx, today }: Pick<Context, 'tx' | 'today'>) => (await param(tx, decompositionRules, { on: today, region: tx.region })).value;
