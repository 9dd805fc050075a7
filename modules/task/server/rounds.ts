/** Rounds with their rates, the board of one round, the dispatcher's summary. */
import { scope } from '#kernel/access.ts';
import { allowed, denied, presentAction } from '#kernel/decision.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { readCursor } from '#kernel/read-cursor.ts';
import { debtStandings, getRound, listRounds, summariseRound } from '../contract/index.ts';
import type { DebtStanding, RoundState } from '../contract/index.ts';
import { addCells, minutesOf, noCells, ratesOf, roundLifecycle, standingOf } from '../domain/index.ts';
import type { DebtGroup } from '../domain/index.ts';
import { cellMinutesOn } from './list-debts.ts';
import { taskRefusals } from './refusals.ts';
import { debtOf, reportRows } from './report-rows.ts';
import { presentRound, roundStore } from './round-store.ts';
import type { RoundRow } from './round-store.ts';
import { recordStep } from './step-store.ts';
import { grouped } from './task-rows.ts';

type GroupRow = Awaited<ReturnType<typeof reportRows.groups>>[number];

export const groupOf = (row: GroupRow): DebtGroup => ({
  debt: debtOf({ ...row, report_state: row.state, returns: row.was_returned === true ? 1 : 0, corrections: row.was_corrected === true ? 1 : 0 }),
  count: row.count,
});

/** A right for a part of a plan sees the round as it is in that part: rates and units of its tasks. */
const readPaths = ({ actor, tx, today }: Pick<Context, 'tx' | 'actor' | 'today'>): readonly (string | null)[] => scope(actor, 'round.read', tx.region, today).paths;

/** Rates of several rounds: two statements. */
export async function readRates(context: Pick<Context, 'tx' | 'actor' | 'today'>, rounds: readonly RoundRow[]) {
  const ids = rounds.map(({ round_id }) => round_id);
  const paths = readPaths(context);
  const groups = grouped(await reportRows.groups(context.tx, ids, paths), ({ round_id }) => round_id);
  const medians = await reportRows.medians(context.tx, ids, paths);
  return (roundId: string) => ratesOf((groups.get(roundId) ?? []).map(groupOf), medians.find((one) => one.round_id === roundId && one.org_id === null)?.hours ?? null);
}

export const listRoundsUseCase = useCase(listRounds, async ({ query }, context) => {
  const before = readCursor(query.cursor, { period: /^[0-9]{4}-[0-9]{2}$/ })?.period ?? null;
  const limit = query.limit ?? defaultPageSize;
  const page = cutPage(await roundStore.list(context.tx, before, limit + 1), limit, (row) => [row.period]);
  const ratesOfRound = await readRates(context, page.rows);
  return { items: page.rows.map((row) => ({ round: presentRound(row), rates: ratesOfRound(row.round_id) })), nextCursor: page.nextCursor };
});

const cellsOf = (row: GroupRow) => ({ number: row.numbers, choice: row.choices, text: row.texts, file: row.files, confirm: row.confirms });

/** The whole board in five statements, whatever the number of units and tasks. */
export async function readBoard(context: Context, round: RoundRow) {
  const { tx, today } = context;
  const paths = readPaths(context);
  const rows = await reportRows.groups(tx, [round.round_id], paths);
  const medians = new Map((await reportRows.medians(tx, [round.round_id], paths)).map((one) => [one.org_id ?? '', one.hours]));
  const byUnit = grouped(rows, ({ org_id }) => org_id);
  const names = await listOrgNames(tx, [...byUnit.keys()], today);
  const minutes = await cellMinutesOn(context);
  const units = [...byUnit].map(([orgId, groups]) => {
    const standings = Object.fromEntries(debtStandings.map((standing) => [standing, 0])) as Record<DebtStanding, number>;
    for (const row of groups) standings[standingOf(groupOf(row).debt, today.toString())] += row.count;
    return {
      org: { orgId, name: names.get(orgId) ?? orgId },
      rates: ratesOf(groups.map(groupOf), medians.get(orgId) ?? null),
      standings,
      waitingForReview: groups.filter(({ state }) => state === 'reviewing').reduce((sum, { count }) => sum + count, 0),
      minutes: minutesOf(addCells(noCells, ...groups.map(cellsOf)), minutes),
    };
  });
  // The silent first, then those who still owe most.
  units.sort((a, b) => b.standings.silent - a.standings.silent || b.standings.waiting - a.standings.waiting || (a.org.name < b.org.name ? -1 : 1));
  return { rates: ratesOf(rows.map(groupOf), medians.get('') ?? null), units };
}

export const getRoundUseCase = useCase(getRound, async ({ params }, context) => {
  const { tx, refuse, actor, today } = context;
  const round = await roundStore.find(tx, params.roundId);
  if (round === undefined) return refuse(taskRefusals.round_not_found());
  const board = await readBoard(context, round);
  const step = decideStep(roundLifecycle, 'summarise', { state: round.state as RoundState, facts: {}, permits: (permission) => decidePermission(actor, permission) });
  // For a unit as a whole, or for some of its assignments: the act says which.
  const asking = scope(actor, 'report.ask-unlock', tx.region, today).orgs;
  const unlockUnits = board.units.map(({ org }) => org).filter(({ orgId }) => asking.includes(null) || asking.includes(orgId));
  const remind = round.state === 'sealed' ? denied('task.round_over', taskRefusals.round_over({ period: round.period }).detail) : decidePermission(actor, 'round.summarise');
  const sealed = round.state === 'sealed' ? allowed : denied('task.round_not_sealed', taskRefusals.round_not_sealed().detail);
  return {
    round: presentRound(round),
    ...board,
    unlockUnits,
    actions: [
      presentAction('summarise', '汇总', step.allowed ? { allowed: true } : step),
      presentAction('remind', '催办', remind),
      ...(unlockUnits.length === 0 ? [] : [presentAction('ask-unlock', '申请解锁', sealed)]),
    ],
  };
});

export const summariseRoundUseCase = useCase(summariseRound, async ({ params, body }, context) => {
  const { tx, refuse } = context;
  const round = await roundStore.find(tx, params.roundId);
  if (round === undefined) return refuse(taskRefusals.round_not_found());
  // The right to summarise is what the endpoint asks for.
  refuse.unless(decideStep(roundLifecycle, 'summarise', { state: round.state as RoundState, facts: {}, permits: () => allowed }));
  await roundStore.setState(context, params.roundId, { state: 'summarised', summary: body.summary.trim() });
  await recordStep(context, {
    machine: roundLifecycle,
    objectId: params.roundId,
    taskId: null,
    from: round.state,
    action: 'summarise',
    to: 'summarised',
    note: body.summary.trim(),
  });
  return { round: presentRound({ ...round, state: 'summarised', summary: body.summary.trim() }) };
});
