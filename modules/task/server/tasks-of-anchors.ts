/** For later modules: tasks that answer one of some clauses. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listTasks = statement({
  name: 'task.list-tasks-of-anchors',
  class: 'router',
  text: 'select t.task_id from task.task t where t.region_code = $1 and t.anchor = any ($2) order by t.task_id',
  params: { region: 'text', anchors: 'text[]' },
  row: { task_id: 'uuid' },
});

export const taskIdsOfAnchors = async (tx: Tx, anchors: readonly string[]): Promise<readonly string[]> =>
  anchors.length === 0 ? [] : (await tx.many(listTasks, { region: tx.region, anchors })).map(({ task_id }) => task_id);
