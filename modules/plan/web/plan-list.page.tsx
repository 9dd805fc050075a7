import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listPlans, type PlanSort, type PlanSummary, planSortLabel, planSorts } from '../contract/index.ts';
import { planPaths } from './plan-paths.ts';
import { countWords, momentWords, nodeCount } from './words.ts';

interface ListSearch {
  readonly q?: string | undefined;
  readonly sort?: PlanSort | undefined;
  readonly cursor?: string | undefined;
}

const findingWords = (plan: PlanSummary): string => {
  const { error, warning } = plan.latestVersion.counts.findings;
  return error + warning === 0 ? '无' : [error > 0 ? `${error}处错误` : '', warning > 0 ? `${warning}处提醒` : ''].filter((part) => part !== '').join('，');
};

const columns: readonly Column<PlanSummary>[] = [
  { key: 'title', title: '名称', render: (plan) => <Link to={planPaths.version(plan.planId, plan.latestVersion.versionId) as never}>{plan.title}</Link> },
  { key: 'measures', title: '举措', align: 'right', render: (plan) => nodeCount(plan.latestVersion.counts, 'measure') },
  { key: 'boxes', title: '专栏', align: 'right', render: (plan) => nodeCount(plan.latestVersion.counts, 'box') },
  { key: 'chars', title: '字符数', align: 'right', wideOnly: true, render: (plan) => countWords(plan.latestVersion.chars) },
  { key: 'findings', title: '检查发现', wideOnly: true, render: findingWords },
  { key: 'versions', title: '版本', align: 'right', wideOnly: true, render: (plan) => `${plan.versionCount}版` },
  { key: 'imported', title: '导入时间', wideOnly: true, render: (plan) => momentWords(plan.latestVersion.importedAt) },
];

/** The plans of this node: find by title, sort, page, import. */
export const Page = ({ search, setSearch }: PageProps<unknown, ListSearch>) => {
  const navigate = useNavigate();
  const sort = search.sort ?? 'updated';
  const query = useQuery(pageQueryOf(listPlans, { query: { q: search.q, sort, cursor: search.cursor } }));

  const importOffer = query.data?.actions.find((offer) => offer.action === 'plan.import');
  const next = query.data?.nextCursor ?? undefined;
  const openImport = (): void => void navigate({ to: planPaths.import() as never });
  const empty =
    search.q === undefined ? (
      <EmptyState title="还没有方案" hint="导入一份公开的规划或方案，系统会读出目录、举措和专栏，并逐条对应原文。">
        {importOffer !== undefined && <ActionButton offer={importOffer} primary onAct={openImport} />}
      </EmptyState>
    ) : (
      <EmptyState title={`没有名称包含「${search.q}」的方案`} hint="换一个词，或清空查找。" />
    );
  return (
    <PageFrame
      title="方案"
      note="已导入的规划与方案；点名称查看目录与原文。"
      actions={importOffer !== undefined && <ActionButton offer={importOffer} primary onAct={openImport} />}
    >
      <search className="filter-bar">
        <WordsFilter label="按名称查找方案" placeholder="按名称查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <div className="filter-sort">
          <span aria-hidden="true">排序</span>
          <Select<PlanSort>
            aria-label="排序"
            value={sort}
            options={planSorts.map((value) => ({ value, label: planSortLabel[value] }))}
            onChange={(value) => setSearch({ sort: value, cursor: undefined })}
            className="filter-select"
          />
        </div>
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="方案列表"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(plan) => plan.planId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={empty}
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}个方案`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
    </PageFrame>
  );
};
