/** Everything about one debt that an act on its report needs. */
import { decide } from '#kernel/access.ts';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Refusal } from '#kernel/refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { findOrg, listOrgNames } from '#identity/server';
import type { ReportContentInput, TaskPermission } from '../contract/index.ts';
import { failingChecks } from '../domain/index.ts';
import type { ReportFacts } from '../domain/index.ts';
import { assignmentResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { readGrounds, reusedPhotos } from './report-grounds.ts';
import type { FullGround, GroundKey } from './report-grounds.ts';
import { reportRows } from './report-rows.ts';
import type { DebtRow } from './report-rows.ts';
import type { ReportRow } from './report-store.ts';
import { roundStore, rulesOf } from './round-store.ts';
import type { RoundRow } from './round-store.ts';
import { isUnlocked } from './unlock-store.ts';

export interface DebtGround {
  readonly round: RoundRow;
  readonly debt: DebtRow;
  readonly full: FullGround;
  readonly writing: Decision;
  readonly parts: Awaited<ReturnType<typeof reportRows.parts>>;
}

export const keyOfDebt = (row: DebtRow): GroundKey => ({
  assignmentId: row.assignment_id,
  taskId: row.task_id,
  role: row.role,
  anchor: row.anchor,
  standardKind: row.standard_kind,
  period: row.period,
});

const asDenied = (refusal: Refusal): Decision => denied(refusal.code, refusal.detail);

/** May the content be written now? The reason tells the unit what to do instead. */
export async function decideWriting(context: Context, round: RoundRow, debt: DebtRow): Promise<Decision> {
  const { tx, today } = context;
  if (round.state === 'planned') return asDenied(taskRefusals.round_not_open({ opensOn: round.opens_on }));
  if (debt.is_dropped) return asDenied(taskRefusals.debt_dropped());
  if ((await findOrg(tx, debt.org_id, today)) === undefined) {
    const name = (await listOrgNames(tx, [debt.org_id], today)).get(debt.org_id) ?? '';
    return asDenied(taskRefusals.org_dissolved({ name, on: today.toString() }));
  }
  if (round.state !== 'sealed') return allowed;
  const isOpen = await isUnlocked(context, { roundId: round.round_id, orgId: debt.org_id, assignmentId: debt.assignment_id });
  return isOpen ? allowed : asDenied(taskRefusals.period_locked({ period: round.period }));
}

/** Another unit's debt looks like one that does not exist; members of the same task may read each other's parts. */
export async function requireDebt(context: Context, key: { readonly roundId: string; readonly assignmentId: string }, permission: TaskPermission): Promise<DebtGround> {
  const { tx, refuse, actor, today } = context;
  const debt = await reportRows.findDebt(tx, key);
  const round = debt === undefined ? undefined : await roundStore.find(tx, key.roundId);
  if (debt === undefined || round === undefined) return refuse(taskRefusals.debt_not_found());
  const decision = decide(actor, permission, assignmentResource(tx.region, { planPath: debt.plan_path, orgId: debt.org_id }), today);
  if (!decision.allowed && decision.code === 'access.out_of_scope') return refuse(taskRefusals.debt_not_found());
  refuse.unless(decision);
  const grounds = await readGrounds(context, [keyOfDebt(debt)], () => rulesOf(round));
  const full = grounds.get(debt.assignment_id);
  if (full === undefined) throw new Error('a debt has no ground');
  return { round, debt, full, writing: await decideWriting(context, round, debt), parts: await reportRows.parts(tx, key.roundId, debt.task_id) };
}

export const emptyContent: ReportContentInput = { isNoChange: false, done: '', next: '', judgement: 'normal', countToDate: null, claims: [], facts: [], explanations: {} };

/** The same person, also when acting for somebody. */
export const isSamePerson = ({ actor }: Pick<Context, 'actor'>, id: string | null): boolean =>
  id !== null && (id === actor.id || (actor.onBehalfOf !== undefined && id === `user:${actor.onBehalfOf.userId}`));

/** Checks see photos that were used before. */
export async function groundWithPhotos(context: Context, { full }: DebtGround, content: ReportContentInput): Promise<FullGround['ground']> {
  const photoIds = content.claims.flatMap((claim) => claim.photoIds);
  return { ...full.ground, reusedPhotos: await reusedPhotos(context, photoIds) };
}

export async function reportFactsOf(context: Context, at: DebtGround, report: ReportRow | null, content: ReportContentInput): Promise<ReportFacts> {
  const { debt, round, parts } = at;
  const today = context.today.toString();
  const failing = failingChecks(content, await groundWithPhotos(context, at, content));
  const isFlagged = content.facts.some(({ answer }) => answer === 'disputed') || Object.keys(content.explanations).length > 0 || debt.watched_for !== null;
  const openParts = debt.role !== 'lead' ? 0 : parts.filter((part) => part.role === 'co' && !part.is_signed && part.due_on >= today).length;
  return {
    writing: at.writing,
    failing: failing.map(({ message }) => message),
    isAuthor: isSamePerson(context, report?.written_by ?? null),
    isSigner: isSamePerson(context, report?.signed_by ?? null),
    isOpenedByNext: report?.state === 'signing' ? report.signer_opened_at !== null : report?.reviewer_opened_at !== null,
    openParts: round.state === 'sealed' ? 0 : openParts,
    needsConfirmation: debt.tier === 'monthly' && isFlagged,
    isRestedOn: false,
  };
}
