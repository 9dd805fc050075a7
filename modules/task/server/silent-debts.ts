/** For later modules: who owes and has not signed, as of a day; the rule of standing is that of the domain. */
import type { PlainDate } from '#kernel/calendar.ts';
import type { Tx } from '#kernel/server/db.ts';
import { reportRows } from './report-rows.ts';
import { roundStore } from './round-store.ts';

export interface SilentDebt {
  readonly roundId: string;
  readonly period: string;
  readonly assignmentId: string;
  readonly taskId: string;
  readonly code: string;
  readonly title: string;
  readonly orgId: string;
  readonly role: string;
  readonly dueOn: string;
  readonly planPath: string;
  readonly stamp: string;
}

export async function listSilentDebts(tx: Tx, of: { readonly roundId: string | null }, on: PlainDate): Promise<readonly SilentDebt[]> {
  const filters = { orgs: [null], paths: [null], roundId: of.roundId, orgId: null, pattern: null, standing: 'silent', today: on.toString() };
  const rows = await reportRows.listDebts(tx, filters, { place: undefined, limit: 50_000 });
  return rows.map((row) => ({
    roundId: row.round_id,
    period: row.period,
    assignmentId: row.assignment_id,
    taskId: row.task_id,
    code: row.code,
    title: row.title,
    orgId: row.org_id,
    role: row.role,
    dueOn: row.due_on,
    planPath: row.plan_path,
    stamp: row.stamp,
  }));
}

export const findRound = (tx: Tx, roundId: string) => roundStore.find(tx, roundId);

const roundsOfTwoYears = 24;

/** Rounds whose silent units get their orders on this day, sealed ones too: after a standstill a day is made up for later. */
export const roundsOrderedOn = async (tx: Tx, day: PlainDate) => (await roundStore.list(tx, null, roundsOfTwoYears)).filter(({ orders_on }) => orders_on === day.toString());
