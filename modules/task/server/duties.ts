/** What people and offices owe in tasks and rounds, for the hand-over of a post (workflows §16). */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { DutyMove } from '#kernel/server/duty-sources.ts';
import { record } from '#kernel/server/record.ts';
import { defineTableDuties } from '#kernel/server/table-duties.ts';
import { taskDutyMoved } from '../contract/index.ts';
import { assignmentLifecycle } from '../domain/index.ts';
import { recordStep } from './step-store.ts';

const openItem = `t.item_state in ('awaiting', 'advancing', 'verifying', 'suspended')`;
const ofTask = `t.region_code = a.region_code and t.task_id = a.task_id`;

/** A task at a unit: the person and the deputy named at acceptance; before that, or after a ruling, the unit's offices. */
const assignments = `
  select 'person:' || a.assignment_id as id, case a.role when 'lead' then '牵头任务（责任人）' else '配合任务（责任人）' end as kind, t.title, t.due_on, '/tasks/' || t.task_id as href,
    a.person_id as user_id, a.org_id, case a.role when 'lead' then 'task.accept' else 'task.accept-co' end as office
  from task.assignment a join task.task t on ${ofTask} where a.region_code = $1 and a.state = 'accepted' and ${openItem}
  union all
  select 'deputy:' || a.assignment_id, case a.role when 'lead' then '牵头任务（替代人）' else '配合任务（替代人）' end, t.title, t.due_on, '/tasks/' || t.task_id, a.deputy_id, a.org_id, null
  from task.assignment a join task.task t on ${ofTask} where a.region_code = $1 and a.state = 'accepted' and a.deputy_id is not null and ${openItem}
  union all
  select 'accept:' || a.assignment_id, '待签收任务', t.title, a.accept_due_on, '/tasks/' || t.task_id, null, a.org_id, case a.role when 'lead' then 'task.accept' else 'task.accept-co' end
  from task.assignment a join task.task t on ${ofTask} where a.region_code = $1 and a.state = 'awaiting'
  union all
  select 'settle:' || a.assignment_id, '退签待会商', t.title, t.due_on, '/tasks/' || t.task_id, null, null, 'task.settle'
  from task.assignment a join task.task t on ${ofTask} where a.region_code = $1 and a.state = 'refused'
  union all
  select 'draft:' || a.assignment_id, '任务分解草稿', t.title, t.due_on, '/tasks/' || t.task_id, null, null, 'task.draft'
  from task.assignment a join task.task t on ${ofTask} where a.region_code = $1 and a.role = 'lead' and a.state in ('draft', 'consulting')`;

const items = `
  select 'leader:' || t.task_id, '包保任务', t.title, t.due_on, '/tasks/' || t.task_id, t.leader_id, null::uuid, 'task.rule' from task.task t
  where t.region_code = $1 and t.leader_id is not null and ${openItem}
  union all
  select 'verify:' || t.task_id, '待核验销号', t.title, t.due_on, '/tasks/' || t.task_id, null, null, 'task.verify' from task.task t where t.region_code = $1 and t.item_state = 'verifying'`;

/** Unfinished reports are their writer's (a delegate signs first, then whom he stands for), or whoever took them over; then they wait for the unit's signer and for the reviewer. */
const reports = `
  select 'report:' || p.report_id, case p.state when 'returned' then '退回待改的填报' else '填报草稿' end, t.title || '（' || r.period || '）', d.due_on,
    '/rounds/' || p.round_id || '/debts/' || p.assignment_id,
    coalesce(p.holder_id, case when p.written_by ~ '^user:[0-9a-f-]{36}' then substr(p.written_by, 6, 36)::uuid end), p.org_id, 'report.write'
  from task.report p join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
  join task.task t on t.region_code = p.region_code and t.task_id = p.task_id
  join task.debt d on d.region_code = p.region_code and d.round_id = p.round_id and d.assignment_id = p.assignment_id
  where p.region_code = $1 and p.state in ('draft', 'returned')
  union all
  select 'sign:' || p.report_id, '待审签填报', t.title || '（' || r.period || '）', r.closes_on, '/rounds/' || p.round_id || '/debts/' || p.assignment_id, null, p.org_id, 'report.sign'
  from task.report p join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
  join task.task t on t.region_code = p.region_code and t.task_id = p.task_id where p.region_code = $1 and p.state = 'signing'
  union all
  select 'review:' || p.report_id, '待审核填报', t.title || '（' || r.period || '）', r.seals_on, '/rounds/' || p.round_id || '/debts/' || p.assignment_id, null, null, 'report.approve'
  from task.report p join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
  join task.task t on t.region_code = p.region_code and t.task_id = p.task_id where p.region_code = $1 and p.state in ('reviewing', 'correcting')`;

