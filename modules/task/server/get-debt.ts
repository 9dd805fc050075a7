import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames, signatureNames } from '#identity/server';
import { getDebt, reportContentSchema } from '../contract/index.ts';
import type { AssignmentRole, ReportContentInput, ReportState, StandardKind } from '../contract/index.ts';
import { checkReport, reportLifecycle } from '../domain/index.ts';
import { cellMinutesOn, presentDebt } from './list-debts.ts';
import { presentSteps } from './present-steps.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { emptyContent, groundWithPhotos, reportFactsOf, requireDebt } from './report-ground.ts';
import type { DebtGround } from './report-ground.ts';
import { factWords, reusedPhotos } from './report-grounds.ts';
import { reportStore } from './report-store.ts';
import type { ReportRow } from './report-store.ts';
import { presentRound } from './round-store.ts';
import { stepStore } from './step-store.ts';
import { taskRows } from './task-rows.ts';

const listPhotos = statement({
  name: 'task.list-photos',
  class: 'router',
  text: `select p.photo_id, p.taken_at, p.place, p.latitude, p.longitude from task.photo p where p.region_code = $1 and p.assignment_id = $2 order by p.photo_id desc limit 60`,
  params: { region: 'text', assignmentId: 'uuid' },
  row: { photo_id: 'uuid', taken_at: 'timestamptz', place: 'text', latitude: 'text', longitude: 'text' },
});

const moment = (text: string): string => formatMoment(parseMoment(text));

async function readPhotos(context: Context, assignmentId: string) {
  const rows = await context.tx.many(listPhotos, { region: context.tx.region, assignmentId });
  const reused = new Set(
    await reusedPhotos(
      context,
      rows.map(({ photo_id }) => photo_id),
    ),
  );
  return rows.map((row) => ({
    photoId: row.photo_id,
    takenAt: moment(row.taken_at),
    place: row.place === '' ? `${row.latitude}, ${row.longitude}` : row.place,
    isReused: reused.has(row.photo_id),
  }));
}

async function presentReport(context: Context, row: ReportRow, content: ReportContentInput) {
  const nameOf = await signatureNames(context.tx, [row.written_by, row.signed_by]);
  return {
    reportId: row.report_id,
    state: row.state as ReportState,
    revision: row.revision,
    content,
    writtenBy: nameOf(row.written_by),
    signedBy: row.signed_by === null ? null : nameOf(row.signed_by),
    signedAt: row.signed_at === null ? null : moment(row.signed_at),
    returns: row.returns,
    wasUnapproved: row.was_unapproved,
  };
}

function presentParts({ parts, debt }: DebtGround, names: ReadonlyMap<string, string>, today: string) {
  return parts
    .filter((part) => part.assignment_id !== debt.assignment_id)
    .map((part) => ({
      org: names.get(part.org_id) ?? part.org_id,
      role: part.role as AssignmentRole,
      state: part.state as ReportState | null,
      done: part.is_signed ? part.done : null,
      isMissing: !part.is_signed && part.due_on < today,
    }));
}

export const getDebtUseCase = useCase(getDebt, async ({ params }, context) => {
  const { tx, today } = context;
  const at = await requireDebt(context, params, 'round.read');
  const { debt, full, round } = at;
  const row = debt.report_id === null ? undefined : await reportStore.find(tx, debt.report_id);
  const content = row === undefined ? emptyContent : reportContentSchema.parse(row.content);
  const names = await listOrgNames(tx, [debt.org_id, ...at.parts.map(({ org_id }) => org_id)], today);
  const task = await taskRows.find(tx, debt.task_id);
  const due = new Set(full.ground.dueMilestones.map(({ milestoneId }) => milestoneId));
  const milestones = (await taskRows.milestones(tx, [debt.task_id])).filter(({ milestone_id, proved_on }) => due.has(milestone_id) || (debt.role === 'lead' && proved_on === null));
  const permits = permitsOn(context, assignmentResource(tx.region, { planPath: debt.plan_path, orgId: debt.org_id }));
  const facts = await reportFactsOf(context, at, row ?? null, content);
  const { rules } = full.ground;
  return {
    round: presentRound(round),
    debt: presentDebt(debt, { orgName: names.get(debt.org_id) ?? debt.org_id, full, minutes: await cellMinutesOn(context) }, context),
    standardKind: debt.standard_kind as StandardKind | null,
    standardText: task?.standard_text ?? '',
    limits: { done: rules.doneCharacters, next: rules.nextCharacters, explanation: rules.explanationCharacters },
    isCounted: full.ground.isCounted,
    last: full.last,
    facts: full.facts.map((one) => ({
      factId: one.evidenceId,
      kind: one.kind,
      voice: one.voice,
      grade: one.grade,
      stamp: one.stamp,
      words: factWords(one),
      source: one.source.module,
      on: one.occurredOn,
    })),
    dueMilestones: milestones.map((one) => ({ milestoneId: one.milestone_id, title: one.title, dueOn: one.due_on, dueOriginalOn: one.due_original_on, provedOn: one.proved_on })),
    parts: presentParts(at, names, today.toString()),
    report: row === undefined ? null : await presentReport(context, row, content),
    checks: [...checkReport(content, await groundWithPhotos(context, at, content))],
    photos: await readPhotos(context, debt.assignment_id),
    steps: row === undefined ? [] : presentSteps(await stepStore.ofObject(tx, row.report_id), () => names.get(debt.org_id) ?? null),
    actions: [...availableSteps(reportLifecycle, { state: (row?.state ?? null) as ReportState | null, facts, permits })],
  };
});
