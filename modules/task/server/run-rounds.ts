/** What the system does with rounds by itself: opens, closes, seals. Every function may be called again and does nothing the second time. */
import { Temporal } from 'temporal-polyfill';
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { param } from '#kernel/server/params.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { fulfilDuty } from '#kernel/server/duties.ts';
import { record } from '#kernel/server/record.ts';
import { sealPeriod } from '#answer/server';
import { roundClosed, roundOpened, roundSealed } from '../contract/index.ts';
import type { AssignmentRole, AssignmentState, TaskTier } from '../contract/index.ts';
import { previousPeriod, reportLifecycle, roundLifecycle, roundWindow, standingOf, whoOwes } from '../domain/index.ts';
import type { OwingAssignment } from '../domain/index.ts';
import { roundRules } from './params.ts';
import { remindUnits, settleUnitsWithoutDebts } from './remind.ts';
import { groundId, readGrounds } from './report-grounds.ts';
import { debtOf, reportRows } from './report-rows.ts';
import { reportStore } from './report-store.ts';
import { roundStore, rulesOf } from './round-store.ts';
import type { RoundRow } from './round-store.ts';
import { recordStep } from './step-store.ts';

type OwingRow = Awaited<ReturnType<typeof roundStore.owing>>[number];

const asOwing = (row: OwingRow): OwingAssignment => ({
  assignmentId: row.assignment_id,
  taskId: row.task_id,
  orgId: row.org_id,
  role: row.role as AssignmentRole,
  state: row.state as AssignmentState,
  tier: row.tier as TaskTier,
  isWatched: row.watched_for !== null,
  startsOn: row.starts_on,
  isClosed: row.item_state === 'closed' || row.item_state === 'withdrawn' || row.item_state === 'suspended',
});

/** Debts with the cells that the form asks for; co-units have their own, earlier last day. */
export async function debtsFor(
  context: Context,
  rows: readonly OwingRow[],
  round: { readonly period: string; readonly closesOn: string; readonly coDueOn: string; readonly rules: RoundRow['rules'] },
) {
  const keys = rows.map((row) => ({
    assignmentId: row.assignment_id,
    taskId: row.task_id,
    role: row.role,
    anchor: row.anchor,
    standardKind: row.standard_kind,
    period: round.period,
  }));
  const grounds = await readGrounds(context, keys, () => rulesOf(round));
  return rows.flatMap((row) => {
    const cells = grounds.get(groundId({ assignmentId: row.assignment_id, period: round.period }))?.cells;
    return cells === undefined
      ? []
      : [
          {
            assignmentId: row.assignment_id,
            taskId: row.task_id,
            orgId: row.org_id,
            role: row.role,
            tier: row.tier,
            dueOn: row.role === 'co' ? round.coDueOn : round.closesOn,
            cells,
          },
        ];
  });
}

/** Opens the round of a month and freezes who owes. Nothing happens while nobody has accepted anything. */
export async function openRound(context: Context, period: string): Promise<string | null> {
  const { tx } = context;
  if ((await roundStore.ofPeriod(tx, period)) !== undefined) return null;
  const rows = await roundStore.owing(tx, null);
  if (rows.length === 0) return null;
  const { value: rules } = await param(tx, roundRules, { on: context.today, region: tx.region });
  const window = roundWindow(period, rules, await workingCalendarOf(tx));
  const roundId = context.newId();
  if (!(await roundStore.insert(context, { roundId, window, rules, machineVersion: roundLifecycle.version }))) return null;
  const owing = new Set(whoOwes(rows.map(asOwing), period).map(({ assignmentId }) => assignmentId));
  const debts = await debtsFor(
    context,
    rows.filter((row) => owing.has(row.assignment_id)),
    { period, closesOn: window.closesOn.toString(), coDueOn: window.coDueOn.toString(), rules },
  );
  await roundStore.addDebts(context, roundId, debts);
  await recordStep(context, { machine: roundLifecycle, objectId: roundId, taskId: null, from: 'planned', action: 'open', to: 'open' });
  await record(context, roundOpened, { roundId, period, closesOn: window.closesOn.toString(), debts: String(debts.length) });
  await remindUnits(context, { roundId, period, closesOn: window.closesOn.toString(), ordersOn: window.ordersOn.toString() }, 'opened');
  return roundId;
}

const remindedOf = (round: RoundRow) => ({ roundId: round.round_id, period: round.period, closesOn: round.closes_on, ordersOn: round.orders_on });

const countSilent = async (context: Context, round: RoundRow): Promise<number> => {
  const today = context.today.toString();
  const rows = await reportRows.groups(context.tx, [round.round_id], [null]);
  return rows
    .filter((row) => standingOf(debtOf({ ...row, report_state: row.state, returns: row.was_returned === true ? 1 : 0, corrections: 0 }), today) === 'silent')
    .reduce((sum, { count }) => sum + count, 0);
};

