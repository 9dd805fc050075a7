/** Reading tasks with their assignments and milestones; lists carry the standard scope clause. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { AssignmentState } from '../contract/index.ts';

export const taskRow = {
  task_id: 'uuid',
  plan_id: 'uuid',
  year: 'int4',
  clause: 'text',
  anchor: 'text',
  plan_path: 'text',
  code: 'text',
  title: 'text',
  standard_kind: 'text?',
  standard_text: 'text',
  starts_on: 'date',
  due_on: 'date?',
  due_original_on: 'date?',
  tier: 'text',
  watched_for: 'text?',
  upper_task: 'text',
  leader_id: 'uuid?',
  origin: 'jsonb',
  item_state: 'text?',
  cycle: 'int4',
  sent_back: 'int4',
  applied_by: 'text?',
  stamp: 'text',
  machine_version: 'int4',
  revision: 'int4',
  updated_by: 'text',
  updated_at: 'timestamptz',
} as const;
export type TaskRow = ValuesOf<typeof taskRow>;

const columns = Object.keys(taskRow)
  .map((name) => `t.${name}`)
  .join(', ');

/** `g.o` is a unit, `g.p` a plan path; null = all. A task is reached through any of its units in force. */
export const taskScope = (orgs: number, paths: number): string => `exists (select from unnest($${orgs}::text[], $${paths}::text[]) g (o, p)
           where (g.p is null or starts_with(t.plan_path, g.p)) and (g.o is null or exists (
             select from task.assignment r where r.region_code = t.region_code and r.task_id = t.task_id and r.state not in ('changed', 'ended') and r.org_id::text = g.o)))`;

const findTask = statement({
  name: 'task.find-task',
  class: 'router',
  text: `select ${columns} from task.task t where t.region_code = $1 and t.task_id = $2`,
  params: { region: 'text', taskId: 'uuid' },
  row: taskRow,
});

const lockTask = statement({
  name: 'task.lock-task',
  class: 'router',
  text: `select ${columns} from task.task t where t.region_code = $1 and t.task_id = $2 for update`,
  params: { region: 'text', taskId: 'uuid' },
  row: taskRow,
});

const filter = `t.region_code = $1 and ${taskScope(2, 3)}
           and ($4::text is null or t.title ilike $4 or t.code ilike $4)
           and ($5::uuid is null or t.plan_id = $5) and ($6::int4 is null or t.year = $6) and ($7::text is null or t.clause = $7)
           and ($8::text is null or t.item_state = $8) and ($9::text is null or t.tier = $9)
           and ($10::uuid is null or exists (select from task.assignment a where a.region_code = t.region_code and a.task_id = t.task_id and a.org_id = $10 and a.state not in ('changed', 'ended')))
           and ($11::text is null or exists (select from task.assignment a where a.region_code = t.region_code and a.task_id = t.task_id and a.state = $11 and ($10::uuid is null or a.org_id = $10)))
           and ($12::date is null or (t.due_on < $12 and t.item_state in ('awaiting', 'advancing', 'verifying')))`;

const filterParams = {
  region: 'text',
  orgs: 'text?[]',
  paths: 'text?[]',
  pattern: 'text?',
  planId: 'uuid?',
  year: 'int4?',
  clause: 'text?',
  itemState: 'text?',
  tier: 'text?',
  orgId: 'uuid?',
  assignmentState: 'text?',
  overdueOn: 'date?',
} as const;
export type TaskFilter = Omit<ValuesOf<typeof filterParams>, 'region'>;

