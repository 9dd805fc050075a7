/** Writing tasks, milestones and assignments. Every save leaves the whole wording in task.task_version. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { TaskFields } from '../contract/index.ts';

const insertTask = statement({
  name: 'task.insert-task',
  class: 'router',
  text: `insert into task.task (region_code, task_id, plan_id, year, clause, anchor, plan_path, code, title, standard_kind, standard_text, starts_on, due_on, tier, upper_task, leader_id,
           origin, cycle, sent_back, stamp, machine_version, revision, updated_by, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, 0, $18, $19, 1, $20, $21)`,
  params: {
    region: 'text',
    taskId: 'uuid',
    planId: 'uuid',
    year: 'int4',
    clause: 'text',
    anchor: 'text',
    planPath: 'text',
    code: 'text',
    title: 'text',
    standardKind: 'text?',
    standardText: 'text',
    startsOn: 'date',
    dueOn: 'date?',
    tier: 'text',
    upperTask: 'text',
    leaderId: 'uuid?',
    origin: 'jsonb',
    stamp: 'text',
    machineVersion: 'int4',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const updateTask = statement({
  name: 'task.update-task',
  class: 'router',
  text: `update task.task set title = $3, standard_kind = $4, standard_text = $5, starts_on = $6, due_on = $7, tier = $8, upper_task = $9, leader_id = $10, origin = $11,
           revision = revision + 1, updated_by = $12, updated_at = $13 where region_code = $1 and task_id = $2`,
  params: {
    region: 'text',
    taskId: 'uuid',
    title: 'text',
    standardKind: 'text?',
    standardText: 'text',
    startsOn: 'date',
    dueOn: 'date?',
    tier: 'text',
    upperTask: 'text',
    leaderId: 'uuid?',
    origin: 'jsonb',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const setItem = statement({
  name: 'task.set-item-state',
  class: 'router',
  text: `update task.task set item_state = $3, cycle = cycle + $4, sent_back = sent_back + $5, applied_by = case when $6 then $7 else applied_by end,
           due_original_on = coalesce(due_original_on, due_on), revision = revision + 1, updated_by = $8, updated_at = $9
         where region_code = $1 and task_id = $2`,
  params: { region: 'text', taskId: 'uuid', state: 'text', cycles: 'int4', returns: 'int4', isApplication: 'bool', appliedBy: 'text?', by: 'text', at: 'timestamptz' },
  row: {},
});

const insertVersion = statement({
  name: 'task.insert-task-version',
  class: 'router',
  text: `insert into task.task_version (region_code, task_id, revision, content, reason, saved_by, saved_by_name, saved_at)
         select $1, t.task_id, t.revision, $3, $4, $5, $6, $7 from task.task t where t.region_code = $1 and t.task_id = $2`,
  params: { region: 'text', taskId: 'uuid', content: 'jsonb', reason: 'text', by: 'text', byName: 'text', at: 'timestamptz' },
  row: {},
});

const findVersion = statement({
  name: 'task.find-task-version',
  class: 'router',
  text: `select v.revision, v.content, v.reason, v.saved_by_name, v.saved_at from task.task_version v
         where v.region_code = $1 and v.task_id = $2 and v.revision <= $3 order by v.revision desc limit 1`,
  params: { region: 'text', taskId: 'uuid', revision: 'int4' },
  row: { revision: 'int4', content: 'jsonb', reason: 'text', saved_by_name: 'text', saved_at: 'timestamptz' },
});

const nextCode = statement({
  name: 'task.highest-code',
  class: 'router',
  text: `select coalesce(max(substring(t.code from 6)::int4), 0)::int4 as highest from task.task t where t.region_code = $1 and t.plan_id = $2 and t.year = $3`,
  params: { region: 'text', planId: 'uuid', year: 'int4' },
  row: { highest: 'int4' },
});

const takeTurn = statement({
  name: 'task.take-year-turn',
  class: 'admin',
  text: `select pg_advisory_xact_lock(hashtextextended('task.year/' || $1::text || '/' || $2::text || '/' || $3::text, 0))::text as taken`,
  params: { region: 'text', planId: 'text', year: 'text' },
  row: { taken: 'text' },
});

const putMilestones = statement({
  name: 'task.put-milestones',
  class: 'router',
  text: `insert into task.milestone (region_code, milestone_id, task_id, title, due_on, due_original_on, is_dropped)
         select $1, m.id, $2, m.title, m.due_on::date, m.due_on::date, false from unnest($3::uuid[], $4::text[], $5::text[]) as m (id, title, due_on)
         on conflict (region_code, milestone_id) do update set title = excluded.title, due_on = excluded.due_on where milestone.task_id = excluded.task_id`,
  params: { region: 'text', taskId: 'uuid', ids: 'uuid[]', titles: 'text[]', days: 'text[]' },
  row: {},
});

const dropMilestones = statement({
  name: 'task.drop-milestones',
  class: 'router',
  text: `update task.milestone set is_dropped = true where region_code = $1 and task_id = $2 and not is_dropped and proved_on is null and milestone_id <> all ($3)`,
  params: { region: 'text', taskId: 'uuid', kept: 'uuid[]' },
  row: {},
});

const insertAssignments = statement({
  name: 'task.insert-assignments',
  class: 'router',
  text: `insert into task.assignment (region_code, assignment_id, task_id, org_id, role, state, refusals, is_ruled, replaces, issued_at, accept_due_on, machine_version, revision)
         select $1, a.id, $2, a.org, a.role, $3, 0, false, $4, $5, $6, $7, 1 from unnest($8::uuid[], $9::uuid[], $10::text[]) as a (id, org, role)`,
  params: {
    region: 'text',
    taskId: 'uuid',
    state: 'text',
    replaces: 'uuid?',
    issuedAt: 'timestamptz?',
    acceptDueOn: 'date?',
    machineVersion: 'int4',
    ids: 'uuid[]',
    orgs: 'uuid[]',
    roles: 'text[]',
  },
  row: {},
});

const setAssignment = statement({
  name: 'task.set-assignment',
  class: 'router',
  text: `update task.assignment set state = $3, refusals = refusals + $4, refusal_ground = $5, refusal_note = $6, person_id = $7, deputy_id = $8, issued_at = $9, accept_due_on = $10,
           accepted_at = $11, is_ruled = $12, from_on = $13, to_on = $14, revision = revision + 1 where region_code = $1 and assignment_id = $2`,
  params: {
    region: 'text',
    assignmentId: 'uuid',
    state: 'text',
    refusals: 'int4',
    ground: 'text?',
    note: 'text?',
    personId: 'uuid?',
    deputyId: 'uuid?',
    issuedAt: 'timestamptz?',
    acceptDueOn: 'date?',
    acceptedAt: 'timestamptz?',
    isRuled: 'bool',
    from: 'date?',
    to: 'date?',
  },
  row: {},
});

const moveDrafts = statement({
  name: 'task.move-draft-units',
  class: 'router',
  text: `update task.assignment set role = u.role, revision = revision + 1 from unnest($3::uuid[], $4::text[]) as u (org, role)
         where region_code = $1 and task_id = $2 and org_id = u.org and state = 'draft' and assignment.role <> u.role`,
  params: { region: 'text', taskId: 'uuid', orgs: 'uuid[]', roles: 'text[]' },
  row: {},
});

const endDrafts = statement({
  name: 'task.end-draft-units',
  class: 'router',
  text: `update task.assignment set state = 'ended', revision = revision + 1 where region_code = $1 and task_id = $2 and state = 'draft' and org_id <> all ($3)`,
  params: { region: 'text', taskId: 'uuid', kept: 'uuid[]' },
  row: {},
});

export interface NewTask {
  readonly taskId: string;
  readonly planId: string;
  readonly year: number;
  readonly clause: string;
  readonly anchor: string;
  readonly planPath: string;
  readonly code: string;
  readonly fields: TaskFields;
  readonly origin: Readonly<Record<string, string>>;
  readonly stamp: 'real' | 'demo';
  readonly machineVersion: number;
}

const wordingOf = ({ title, standardKind, standardText, startsOn, dueOn, tier, upperTask, leaderId }: TaskFields) => ({
  title: title.trim(),
  standardKind,
  standardText: standardText.trim(),
  startsOn,
  dueOn,
  tier,
  upperTask: upperTask.trim(),
  leaderId,
});

async function saveVersion(context: Context, taskId: string, content: TaskFields, reason: string): Promise<void> {
  const { tx, actor, now } = context;
  await tx.run(insertVersion, { region: tx.region, taskId, content, reason, by: actor.id, byName: actor.displayName, at: formatMoment(now) });
}

/** Milestones keep their ids; those that are left out are dropped unless proved. Returns the fields with all ids. */
async function putAllMilestones(context: Context, taskId: string, fields: TaskFields): Promise<TaskFields> {
  const { tx } = context;
  const milestones = fields.milestones.map((one) => ({ ...one, milestoneId: one.milestoneId ?? (context.newId() as never) }));
  await tx.run(dropMilestones, { region: tx.region, taskId, kept: milestones.map(({ milestoneId }) => milestoneId) });
  if (milestones.length > 0) {
    await tx.run(putMilestones, {
      region: tx.region,
      taskId,
      ids: milestones.map(({ milestoneId }) => milestoneId),
      titles: milestones.map(({ title }) => title.trim()),
      days: milestones.map(({ dueOn }) => dueOn),
    });
  }
  return { ...fields, milestones };
}