async function closeRound(context: Context, round: RoundRow): Promise<void> {
  await roundStore.setState(context, round.round_id, { state: 'closed' });
  await recordStep(context, { machine: roundLifecycle, objectId: round.round_id, taskId: null, from: 'open', action: 'close', to: 'closed' });
  await record(context, roundClosed, {
    roundId: round.round_id,
    period: round.period,
    closesOn: round.closes_on,
    ordersOn: round.orders_on,
    silent: String(await countSilent(context, round)),
  });
  await remindUnits(context, remindedOf(round), 'urged');
}

const listUnsealed = statement({
  name: 'task.list-unsealed-reports',
  class: 'router',
  text: `select p.report_id, p.state, p.org_id, p.task_id from task.report p join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
         where p.region_code = $1 and p.state not in ('locked', 'unapproved', 'correcting') and (p.round_id = $2 or ($2::uuid is null and r.state = 'sealed'))
           and not exists (select from task.unlock u where u.region_code = p.region_code and u.round_id = p.round_id and u.org_id = p.org_id and u.is_granted and u.expires_on >= $3
             and (u.assignment_id is null or u.assignment_id = p.assignment_id))
         order by p.report_id`,
  params: { region: 'text', roundId: 'uuid?', today: 'date' },
  row: { report_id: 'uuid', state: 'text', org_id: 'uuid', task_id: 'uuid' },
});

/** Approved reports are locked; the others are sealed as they are and printed as 未核定. */
async function sealReports(context: Context, roundId: string | null): Promise<{ locked: number; unapproved: number }> {
  const { tx } = context;
  const sealed = { locked: 0, unapproved: 0 };
  for (const { report_id } of await tx.many(listUnsealed, { region: tx.region, roundId, today: context.today.toString() })) {
    const row = await reportStore.lock(tx, report_id);
    if (row === undefined) continue;
    const isApproved = row.state === 'approved' || row.state === 'confirmed';
    const to = isApproved ? 'locked' : 'unapproved';
    await reportStore.move(context, row, { state: to, was_unapproved: row.was_unapproved || !isApproved });
    await recordStep(context, {
      machine: reportLifecycle,
      objectId: report_id,
      taskId: row.task_id,
      orgId: row.org_id,
      from: row.state,
      action: isApproved ? 'seal' : 'seal-unapproved',
      to,
    });
    sealed[to] += 1;
  }
  return sealed;
}

const listRoundPlans = statement({
  name: 'task.list-plans-of-round',
  class: 'router',
  text: `select distinct t.plan_id from task.debt d join task.task t on t.region_code = d.region_code and t.task_id = d.task_id
         where d.region_code = $1 and d.round_id = $2 order by t.plan_id`,
  params: { region: 'text', roundId: 'uuid' },
  row: { plan_id: 'uuid' },
});

/** What was said of the month in the answers of its plans is sealed with the round. */
async function sealAnswers(context: Context, round: RoundRow): Promise<void> {
  const { tx } = context;
  const month = Temporal.PlainYearMonth.from(round.period);
  const days = { from: month.toPlainDate({ day: 1 }).toString(), to: month.toPlainDate({ day: month.daysInMonth }).toString() };
  for (const { plan_id } of await tx.many(listRoundPlans, { region: tx.region, roundId: round.round_id })) {
    await sealPeriod({ planId: plan_id, ...days, reason: `${round.period}月度调度封存` }, context);
  }
}

async function sealRound(context: Context, round: RoundRow): Promise<void> {
  const missing = (await reportRows.groups(context.tx, [round.round_id], [null]))
    .filter(({ state, is_dropped }) => state === null && !is_dropped)
    .reduce((sum, { count }) => sum + count, 0);
  const { locked, unapproved } = await sealReports(context, round.round_id);
  await sealAnswers(context, round);
  await roundStore.setState(context, round.round_id, { state: 'sealed' });
  await recordStep(context, { machine: roundLifecycle, objectId: round.round_id, taskId: null, from: round.state, action: 'seal', to: 'sealed' });
  await record(context, roundSealed, { roundId: round.round_id, period: round.period, locked: String(locked), unapproved: String(unapproved), missing: String(missing) });
  // The duty of the month (职责日历 D02) is done by its sealed round; the round itself ended on its closing day.
  await fulfilDuty({ duty: 'D02', period: round.period }, { type: 'task.round', id: round.round_id, on: parseDay(round.closes_on) }, context);
}

/** Everything that falls due at the beginning of a day: close what ended yesterday, seal what is over, open the month before. */
export async function turnRounds(context: Context, on: PlainDate): Promise<void> {
  const day = on.toString();
  for (const round of await roundStore.running(context.tx)) {
    await settleUnitsWithoutDebts(context, round.round_id);
    // The last day belongs to the round as a whole: it ends at 24:00.
    if (round.state === 'open' && round.closes_on < day) await closeRound(context, round);
    if (round.state === 'open' && round.reminds_on === day) await remindUnits(context, remindedOf(round), 'due-soon');
    if (round.seals_on < day) await sealRound(context, { ...round, state: round.state === 'open' ? 'closed' : round.state });
  }
  await sealReports(context, null);
  // Openings do not move: only the first day opens, also when it is made up for later.
  if (on.day === 1) await openRound(context, previousPeriod(Temporal.PlainYearMonth.from(on).toString()));
}
