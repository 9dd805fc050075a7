import { useQueries } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardBox, type HomeLine } from '#ui/home-card.tsx';
import { type InspectionStanding, type InspectionSummary, inspectionStateLabel, listInspections } from '../contract/index.ts';
import { inspectionPaths } from './inspection-paths.ts';

const shown = 5;

const lineOf = (one: InspectionSummary): HomeLine => ({
  key: one.inspectionId,
  title: one.subject,
  to: inspectionPaths.inspection(one.inspectionId),
  note: `${one.org.name}，${inspectionStateLabel[one.state]}，${one.state === 'rectifying' ? `${one.rectifyDueOn ?? ''}前整改` : one.plannedOn}${one.daysLate > 0 ? `，逾期${one.daysLate}天` : ''}`,
  isUrgent: one.daysLate > 0,
});

/** What waits for whom: visits for the team, re-checks for the others, rectification for the unit. */
const asked: readonly { readonly standing: InspectionStanding; readonly words: string; readonly permission: string }[] = [
  { standing: 'mine', words: '我在检查组', permission: 'inspection.record' },
  { standing: 'rechecking', words: '待复查', permission: 'inspection.record' },
  { standing: 'rectifying', words: '待整改', permission: 'inspection.rectify' },
  { standing: 'to-visit', words: '待到场', permission: 'inspection.plan' },
  { standing: 'to-visit', words: '将到本单位的检查', permission: 'inspection.rectify' },
  { standing: 'late', words: '逾期', permission: 'inspection.read' },
];

/** Inspections that ask something of the person, nearest day first. */
export const Card = () => {
  const { can } = useMe();
  const own = asked.filter(({ permission }) => can(permission));
  const found = useQueries({ queries: own.map(({ standing }) => queryOf(listInspections, { query: { standing, sort: 'day' as const, limit: String(shown) } })) });
  const error = found.find((query) => query.error !== null)?.error ?? null;
  const lines = new Map(found.flatMap((query, index) => (own[index]?.permission === 'inspection.read' ? [] : (query.data?.items ?? []))).map((one) => [one.inspectionId, one]));
  return (
    <HomeCardBox
      title="督查检查"
      isLoading={found.some((query) => query.isPending)}
      problem={error === null ? null : asProblem(error)}
      onRetry={() => found.forEach((query) => void query.refetch())}
      tiles={own.map(({ standing, words }, index) => ({
        words,
        count: found[index]?.data?.total ?? 0,
        to: inspectionPaths.inspections(),
        search: { standing },
        isUrgent: standing === 'late',
      }))}
      lines={[...lines.values()]
        .toSorted((one, other) => one.plannedOn.localeCompare(other.plannedOn))
        .slice(0, shown)
        .map(lineOf)}
      empty="没有等您办理的检查。"
    />
  );
};
