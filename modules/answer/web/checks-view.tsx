import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { checkFactorLabel, checkFactors, clauseStateLabel, clauseStates, exportChecks, listChecks } from '../contract/index.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { DoubtsSection } from './doubts-section.tsx';
import { NotRegistered, untilRegistered } from './not-registered.tsx';

type Checks = Reply<typeof listChecks>;

const columnsOf = (planId: string, asOf: string | undefined): readonly Column<Checks['items'][number]>[] => [
  { key: 'place', title: '名次', align: 'right', wideOnly: true, render: (item) => item.place },
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

interface FiltersProps extends ViewProps {
  readonly query: Readonly<Record<string, string | undefined>>;
}

const Filters = ({ planId, search, setSearch, query }: FiltersProps) => (
  <FilterBar
    tools={
      <>
        <a className="plain-button" href={buildUrl(exportChecks, { params: { planId }, query })} download>
          导出 Excel
        </a>
        <Button onClick={() => print()}>打印</Button>
      </>
    }
  >
    <WordsFilter label="查找条款" placeholder="按编号、条款名称查找" value={search.q ?? ''} onChange={(q) => setSearch({ q, cursor: undefined })} />
    <ChoiceFilter label="原因" value={search.reason} choices={checkFactors} labels={checkFactorLabel} onChange={(reason) => setSearch({ reason, cursor: undefined })} />
    <ChoiceFilter label="自报" value={search.state} choices={clauseStates} labels={clauseStateLabel} onChange={(state) => setSearch({ state, cursor: undefined })} />
  </FilterBar>
);

/** What to check first, with the formula; and how far the reports of units are from the other voices. */
export const ChecksView = (props: ViewProps) => {
  const { planId, search, setSearch } = props;
  const words = search.q?.trim();
  const filters = { ...queryOn(search.asOf), q: words === '' ? undefined : words, reason: search.reason, state: search.state };
  const query = useQuery({
    ...pageQueryOf(listChecks, { params: { planId }, query: { ...filters, cursor: search.cursor } }),
    refetchInterval: untilRegistered(search.asOf),
  });
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  if (!query.data.isRegistered) return <NotRegistered planId={planId} asOf={search.asOf} />;
  const { formula, items, total, nextCursor, units } = query.data;
  const isCut = filters.q !== undefined || filters.reason !== undefined || filters.state !== undefined;
  return (
    <>
      <p className="answer-formula">{formula}。</p>
      <Filters planId={planId} search={search} setSearch={setSearch} query={filters} />
      <DataTable
        label="核查清单"
        columns={columnsOf(planId, search.asOf)}
        rows={items}
        rowKey={(item) => item.clauseKey}
        loading={query.isPlaceholderData}
        empty={
          isCut ? (
            <EmptyState title="没有符合条件的条款" hint="换一个词、原因或自报的状态。">
              <Button onClick={() => setSearch({ q: undefined, reason: undefined, state: undefined, cursor: undefined })}>清除条件</Button>
            </EmptyState>
          ) : (
            <EmptyState title="暂时没有需要优先核查的条款" hint="有了自报的证据，这里按顺序分列出先查哪些。" />
          )
        }
        paging={{
          note: isCut ? `符合条件的${total}条` : `共${total}条`,
          ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
          ...(nextCursor === null ? {} : { onNext: () => setSearch({ cursor: nextCursor }, { push: true }) }),
        }}
      />
      <DoubtsSection {...props} />
      <section className="target-year">
        <h2>各单位说法的差异</h2>
        <DataTable
          label="各单位说法的差异"
          columns={unitColumns}
          rows={units}
          rowKey={(unit) => unit.orgId ?? ''}
          loading={query.isPlaceholderData}
          empty={<EmptyState title="还没有可以比较的说法" hint="同一条款既有单位自报、又有系统信号或独立核查时，这里按单位列出差异。" />}
          paging={{ note: '偏离度 = 说法不一 ÷ 可比条款；乐观度 =（自报偏好 − 自报偏差）÷ 可比条款' }}
        />
      </section>
    </>
  );
};
