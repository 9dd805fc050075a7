import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { clauseStateLabel, listChecks } from '../contract/index.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { NotRegistered, untilRegistered } from './not-registered.tsx';

type Checks = Reply<typeof listChecks>;

const columnsOf = (planId: string, asOf: string | undefined): readonly Column<Checks['items'][number]>[] => [
  { key: 'score', title: '顺序分', align: 'right', render: (item) => item.score },
  {
    key: 'title',
    title: '条款',
    render: (item) => (
      <Link to={answerPaths.clause(planId, item.clauseKey) as never} search={queryOn(asOf) as never}>
        {item.title}
      </Link>
    ),
  },
  { key: 'why', title: '为什么', render: (item) => item.reasons.map(({ points, text }) => `${text}（${points}分）`).join('；') },
  { key: 'self', title: '自报', wideOnly: true, render: (item) => clauseStateLabel[item.self] },
  { key: 'signal', title: '系统信号', wideOnly: true, render: (item) => clauseStateLabel[item.signal] },
  { key: 'check', title: '独立核查', wideOnly: true, render: (item) => clauseStateLabel[item.check] },
];

const unitColumns: readonly Column<Checks['units'][number]>[] = [
  { key: 'org', title: '单位', render: (unit) => unit.orgName },
  { key: 'judged', title: '可比条款', align: 'right', render: (unit) => unit.judged },
  { key: 'different', title: '说法不一', align: 'right', render: (unit) => unit.different },
  { key: 'divergence', title: '偏离度', align: 'right', render: (unit) => unit.divergence },
  { key: 'optimism', title: '乐观度', align: 'right', render: (unit) => unit.optimism },
];

/** What to check first, with the formula; and how far the reports of units are from the other voices. */
export const ChecksView = ({ planId, search }: ViewProps) => {
  const query = useQuery({ ...queryOf(listChecks, { params: { planId }, query: queryOn(search.asOf) }), refetchInterval: untilRegistered(search.asOf) });
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  if (!query.data.isRegistered) return <NotRegistered planId={planId} asOf={search.asOf} />;
  const { formula, items, units } = query.data;
  return (
    <>
      <p className="answer-formula">{formula}。</p>
      <DataTable
        label="核查清单"
        columns={columnsOf(planId, search.asOf)}
        rows={items}
        rowKey={(item) => item.clauseKey}
        loading={false}
        empty={<EmptyState title="暂时没有需要优先核查的条款" hint="有了自报的证据，这里按顺序分列出先查哪些。" />}
        paging={{ note: `共${items.length}条，最多列200条` }}
      />
      {units.length > 0 && (
        <section className="target-year">
          <h2>各单位说法的差异</h2>
          <DataTable
            label="各单位说法的差异"
            columns={unitColumns}
            rows={units}
            rowKey={(unit) => unit.orgId ?? ''}
            loading={false}
            empty={null}
            paging={{ note: '偏离度 = 说法不一 ÷ 可比条款；乐观度 =（自报偏好 − 自报偏差）÷ 可比条款' }}
          />
        </section>
      )}
    </>
  );
};
