/** For later modules: what the lead unit of a task owed in each round, and when it was signed. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listReporting = statement({
  name: 'task.list-reporting-of-tasks',
  class: 'router',
  text: `select d.task_id, r.period, r.closes_on, d.owed_at, p.first_signed_at
         from task.debt d
         join task.round r on r.region_code = d.region_code and r.round_id = d.round_id
         left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
         where d.region_code = $1 and d.task_id = any ($2) and d.role = 'lead' order by d.task_id, r.period`,
  params: { region: 'text', taskIds: 'uuid[]' },
  row: { task_id: 'uuid', period: 'text', closes_on: 'date', owed_at: 'timestamptz', first_signed_at: 'timestamptz?' },
});

export const listReportingOf = (tx: Tx, taskIds: readonly string[]) => (taskIds.length === 0 ? Promise.resolve([]) : tx.many(listReporting, { region: tx.region, taskIds }));
