import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getParameter, type ParameterRow, parameterLevelLabel } from '../contract/index.ts';
import { NewValue } from './new-value.tsx';
import { settingsPaths } from './settings-paths.ts';
import './settings.css';

const columns: readonly Column<ParameterRow>[] = [
  { key: 'from', title: '生效', render: (row) => `${row.from} 起${row.to === null ? '' : `，至 ${row.to}`}` },
  { key: 'level', title: '层级', render: (row) => parameterLevelLabel[row.level] },
  { key: 'value', title: '值', render: (row) => row.text },
  {
    key: 'source',
    title: '依据',
    render: ({ source }) => (
      <>
        {source.link === undefined ? source.document : <a href={source.link}>{source.document}</a>}
        {source.article === undefined ? '' : `，${source.article}`}
      </>
    ),
  },
  { key: 'reason', title: '理由', wideOnly: true, render: (row) => row.reason },
  { key: 'by', title: '录入', wideOnly: true, render: (row) => `${row.setBy} ${row.setAt.slice(0, 10)}` },
];

/** One parameter: what holds when, the whole history, and a new value with a look at what it changes. */
export const Page = ({ params }: PageProps<{ readonly code: string }, unknown>) => {
  const query = useQuery(queryOf(getParameter, { params }));
  const [isOpen, setOpen] = useState(false);
  if (query.error !== null)
    return (
      <PageFrame title="参数">
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      </PageFrame>
    );
  if (query.data === undefined) return <PageLoading />;
  const { parameter, rows, stretches, form, actions } = query.data;
  const offer = actions.find(({ action }) => action === 'param.set');
  return (
    <PageFrame
      title={parameter.label}
      note={parameter.note ?? parameter.code}
      actions={
        <>
          <Link className="plain-button" to={settingsPaths.parameters as never}>
            返回列表
          </Link>
          {offer !== undefined && !isOpen && <ActionButton offer={{ ...offer, label: '设定新值' }} primary onAct={() => setOpen(true)} />}
        </>
      }
    >
      {isOpen && <NewValue parameter={parameter} form={form} onDone={() => setOpen(false)} />}
      <section className="settings-card" aria-label="时间线">
        <h2>什么时候用哪个值</h2>
        <ol className="settings-timeline">
          {stretches.map((one) => (
            <li key={one.from} className={one.from === parameter.current?.from ? 'now' : undefined}>
              {one.from} 起：{one.text ?? '没有生效的值'}
              {one.level === null ? '' : `（${parameterLevelLabel[one.level]}）`}
            </li>
          ))}
        </ol>
      </section>
      <DataTable
        label="全部取值"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.ref}
        loading={false}
        empty={<EmptyState title="还没有任何值" />}
        paging={{ note: `共${rows.length}行，旧值一律保留` }}
      />
    </PageFrame>
  );
};
