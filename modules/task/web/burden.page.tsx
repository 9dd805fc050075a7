import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { cellKindLabel, cellKinds, getBurden } from '../contract/index.ts';
import { FormRegistry } from './form-registry.tsx';
import './task.css';

type Row = Reply<typeof getBurden>['units'][number];

const columns: readonly Column<Row>[] = [
  { key: 'org', title: '单位', render: ({ org, isPart }) => (isPart ? `${org.name}（只计授权章节）` : org.name) },
  {
    key: 'minutes',
    title: '合计分钟',
    align: 'right',
    render: ({ minutes, isOver }) => <span className={isOver ? 'task-over' : ''}>{isOver ? `${minutes}（超预算）` : minutes}</span>,
  },
  { key: 'round', title: '月度调度', align: 'right', render: ({ roundMinutes }) => roundMinutes },
  { key: 'forms', title: '其他报表', align: 'right', render: ({ formMinutes }) => formMinutes },
  { key: 'visits', title: '迎检整改', align: 'right', wideOnly: true, render: ({ visitMinutes }) => visitMinutes },
  { key: 'adHoc', title: '临时报表', align: 'right', wideOnly: true, render: ({ adHocForms }) => `${adHocForms} 张` },
  { key: 'cells', title: '填报格', wideOnly: true, render: ({ cells }) => cellKinds.map((kind) => `${cellKindLabel[kind]}${cells[kind]}`).join('，') },
];

/** Minutes asked of each unit in a month against the budget, who asks, and the registry of forms. */
export const Page = ({ search, setSearch }: PageProps<unknown, { readonly month?: string | undefined }>) => {
  const query = useQuery(queryOf(getBurden, { query: { month: search.month } }));
  const data = query.data;
  return (
    <PageFrame
      title="填报负担"
      note={
        data === undefined
          ? ''
          : `每单位每月预算 ${data.budget} 分钟。每格折合：${cellKinds.map((kind) => `${cellKindLabel[kind]} ${data.minutesPerCell[kind]}`).join('，')} 分钟。`
      }
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <div className="task-bar">
        <label>
          月份
          <input
            type="month"
            value={search.month ?? data?.month ?? ''}
            onChange={(event) => /^\d{4}-\d{2}$/.test(event.target.value) && setSearch({ month: event.target.value })}
          />
        </label>
      </div>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="各单位填报负担"
          columns={columns}
          rows={data?.units ?? []}
          rowKey={({ org }) => org.orgId}
          loading={query.isPending}
          empty={<EmptyState title="这个月没有要求任何单位填报" />}
          paging={{ note: `共${data?.units.length ?? 0}个单位` }}
        />
      )}
      {(data?.askers.length ?? 0) > 0 && (
        <section className="task-panel" aria-label="谁在要求填报">
          <h2>谁在要求填报</h2>
          <ul className="task-lines">
            {data?.askers.map((asker) => (
              <li key={asker.name}>
                {asker.name}：{asker.visits > 0 ? `${asker.visits} 次检查、整改` : `${asker.forms} 张表`}，{asker.units} 个单位，共 {asker.minutes} 分钟
                {asker.reasons.length > 0 && `；超限理由：${asker.reasons.join('；')}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <FormRegistry />
    </PageFrame>
  );
};