export interface NewAssignments {
  readonly taskId: string;
  readonly units: readonly { readonly orgId: string; readonly role: string }[];
  readonly state: string;
  readonly machineVersion: number;
  readonly replaces?: string;
  readonly issuedAt?: string;
  readonly acceptDueOn?: string;
}

export const taskStore = {
  /** One writer of a year's table at a time, so that codes have no gaps and no doubles. */
  takeTurn: (tx: Tx, planId: string, year: number) => tx.many(takeTurn, { region: tx.region, planId, year: String(year) }),
  highestCode: async (tx: Tx, planId: string, year: number) => (await tx.one(nextCode, { region: tx.region, planId, year })).highest,

  async insert(context: Context, task: NewTask): Promise<void> {
    const { tx, actor, now } = context;
    const { fields, ...rest } = task;
    await tx.run(insertTask, { region: tx.region, ...rest, ...wordingOf(fields), by: actor.id, at: formatMoment(now) });
    const stored = await putAllMilestones(context, task.taskId, fields);
    await taskStore.addAssignments(context, { taskId: task.taskId, units: fields.units, state: 'draft', machineVersion: task.machineVersion });
    await saveVersion(context, task.taskId, stored, '草拟');
  },

  async update(
    context: Context,
    taskId: string,
    change: { readonly fields: TaskFields; readonly origin: Readonly<Record<string, string>>; readonly reason: string },
  ): Promise<void> {
    const { tx, actor, now } = context;
    await tx.run(updateTask, { region: tx.region, taskId, ...wordingOf(change.fields), origin: change.origin, by: actor.id, at: formatMoment(now) });
    const stored = await putAllMilestones(context, taskId, change.fields);
    await saveVersion(context, taskId, stored, change.reason);
  },

  async addAssignments(context: Context, { taskId, units, state, machineVersion, replaces, issuedAt, acceptDueOn }: NewAssignments): Promise<readonly string[]> {
    const { tx } = context;
    const ids = units.map(() => context.newId());
    if (units.length > 0) {
      await tx.run(insertAssignments, {
        region: tx.region,
        taskId,
        state,
        replaces: replaces ?? null,
        issuedAt: issuedAt ?? null,
        acceptDueOn: acceptDueOn ?? null,
        machineVersion,
        ids,
        orgs: units.map(({ orgId }) => orgId),
        roles: units.map(({ role }) => role),
      });
    }
    return ids;
  },

  /** The units of a draft become those of the fields. */
  async setDraftUnits(context: Context, taskId: string, units: TaskFields['units'], machineVersion: number): Promise<void> {
    const { tx } = context;
    const orgs = units.map(({ orgId }) => orgId);
    const known = new Set((await tx.many(listDraftOrgs, { region: tx.region, taskId })).map((row) => row.org_id));
    await tx.run(endDrafts, { region: tx.region, taskId, kept: orgs });
    // Co-units first: the database refuses two leads even for a moment.
    for (const role of ['co', 'lead'] as const) {
      const of = units.filter((unit) => unit.role === role && known.has(unit.orgId));
      if (of.length > 0) await tx.run(moveDrafts, { region: tx.region, taskId, orgs: of.map(({ orgId }) => orgId), roles: of.map(() => role) });
    }
    await taskStore.addAssignments(context, { taskId, units: units.filter(({ orgId }) => !known.has(orgId)), state: 'draft', machineVersion });
  },

  setAssignment: (tx: Tx, values: Omit<ValuesOf<typeof setAssignment.params>, 'region'>) => tx.run(setAssignment, { region: tx.region, ...values }),

  async setItem(
    context: Context,
    taskId: string,
    change: { readonly state: string; readonly cycles?: number; readonly returns?: number; readonly appliedBy?: string | null },
  ): Promise<void> {
    const { tx, actor, now } = context;
    await tx.run(setItem, {
      region: tx.region,
      taskId,
      state: change.state,
      cycles: change.cycles ?? 0,
      returns: change.returns ?? 0,
      isApplication: change.appliedBy !== undefined,
      appliedBy: change.appliedBy ?? null,
      by: actor.id,
      at: formatMoment(now),
    });
  },

  findVersion: (tx: Tx, taskId: string, revision: number) => tx.maybe(findVersion, { region: tx.region, taskId, revision }),
};

const listDraftOrgs = statement({
  name: 'task.list-draft-orgs',
  class: 'router',
  text: `select a.org_id from task.assignment a where a.region_code = $1 and a.task_id = $2 and a.state = 'draft'`,
  params: { region: 'text', taskId: 'uuid' },
  row: { org_id: 'uuid' },
});
