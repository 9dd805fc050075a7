import { dayOf, formatMoment } from '#kernel/calendar.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { actingOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { signatureOf } from '#kernel/signature.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { reportContentSchema, reportSigned, reportStepActionLabel, takeReportSteps } from '../contract/index.ts';
import type { ReportContentInput, ReportState } from '../contract/index.ts';
import { reportLifecycle } from '../domain/index.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { settleWhenIn } from './remind.ts';
import { emitReport, retractReport } from './report-evidence.ts';
import { reportFactsOf, requireDebt } from './report-ground.ts';
import type { DebtGround } from './report-ground.ts';
import { reportStore } from './report-store.ts';
import type { ReportRow } from './report-store.ts';
import { recordReportStep, requireKnownParts } from './save-report.ts';
import { eachRow } from './take-task-steps.ts';

type Body = ServerInput<typeof takeReportSteps>['body'];

interface Turn {
  readonly context: Context;
  readonly at: DebtGround;
  readonly row: ReportRow;
  readonly content: ReportContentInput;
  readonly body: Body;
  readonly to: ReportState;
}

const needsGround = new Set<Body['action']>(['return-unit', 'return-review']);
const needsReason = new Set<Body['action']>(['return-unit', 'return-review', 'unapprove', 'correct', 'decline-correction']);

async function sign({ context, at, row, to }: Turn): Promise<void> {
  const { actor, now } = context;
  const moment = formatMoment(now);
  await reportStore.move(context, row, { state: to, signed_by: signatureOf(actor), signed_at: moment, first_signed_at: row.first_signed_at ?? moment, reviewer_opened_at: null });
  const isLate = !at.debt.is_added && dayOf(now).toString() > at.debt.due_on && row.first_signed_at === null;
  await record(context, reportSigned, {
    reportId: row.report_id,
    roundId: row.round_id,
    assignmentId: row.assignment_id,
    taskId: row.task_id,
    orgId: row.org_id,
    isLate: String(isLate),
  });
  await settleWhenIn(context, row.round_id, row.org_id);
}

async function withdraw({ context, row, to }: Turn): Promise<void> {
  const unsign = row.state === 'reviewing' ? { signed_by: null, signed_at: null, ...(row.returns === 0 ? { first_signed_at: null } : {}) } : { submitted_at: null };
  await reportStore.move(context, row, { state: to, ...unsign });
}

async function giveBack({ context, row, to }: Turn): Promise<void> {
  await reportStore.move(context, row, { state: to, returns: row.returns + 1, signed_by: null, signed_at: null, signer_opened_at: null, reviewer_opened_at: null });
}

async function approve({ context, at, row, content, to }: Turn): Promise<void> {
  await reportStore.move(context, row, { state: to, approved_by: signatureOf(context.actor), approved_at: formatMoment(context.now) });
  await emitReport(context, at, row, content);
}

async function unapprove({ context, row, body, to }: Turn): Promise<void> {
  await reportStore.move(context, row, { state: to, approved_by: null, approved_at: null });
  await retractReport(context, row, body.reason ?? '');
}

async function correct({ context, at, row, body, to }: Turn): Promise<void> {
  const { content } = body;
  if (content === undefined || body.reportIds.length !== 1) return context.refuse(taskRefusals.content_missing());
  await requireKnownParts(context, at, content);
  await reportStore.write(context, row, { state: to, content, isNoChange: content.isNoChange, cause: `更正：${body.reason ?? ''}`, isCorrection: true });
}

async function approveCorrection({ context, at, row, content, to }: Turn): Promise<void> {
  await reportStore.move(context, row, { state: to, approved_by: signatureOf(context.actor), approved_at: formatMoment(context.now) });
  await emitReport(context, at, row, content);
}

/** The version before the correction speaks again; the declined one stays readable. */
async function declineCorrection({ context, row, to }: Turn): Promise<void> {
  const before = await reportStore.findVersion(context.tx, row.report_id, row.revision - 1);
  const content = reportContentSchema.parse(before?.content ?? row.content);
  await reportStore.write(context, row, { state: to, content, isNoChange: content.isNoChange, cause: '不予更正，恢复原版' });
}

const justMove = async ({ context, row, to }: Turn): Promise<void> => reportStore.move(context, row, { state: to });
const submit = async ({ context, row, to }: Turn): Promise<void> => reportStore.move(context, row, { state: to, submitted_at: formatMoment(context.now), signer_opened_at: null });

const acts: Readonly<Record<Body['action'], (turn: Turn) => Promise<void>>> = {
  submit,
  withdraw,
  sign,
  'return-unit': giveBack,
  approve,
  'return-review': giveBack,
  confirm: justMove,
  unapprove,
  correct,
  'approve-correction': approveCorrection,
  'decline-correction': declineCorrection,
};

function requireWords(context: Context, body: Body): void {
  const isMissing = (needsReason.has(body.action) && body.reason === undefined) || (needsGround.has(body.action) && body.ground === undefined);
  if (isMissing) context.refuse(taskRefusals.reason_missing({ action: reportStepActionLabel[body.action] }));
}

async function takeOne(asked: Context, reportId: string, body: Body): Promise<string> {
  const { tx, refuse } = asked;
  const row = await reportStore.lock(tx, reportId);
  if (row === undefined) return refuse(taskRefusals.report_not_found());
  const at = await requireDebt(asked, { roundId: row.round_id, assignmentId: row.assignment_id }, 'round.read');
  const content = reportContentSchema.parse(row.content);
  const facts = await reportFactsOf(asked, at, row, content);
  const resource = assignmentResource(tx.region, { planPath: at.debt.plan_path, orgId: at.debt.org_id });
  const permits = permitsOn(asked, resource);
  const decision = decideStep(reportLifecycle, body.action, { state: row.state as ReportState, facts, permits });
  refuse.unless(decision);
  if (!decision.allowed) throw new Error('a refused step went on');
  requireWords(asked, body);
  const { permission } = decision.step;
  const context = permission === null ? asked : actingOn(asked, permission, resource);
  if (body.isPreview) return at.debt.title;
  await acts[body.action]({ context, at, row, content, body, to: decision.step.to });
  await recordReportStep(context, at, reportId, {
    action: body.action,
    from: row.state,
    to: decision.step.to,
    reasonCode: body.ground,
    note: [body.reason ?? '', body.cells.length === 0 ? '' : `栏目：${body.cells.join('、')}`].filter((part) => part !== '').join('。'),
  });
  return at.debt.title;
}

export const takeReportStepsUseCase = useCase(takeReportSteps, ({ body }, context) => eachRow(context, [...body.reportIds].sort(), (reportId) => takeOne(context, reportId, body)));
