import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf, queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportHandovers,
  type HandoverRow,
  type HandoverSort,
  handoverSortLabel,
  handoverSorts,
  type HandoverState,
  handoverStateLabel,
  handoverStates,
  listHandovers,
  listUnheldDuties,
  type OrgId,
} from '../contract/index.ts';
import { DayField } from './form-field.tsx';
import { identityPaths } from './identity-paths.ts';
import { OrgPicker } from './org-picker.tsx';
import { useMe } from './use-me.ts';
import './identity.css';

type StateFilter = 'open' | 'closed' | HandoverState;

interface HandoversSearch {
  readonly q?: string | undefined;
  readonly orgId?: OrgId | undefined;
  readonly state?: StateFilter | undefined;
  readonly mine?: '1' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: HandoverSort | undefined;
  readonly cursor?: string | undefined;
}

const columns: readonly Column<HandoverRow>[] = [
  {
    key: 'post',
    title: '岗位',
    render: (row) => (
      <>
        <Link to={identityPaths.handover(row.handoverId) as never}>{row.postWords}</Link>
        <small className="muted block">
          {row.outgoing.name} → {row.incoming.name}
        </small>
      </>
    ),
  },
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

const stateOptions: readonly { readonly value: StateFilter; readonly label: string }[] = [
  { value: 'open', label: '在办（全部）' },
  { value: 'closed', label: '已办结（全部）' },
  ...handoverStates.map((value) => ({ value, label: handoverStateLabel[value] })),
];
const Filters = ({ search, setSearch, seesAll }: Pick<PageProps<unknown, HandoversSearch>, 'search' | 'setSearch'> & { readonly seesAll: boolean }) => {
  return (
    <search className="filter-bar audit-filters">
      <WordsFilter label="按姓名查找" placeholder="移交人、接收人或代理人" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
      <div className="filter-words">
        <OrgPicker label="按单位筛选" placeholder="全部单位" value={search.orgId} onChange={(orgId) => setSearch({ orgId, cursor: undefined })} />
      </div>
      <Select<StateFilter>
        aria-label="按状态筛选"
        placeholder="全部状态"
        allowClear
        className="filter-select"
        {...(search.state === undefined ? {} : { value: search.state })}
        options={[...stateOptions]}
        onChange={(state: StateFilter | undefined) => setSearch({ state, cursor: undefined })}
      />
      <Select<HandoverSort>
        aria-label="排序"
        className="filter-select"
        value={search.sort ?? 'newest'}
        options={handoverSorts.map((value) => ({ value, label: handoverSortLabel[value] }))}
        onChange={(sort) => setSearch({ sort, cursor: undefined })}
      />
      <DayField label="生效自" value={search.from ?? ''} onChange={(from) => setSearch({ from: from === '' ? undefined : from, cursor: undefined })} />
      <DayField label="生效至" value={search.to ?? ''} onChange={(to) => setSearch({ to: to === '' ? undefined : to, cursor: undefined })} />
      {seesAll && (
        <Checkbox checked={search.mine === '1'} onChange={(event) => setSearch({ mine: event.target.checked ? '1' : undefined, cursor: undefined })}>
          只看与我有关的
        </Checkbox>
      )}
    </search>
  );
};

/** Hand-overs that concern me; all of them for those who conduct them. */
export const Page = ({ search, setSearch }: PageProps<unknown, HandoversSearch>) => {
  const { can } = useMe();
  const { q, orgId, state, mine, from, to } = search;
  const filter = { q, orgId, state, mine, from, to };
  const query = useQuery(pageQueryOf(listHandovers, { query: { ...filter, sort: search.sort ?? 'newest', cursor: search.cursor } }));
  const next = query.data?.nextCursor ?? undefined;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <PageFrame
      title="岗位移交"
      note="移交从人员页面的岗位发起：清单自动汇集未了事项，双方核对、签字，到生效日一次转清。"
      actions={
        <a className="plain-button" href={buildUrl(exportHandovers, { query: filter })} download>
          导出 Excel
        </a>
      }
    >
      {can('identity.hand-over') && <UnheldDuties />}
      <Filters search={search} setSearch={setSearch} seesAll={can('identity.hand-over')} />
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="移交列表"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(row) => row.handoverId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={
            isFiltered ? (
              <EmptyState title="没有符合条件的移交" hint="换一个词，或放宽单位、状态和日期。" />
            ) : (
              <EmptyState title="没有岗位移交" hint="人员调整时，从「人员」页面打开移交人的岗位，点「办理移交」。" />
            )
          }
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}次`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
    </PageFrame>
  );
};
