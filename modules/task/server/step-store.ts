/** Every transition as a row and an event in the caller's transaction. */
import { formatMoment } from '#kernel/calendar.ts';
import { standingAt } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { taskStepTaken } from '../contract/index.ts';

const insertStep = statement({
  name: 'task.insert-step',
  class: 'router',
  text: `insert into task.step (region_code, step_id, machine, machine_version, object_id, task_id, from_state, action, to_state, reason_code, note, actor, actor_name, on_behalf_of, taken_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
  params: {
    region: 'text',
    stepId: 'uuid',
    machine: 'text',
    machineVersion: 'int4',
    objectId: 'uuid',
    taskId: 'uuid?',
    from: 'text?',
    action: 'text',
    to: 'text',
    reasonCode: 'text?',
    note: 'text',
    actor: 'text',
    actorName: 'text',
    onBehalfOf: 'text?',
    at: 'timestamptz',
  },
  row: {},
});

const listSteps = statement({
  name: 'task.list-steps',
  class: 'router',
  text: `select s.object_id, s.machine, s.from_state, s.action, s.to_state, s.reason_code, s.note, s.actor_name, s.on_behalf_of, s.taken_at
         from task.step s where s.region_code = $1 and (s.task_id = $2 or s.object_id = $3) order by s.step_id desc limit 500`,
  params: { region: 'text', taskId: 'uuid?', objectId: 'uuid?' },
  row: {
    object_id: 'uuid',
    machine: 'text',
    from_state: 'text?',
    action: 'text',
    to_state: 'text',
    reason_code: 'text?',
    note: 'text',
    actor_name: 'text',
    on_behalf_of: 'text?',
    taken_at: 'timestamptz',
  },
});

export interface TakenStep {
  readonly machine: {
    readonly name: string;
    readonly version: number;
    readonly steps: readonly { readonly action: string; readonly from: readonly (string | null)[]; readonly permission: string | null }[];
  };
  readonly objectId: string;
  readonly taskId: string | null;
  readonly orgId?: string;
  readonly from: string | null;
  readonly action: string;
  readonly to: string;
  readonly reasonCode?: string | undefined;
  readonly note?: string | undefined;
}

/** The permission that the row of the table asks for, at the unit, decides on whose behalf the step is taken. */
function actingAt({ machine, action, from, orgId }: TakenStep, { actor, today }: Context): Context['actor'] {
  const row = machine.steps.find((step) => step.action === action && step.from.includes(from));
  return typeof row?.permission === 'string' && orgId !== undefined ? standingAt(actor, { permission: row.permission, orgId, today }) : actor;
}

export async function recordStep(context: Context, step: TakenStep): Promise<void> {
  const { tx, now } = context;
  const actor = actingAt(step, context);
  await tx.run(insertStep, {
    region: tx.region,
    stepId: context.newId(),
    machine: step.machine.name,
    machineVersion: step.machine.version,
    objectId: step.objectId,
    taskId: step.taskId,
    from: step.from,
    action: step.action,
    to: step.to,
    reasonCode: step.reasonCode ?? null,
    note: step.note ?? '',
    actor: actor.id,
    actorName: actor.displayName,
    onBehalfOf: actor.onBehalfOf?.displayName ?? null,
    at: formatMoment(now),
  });
  await record(context, taskStepTaken, {
    objectId: step.objectId,
    machine: step.machine.name,
    machineVersion: String(step.machine.version),
    taskId: step.taskId ?? '',
    orgId: step.orgId ?? '',
    from: step.from ?? '',
    action: step.action,
    to: step.to,
    reasonCode: step.reasonCode ?? '',
    note: step.note ?? '',
  });
}

export const stepStore = {
  /** newest first */
  ofTask: (tx: Context['tx'], taskId: string) => tx.many(listSteps, { region: tx.region, taskId, objectId: null }),
  ofObject: (tx: Context['tx'], objectId: string) => tx.many(listSteps, { region: tx.region, taskId: null, objectId }),
};
