import { scope } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { dayPart, readCursor } from '#kernel/read-cursor.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listTasks, taskIdSchema } from '../contract/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { presentSummary, readParts } from './present-task.ts';
import { taskRows } from './task-rows.ts';
import type { TaskFilter, TaskRow } from './task-rows.ts';

type Query = ServerInput<typeof listTasks>['query'];

const forms = { code: /^[0-9]{4}-[0-9]{1,6}$/, due: dayPart };

const placeOf = (cursor: string | undefined, sort: Query['sort']) => readCursor(cursor, { order: sort, year: /^[0-9]{4}$/, key: forms[sort], id: taskIdSchema });

const keyOf = (sort: Query['sort'], row: TaskRow): readonly string[] => [sort, String(row.year), sort === 'code' ? row.code : (row.due_on ?? '9999-12-31'), row.task_id];

export function taskFilterOf(query: Omit<Query, 'sort' | 'limit' | 'cursor'>, { actor, tx, today }: Pick<Context, 'actor' | 'tx' | 'today'>): TaskFilter {
  const { orgs, paths } = scope(actor, 'task.read', tx.region, today);
  const words = query.q?.trim() ?? '';
  return {
    orgs,
    paths,
    pattern: words === '' ? null : containsPattern(words),
    planId: query.planId ?? null,
    year: query.year ?? null,
    clause: query.clause ?? null,
    itemState: query.itemState ?? null,
    tier: query.tier ?? null,
    orgId: query.orgId ?? null,
    assignmentState: query.assignmentState ?? null,
    overdueOn: query.overdue === undefined ? null : today.toString(),
  };
}

/** A page of tasks within the caller's reach; six statements, however many rows. */
export async function readTaskList(query: Query, context: Context): Promise<ReplyInput<typeof listTasks>> {
  const filters = taskFilterOf(query, context);
  const limit = query.limit ?? defaultPageSize;
  const rows = await taskRows.list(context.tx, query.sort, filters, { place: placeOf(query.cursor, query.sort), limit: limit + 1 });
  const page = cutPage(rows, limit, (row) => keyOf(query.sort, row));
  const partsOf = await readParts(
    context,
    page.rows.map(({ task_id }) => task_id),
  );
  const today = context.today.toString();
  return {
    items: page.rows.map((row) => presentSummary(row, partsOf(row.task_id), today)),
    nextCursor: page.nextCursor,
    total: await taskRows.count(context.tx, filters),
    actions: [
      presentAction('task.draft', '草拟任务', decidePermission(context.actor, 'task.draft')),
      presentAction('task.issue', '下达任务', decidePermission(context.actor, 'task.issue')),
    ],
  };
}

export const listTasksUseCase = useCase(listTasks, ({ query }, context) => readTaskList(query, context));
