import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { buildUrl } from '#kernel/endpoint.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportTaskLights,
  greyReasonLabel,
  type LightColour,
  lightColourLabel,
  lightColours,
  type LightSort,
  lightSortLabel,
  lightSorts,
  listTaskLights,
  type ReplayMode,
  replayModeLabel,
  replayModes,
} from '../contract/index.ts';
import { LightDialog } from './light-dialog.tsx';
import { LightLinks } from './light-links.tsx';
import { LightCounts, LightTag } from './light-tag.tsx';
import { DayFilter } from './parts.tsx';
import { supervisionPaths } from './supervision-paths.ts';

export interface LightListSearch {
  readonly q?: string | undefined;
  readonly colour?: LightColour | undefined;
  readonly orgId?: OrgId | undefined;
  readonly year?: string | undefined;
  /** a past day, and whether it is judged by what was known then */
  readonly on?: string | undefined;
  readonly mode?: ReplayMode | undefined;
  readonly sort?: LightSort | undefined;
  readonly cursor?: string | undefined;
  /** the task whose light is explained */
  readonly task?: string | undefined;
}

type Line = Reply<typeof listTaskLights>['items'][number];
const yearsShown = 6;
const yearsUntil = (on: string | undefined): readonly string[] =>
  on === undefined ? [] : Array.from({ length: yearsShown }, (_, back) => String(Number(on.slice(0, 4)) + 1 - back));
const yearLabels = (on: string | undefined): Record<string, string> => Object.fromEntries(yearsUntil(on).map((year) => [year, `${year}年`]));

const forecastColumn: Column<Line> = { key: 'next', title: '预告', wideOnly: true, render: (line) => <span className="light-words">{line.forecast ?? '不变'}</span> };

/** A closed task has nothing that still causes its light. */
const whyOf = ({ objectLight, greyReason, causes }: Line): string => (greyReason !== null ? greyReasonLabel[greyReason] : objectLight === 'blue' ? '已完成' : causes.join(''));

const columnsWith = (onOpen: (taskId: string) => void, isPast: boolean): readonly Column<Line>[] => [
  {
    key: 'light',
    title: '灯号',
    render: (line) => (
      <button type="button" className="light-button" aria-label={`${lightColourLabel[line.objectLight]}：${line.title}，查看原因`} onClick={() => onOpen(line.taskId)}>
        <LightTag colour={line.objectLight} />
      </button>
    ),
  },
  {
    key: 'title',
    title: '任务',
    render: (line) => (
      <Link className="light-task" to={supervisionPaths.task(line.taskId) as never}>
        {line.title}
      </Link>
    ),
  },
  { key: 'lead', title: '牵头单位', wideOnly: true, render: (line) => line.lead?.name ?? '未定' },
  { key: 'due', title: '期限', wideOnly: true, render: (line) => line.dueOn ?? '未定' },
  { key: 'why', title: '原因', wideOnly: true, render: (line) => <span className="light-words">{whyOf(line)}</span> },
  // What came after a past day is known, not foretold.
  ...(isPast ? [] : [forecastColumn]),
];

/** Lights of this year's tasks, most pressing first; each tells its causes and its next change. */
export const Page = ({ search, setSearch }: PageProps<unknown, LightListSearch>) => {
  const filter = { q: search.q, colour: search.colour, orgId: search.orgId, year: search.year, on: search.on, mode: search.mode ?? 'as-now', sort: search.sort ?? 'urgency' };
  const query = useQuery(pageQueryOf(listTaskLights, { query: { ...filter, cursor: search.cursor } }));
  const data = query.data;
  const next = data?.nextCursor ?? undefined;
  const narrow = (change: Partial<LightListSearch>): void => setSearch({ ...change, cursor: undefined });
  return (
    <PageFrame
      title="任务灯号"
      note={
        data === undefined
          ? '灯号由事实按规则算出，不能填写。'
          : `${data.year}年任务，截至${data.on}${search.on === undefined ? '' : `（${replayModeLabel[data.mode]}）`}；${data.rule}。灯号由事实按规则算出，不能填写。`
      }
      actions={
        <>
          <LightLinks here="tasks" />
          <a className="plain-button" href={buildUrl(exportTaskLights, { query: filter })} download>
            导出 Excel
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <search className="filter-bar">
        <WordsFilter label="查找任务" placeholder="按任务名称、编号查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <ChoiceFilter label="灯号" value={search.colour} choices={lightColours} labels={lightColourLabel} onChange={(colour) => narrow({ colour })} />
        <div className="light-unit">
          <OrgPicker label="责任单位" value={search.orgId} onChange={(orgId) => narrow({ orgId })} placeholder="责任单位" />
        </div>
        <ChoiceFilter label="年度" value={search.year} choices={yearsUntil(data?.on)} labels={yearLabels(data?.on)} onChange={(year) => narrow({ year })} />
        <DayFilter value={search.on} onChange={(on) => narrow({ on, ...(on === undefined ? { mode: undefined } : {}) })} />
        {search.on !== undefined && (
          <ChoiceFilter label="重放方式" isRequired value={search.mode ?? 'as-now'} choices={replayModes} labels={replayModeLabel} onChange={(mode) => narrow({ mode })} />
        )}
        <ChoiceFilter label="排序" isRequired value={search.sort ?? 'urgency'} choices={lightSorts} labels={lightSortLabel} onChange={(sort) => narrow({ sort })} />
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <LightCounts counts={data?.counts} />
          <DataTable
            label="任务灯号列表"
            columns={columnsWith((task) => setSearch({ task }), search.on !== undefined)}
            rows={data?.items ?? []}
            rowKey={({ taskId }) => taskId}
            loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
            empty={
              <EmptyState
                title="没有这样的任务"
                hint={search.on === undefined ? '换一个条件；任务签收以后才有灯号。' : '这一天还没有这样的任务。换一天或别的条件；任务签收以后才有灯号。'}
              />
            }
            keys={{ onOpen: ({ taskId }) => setSearch({ task: taskId }) }}
            paging={{
              note: data === undefined ? '' : `共${data.total}项`,
              ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
              ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
            }}
          />
        </>
      )}
      {search.task !== undefined && <LightDialog taskId={search.task} on={search.on} mode={search.mode} onClose={() => setSearch({ task: undefined })} />}
    </PageFrame>
  );
};
