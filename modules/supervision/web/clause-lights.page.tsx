import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf, queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { answerPaths } from '#answer/web';
import { listPlans } from '#plan/contract';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportClauseLights,
  greyReasonLabel,
  type LightColour,
  lightColourLabel,
  lightColours,
  listClauseLights,
  type ReplayMode,
  replayModeLabel,
  replayModes,
} from '../contract/index.ts';
import { LightLinks } from './light-links.tsx';
import { LightCounts, LightTag } from './light-tag.tsx';
import { DayFilter } from './parts.tsx';

export interface ClauseLightsSearch {
  readonly planId?: string | undefined;
  readonly q?: string | undefined;
  readonly colour?: LightColour | undefined;
  readonly on?: string | undefined;
  readonly mode?: ReplayMode | undefined;
  readonly cursor?: string | undefined;
}

type Line = Reply<typeof listClauseLights>['items'][number];
const whyOf = ({ objectLight, greyReason, causes }: Line): string => (greyReason !== null ? greyReasonLabel[greyReason] : objectLight === 'blue' ? '已达标' : causes.join(''));

const columns: readonly Column<Line>[] = [
  { key: 'light', title: '灯号', render: (line) => <LightTag colour={line.objectLight} /> },
  { key: 'title', title: '条款', render: (line) => <Link to={answerPaths.clause(line.planId, line.clauseKey) as never}>{line.title}</Link> },
  { key: 'why', title: '原因', wideOnly: true, render: (line) => <span className="light-words">{whyOf(line)}</span> },
  { key: 'next', title: '预告', wideOnly: true, render: (line) => <span className="light-words">{line.forecast ?? '不变'}</span> },
];

/** Lights of all clauses of a plan, by their evidence, figures and doubts; the clause's own page tells the rest. */
export const Page = ({ search, setSearch }: PageProps<unknown, ClauseLightsSearch>) => {
  const { cursor, mode = 'as-now', ...filter } = search;
  const query = useQuery(pageQueryOf(listClauseLights, { query: { ...filter, mode, cursor } }));
  const plans = useQuery(queryOf(listPlans, { query: { sort: 'updated', limit: '100' } }));
  const data = query.data;
  const next = data?.nextCursor ?? undefined;
  const narrow = (change: Partial<ClauseLightsSearch>): void => setSearch({ ...change, cursor: undefined });
  const titles = Object.fromEntries((plans.data?.items ?? []).map((plan) => [plan.planId, plan.title]));
  return (
    <PageFrame
      title="条款灯号"
      note={
        data === undefined
          ? ''
          : `${titles[data.planId ?? ''] ?? ''}，截至${data.on}${search.on === undefined ? '' : `（${replayModeLabel[data.mode]}）`}；${data.rule}。按佐证、数值和存疑判灯。`
      }
      actions={
        <>
          <LightLinks here="clauses" />
          <a className="plain-button" href={buildUrl(exportClauseLights, { query: { ...filter, mode } })} download>
            导出 Excel
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <search className="filter-bar">
        <WordsFilter label="查找条款" value={search.q} onChange={(q) => narrow({ q })} />
        <ChoiceFilter label="灯号" value={search.colour} choices={lightColours} labels={lightColourLabel} onChange={(colour) => narrow({ colour })} />
        {Object.keys(titles).length > 1 && (
          <ChoiceFilter
            label="方案"
            value={search.planId ?? data?.planId ?? undefined}
            choices={Object.keys(titles)}
            labels={titles}
            isRequired
            onChange={(planId) => narrow({ planId })}
          />
        )}
        <DayFilter value={search.on} onChange={(on) => narrow({ on, ...(on === undefined ? { mode: undefined } : {}) })} />
        {search.on !== undefined && (
          <ChoiceFilter label="重放方式" isRequired value={mode} choices={replayModes} labels={replayModeLabel} onChange={(chosen) => narrow({ mode: chosen })} />
        )}
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <LightCounts counts={data?.counts} />
          <DataTable
            label="条款灯号列表"
            columns={columns}
            rows={data?.items ?? []}
            rowKey={({ planId, clauseKey }) => `${planId}/${clauseKey}`}
            loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
            empty={<EmptyState title="没有这样的条款" hint="换一个条件；方案生成条款以后才有灯号。" />}
            paging={{
              note: data === undefined ? '' : `共${data.total}条`,
              ...(cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
              ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
            }}
          />
        </>
      )}
    </PageFrame>
  );
};
