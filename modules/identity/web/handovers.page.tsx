import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf, queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type HandoverRow, handoverStateLabel, listHandovers, listUnheldDuties } from '../contract/index.ts';
import { identityPaths } from './identity-paths.ts';
import { useMe } from './use-me.ts';
import './identity.css';

interface HandoversSearch {
  readonly state?: 'open' | 'closed' | undefined;
  readonly cursor?: string | undefined;
}

const columns: readonly Column<HandoverRow>[] = [
  { key: 'post', title: '岗位', render: (row) => <Link to={identityPaths.handover(row.handoverId) as never}>{row.postWords}</Link> },
  { key: 'people', title: '移交人 → 接收人', render: (row) => `${row.outgoing.name} → ${row.incoming.name}` },
  { key: 'deputy', title: '代理人', wideOnly: true, render: (row) => row.deputy.name },
  { key: 'day', title: '生效日期', render: (row) => row.effectiveOn },
  { key: 'state', title: '状态', render: (row) => <span className="tag">{handoverStateLabel[row.state]}</span> },
];

/** Open duties without anybody in office: the list should be empty. */
const UnheldDuties = () => {
  const query = useQuery(queryOf(listUnheldDuties, {}));
  if (query.data === undefined || query.data.items.length === 0) return null;
  return (
    <section className="panel" aria-label="没有在岗责任人的事项">
      <h2>没有在岗责任人的未了事项（{query.data.items.length}）</h2>
      <ul>
        {query.data.items.map((item) => (
          <li key={`${item.source}${item.title}`}>
            {item.kind}：{item.title}
            {item.holder === null ? '（没有责任人）' : `（${item.holder} 已不在岗）`}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Hand-overs that concern me; all of them for those who conduct them. */
export const Page = ({ search, setSearch }: PageProps<unknown, HandoversSearch>) => {
  const { can } = useMe();
  const query = useQuery(pageQueryOf(listHandovers, { query: { state: search.state, cursor: search.cursor } }));
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame title="岗位移交" note="移交从人员页面的岗位发起：清单自动汇集未了事项，双方核对、签字，到生效日一次转清。">
      {can('identity.hand-over') && <UnheldDuties />}
      <search className="filter-bar">
        <Select<'open' | 'closed'>
          aria-label="按状态筛选"
          placeholder="全部状态"
          allowClear
          className="filter-select"
          {...(search.state === undefined ? {} : { value: search.state })}
          options={[
            { value: 'open', label: '在办' },
            { value: 'closed', label: '已办结' },
          ]}
          onChange={(state: 'open' | 'closed' | undefined) => setSearch({ state, cursor: undefined })}
        />
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="移交列表"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(row) => row.handoverId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={<EmptyState title="没有岗位移交" hint="人员调整时，从「人员」页面打开移交人的岗位，点「办理移交」。" />}
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
