import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { fulfilDuty } from '#kernel/server/duties.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames, personNames } from '#identity/server';
import { getWorkPoints, publishWorkPoints, workPointsPublished } from '../contract/index.ts';
import type { WorkPoint } from '../contract/index.ts';
import { activeQuarters, quarterName } from '../domain/index.ts';
import { requirePlan } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { sha256Of } from './sha256-of.ts';
import { grouped, isLiveAssignment, taskRows } from './task-rows.ts';
import type { MilestoneRow, TaskRow } from './task-rows.ts';
import { taskStore } from './task-store.ts';
import { publishedOf, storeWorkPoints } from './work-points-store.ts';
import type { YearKey } from './work-points-store.ts';
import { readYear } from './year-coverage.ts';
import type { YearGround } from './year-coverage.ts';

export interface WorkPointsContent {
  readonly points: readonly WorkPoint[];
  readonly excused: readonly { readonly label: string; readonly title: string; readonly reason: string }[];
}

function quartersOf(task: TaskRow, milestones: readonly MilestoneRow[]): WorkPoint['quarters'] {
  const days = activeQuarters(parseDay(task.starts_on), parseDay(task.due_on ?? `${task.year}-12-31`));
  return days.map((quarter) => ({
    quarter: quarterName(quarter),
    milestones: milestones
      .filter(({ due_on }) => Number(due_on.slice(0, 4)) === quarter.year && Math.ceil(Number(due_on.slice(5, 7)) / 3) === quarter.quarter)
      .map(({ title, due_on }) => `${title}（${due_on}）`),
  }));
}

/** The document of the year as it follows from the ledger now. */
export async function composeWorkPoints(context: Context, year: YearGround): Promise<WorkPointsContent> {
  const { tx, today } = context;
  const live = [...year.assignments.values()].flat().filter(isLiveAssignment);
  const names = await listOrgNames(
    tx,
    live.map(({ org_id }) => org_id),
    today,
  );
  const leaders = await personNames(
    tx,
    year.tasks.flatMap(({ leader_id }) => leader_id ?? []),
  );
  const milestones = grouped(
    await taskRows.milestones(
      tx,
      year.tasks.map(({ task_id }) => task_id),
    ),
    ({ task_id }) => task_id,
  );
  const points = year.active.flatMap((clause) =>
    year.tasks
      .filter((task) => task.clause === clause.clause)
      .flatMap((task): WorkPoint[] => {
        const units = (year.assignments.get(task.task_id) ?? []).filter(isLiveAssignment);
        const nameOf = (id: string): string => names.get(id) ?? id;
        const lead = units.find(({ role }) => role === 'lead');
        if (lead === undefined) return [];
        return [
          {
            section: clause.section.at(-1) ?? '',
            code: task.code,
            title: task.title,
            standard: task.standard_text,
            dueOn: task.due_on ?? '',
            lead: nameOf(lead.org_id),
            coUnits: units.filter(({ role }) => role === 'co').map(({ org_id }) => nameOf(org_id)),
            leader: task.leader_id === null ? null : (leaders.get(task.leader_id) ?? null),
            upperTask: task.upper_task,
            quarters: quartersOf(task, milestones.get(task.task_id) ?? []),
          },
        ];
      }),
  );
  const excused = year.active.flatMap(({ clause, label, title }) => {
    const reason = year.excuses.get(clause);
    return reason === undefined ? [] : [{ label, title, reason }];
  });
  return { points, excused };
}

function openWords({ coverage }: YearGround): string[] {
  return [
    ...(coverage.counts.open > 0 ? [`${coverage.counts.open} 个条款既没有任务也没有理由`] : []),
    ...(coverage.openAssignments > 0 ? [`${coverage.openAssignments} 项分工没有签收`] : []),
    ...(coverage.clauses === 0 ? ['这一年没有适用的条款'] : []),
  ];
}

/** Of the issued document what lies in the reader's part of the plan. */
function reachedOf({ points, excused }: WorkPointsContent, { tasks, clauses }: YearGround): WorkPointsContent {
  const codes = new Set(tasks.map(({ code }) => code));
  const labels = new Set(clauses.map(({ label, title }) => `${label} ${title}`));
  return { points: points.filter(({ code }) => codes.has(code)), excused: excused.filter(({ label, title }) => labels.has(`${label} ${title}`)) };
}

export async function readWorkPoints(context: Context, key: YearKey) {
  const year = await readYear(context, key);
  const published = await publishedOf(context.tx, key);
  const content = published === undefined ? await composeWorkPoints(context, year) : reachedOf(published.content as WorkPointsContent, year);
  return {
    planTitle: year.planTitle,
    year: key.year,
    documentNo: published?.document_no ?? null,
    publishedAt: published === undefined ? null : formatMoment(parseMoment(published.published_at)),
    sha256: published?.sha256 ?? null,
    points: [...content.points],
    excused: [...content.excused],
    open: published === undefined ? openWords(year) : [],
  };
}

export const getWorkPointsUseCase = useCase(getWorkPoints, async ({ query }, context) => ({
  ...(await readWorkPoints(context, query)),
  actions: [presentAction('task.publish', '印发', decidePermission(context.actor, 'task.publish'))],
}));

export const publishWorkPointsUseCase = useCase(
  publishWorkPoints,
  async ({ body }, context) => {
    const { tx, refuse, now } = context;
    requirePlan(context, 'task.publish', body.planId);
    await taskStore.takeTurn(tx, body.planId, body.year);
    if ((await publishedOf(tx, body)) !== undefined) return refuse(taskRefusals.work_points_published({ year: body.year }));
    const year = await readYear(context, body, 'task.publish');
    const { coverage } = year;
    if (!coverage.isComplete) return refuse(taskRefusals.coverage_incomplete({ open: coverage.counts.open, unsigned: coverage.openAssignments }));
    const content = await composeWorkPoints(context, year);
    const document = { documentNo: body.documentNo.trim(), content, sha256: sha256Of(content) };
    await storeWorkPoints(context, body, document);
    await record(context, workPointsPublished, {
      planId: body.planId,
      year: String(body.year),
      documentNo: document.documentNo,
      sha256: document.sha256,
      points: String(content.points.length),
    });
    // The yearly duty (职责日历 D05) is done by what was issued.
    await fulfilDuty({ duty: 'D05', period: String(body.year) }, { type: 'task.work-points', id: document.sha256, on: context.today }, context);
    return { documentNo: document.documentNo, publishedAt: formatMoment(now), sha256: document.sha256, points: content.points.length };
  },
  { statusOf: () => 201 },
);
