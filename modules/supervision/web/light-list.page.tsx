import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { greyReasonLabel, type LightColour, lightColourLabel, lightColours, listTaskLights } from '../contract/index.ts';
import { LightDialog } from './light-dialog.tsx';
import { LightTag } from './light-tag.tsx';
import { FilterSelect } from './parts.tsx';
import { supervisionPaths } from './supervision-paths.ts';

export interface LightListSearch {
  readonly q?: string | undefined;
  readonly colour?: LightColour | undefined;
  readonly orgId?: OrgId | undefined;
  /** the task whose light is explained */
  readonly task?: string | undefined;
}

type Line = Reply<typeof listTaskLights>['items'][number];
const typingPause = 300;

const columnsWith = (onOpen: (taskId: string) => void): readonly Column<Line>[] => [
  {
    key: 'light',
    title: '灯号',
    render: (line) => (
      <button type="button" className="light-button" aria-label={`${lightColourLabel[line.objectLight]}：${line.title}，查看原因`} onClick={() => onOpen(line.taskId)}>
        <LightTag colour={line.objectLight} />
      </button>
    ),
  },
  { key: 'title', title: '任务', render: (line) => <Link to={supervisionPaths.task(line.taskId) as never}>{line.title}</Link> },
  { key: 'lead', title: '牵头单位', wideOnly: true, render: (line) => line.lead?.name ?? '未定' },
  { key: 'due', title: '期限', wideOnly: true, render: (line) => line.dueOn ?? '未定' },
  { key: 'why', title: '原因', wideOnly: true, render: (line) => (line.greyReason === null ? line.causes.join('；') : greyReasonLabel[line.greyReason]) },
  { key: 'next', title: '预告', wideOnly: true, render: (line) => line.forecast ?? '不变' },
];

/** Lights of this year's tasks, most pressing first; each tells its causes and its next change. */
export const Page = ({ search, setSearch }: PageProps<unknown, LightListSearch>) => {
  const [words, setWords] = useState(search.q ?? '');
  const query = useQuery(pageQueryOf(listTaskLights, { query: { q: search.q, colour: search.colour, orgId: search.orgId } }));
  const data = query.data;
  useEffect(() => setWords(search.q ?? ''), [search.q]);
  useEffect(() => {
    if (words === (search.q ?? '')) return;
    const timer = setTimeout(() => setSearch({ q: words === '' ? undefined : words }), typingPause);
    return () => clearTimeout(timer);
  }, [words, search.q, setSearch]);
  return (
    <PageFrame
      title="任务灯号"
      note={data === undefined ? '灯号由事实按规则算出，不能填写。' : `${data.year}年任务，截至${data.on}；${data.rule}。灯号由事实按规则算出，不能填写。`}
    >
      <search className="filter-bar">
        <Input
          type="search"
          aria-label="查找任务"
          placeholder="按任务名称、编号查找"
          allowClear
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="filter-words"
        />
        <FilterSelect label="灯号" value={search.colour} values={lightColours} labels={lightColourLabel} onChange={(colour) => setSearch({ colour })} />
        <OrgPicker label="责任单位" value={search.orgId} onChange={(orgId) => setSearch({ orgId })} placeholder="责任单位" />
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <ul className="light-counts" aria-label="按灯号">
            {lightColours.map((colour) => (
              <li key={colour}>
                <LightTag colour={colour} /> {data?.counts[colour] ?? 0}
              </li>
            ))}
          </ul>
          <DataTable
            label="任务灯号列表"
            columns={columnsWith((task) => setSearch({ task }))}
            rows={data?.items ?? []}
            rowKey={({ taskId }) => taskId}
            loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
            empty={<EmptyState title="没有这样的任务" hint="换一个条件；任务签收以后才有灯号。" />}
            paging={{ note: data === undefined ? '' : `共${data.items.length}项` }}
          />
        </>
      )}
      {search.task !== undefined && <LightDialog taskId={search.task} onClose={() => setSearch({ task: undefined })} />}
    </PageFrame>
  );
};
