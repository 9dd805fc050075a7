import { availableSteps, decideStep } from '#kernel/lifecycle.ts';
import { emit } from '#kernel/server/evidence.ts';
import { signatureOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { takeItemStep } from '../contract/index.ts';
import type { ItemState } from '../contract/index.ts';
import { itemLifecycle } from '../domain/index.ts';
import { changedMeanwhile } from './field-refusals.ts';
import { permitsOn, taskResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { sha256Of } from './sha256-of.ts';
import { recordStep } from './step-store.ts';
import { itemFactsOf, requireTask } from './task-ground.ts';
import type { TaskGround } from './task-ground.ts';
import { ownedOf } from './task-rows.ts';
import { taskStore } from './task-store.ts';

/** The verifier's word on a closed task is a voice of its own, of grade B. */
async function emitVerification(context: Context, { task }: TaskGround, note: string): Promise<void> {
  const today = context.today.toString();
  await emit(context, {
    anchors: [task.anchor],
    kind: 'attestation',
    voice: 'check',
    from: task.starts_on,
    to: today < task.starts_on ? task.starts_on : today,
    source: { module: 'task', type: 'verification', id: task.task_id, part: String(task.cycle) },
    version: task.revision,
    hash: sha256Of({ task: task.task_id, cycle: task.cycle, note, by: context.actor.id }),
    occurredOn: today,
    grade: 'B',
    stamp: task.stamp === 'demo' ? 'demo' : 'real',
    note,
  });
}

export const takeItemStepUseCase = useCase(takeItemStep, async ({ params, body }, context) => {
  const { tx, refuse } = context;
  const ground = await requireTask(context, params.taskId, 'task.read', 'lock');
  const { task } = ground;
  if (task.item_state === null) return refuse(taskRefusals.not_issued());
  const resource = taskResource(tx.region, ownedOf(task, ground.assignments));
  const permits = permitsOn(context, resource);
  const state = task.item_state as ItemState;
  const decision = decideStep(itemLifecycle, body.action, { state, facts: await itemFactsOf(context, ground), permits });
  refuse.unless(decision);
  if (!decision.allowed) throw new Error('a refused step went on');
  if (task.revision !== body.expectedRevision) return refuse(changedMeanwhile({ name: '另一人', revision: task.revision }, { base: {}, theirs: {}, mine: {} }, {}));
  const { to } = decision.step;
  await taskStore.setItem(context, task.task_id, {
    state: to,
    cycles: body.action === 'rebound' ? 1 : 0,
    returns: body.action === 'send-back' ? 1 : 0,
    ...(body.action === 'apply' ? { appliedBy: signatureOn(context.actor, ['task.apply-closing'], { resource, today: context.today }) } : {}),
  });
  await recordStep(context, { machine: itemLifecycle, objectId: task.task_id, taskId: task.task_id, from: state, action: body.action, to, note: body.reason });
  if (body.action === 'verify') await emitVerification(context, ground, body.reason);
  const after = await requireTask(context, params.taskId, 'task.read');
  const actions = availableSteps(itemLifecycle, { state: to, facts: await itemFactsOf(context, after), permits });
  return { taskId: params.taskId, itemState: to, revision: after.task.revision, actions: [...actions] };
});
