/** For later modules: a task is asked every month while it is watched, e.g. while its light is red. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { taskWatched } from '../contract/index.ts';

const setWatched = statement({
  name: 'task.set-watched',
  class: 'router',
  text: `update task.task set watched_for = $3 where region_code = $1 and task_id = $2 and watched_for is distinct from $3`,
  params: { region: 'text', taskId: 'uuid', reason: 'text?' },
  row: {},
});

/** `reason` null ends it; saying the same again does nothing. */
export async function watchTask(context: Context, taskId: string, reason: string | null): Promise<void> {
  const changed = await context.tx.run(setWatched, { region: context.tx.region, taskId, reason });
  if (changed > 0) await record(context, taskWatched, { taskId, isWatched: String(reason !== null), reason: reason ?? '' });
}