const approvals = `
  select 'unlock:' || u.unlock_id, '待批准解锁', u.reason, null::date, '/rounds/' || u.round_id, null, null, 'report.grant-unlock' from task.unlock u where u.region_code = $1 and u.is_granted is null
  union all
  select 'form:' || f.form_id, '待批准填报表', f.title, null, '/burden', null, null, 'form.approve' from task.form f where f.region_code = $1 and f.approved_at is null`;

/** One person is not deputy of himself: a deputy who becomes the person in charge leaves the other place free. */
const moveAssignments = statement({
  name: 'task.move-assignments-to-person',
  class: 'router',
  text: `with moved as (update task.assignment a set person_id = n.person_id, deputy_id = nullif(n.deputy_id, n.person_id), revision = a.revision + 1
         from (select o.assignment_id, case when o.person_id = $3 then $4 else o.person_id end as person_id, case when o.deputy_id = $3 then $4 else o.deputy_id end as deputy_id
               from task.assignment o where o.region_code = $1 and o.assignment_id = any ($2)) n
         where a.region_code = $1 and a.assignment_id = n.assignment_id returning a.assignment_id, a.task_id, a.org_id)
         select assignment_id, task_id, org_id from moved`,
  params: { region: 'text', ids: 'uuid[]', from: 'uuid', to: 'uuid' },
  row: { assignment_id: 'uuid', task_id: 'uuid', org_id: 'uuid' },
});
const moveLeader = statement({
  name: 'task.move-led-tasks-to-person',
  class: 'router',
  text: 'update task.task set leader_id = $3, revision = revision + 1 where region_code = $1 and task_id = any ($2)',
  params: { region: 'text', ids: 'uuid[]', to: 'uuid' },
  row: {},
});
const moveReports = statement({
  name: 'task.move-reports-to-person',
  class: 'router',
  text: 'update task.report set holder_id = $3 where region_code = $1 and report_id = any ($2)',
  params: { region: 'text', ids: 'uuid[]', to: 'uuid' },
  row: {},
});

async function move(context: Context, { ids, from, to, orgId, reason }: DutyMove): Promise<void> {
  const { tx } = context;
  const of = (...prefixes: readonly string[]) => [...new Set(ids.flatMap((id) => (prefixes.some((prefix) => id.startsWith(`${prefix}:`)) ? [id.slice(id.indexOf(':') + 1)] : [])))];
  const moved = await tx.many(moveAssignments, { region: tx.region, ids: of('person', 'deputy'), from, to });
  for (const row of moved) {
    const at = { objectId: row.assignment_id, taskId: row.task_id, orgId: row.org_id };
    await recordStep(context, { machine: assignmentLifecycle, ...at, from: 'accepted', action: 'hand-over', to: 'accepted', note: reason });
  }
  await tx.run(moveLeader, { region: tx.region, ids: of('leader'), to });
  await tx.run(moveReports, { region: tx.region, ids: of('report'), to });
  for (const dutyId of ids) await record(context, taskDutyMoved, { dutyId, orgId, fromUser: from, toUser: to, reason });
}

export const taskDuties = defineTableDuties({ name: 'task', label: '任务与调度', open: [assignments, items, reports, approvals].join('\n  union all\n'), move });
