/** Rounds and the frozen lists of who owes. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { RoundView } from '../contract/index.ts';
import type { CellCounts, RoundRules, RoundWindow } from '../domain/index.ts';

export const roundRow = {
  round_id: 'uuid',
  period: 'text',
  state: 'text',
  opens_on: 'date',
  reminds_on: 'date',
  closes_on: 'date',
  orders_on: 'date',
  seals_on: 'date',
  rules: 'jsonb',
  summary: 'text',
  opened_at: 'timestamptz?',
  revision: 'int4',
} as const;
export type RoundRow = ValuesOf<typeof roundRow>;
const columns = Object.keys(roundRow)
  .map((name) => `r.${name}`)
  .join(', ');

const find = statement({
  name: 'task.find-round',
  class: 'router',
  text: `select ${columns} from task.round r where r.region_code = $1 and r.round_id = $2`,
  params: { region: 'text', roundId: 'uuid' },
  row: roundRow,
});
const findMany = statement({
  name: 'task.find-rounds',
  class: 'router',
  text: `select ${columns} from task.round r where r.region_code = $1 and r.round_id = any ($2)`,
  params: { region: 'text', roundIds: 'uuid[]' },
  row: roundRow,
});
const findOfPeriod = statement({
  name: 'task.find-round-of-period',
  class: 'router',
  text: `select ${columns} from task.round r where r.region_code = $1 and r.period = $2`,
  params: { region: 'text', period: 'text' },
  row: roundRow,
});
const list = statement({
  name: 'task.list-rounds',
  class: 'router',
  text: `select ${columns} from task.round r where r.region_code = $1 and ($2::text is null or r.period < $2 collate "C") order by r.period desc limit $3`,
  params: { region: 'text', before: 'text?', limit: 'int8' },
  row: roundRow,
});
const listRunning = statement({
  name: 'task.list-running-rounds',
  class: 'router',
  text: `select ${columns} from task.round r where r.region_code = $1 and r.state in ('open', 'closed', 'summarised') order by r.period for update`,
  params: { region: 'text' },
  row: roundRow,
});
const insert = statement({
  name: 'task.insert-round',
  class: 'router',
  text: `insert into task.round (region_code, round_id, period, state, opens_on, reminds_on, closes_on, orders_on, seals_on, rules, summary, opened_at, machine_version, revision)
         values ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9, '', $10, $11, 1) on conflict (region_code, period) do nothing`,
  params: {
    region: 'text',
    roundId: 'uuid',
    period: 'text',
    opensOn: 'date',
    remindsOn: 'date',
    closesOn: 'date',
    ordersOn: 'date',
    sealsOn: 'date',
    rules: 'jsonb',
    at: 'timestamptz',
    machineVersion: 'int4',
  },
  row: {},
});
const setState = statement({
  name: 'task.set-round-state',
  class: 'router',
  text: `update task.round set state = $3, summary = coalesce($4, summary), closed_at = case when $3 = 'closed' then $5 else closed_at end, sealed_at = case when $3 = 'sealed' then $5 else sealed_at end,
           revision = revision + 1 where region_code = $1 and round_id = $2`,
  params: { region: 'text', roundId: 'uuid', state: 'text', summary: 'text?', at: 'timestamptz' },
  row: {},
});

const listOwing = statement({
  name: 'task.list-owing-assignments',
  class: 'router',
  text: `select a.assignment_id, a.task_id, a.org_id, a.role, a.state, a.replaces, t.tier, t.watched_for, t.starts_on, t.item_state, t.anchor, t.standard_kind
         from task.assignment a join task.task t on t.region_code = a.region_code and t.task_id = a.task_id
         where a.region_code = $1 and a.state = 'accepted' and ($2::uuid is null or a.assignment_id = $2) order by t.code, a.assignment_id`,
  params: { region: 'text', assignmentId: 'uuid?' },
  row: {
    assignment_id: 'uuid',
    task_id: 'uuid',
    org_id: 'uuid',
    role: 'text',
    state: 'text',
    replaces: 'uuid?',
    tier: 'text',
    watched_for: 'text?',
    starts_on: 'date',
    item_state: 'text?',
    anchor: 'text',
    standard_kind: 'text?',
  },
});

const insertDebts = statement({
  name: 'task.insert-debts',
  class: 'router',
  text: `insert into task.debt (region_code, round_id, assignment_id, task_id, org_id, role, tier, due_on, is_added, added_for, numbers, choices, texts, files, confirms, owed_at)
         select $1, $2, d.assignment_id, d.task_id, d.org_id, d.role, d.tier, d.due_on::date, $3, $4, d.numbers, d.choices, d.texts, d.files, d.confirms, $5
         from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::int4[], $13::int4[], $14::int4[], $15::int4[], $16::int4[])
           as d (assignment_id, task_id, org_id, role, tier, due_on, numbers, choices, texts, files, confirms)
         on conflict (region_code, round_id, assignment_id) do nothing`,
  params: {
    region: 'text',
    roundId: 'uuid',
    isAdded: 'bool',
    addedFor: 'text',
    at: 'timestamptz',
    assignmentIds: 'uuid[]',
    taskIds: 'uuid[]',
    orgIds: 'uuid[]',
    roles: 'text[]',
    tiers: 'text[]',
    dueOns: 'text[]',
    numbers: 'int4[]',
    choices: 'int4[]',
    texts: 'int4[]',
    files: 'int4[]',
    confirms: 'int4[]',
  },
  row: {},
});

export interface NewDebt {
  readonly assignmentId: string;
  readonly taskId: string;
  readonly orgId: string;
  readonly role: string;
  readonly tier: string;
  readonly dueOn: string;
  readonly cells: CellCounts;
}

export const roundStore = {
  find: (tx: Tx, roundId: string) => tx.maybe(find, { region: tx.region, roundId }),
  findMany: (tx: Tx, roundIds: readonly string[]) => tx.many(findMany, { region: tx.region, roundIds }),
  ofPeriod: (tx: Tx, period: string) => tx.maybe(findOfPeriod, { region: tx.region, period }),
  list: (tx: Tx, before: string | null, limit: number) => tx.many(list, { region: tx.region, before, limit: String(limit) }),
  running: (tx: Tx) => tx.many(listRunning, { region: tx.region }),
  owing: (tx: Tx, assignmentId: string | null) => tx.many(listOwing, { region: tx.region, assignmentId }),

  /** False when the round of the period is there already. */
  async insert(
    { tx, now }: Context,
    round: { readonly roundId: string; readonly window: RoundWindow; readonly rules: RoundRules; readonly machineVersion: number },
  ): Promise<boolean> {
    const { window } = round;
    const written = await tx.run(insert, {
      region: tx.region,
      roundId: round.roundId,
      period: window.period,
      opensOn: window.opensOn.toString(),
      remindsOn: window.remindOn.toString(),
      closesOn: window.closesOn.toString(),
      ordersOn: window.ordersOn.toString(),
      sealsOn: window.sealsOn.toString(),
      rules: round.rules,
      at: formatMoment(now),
      machineVersion: round.machineVersion,
    });
    return written === 1;
  },

  async setState({ tx, now }: Pick<Context, 'tx' | 'now'>, roundId: string, change: { readonly state: string; readonly summary?: string }): Promise<void> {
    await tx.run(setState, { region: tx.region, roundId, state: change.state, summary: change.summary ?? null, at: formatMoment(now) });
  },

  /** Number of debts written; a debt that is there already is left as it is. */
  async addDebts({ tx, now }: Pick<Context, 'tx' | 'now'>, roundId: string, debts: readonly NewDebt[], addedFor = ''): Promise<number> {
    if (debts.length === 0) return 0;
    return tx.run(insertDebts, {
      region: tx.region,
      roundId,
      isAdded: addedFor !== '',
      addedFor,
      at: formatMoment(now),
      assignmentIds: debts.map((one) => one.assignmentId),
      taskIds: debts.map((one) => one.taskId),
      orgIds: debts.map((one) => one.orgId),
      roles: debts.map((one) => one.role),
      tiers: debts.map((one) => one.tier),
      dueOns: debts.map((one) => one.dueOn),
      numbers: debts.map(({ cells }) => cells.number),
      choices: debts.map(({ cells }) => cells.choice),
      texts: debts.map(({ cells }) => cells.text),
      files: debts.map(({ cells }) => cells.file),
      confirms: debts.map(({ cells }) => cells.confirm),
    });
  },
};

export const presentRound = (row: RoundRow) => ({
  roundId: row.round_id,
  period: row.period,
  state: row.state as RoundView['state'],
  opensOn: row.opens_on,
  remindsOn: row.reminds_on,
  closesOn: row.closes_on,
  ordersOn: row.orders_on,
  sealsOn: row.seals_on,
  summary: row.summary,
});

export const rulesOf = (row: Pick<RoundRow, 'rules'>): RoundRules => row.rules as RoundRules;
