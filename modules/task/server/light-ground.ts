/** For the lights: what tasks were on every past day, from records that never change: wordings and steps, with their moments. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listVersions = statement({
  name: 'task.list-milestones-of-versions',
  class: 'router',
  text: `select v.task_id, v.saved_at, coalesce(m.value ->> 'milestoneId', '') as milestone_id, coalesce(m.value ->> 'title', '') as title, m.value ->> 'dueOn' as due_on
         from task.task_version v left join lateral jsonb_array_elements(v.content -> 'milestones') m on true
         where v.region_code = $1 and v.task_id = any ($2) order by v.task_id, v.revision`,
  params: { region: 'text', taskIds: 'uuid[]' },
  row: { task_id: 'uuid', saved_at: 'timestamptz', milestone_id: 'text', title: 'text', due_on: 'text?' },
});

const listDropped = statement({
  name: 'task.list-dropped-milestones',
  class: 'router',
  text: 'select m.milestone_id from task.milestone m where m.region_code = $1 and m.task_id = any ($2) and m.is_dropped order by m.milestone_id',
  params: { region: 'text', taskIds: 'uuid[]' },
  row: { milestone_id: 'uuid' },
});

const listItemSteps = statement({
  name: 'task.list-item-steps-of-tasks',
  class: 'router',
  text: `select s.task_id, s.step_id, s.from_state, s.action, s.to_state, s.taken_at from task.step s
         where s.region_code = $1 and s.task_id = any ($2) and s.machine = 'task.item' order by s.task_id, s.step_id`,
  params: { region: 'text', taskIds: 'uuid[]' },
  row: { task_id: 'uuid', step_id: 'uuid', from_state: 'text?', action: 'text', to_state: 'text', taken_at: 'timestamptz' },
});

export interface TaskGroundForLights {
  /** the milestones as each wording had them, oldest first */
  readonly wordings: readonly { readonly savedAt: string; readonly milestones: readonly { readonly id: string; readonly title: string; readonly dueOn: string }[] }[];
  readonly dropped: ReadonlySet<string>;
  /** steps of the ledger item, oldest first */
  readonly steps: readonly { readonly stepId: string; readonly from: string | null; readonly action: string; readonly to: string; readonly at: string }[];
}

/** Three statements, however many tasks. */
export async function taskGroundForLights(tx: Tx, taskIds: readonly string[]): Promise<ReadonlyMap<string, TaskGroundForLights>> {
  if (taskIds.length === 0) return new Map();
  const at = { region: tx.region, taskIds };
  const versions = Map.groupBy(await tx.many(listVersions, at), ({ task_id }) => task_id);
  const dropped = new Set((await tx.many(listDropped, at)).map(({ milestone_id }) => milestone_id));
  const steps = Map.groupBy(await tx.many(listItemSteps, at), ({ task_id }) => task_id);
  return new Map(
    taskIds.map((taskId) => {
      const wordings = [...Map.groupBy(versions.get(taskId) ?? [], ({ saved_at }) => saved_at)].map(([savedAt, rows]) => ({
        savedAt,
        milestones: rows.flatMap(({ milestone_id, title, due_on }) => (milestone_id === '' || due_on === null ? [] : [{ id: milestone_id, title, dueOn: due_on }])),
      }));
      const own = (steps.get(taskId) ?? []).map((row) => ({ stepId: row.step_id, from: row.from_state, action: row.action, to: row.to_state, at: row.taken_at }));
      return [taskId, { wordings, dropped, steps: own }];
    }),
  );
}
