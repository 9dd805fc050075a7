/** Tasks that were drafted, issued and accepted by their units: the ground on which rounds stand. */
import type { TaskFields } from '#task/contract';
import { draftTasksUseCase } from '../../modules/task/server/draft-tasks.ts';
import { getTaskUseCase } from '../../modules/task/server/get-task.ts';
import { proposeTasksUseCase } from '../../modules/task/server/propose-tasks.ts';
import { takeAssignmentStepUseCase } from '../../modules/task/server/take-assignment-step.ts';
import { takeTaskStepsUseCase } from '../../modules/task/server/take-task-steps.ts';
import type { TaskUnit, TaskWorld } from './task-world.ts';

type Stage = Pick<TaskWorld, 'units' | 'planId' | 'office' | 'staff' | 'run'>;

export interface AcceptedTask {
  readonly taskId: string;
  readonly assignments: ReadonlyMap<string, string>;
}

/** All assignments of a task, accepted by their units; a reporter is in charge unless somebody else is named. */
export async function acceptAll(world: Stage, taskId: string, personId?: string): Promise<ReadonlyMap<string, string>> {
  const { assignments } = await world.run(getTaskUseCase, { params: { taskId } }, world.office('office_director'));
  for (const { assignmentId, revision, role, org, state } of assignments.filter(({ state }) => state === 'awaiting')) {
    const unit = world.units.find(({ orgId }) => orgId === org.orgId) as TaskUnit;
    const action = role === 'lead' ? 'accept' : 'accept-co';
    const actor = world.staff(unit, role === 'lead' ? 'unit_deputy' : 'unit_liaison');
    if (state === 'awaiting')
      await world.run(
        takeAssignmentStepUseCase,
        { params: { assignmentId }, body: { action, expectedRevision: revision, personId: personId ?? unit.people.unit_reporter } },
        actor,
      );
  }
  return new Map(assignments.map(({ assignmentId, org }) => [org.orgId, assignmentId]));
}

/** One task per wish: the units by their numbers, lead first; `unaccepted` names wishes whose units have not signed. */
export async function acceptedTasks(
  world: Stage,
  year: number,
  wishes: readonly { readonly clause?: number; readonly units: readonly number[]; readonly change?: Partial<TaskFields>; readonly personId?: string }[],
  { unaccepted = [] }: { readonly unaccepted?: readonly number[] } = {},
): Promise<readonly AcceptedTask[]> {
  const { items } = await world.run(proposeTasksUseCase, { query: { planId: world.planId, year: String(year) } }, world.office('dispatcher'));
  const tasks = wishes.map(({ clause = 0, units, change }) => {
    const proposal = items[clause];
    const named = units.map((number, index) => ({ orgId: world.units[number]?.orgId ?? '', role: index === 0 ? 'lead' : 'co' }));
    return { clause: proposal?.clause ?? '', fields: { ...proposal?.fields, units: named, ...change }, origin: proposal?.origin };
  });
  const stored = await world.run(draftTasksUseCase, { body: { planId: world.planId, year, tasks } }, world.office('dispatcher'));
  const taskIds = stored.items.map(({ taskId }) => taskId);
  await world.run(takeTaskStepsUseCase, { body: { action: 'consult', taskIds } }, world.office('dispatcher'));
  const issued = await world.run(takeTaskStepsUseCase, { body: { action: 'issue', taskIds } }, world.office('office_director'));
  if (issued.refused > 0) throw new Error(`not issued: ${issued.items.map(({ reason }) => reason).join()}`);
  const accepted: AcceptedTask[] = [];
  for (const [index, taskId] of taskIds.entries()) {
    accepted.push({ taskId, assignments: unaccepted.includes(index) ? new Map() : await acceptAll(world, taskId, wishes[index]?.personId) });
  }
  return accepted;
}
