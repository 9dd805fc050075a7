import { decideStep } from '#kernel/lifecycle.ts';
import { formatMoment } from '#kernel/calendar.ts';
import { actingOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { reportNoChange, saveReport } from '../contract/index.ts';
import type { ReportContentInput, ReportState } from '../contract/index.ts';
import { checkReport, reportLifecycle } from '../domain/index.ts';
import { changedMeanwhile } from './field-refusals.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { emptyContent, groundWithPhotos, reportFactsOf, requireDebt } from './report-ground.ts';
import type { DebtGround } from './report-ground.ts';
import { reportStore } from './report-store.ts';
import type { ReportRow } from './report-store.ts';
import { roundStore } from './round-store.ts';
import { recordStep } from './step-store.ts';
import { eachRow } from './take-task-steps.ts';

export const reportFieldLabels: Readonly<Record<keyof ReportContentInput, string>> = {
  isNoChange: '无变化',
  done: '本期进展',
  next: '下期打算',
  judgement: '单位自评',
  countToDate: '今年累计次数',
  claims: '节点',
  facts: '系统已掌握的情况',
  explanations: '说明',
};

const countOwnPhotos = statement({
  name: 'task.count-own-photos',
  class: 'router',
  text: `select count(*)::int4 as total from task.photo p join task.assignment a on a.region_code = p.region_code and a.assignment_id = p.assignment_id
         where p.region_code = $1 and a.task_id = $2 and p.photo_id = any ($3)`,
  params: { region: 'text', taskId: 'uuid', photoIds: 'uuid[]' },
  row: { total: 'int4' },
});

/** Milestones, facts and photos named in the content must be those of the form. */
export async function requireKnownParts(context: Context, { debt, full }: DebtGround, content: ReportContentInput): Promise<void> {
  const { tx, refuse } = context;
  const milestones = new Set(full.ground.dueMilestones.map(({ milestoneId }) => milestoneId));
  const early = content.claims.filter(({ milestoneId }) => !milestones.has(milestoneId));
  if (early.length > 0) {
    const all = await tx.many(listMilestoneIds, { region: tx.region, taskId: debt.task_id });
    const known = new Set(all.map(({ milestone_id }) => milestone_id));
    if (debt.role !== 'lead' || early.some(({ milestoneId }) => !known.has(milestoneId))) refuse(taskRefusals.milestone_unknown());
  }
  const facts = new Set(full.ground.factIds);
  if (content.facts.some(({ factId }) => !facts.has(factId))) refuse(taskRefusals.fact_unknown());
  const photoIds = [...new Set(content.claims.flatMap((claim) => claim.photoIds))];
  if (photoIds.length === 0) return;
  const { total } = await tx.one(countOwnPhotos, { region: tx.region, taskId: debt.task_id, photoIds });
  if (total !== photoIds.length) refuse(taskRefusals.photo_unknown());
}

const listMilestoneIds = statement({
  name: 'task.list-open-milestone-ids',
  class: 'router',
  text: `select m.milestone_id from task.milestone m where m.region_code = $1 and m.task_id = $2 and not m.is_dropped and m.proved_on is null`,
  params: { region: 'text', taskId: 'uuid' },
  row: { milestone_id: 'uuid' },
});

export interface ReportStepWords {
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly reasonCode?: string | undefined;
  readonly note?: string | undefined;
}

export const recordReportStep = (context: Context, at: Pick<DebtGround, 'debt'>, reportId: string, step: ReportStepWords): Promise<void> =>
  recordStep(context, { machine: reportLifecycle, objectId: reportId, taskId: at.debt.task_id, orgId: at.debt.org_id, ...step });

/** The second of two writers, also of two first saves, is told what the other wrote. */
async function refuseLostRace(context: Context, row: ReportRow, mine: { readonly revision: number; readonly content: ReportContentInput }): Promise<never> {
  const theirs = await reportStore.findVersion(context.tx, row.report_id, row.revision);
  const base = mine.revision === 0 ? undefined : await reportStore.findVersion(context.tx, row.report_id, mine.revision);
  const content = (version: typeof base) => ({ ...emptyContent, ...((version?.content ?? {}) as Readonly<Record<string, unknown>>) });
  return context.refuse(
    changedMeanwhile({ name: theirs?.saved_by_name ?? '另一人', revision: row.revision }, { base: content(base), theirs: content(theirs), mine: mine.content }, reportFieldLabels),
  );
}

export interface Saving {
  readonly content: ReportContentInput;
  readonly expectedRevision: number;
  readonly isSubmitted: boolean;
}

/** Stores the draft; submitting goes on to the unit's signer when every check is met. */
export async function storeReport(asked: Context, at: DebtGround, saving: Saving): Promise<{ reportId: string; revision: number; state: ReportState }> {
  const { tx, refuse } = asked;
  const { debt } = at;
  const context = actingOn(asked, 'report.write', assignmentResource(tx.region, { planPath: debt.plan_path, orgId: debt.org_id }));
  const key = { roundId: debt.round_id, assignmentId: debt.assignment_id };
  const before = await reportStore.lockOfDebt(tx, key);
  const facts = await reportFactsOf(context, at, before ?? null, saving.content);
  const permits = permitsOn(context, assignmentResource(tx.region, { planPath: debt.plan_path, orgId: debt.org_id }));
  const save = decideStep(reportLifecycle, 'save', { state: (before?.state ?? null) as ReportState | null, facts, permits });
  // A sealed period is the reason that helps; the state alone would not say what to do.
  if (!save.allowed && save.code === 'lifecycle.wrong_state') refuse.unless(at.writing);
  refuse.unless(save);
  if ((before?.revision ?? 0) !== saving.expectedRevision && before !== undefined)
    await refuseLostRace(context, before, { revision: saving.expectedRevision, content: saving.content });
  await requireKnownParts(context, at, saving.content);
  const reportId = before?.report_id ?? context.newId();
  const isNoChange = saving.content.isNoChange;
  if (before === undefined) {
    const isFirst = await reportStore.insert(context, {
      reportId,
      ...key,
      taskId: debt.task_id,
      orgId: debt.org_id,
      content: saving.content,
      isNoChange,
      machineVersion: reportLifecycle.version,
    });
    const other = isFirst ? undefined : await reportStore.lockOfDebt(tx, key);
    if (other !== undefined) await refuseLostRace(context, other, { revision: 0, content: saving.content });
  } else {
    await reportStore.write(context, before, { state: 'draft', content: saving.content, isNoChange, cause: before.state === 'returned' ? '按退回意见修改' : '填报' });
  }
  await recordReportStep(context, at, reportId, { action: 'save', from: before?.state ?? null, to: 'draft' });
  const revision = (before?.revision ?? 0) + 1;
  if (!saving.isSubmitted) return { reportId, revision, state: 'draft' };
  const row = await reportStore.lock(tx, reportId);
  if (row === undefined) throw new Error('the report vanished within its own transaction');
  refuse.unless(decideStep(reportLifecycle, 'submit', { state: 'draft', facts, permits }));
  await reportStore.move(context, row, { state: 'signing', submitted_at: formatMoment(context.now), signer_opened_at: null });
  await recordReportStep(context, at, reportId, { action: 'submit', from: 'draft', to: 'signing' });
  return { reportId, revision, state: 'signing' };
}

export const saveReportUseCase = useCase(
  saveReport,
  async ({ params, body }, context) => {
    const at = await requireDebt(context, params, 'report.write');
    const stored = await storeReport(context, at, body);
    return { ...stored, checks: [...checkReport(body.content, await groundWithPhotos(context, at, body.content))] };
  },
  { statusOf: ({ revision }) => (revision === 1 ? 201 : 200) },
);

export const reportNoChangeUseCase = useCase(reportNoChange, async ({ params, body }, context) => {
  const { tx, refuse } = context;
  if ((await roundStore.find(tx, params.roundId)) === undefined) return refuse(taskRefusals.round_not_found());
  return eachRow(context, [...body.assignmentIds].sort(), async (assignmentId) => {
    const at = await requireDebt(context, { roundId: params.roundId, assignmentId }, 'report.write');
    // Facts that the modules delivered are taken as they are: that is what 无变化 says about them.
    const content: ReportContentInput = {
      ...emptyContent,
      isNoChange: true,
      judgement: at.full.last?.judgement ?? 'normal',
      countToDate: at.full.last?.countToDate ?? null,
      facts: at.full.ground.factIds.map((factId) => ({ factId, answer: 'confirmed' as const, reason: '' })),
    };
    await storeReport(context, at, { content, expectedRevision: at.debt.report_revision ?? 0, isSubmitted: true });
    return at.debt.title;
  });
});
