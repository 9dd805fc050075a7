import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter } from '#ui/filter-bar.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { doubtStateLabel, doubtStates, listDoubts } from '../contract/index.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { momentWords } from '#plan/web';

type Doubts = Reply<typeof listDoubts>;

const columnsOf = (planId: string, asOf: string | undefined): readonly Column<Doubts['items'][number]>[] => [
  {
    key: 'title',
    title: '条款',
    render: (one) => (
      <Link to={answerPaths.clause(planId, one.clauseKey) as never} search={queryOn(asOf) as never}>
        {one.title}
      </Link>
    ),
  },
  { key: 'reason', title: '为什么', render: (one) => one.reason },
  { key: 'opened', title: '开出', wideOnly: true, render: (one) => momentWords(one.openedAt) },
  { key: 'state', title: '状态', render: (one) => (one.closedAt === null ? doubtStateLabel.open : `${doubtStateLabel.settled}（${momentWords(one.closedAt)}）`) },
];

/** Clauses whose sources are apart: somebody has to find out which one is right. */
export const DoubtsSection = ({ planId, search, setSearch }: ViewProps) => {
  const filters = { ...queryOn(search.asOf), doubt: search.doubt, cursor: search.doubtCursor };
  const query = useQuery(pageQueryOf(listDoubts, { params: { planId }, query: filters }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const next = query.data?.nextCursor ?? null;
  const counts = query.data?.counts;
  return (
    <section className="target-year" aria-label="疑点">
      <h2>
        疑点 <span className="muted">{counts === undefined ? '' : `待查明${counts.open}个，已了结${counts.settled}个`}</span>
      </h2>
      <ChoiceFilter label="疑点状态" value={search.doubt} choices={doubtStates} labels={doubtStateLabel} onChange={(doubt) => setSearch({ doubt, doubtCursor: undefined })} />
      <DataTable
        label="疑点"
        columns={columnsOf(planId, search.asOf)}
        rows={query.data?.items ?? []}
        rowKey={(one) => one.doubtId}
        loading={query.isPending || query.isPlaceholderData}
        empty={<EmptyState title="没有疑点" hint="同一条款的两个有效来源相差超过允许的差异时，这里自动开出；来源一致后自动了结。" />}
        paging={{
          note: '更正、撤回或对其中一个来源提出异议，一致后自动了结',
          ...(search.doubtCursor === undefined ? {} : { onFirst: () => setSearch({ doubtCursor: undefined }, { push: true }) }),
          ...(next === null ? {} : { onNext: () => setSearch({ doubtCursor: next }, { push: true }) }),
        }}
      />
    </section>
  );
};
