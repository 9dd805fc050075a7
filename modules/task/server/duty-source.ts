/** What a person answers for in the ledger of tasks: accepted assignments. A hand-over of the post moves them. */
import { defineDutySource } from '#kernel/server/duty-sources.ts';
import { statement } from '#kernel/server/db.ts';
import { assignmentLifecycle } from '../domain/index.ts';
import { recordStep } from './step-store.ts';

const listOpen = statement({
  name: 'task.list-duties-of-person',
  class: 'router',
  text: `select a.assignment_id, t.task_id, t.code, t.title, t.due_on from task.assignment a join task.task t on t.region_code = a.region_code and t.task_id = a.task_id
         where a.region_code = $1 and a.person_id = $2 and ($3::uuid is null or a.org_id = $3) and a.state = 'accepted' and t.item_state in ('awaiting', 'advancing', 'verifying', 'suspended')
         order by t.due_on, t.code`,
  params: { region: 'text', userId: 'uuid', orgId: 'uuid?' },
  row: { assignment_id: 'uuid', task_id: 'uuid', code: 'text', title: 'text', due_on: 'date?' },
});

const listHeld = statement({
  name: 'task.list-held-duties',
  class: 'router',
  text: `select a.assignment_id, t.code, t.title, a.person_id from task.assignment a join task.task t on t.region_code = a.region_code and t.task_id = a.task_id
         where a.region_code = $1 and a.state = 'accepted' and t.item_state in ('awaiting', 'advancing', 'verifying', 'suspended') order by t.code`,
  params: { region: 'text' },
  row: { assignment_id: 'uuid', code: 'text', title: 'text', person_id: 'uuid?' },
});

/** The successor is no stand-in for himself. */
const moveOne = statement({
  name: 'task.move-duty',
  class: 'router',
  text: `update task.assignment set person_id = $4, deputy_id = case when deputy_id = $4 then null else deputy_id end, revision = revision + 1
         where region_code = $1 and assignment_id = $2 and person_id = $3 and state = 'accepted' returning task_id, org_id`,
  params: { region: 'text', assignmentId: 'uuid', from: 'uuid', to: 'uuid' },
  row: { task_id: 'uuid', org_id: 'uuid' },
});

export const taskDuties = defineDutySource({
  name: 'task',
  label: '任务台账',
  listOpen: async (tx, { userId, orgId }) => {
    if (orgId === null) return [];
    const rows = await tx.many(listOpen, { region: tx.region, userId, orgId });
    return rows.map((row) => ({ id: row.assignment_id, kind: '年度任务', title: `${row.code} ${row.title}`, dueOn: row.due_on, href: `/tasks/${row.task_id}` }));
  },
  move: async (context, { ids, from, to, reason }) => {
    for (const assignmentId of ids) {
      const moved = await context.tx.maybe(moveOne, { region: context.tx.region, assignmentId, from, to });
      if (moved === undefined) continue;
      await recordStep(context, {
        machine: assignmentLifecycle,
        objectId: assignmentId,
        taskId: moved.task_id,
        orgId: moved.org_id,
        from: 'accepted',
        action: 'hand-over',
        to: 'accepted',
        note: reason,
      });
    }
  },
  listHeld: async (tx) =>
    (await tx.many(listHeld, { region: tx.region })).map((row) => ({ id: row.assignment_id, kind: '年度任务', title: `${row.code} ${row.title}`, userId: row.person_id })),
});
