/** Reading debts with their reports; lists carry the standard scope clause (by unit, or as a member of the task). */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { ReportState } from '../contract/index.ts';
import type { Debt } from '../domain/index.ts';

export const debtRow = {
  round_id: 'uuid',
  period: 'text',
  closes_on: 'date',
  assignment_id: 'uuid',
  task_id: 'uuid',
  code: 'text',
  title: 'text',
  anchor: 'text',
  plan_path: 'text',
  standard_kind: 'text?',
  stamp: 'text',
  watched_for: 'text?',
  org_id: 'uuid',
  role: 'text',
  tier: 'text',
  due_on: 'date',
  is_added: 'bool',
  added_for: 'text',
  assignment_state: 'text',
  replaces: 'uuid?',
  is_dropped: 'bool',
  report_id: 'uuid?',
  report_state: 'text?',
  report_revision: 'int4?',
  is_no_change: 'bool?',
  content: 'jsonb?',
  written_by: 'text?',
  signed_on: 'date?',
  returns: 'int4?',
  corrections: 'int4?',
} as const;
export type DebtRow = ValuesOf<typeof debtRow>;

const dropped = `(a.state in ('changed', 'ended') and coalesce(a.to_on <= r.closes_on, true))`;
const signedOn = `(p.first_signed_at at time zone 'Asia/Shanghai')::date`;
const columns = `d.round_id, r.period, r.closes_on, d.assignment_id, d.task_id, t.code, t.title, t.anchor, t.plan_path, t.standard_kind, t.stamp, t.watched_for, d.org_id, d.role, d.tier, d.due_on, d.is_added,
  d.added_for, a.state as assignment_state, a.replaces, ${dropped} as is_dropped, p.report_id, p.state as report_state, p.revision as report_revision, p.is_no_change, p.content, p.written_by,
  ${signedOn} as signed_on, p.returns, p.corrections`;
const source = `from task.debt d
  join task.round r on r.region_code = d.region_code and r.round_id = d.round_id
  join task.task t on t.region_code = d.region_code and t.task_id = d.task_id
  join task.assignment a on a.region_code = d.region_code and a.assignment_id = d.assignment_id
  left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id`;

const findDebts = statement({
  name: 'task.find-debts',
  class: 'router',
  text: `select ${columns} ${source} where d.region_code = $1 and (d.round_id, d.assignment_id) in (select * from unnest($2::uuid[], $3::uuid[]))`,
  params: { region: 'text', roundIds: 'uuid[]', assignmentIds: 'uuid[]' },
  row: debtRow,
});

/** `g.o` reaches the unit's own debts; whole-plan grants reach all. */
const scopeOfDebt = `exists (select from unnest($2::text[], $3::text[]) g (o, p) where (g.o is null or g.o = d.org_id::text) and (g.p is null or starts_with(t.plan_path, g.p)))`;
const filter = `d.region_code = $1 and ${scopeOfDebt}
  and d.round_id = any ($4)
  and ($5::uuid is null or d.org_id = $5) and ($6::text is null or t.title ilike $6 or t.code ilike $6)`;
/** the rule of standing in one place per language: `standingOf` is the judge, this only narrows what it reads */
const standing = `($7::text is null or case $7::text
    when 'dropped' then ${dropped} and p.first_signed_at is null
    when 'returned' then p.state = 'returned'
    when 'on-time' then p.state is distinct from 'returned' and (d.is_added or ${signedOn} <= d.due_on) and p.first_signed_at is not null
    when 'late' then p.state is distinct from 'returned' and not d.is_added and ${signedOn} > d.due_on
    when 'silent' then p.first_signed_at is null and not ${dropped} and p.state is distinct from 'returned' and not d.is_added and d.due_on < $8::date
    when 'in-hand' then p.state = 'signing' and not ${dropped} and (d.is_added or d.due_on >= $8::date)
    else p.first_signed_at is null and not ${dropped} and coalesce(p.state, '') not in ('signing', 'returned') and (d.is_added or d.due_on >= $8::date) end)`;

const listParams = { region: 'text', orgs: 'text?[]', paths: 'text?[]', roundIds: 'uuid[]', orgId: 'uuid?', pattern: 'text?', standing: 'text?', today: 'date' } as const;
/** `roundId` null = the rounds that run. */
export type DebtFilter = Omit<ValuesOf<typeof listParams>, 'region' | 'roundIds'> & { readonly roundId: string | null };

const listRunningIds = statement({
  name: 'task.list-running-round-ids',
  class: 'router',
  text: `select r.round_id from task.round r where r.region_code = $1 and r.state in ('open', 'closed', 'summarised') order by r.period`,
  params: { region: 'text' },
  row: { round_id: 'uuid' },
});

