/** Everything about one debt that an act on its report needs. */
import { decide } from '#kernel/access.ts';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Refusal } from '#kernel/refusals.ts';
import { signatureOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Signature } from '#kernel/signature.ts';
import { listOrgNames, livingOrgs } from '#identity/server';
import { decideApart } from '#identity/contract';
import { taskSeparations } from '../contract/index.ts';
import type { ReportContentInput, TaskPermission } from '../contract/index.ts';
import { failingChecks } from '../domain/index.ts';
import type { ReportFacts } from '../domain/index.ts';
import { assignmentResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { groundId, readGrounds, reusedPhotos } from './report-grounds.ts';
import type { FullGround, GroundKey } from './report-grounds.ts';
import { reportRows } from './report-rows.ts';
import type { DebtRow } from './report-rows.ts';
import type { ReportRow } from './report-store.ts';
import { roundStore, rulesOf } from './round-store.ts';
import type { RoundRow } from './round-store.ts';
import { grouped } from './task-rows.ts';
import { unlocksInForce } from './unlock-store.ts';

export interface DebtGround {
  readonly round: RoundRow;
  readonly debt: DebtRow;
  readonly full: FullGround;
  readonly writing: Decision;
  readonly parts: Readonly<Awaited<ReturnType<typeof reportRows.parts>>>;
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

export interface DebtKey {
  readonly roundId: string;
  readonly assignmentId: string;
}
export const debtId = ({ roundId, assignmentId }: DebtKey): string => `${roundId}/${assignmentId}`;

/** May the content be written now? The reason tells the unit what to do instead. */
function decideWriting(round: RoundRow, debt: DebtRow, at: { readonly today: string; readonly dissolved: string | null; readonly isUnlocked: boolean }): Decision {
  if (round.state === 'planned') return asDenied(taskRefusals.round_not_open({ opensOn: round.opens_on }));
  if (debt.is_dropped) return asDenied(taskRefusals.debt_dropped());
  if (at.dissolved !== null) return asDenied(taskRefusals.org_dissolved({ name: at.dissolved, on: at.today }));
  return round.state !== 'sealed' || at.isUnlocked ? allowed : asDenied(taskRefusals.period_locked({ period: round.period }));
}

/** The ground of many debts in a fixed number of statements; scope is the caller's matter. */
export async function readDebts(context: Context, keys: readonly DebtKey[]): Promise<ReadonlyMap<string, DebtGround>> {
  const { tx, today } = context;
  const debts = keys.length === 0 ? [] : await reportRows.findDebts(tx, keys);
  if (debts.length === 0) return new Map();
  const rounds = new Map((await roundStore.findMany(tx, [...new Set(debts.map(({ round_id }) => round_id))])).map((round) => [round.round_id, round]));
  const rules = new Map([...rounds.values()].map((round) => [round.period, rulesOf(round)]));
  const rulesOfPeriod = (period: string) => rules.get(period) ?? missing('a debt has no round');
  const grounds = await readGrounds(context, debts.map(keyOfDebt), rulesOfPeriod);
  const orgIds = debts.map(({ org_id }) => org_id);
  const living = await livingOrgs(tx, orgIds, today);
  const names = await listOrgNames(tx, orgIds, today);
  const unlocks = await unlocksInForce(context, [...rounds.keys()]);
  const parts = grouped(await reportRows.parts(tx, debts), ({ round_id, task_id }) => `${round_id}/${task_id}`);
  return new Map(
    debts.map((debt) => {
      const round = rounds.get(debt.round_id) ?? missing('a debt has no round');
      const full = grounds.get(groundId(keyOfDebt(debt))) ?? missing('a debt has no ground');
      const isUnlocked = unlocks.some(
        (one) => one.round_id === debt.round_id && one.org_id === debt.org_id && (one.assignment_id === null || one.assignment_id === debt.assignment_id),
      );
      const dissolved = living.has(debt.org_id) ? null : (names.get(debt.org_id) ?? '');
      const writing = decideWriting(round, debt, { today: today.toString(), dissolved, isUnlocked });
      const ground: DebtGround = { round, debt, full, writing, parts: parts.get(`${debt.round_id}/${debt.task_id}`) ?? [] };
      return [debtId({ roundId: debt.round_id, assignmentId: debt.assignment_id }), ground];
    }),
  );
}

function missing(what: string): never {
  throw new Error(what);
}

/** Another unit's debt looks like one that does not exist (whoever lacks the right altogether was refused by the endpoint); members of the same task may read each other's parts. */
export async function requireDebt(context: Context, key: DebtKey, permission: TaskPermission): Promise<DebtGround> {
  const { tx, refuse, actor, today } = context;
  const at = (await readDebts(context, [key])).get(debtId(key));
  if (at === undefined) return refuse(taskRefusals.debt_not_found());
  const decision = decide(actor, permission, assignmentResource(tx.region, { planPath: at.debt.plan_path, orgId: at.debt.org_id }), today);
  if (!decision.allowed) return refuse(taskRefusals.debt_not_found());
  return at;
}

export const emptyContent: ReportContentInput = { isNoChange: false, done: '', next: '', judgement: 'normal', countToDate: null, claims: [], facts: [], explanations: {} };

const deciding: readonly TaskPermission[] = ['report.sign', 'report.approve', 'report.confirm'];

/** In whose names the caller would decide on a report of this debt. */
const decidingAs = ({ actor, tx, today }: Context, { debt }: DebtGround): Signature =>
  signatureOn(actor, deciding, { resource: assignmentResource(tx.region, { planPath: debt.plan_path, orgId: debt.org_id }), today });

/** Checks see photos that were used before. */
export async function groundWithPhotos(context: Context, { full }: DebtGround, content: ReportContentInput): Promise<FullGround['ground']> {
  const photoIds = content.claims.flatMap((claim) => claim.photoIds);
  return { ...full.ground, reusedPhotos: await reusedPhotos(context, photoIds) };
}

/** `reused` = photos of the content whose bytes were uploaded before. */
export function judgeReport(
  context: Context,
  at: DebtGround,
  of: { readonly report: ReportRow | null; readonly content: ReportContentInput; readonly reused: readonly string[] },
): ReportFacts {
  const { debt, round, parts, full } = at;
  const { report, content, reused } = of;
  const by = decidingAs(context, at);
  const today = context.today.toString();
  const photoIds = new Set<string>(content.claims.flatMap((claim) => claim.photoIds));
  const failing = failingChecks(content, { ...full.ground, reusedPhotos: reused.filter((photoId) => photoIds.has(photoId)) });
  const isFlagged = content.facts.some(({ answer }) => answer === 'disputed') || Object.keys(content.explanations).length > 0 || debt.watched_for !== null;
  const openParts = debt.role !== 'lead' ? 0 : parts.filter((part) => part.role === 'co' && !part.is_signed && part.due_on >= today).length;
  return {
    writing: at.writing,
    failing: failing.map(({ message }) => message),
    isAuthor: !decideApart(taskSeparations['task.sign-report'], { first: [report?.written_by ?? null], second: by }).allowed,
    isSigner: !decideApart(taskSeparations['task.review-report'], { first: [report?.signed_by ?? null], second: by }).allowed,
    isOpenedByNext: report?.state === 'signing' ? report.signer_opened_at !== null : report?.reviewer_opened_at !== null,
    openParts: round.state === 'sealed' ? 0 : openParts,
    needsConfirmation: debt.tier === 'monthly' && isFlagged,
    isRestedOn: false,
  };
}

export async function reportFactsOf(context: Context, at: DebtGround, report: ReportRow | null, content: ReportContentInput): Promise<ReportFacts> {
  const { reusedPhotos: reused } = await groundWithPhotos(context, at, content);
  return judgeReport(context, at, { report, content, reused });
}
