import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listRounds, roundStateLabel } from '../contract/index.ts';
import { taskPaths } from './task-paths.ts';
import { rateWords } from './words.tsx';

type Row = Reply<typeof listRounds>['items'][number];

const columns: readonly Column<Row>[] = [
  { key: 'period', title: '月份', render: ({ round }) => <Link to={taskPaths.round(round.roundId) as never}>{round.period}</Link> },
  { key: 'state', title: '状态', render: ({ round }) => roundStateLabel[round.state] },
  { key: 'closes', title: '截止', render: ({ round }) => round.closesOn },
  { key: 'seals', title: '封账', wideOnly: true, render: ({ round }) => round.sealsOn },
  { key: 'received', title: '报送率', align: 'right', render: ({ rates }) => rateWords(rates.received) },
  { key: 'onTime', title: '按时率', align: 'right', wideOnly: true, render: ({ rates }) => rateWords(rates.onTime) },
  { key: 'complete', title: '核定率', align: 'right', wideOnly: true, render: ({ rates }) => rateWords(rates.complete) },
];

/** All rounds with their rates. */
export const Page = ({ search, setSearch }: PageProps<unknown, { readonly cursor?: string | undefined }>) => {
  const query = useQuery(pageQueryOf(listRounds, { query: { cursor: search.cursor } }));
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame title="调度" note="每月1日由系统开放上月的调度，按工作日历截止和封账。">
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="调度轮次"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={({ round }) => round.roundId}
          loading={query.isFetching && query.isPending}
          empty={<EmptyState title="还没有调度轮次" hint="有任务签收之后，下月1日由系统开放第一轮。" />}
          paging={{
            note: '',
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
    </PageFrame>
  );
};
