import { scope } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { param } from '#kernel/server/params.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { readCursor } from '#kernel/read-cursor.ts';
import type { z } from 'zod';
import { assignmentIdSchema, judgements, listDebts } from '../contract/index.ts';
import type { AssignmentRole, debtViewSchema, ReportState, TaskTier } from '../contract/index.ts';
import { decideNoChange, minutesOf, standingOf } from '../domain/index.ts';
import type { CellMinutes } from '../domain/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { burdenRules } from './params.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { keyOfDebt } from './report-ground.ts';
import { groundId, readGrounds } from './report-grounds.ts';
import type { FullGround } from './report-grounds.ts';
import { debtOf, reportRows } from './report-rows.ts';
import type { DebtFilter, DebtPlace, DebtRow } from './report-rows.ts';
import { roundStore, rulesOf } from './round-store.ts';

const placeOf = (cursor: string | undefined): DebtPlace | undefined => readCursor(cursor, { period: /^[0-9]{4}-[0-9]{2}$/, code: /^[0-9]{4}-[0-9]{1,6}$/, id: assignmentIdSchema });

export const cellMinutesOn = async ({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<CellMinutes & { readonly budget: string; readonly adHocForms: number }> =>
  (await param(tx, burdenRules, { on: today, region: tx.region })).value;

export interface DebtWords {
  readonly orgName: string;
  readonly full: FullGround | undefined;
  readonly minutes: CellMinutes;
}

const untouched = new Set<string | null>([null, 'draft', 'returned']);

export function presentDebt(row: DebtRow, words: DebtWords, context: Context): z.input<typeof debtViewSchema> {
  const today = context.today.toString();
  const permits = permitsOn(context, assignmentResource(context.tx.region, { planPath: row.plan_path, orgId: row.org_id }));
  const write = permits('report.write');
  const noChange: Decision = words.full === undefined ? { allowed: false, code: '', reason: '' } : decideNoChange(words.full.ground);
  const canStillWrite = untouched.has(row.report_state);
  const judgement = judgements.find((one) => one === (row.content as { readonly judgement?: string } | null)?.judgement) ?? null;
  return {
    roundId: row.round_id,
    period: row.period,
    assignmentId: row.assignment_id,
    taskId: row.task_id,
    code: row.code,
    title: row.title,
    org: { orgId: row.org_id, name: words.orgName },
    role: row.role as AssignmentRole,
    tier: row.tier as TaskTier,
    dueOn: row.due_on,
    isAdded: row.is_added,
    addedFor: row.added_for,
    standing: standingOf(debtOf(row), today),
    reportId: row.report_id,
    reportState: row.report_state as ReportState | null,
    judgement,
    isNoChange: row.is_no_change ?? false,
    canSayNoChange: noChange.allowed && canStillWrite && write.allowed,
    noChangeReason: noChange.allowed ? null : noChange.reason,
    minutes: words.full === undefined ? '0.0' : minutesOf(words.full.cells, words.minutes),
    revision: row.report_revision ?? 0,
    actions: canStillWrite ? [presentAction('write', row.report_state === 'returned' ? '修改' : '填报', write)] : [],
  };
}

export function debtFilterOf(query: Pick<ServerInput<typeof listDebts>['query'], 'roundId' | 'orgId' | 'standing' | 'q'>, { actor, tx, today }: Context): DebtFilter {
  const { orgs, paths } = scope(actor, 'round.read', tx.region, today);
  const words = query.q?.trim() ?? '';
  return {
    orgs,
    paths,
    roundId: query.roundId ?? null,
    orgId: query.orgId ?? null,
    pattern: words === '' ? null : containsPattern(words),
    standing: query.standing ?? null,
    today: today.toString(),
  };
}

export async function presentDebts(rows: readonly DebtRow[], context: Context, minutes: CellMinutes) {
  const { tx, today } = context;
  const rules = new Map<string, ReturnType<typeof rulesOf>>();
  for (const roundId of new Set(rows.map(({ round_id }) => round_id))) {
    const round = await roundStore.find(tx, roundId);
    if (round !== undefined) rules.set(round.period, rulesOf(round));
  }
  const grounds = await readGrounds(context, rows.map(keyOfDebt), (period) => {
    const found = rules.get(period);
    if (found === undefined) throw new Error(`the round of ${period} has no rules`);
    return found;
  });
  const names = await listOrgNames(
    tx,
    rows.map(({ org_id }) => org_id),
    today,
  );
  return rows.map((row) => presentDebt(row, { orgName: names.get(row.org_id) ?? row.org_id, full: grounds.get(groundId(keyOfDebt(row))), minutes }, context));
}

export const listDebtsUseCase = useCase(listDebts, async ({ query }, context) => {
  const filters = debtFilterOf(query, context);
  const limit = query.limit ?? defaultPageSize;
  const rows = await reportRows.listDebts(context.tx, filters, { place: placeOf(query.cursor), limit: limit + 1 });
  const page = cutPage(rows, limit, (row) => [row.period, row.code, row.assignment_id]);
  const minutes = await cellMinutesOn(context);
  const sum = await reportRows.sumDebts(context.tx, filters);
  const cells = { number: sum.numbers, choice: sum.choices, text: sum.texts, file: sum.files, confirm: sum.confirms };
  return { items: await presentDebts(page.rows, context, minutes), nextCursor: page.nextCursor, total: sum.total, minutes: minutesOf(cells, minutes) };
});
