import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getYearCoverage } from '../contract/index.ts';
import { inactiveBecause } from '../domain/index.ts';
import { isLiveAssignment } from './task-rows.ts';
import { publishedOf } from './work-points-store.ts';
import { readYear } from './year-coverage.ts';

export const getYearCoverageUseCase = useCase(getYearCoverage, async ({ query }, context) => {
  const year = await readYear(context, query);
  const published = await publishedOf(context.tx, query);
  const items = year.active.map((clause) => ({
    clause: clause.clause,
    label: clause.label,
    title: clause.title,
    section: clause.section.at(-1) ?? '',
    kind: year.coverage.kinds.get(clause.clause) ?? ('open' as const),
    excuse: year.excuses.get(clause.clause) ?? null,
    tasks: year.tasks
      .filter((task) => task.clause === clause.clause)
      .flatMap((task) => {
        const live = (year.assignments.get(task.task_id) ?? []).filter(isLiveAssignment);
        return live.length === 0 && task.item_state !== null
          ? []
          : [{ taskId: task.task_id, code: task.code, title: task.title, open: live.filter(({ state }) => state !== 'accepted').length }];
      }),
  }));
  const inactive = year.clauses.flatMap((clause) => {
    const reason = inactiveBecause(clause, query.year);
    return reason === null ? [] : [{ clause: clause.clause, label: clause.label, title: clause.title, reason }];
  });
  const { coverage } = year;
  return {
    planTitle: year.planTitle,
    clauses: year.clauses.length,
    active: year.active.length,
    counts: coverage.counts,
    assignments: coverage.assignments,
    openAssignments: coverage.openAssignments,
    isComplete: coverage.isComplete,
    publishedAt: published === undefined ? null : formatMoment(parseMoment(published.published_at)),
    documentNo: published?.document_no ?? null,
    items,
    inactive,
    actions: (['task.draft', 'task.issue', 'task.publish'] as const).map((permission) =>
      presentAction(permission, { 'task.draft': '草拟任务', 'task.issue': '下达任务', 'task.publish': '印发工作要点' }[permission], decidePermission(context.actor, permission)),
    ),
  };
});
