/** For later modules: assignments that wait for a signature, with the day on which they were (last) handed to the unit. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

/** A refusal that was not followed hands the assignment out anew: its clock begins again. */
const handedOn = `(coalesce((select max(s.taken_at) from task.step s where s.region_code = a.region_code and s.object_id = a.assignment_id and s.to_state = 'awaiting'), a.issued_at)
  at time zone 'Asia/Shanghai')::date`;

const listUnsigned = statement({
  name: 'task.list-unsigned-assignments',
  class: 'router',
  text: `select a.assignment_id, a.task_id, t.code, t.title, t.plan_path, a.org_id, a.role, ${handedOn} as handed_on
         from task.assignment a join task.task t on t.region_code = a.region_code and t.task_id = a.task_id
         where a.region_code = $1 and a.state = 'awaiting' and a.issued_at is not null and ($2::uuid is null or a.org_id = $2) order by a.org_id, t.code, a.assignment_id`,
  params: { region: 'text', orgId: 'uuid?' },
  row: { assignment_id: 'uuid', task_id: 'uuid', code: 'text', title: 'text', plan_path: 'text', org_id: 'uuid', role: 'text', handed_on: 'date' },
});

export interface UnsignedAssignment {
  readonly assignmentId: string;
  readonly taskId: string;
  readonly code: string;
  readonly title: string;
  readonly planPath: string;
  readonly orgId: string;
  readonly role: string;
  readonly handedOn: string;
}

/** `orgId` null = of all units. */
export async function listUnsignedAssignments(tx: Tx, orgId: string | null): Promise<readonly UnsignedAssignment[]> {
  return (await tx.many(listUnsigned, { region: tx.region, orgId })).map((row) => ({
    assignmentId: row.assignment_id,
    taskId: row.task_id,
    code: row.code,
    title: row.title,
    planPath: row.plan_path,
    orgId: row.org_id,
    role: row.role,
    handedOn: row.handed_on,
  }));
}