/** The rounds are named first, so that the debts of years past are never looked at. */
async function valuesOf(tx: Tx, { roundId, ...rest }: DebtFilter): Promise<ValuesOf<typeof listParams>> {
  const roundIds = roundId === null ? (await tx.many(listRunningIds, { region: tx.region })).map(({ round_id }) => round_id) : [roundId];
  return { region: tx.region, ...rest, roundIds };
}

const listDebts = statement({
  name: 'task.list-debts',
  class: 'router',
  text: `select ${columns} ${source} where ${filter} and ${standing}
         and ($9::text is null or (r.period, t.code, d.assignment_id) > ($9 collate "C", $10::text collate "C", $11::uuid))
         order by r.period, t.code, d.assignment_id limit $12`,
  params: { ...listParams, afterPeriod: 'text?', afterCode: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: debtRow,
});

const sumDebts = statement({
  name: 'task.sum-debts',
  class: 'router',
  text: `select count(*)::int4 as total, coalesce(sum(d.numbers), 0)::int4 as numbers, coalesce(sum(d.choices), 0)::int4 as choices, coalesce(sum(d.texts), 0)::int4 as texts,
           coalesce(sum(d.files), 0)::int4 as files, coalesce(sum(d.confirms), 0)::int4 as confirms
         ${source} where ${filter} and ${standing}`,
  params: listParams,
  row: { total: 'int4', numbers: 'int4', choices: 'int4', texts: 'int4', files: 'int4', confirms: 'int4' },
});

/** Rows of tasks in a part of a plan; a path of null is all of it. */
export const inPaths = (paths: number): string =>
  `and (array_position($${paths}::text[], null) is not null or exists (select from unnest($${paths}::text[]) g (p) where starts_with(t.plan_path, g.p)))`;

/** Debts that are alike, counted; the board judges the groups by the rule of the domain. */
const groupDebts = statement({
  name: 'task.group-debts',
  class: 'router',
  text: `select d.round_id, d.org_id, d.due_on, d.is_added, ${dropped} as is_dropped, p.state, ${signedOn} as signed_on, p.returns > 0 as was_returned, p.corrections > 0 as was_corrected,
           count(*)::int4 as count, sum(d.numbers)::int4 as numbers, sum(d.choices)::int4 as choices, sum(d.texts)::int4 as texts, sum(d.files)::int4 as files, sum(d.confirms)::int4 as confirms
         from task.debt d
         join task.round r on r.region_code = d.region_code and r.round_id = d.round_id
         join task.assignment a on a.region_code = d.region_code and a.assignment_id = d.assignment_id
         join task.task t on t.region_code = d.region_code and t.task_id = a.task_id
         left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
         where d.region_code = $1 and d.round_id = any ($2) ${inPaths(3)}
         group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  params: { region: 'text', roundIds: 'uuid[]', paths: 'text?[]' },
  row: {
    round_id: 'uuid',
    org_id: 'uuid',
    due_on: 'date',
    is_added: 'bool',
    is_dropped: 'bool',
    state: 'text?',
    signed_on: 'date?',
    was_returned: 'bool?',
    was_corrected: 'bool?',
    count: 'int4',
    numbers: 'int4',
    choices: 'int4',
    texts: 'int4',
    files: 'int4',
    confirms: 'int4',
  },
});

/** Median hours from opening to the first signature: per unit, and (org null) of the round. */
const medianHours = statement({
  name: 'task.median-hours-to-sign',
  class: 'router',
  text: `select p.round_id, p.org_id, (percentile_cont(0.5) within group (order by extract(epoch from p.first_signed_at - r.opened_at)::float8) / 3600)::numeric(12, 1)::text as hours
         from task.report p join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
         join task.task t on t.region_code = p.region_code and t.task_id = p.task_id
         where p.region_code = $1 and p.round_id = any ($2) and p.first_signed_at is not null ${inPaths(3)}
         group by grouping sets ((p.round_id, p.org_id), (p.round_id))`,
  params: { region: 'text', roundIds: 'uuid[]', paths: 'text?[]' },
  row: { round_id: 'uuid', org_id: 'uuid?', hours: 'text' },
});

const listEarlier = statement({
  name: 'task.list-earlier-reports',
  class: 'router',
  text: `select b.assignment_id, b.period as asked_for, r.period, p.is_no_change, p.content from unnest($2::uuid[], $3::text[]) as b (assignment_id, period)
         join task.assignment a on a.region_code = $1 and a.assignment_id = b.assignment_id
         cross join lateral (
           select q.round_id, q.is_no_change, q.content from task.report q join task.round o on o.region_code = q.region_code and o.round_id = q.round_id
           where q.region_code = $1 and (q.assignment_id = a.assignment_id or q.assignment_id = a.replaces) and q.first_signed_at is not null and o.period < b.period
           order by o.period desc limit 12) p
         join task.round r on r.region_code = $1 and r.round_id = p.round_id
         order by b.assignment_id, b.period, r.period desc`,
  params: { region: 'text', assignmentIds: 'uuid[]', periods: 'text[]' },
  row: { assignment_id: 'uuid', asked_for: 'text', period: 'text', is_no_change: 'bool', content: 'jsonb' },
});

const listOfTask = statement({
  name: 'task.list-reports-of-task',
  class: 'router',
  text: `select p.round_id, p.assignment_id, p.report_id, p.org_id, r.period, p.state, p.is_no_change, p.content, p.signed_at, p.was_unapproved
         from task.report p join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
         where p.region_code = $1 and p.task_id = $2 order by r.period desc, p.report_id limit 200`,
  params: { region: 'text', taskId: 'uuid' },
  row: {
    round_id: 'uuid',
    assignment_id: 'uuid',
    report_id: 'uuid',
    org_id: 'uuid',
    period: 'text',
    state: 'text',
    is_no_change: 'bool',
    content: 'jsonb',
    signed_at: 'timestamptz?',
    was_unapproved: 'bool',
  },
});

const listParts = statement({
  name: 'task.list-parts',
  class: 'router',
  text: `select d.round_id, d.task_id, d.assignment_id, d.org_id, d.role, d.due_on, p.state, p.first_signed_at is not null as is_signed, p.content ->> 'done' as done
         from task.debt d left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
         where d.region_code = $1 and (d.round_id, d.task_id) in (select * from unnest($2::uuid[], $3::uuid[])) order by d.role desc, d.assignment_id`,
  params: { region: 'text', roundIds: 'uuid[]', taskIds: 'uuid[]' },
  row: { round_id: 'uuid', task_id: 'uuid', assignment_id: 'uuid', org_id: 'uuid', role: 'text', due_on: 'date', state: 'text?', is_signed: 'bool', done: 'text?' },
});

export interface DebtPlace {
  readonly period: string;
  readonly code: string;
  readonly id: string;
}

export const reportRows = {
  findDebts: (tx: Tx, keys: readonly { readonly roundId: string; readonly assignmentId: string }[]) =>
    tx.many(findDebts, { region: tx.region, roundIds: keys.map(({ roundId }) => roundId), assignmentIds: keys.map(({ assignmentId }) => assignmentId) }),
  listDebts: async (tx: Tx, filters: DebtFilter, page: { readonly place: DebtPlace | undefined; readonly limit: number }) =>
    tx.many(listDebts, {
      ...(await valuesOf(tx, filters)),
      afterPeriod: page.place?.period ?? null,
      afterCode: page.place?.code ?? null,
      afterId: page.place?.id ?? null,
      limit: String(page.limit),
    }),
  sumDebts: async (tx: Tx, filters: DebtFilter) => tx.one(sumDebts, await valuesOf(tx, filters)),
  /** `paths`: parts of plans, null = all */
  groups: (tx: Tx, roundIds: readonly string[], paths: readonly (string | null)[]) =>
    roundIds.length === 0 ? Promise.resolve([]) : tx.many(groupDebts, { region: tx.region, roundIds, paths }),
  medians: (tx: Tx, roundIds: readonly string[], paths: readonly (string | null)[]) =>
    roundIds.length === 0 ? Promise.resolve([]) : tx.many(medianHours, { region: tx.region, roundIds, paths }),
  /** newest first per assignment, at most twelve */
  earlier: (tx: Tx, of: readonly { readonly assignmentId: string; readonly period: string }[]) =>
    of.length === 0
      ? Promise.resolve([])
      : tx.many(listEarlier, { region: tx.region, assignmentIds: of.map(({ assignmentId }) => assignmentId), periods: of.map(({ period }) => period) }),
  ofTask: (tx: Tx, taskId: string) => tx.many(listOfTask, { region: tx.region, taskId }),
  parts: (tx: Tx, of: readonly Pick<DebtRow, 'round_id' | 'task_id'>[]) =>
    tx.many(listParts, { region: tx.region, roundIds: of.map(({ round_id }) => round_id), taskIds: of.map(({ task_id }) => task_id) }),
};

/** The row as the rule of standing wants it. */
export const debtOf = (row: Pick<DebtRow, 'due_on' | 'is_added' | 'is_dropped' | 'report_state' | 'signed_on' | 'returns' | 'corrections'>): Debt => ({
  dueOn: row.due_on,
  isDropped: row.is_dropped,
  isAdded: row.is_added,
  state: row.report_state as ReportState | null,
  signedOn: row.signed_on,
  wasReturned: (row.returns ?? 0) > 0,
  wasCorrected: (row.corrections ?? 0) > 0,
});
