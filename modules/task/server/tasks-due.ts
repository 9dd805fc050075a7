/** For later modules: tasks in progress that are due within some days and whose lead unit has not asked for the closing. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listDue = statement({
  name: 'task.list-tasks-due-unclosed',
  class: 'router',
  text: `select t.task_id, t.code, t.title, t.plan_path, t.due_on, a.org_id from task.task t
         join task.assignment a on a.region_code = t.region_code and a.task_id = t.task_id and a.role = 'lead' and a.state not in ('changed', 'ended')
         where t.region_code = $1 and t.item_state = 'advancing' and t.due_on between $2 and $3 and ($4::uuid is null or a.org_id = $4) order by a.org_id, t.due_on, t.code`,
  params: { region: 'text', from: 'date', until: 'date', orgId: 'uuid?' },
  row: { task_id: 'uuid', code: 'text', title: 'text', plan_path: 'text', due_on: 'date?', org_id: 'uuid' },
});

export interface TaskDue {
  readonly taskId: string;
  readonly code: string;
  readonly title: string;
  readonly planPath: string;
  readonly dueOn: string;
  readonly orgId: string;
}

/** `orgId` null = of all units. */
export async function listTasksDue(tx: Tx, of: { readonly from: string; readonly until: string; readonly orgId: string | null }): Promise<readonly TaskDue[]> {
  return (await tx.many(listDue, { region: tx.region, ...of })).map((row) => ({
    taskId: row.task_id,
    code: row.code,
    title: row.title,
    planPath: row.plan_path,
    dueOn: row.due_on ?? '',
    orgId: row.org_id,
  }));
}
