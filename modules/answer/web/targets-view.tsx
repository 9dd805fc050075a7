import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listTargets, targetKindLabel, yearSourceLabel } from '../contract/index.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { NotRegistered, untilRegistered } from './not-registered.tsx';
import { StateTag } from './state-tag.tsx';

type Item = Reply<typeof listTargets>['items'][number];

const columnsOf = (planId: string, asOf: string | undefined): readonly Column<Item>[] => [
  {
    key: 'title',
    title: '指标',
    render: (item) => (
      <>
        <Link to={answerPaths.clause(planId, item.clauseKey) as never} search={queryOn(asOf) as never}>
          {item.title}
        </Link>
        <div className="answer-hint">
          {[
            item.groupLabel,
            targetKindLabel[item.kind],
            item.isBonus ? '力争，只加分' : '',
            item.partOf === null ? '' : '其中项，不加进总数',
            item.stretchOf === null ? '' : '与下限分开判定',
          ]
            .filter((part) => part)
            .join('　')}
        </div>
      </>
    ),
  },
  { key: 'required', title: '要求', render: (item) => item.required },
  { key: 'actual', title: '现状', render: (item) => (item.fault === null ? (item.actual ?? '没有数') : `${item.actual ?? ''}　${item.fault}`) },
  { key: 'state', title: '状态', render: (item) => <StateTag state={item.state} /> },
  { key: 'why', title: '理由', wideOnly: true, render: (item) => item.reason },
];

/** Targets by the year they are due. A year that the text does not give says so. */
export const TargetsView = ({ planId, search }: ViewProps) => {
  const query = useQuery({ ...pageQueryOf(listTargets, { params: { planId }, query: queryOn(search.asOf) }), refetchInterval: untilRegistered(search.asOf) });
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  if (!query.data.isRegistered) return <NotRegistered planId={planId} asOf={search.asOf} />;
  const { years, items } = query.data;
  if (items.length === 0) return <EmptyState title="方案里没有读出指标" hint="在方案的审核页核对指标任务。" />;
  return (
    <>
      {years.map((year) => {
        const rows = items.filter((item) => item.year === year);
        const notes = (['decided', 'proposed'] as const).flatMap((source) => {
          const count = rows.filter((item) => item.yearSource === source).length;
          return count === 0 ? [] : [`${count}项的年度${yearSourceLabel[source]}`];
        });
        return (
          <section key={year} className="target-year">
            <h2>
              {year}年 <span className="muted">{rows.length}项</span>
            </h2>
            <DataTable
              label={`${year}年目标`}
              columns={columnsOf(planId, search.asOf)}
              rows={rows}
              rowKey={(item) => item.clauseKey}
              loading={query.isPlaceholderData}
              empty={null}
              paging={{ note: notes.join('；') }}
            />
          </section>
        );
      })}
    </>
  );
};