const listByCode = statement({
  name: 'task.list-tasks-by-code',
  class: 'router',
  text: `select ${columns} from task.task t where ${filter}
         and ($13::text is null or (t.year, t.code, t.task_id) > ($13::int4, $14::text collate "C", $15::uuid))
         order by t.year, t.code, t.task_id limit $16`,
  params: { ...filterParams, afterYear: 'text?', afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: taskRow,
});

const listByDue = statement({
  name: 'task.list-tasks-by-due',
  class: 'router',
  text: `select ${columns} from task.task t where ${filter}
         and ($13::text is null or (coalesce(t.due_on, '9999-12-31'::date), t.task_id) > ($14::text::date, $15::uuid))
         order by coalesce(t.due_on, '9999-12-31'::date), t.task_id limit $16`,
  params: { ...filterParams, afterYear: 'text?', afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: taskRow,
});

const countTasks = statement({
  name: 'task.count-tasks',
  class: 'router',
  text: `select count(*)::int4 as total from task.task t where ${filter}`,
  params: filterParams,
  row: { total: 'int4' },
});

const listOfYear = statement({
  name: 'task.list-tasks-of-year',
  class: 'router',
  text: `select ${columns} from task.task t where t.region_code = $1 and t.plan_id = $2 and t.year = $3 order by t.code, t.task_id`,
  params: { region: 'text', planId: 'uuid', year: 'int4' },
  row: taskRow,
});

export const assignmentRow = {
  assignment_id: 'uuid',
  task_id: 'uuid',
  org_id: 'uuid',
  role: 'text',
  state: 'text',
  refusals: 'int4',
  refusal_ground: 'text?',
  refusal_note: 'text?',
  person_id: 'uuid?',
  deputy_id: 'uuid?',
  issued_at: 'timestamptz?',
  accept_due_on: 'date?',
  accepted_at: 'timestamptz?',
  is_ruled: 'bool',
  replaces: 'uuid?',
  from_on: 'date?',
  to_on: 'date?',
  machine_version: 'int4',
  revision: 'int4',
} as const;
export type AssignmentRow = ValuesOf<typeof assignmentRow>;
const assignmentColumns = Object.keys(assignmentRow)
  .map((name) => `a.${name}`)
  .join(', ');

const listAssignments = statement({
  name: 'task.list-assignments',
  class: 'router',
  text: `select ${assignmentColumns} from task.assignment a where a.region_code = $1 and a.task_id = any ($2) order by a.role desc, a.assignment_id`,
  params: { region: 'text', taskIds: 'uuid[]' },
  row: assignmentRow,
});

const findAssignment = statement({
  name: 'task.find-assignment',
  class: 'router',
  text: `select ${assignmentColumns} from task.assignment a where a.region_code = $1 and a.assignment_id = $2`,
  params: { region: 'text', assignmentId: 'uuid' },
  row: assignmentRow,
});

export const milestoneRow = { milestone_id: 'uuid', task_id: 'uuid', title: 'text', due_on: 'date', due_original_on: 'date', proved_on: 'date?' } as const;
export type MilestoneRow = ValuesOf<typeof milestoneRow>;

const listMilestones = statement({
  name: 'task.list-milestones',
  class: 'router',
  text: `select m.milestone_id, m.task_id, m.title, m.due_on, m.due_original_on, m.proved_on from task.milestone m
         where m.region_code = $1 and m.task_id = any ($2) and not m.is_dropped order by m.due_on, m.milestone_id`,
  params: { region: 'text', taskIds: 'uuid[]' },
  row: milestoneRow,
});

export const isLiveAssignment = ({ state }: Pick<AssignmentRow, 'state'>): boolean => state !== 'changed' && state !== 'ended';

/** A draft stands where its units stand; without any it is at its beginning, and when all have left it, where the last one ended. */
export function wholeState(assignments: readonly AssignmentRow[]): AssignmentState {
  return (assignments.find(isLiveAssignment)?.state ?? assignments.at(-1)?.state ?? 'draft') as AssignmentState;
}

/** What a decision needs to know of a task: plan path and units in force. */
export function ownedOf(task: Pick<TaskRow, 'plan_path'>, assignments: readonly AssignmentRow[]): { planPath: string; leadOrg: string | null; coOrgs: readonly string[] } {
  const live = assignments.filter(isLiveAssignment);
  return {
    planPath: task.plan_path,
    leadOrg: live.find(({ role }) => role === 'lead')?.org_id ?? null,
    coOrgs: live.filter(({ role }) => role === 'co').map(({ org_id }) => org_id),
  };
}

type ListPlace = { readonly year: string; readonly key: string; readonly id: string } | undefined;

export const taskRows = {
  find: (tx: Tx, taskId: string) => tx.maybe(findTask, { region: tx.region, taskId }),
  /** waits for another writer of the same task */
  lock: (tx: Tx, taskId: string) => tx.maybe(lockTask, { region: tx.region, taskId }),
  list: (tx: Tx, sort: 'code' | 'due', filters: TaskFilter, page: { readonly place: ListPlace; readonly limit: number }) =>
    tx.many(sort === 'code' ? listByCode : listByDue, {
      region: tx.region,
      ...filters,
      afterYear: page.place?.year ?? null,
      afterKey: page.place?.key ?? null,
      afterId: page.place?.id ?? null,
      limit: String(page.limit),
    }),
  count: async (tx: Tx, filters: TaskFilter) => (await tx.one(countTasks, { region: tx.region, ...filters })).total,
  ofYear: (tx: Tx, planId: string, year: number) => tx.many(listOfYear, { region: tx.region, planId, year }),
  assignments: (tx: Tx, taskIds: readonly string[]) => (taskIds.length === 0 ? Promise.resolve([]) : tx.many(listAssignments, { region: tx.region, taskIds })),
  findAssignment: (tx: Tx, assignmentId: string) => tx.maybe(findAssignment, { region: tx.region, assignmentId }),
  milestones: (tx: Tx, taskIds: readonly string[]) => (taskIds.length === 0 ? Promise.resolve([]) : tx.many(listMilestones, { region: tx.region, taskIds })),
};

/** Groups rows by a key, keeping their order. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
