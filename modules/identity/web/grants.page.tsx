import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useLiveRefresh } from '#kernel/web/live.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  type GrantSort,
  grantSortLabel,
  grantSorts,
  type GrantState,
  grantStateLabel,
  grantStates,
  type GrantView,
  listGrants,
  type OrgId,
  type Role,
  roleLabel,
  roles,
} from '../contract/index.ts';
import { EndGrantDialog } from './end-grant-dialog.tsx';
import { GiveGrantDialog } from './give-grant-dialog.tsx';
import { dayRange, reachWords } from './grant-words.ts';
import { identityPaths } from './identity-paths.ts';
import { OrgPicker } from './org-picker.tsx';
import './identity.css';

interface GrantSearch {
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly orgId?: OrgId | undefined;
  readonly state?: GrantState | undefined;
  readonly sort?: GrantSort | undefined;
  readonly cursor?: string | undefined;
}

const Filters = ({ search, setSearch }: Pick<PageProps<unknown, GrantSearch>, 'search' | 'setSearch'>) => {
  return (
    <search className="filter-bar">
      <WordsFilter label="按姓名查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
      <Select<Role>
        aria-label="按角色筛选"
        placeholder="全部角色"
        allowClear
        className="filter-words"
        {...(search.role === undefined ? {} : { value: search.role })}
        options={roles.map((value) => ({ value, label: roleLabel[value] }))}
        onChange={(role: Role | undefined) => setSearch({ role, cursor: undefined })}
      />
      <div className="filter-words">
        <OrgPicker label="按单位筛选" placeholder="全部单位" value={search.orgId} onChange={(orgId) => setSearch({ orgId, cursor: undefined })} />
      </div>
      <Select<GrantState>
        aria-label="按状态筛选"
        placeholder="全部状态"
        allowClear
        className="filter-select"
        {...(search.state === undefined ? {} : { value: search.state })}
        options={grantStates.map((value) => ({ value, label: grantStateLabel[value] }))}
        onChange={(state: GrantState | undefined) => setSearch({ state, cursor: undefined })}
      />
      <Select<GrantSort>
        aria-label="排序"
        className="filter-select"
        value={search.sort ?? 'newest'}
        options={grantSorts.map((value) => ({ value, label: grantSortLabel[value] }))}
        onChange={(sort) => setSearch({ sort, cursor: undefined })}
      />
    </search>
  );
};

const stateClass: Readonly<Record<GrantState, string>> = { live: 'tag tag-live', planned: 'tag', expired: 'tag tag-past', ended: 'tag tag-past' };

const StateCell = ({ grant }: { readonly grant: GrantView }) => (
  <>
    <span className={stateClass[grant.state]}>{grantStateLabel[grant.state]}</span>
    {grant.ended !== null && (
      <small className="muted block">
        {grant.ended.by}：{grant.ended.reason}
      </small>
    )}
  </>
);

const columnsFor = (onEnd: (grant: GrantView) => void): readonly Column<GrantView>[] => [
  { key: 'person', title: '人员', render: ({ person }) => <Link to={identityPaths.personAccess(person.userId) as never}>{person.name}</Link> },
  {
    key: 'role',
    title: '角色与范围',
    render: (grant) => (
      <>
        {roleLabel[grant.role]}
        <small className="muted block">{reachWords(grant)}</small>
        {grant.delegatedBy !== null && <small className="muted block">由{grant.delegatedBy.name}转授</small>}
      </>
    ),
  },
  { key: 'days', title: '起止日期', wideOnly: true, render: (grant) => dayRange(grant) },
  { key: 'state', title: '状态', render: (grant) => <StateCell grant={grant} /> },
  {
    key: 'reason',
    title: '依据',
    wideOnly: true,
    render: (grant) => (
      <>
        {grant.reason}
        <small className="muted block">
          {grant.grantedBy}，{grant.grantedAt.slice(0, 10)}
        </small>
      </>
    ),
  },
  {
    key: 'actions',
    title: '办理',
    render: (grant) => grant.actions.map((offer) => <ActionButton key={offer.action} offer={{ ...offer, label: '结束' }} onAct={() => onEnd(grant)} />),
  },
];

/** Who holds what: find, give with a preview, end with a reason. */
export const Page = ({ search, setSearch }: PageProps<unknown, GrantSearch>) => {
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<GrantView>();
  const { q, role, orgId, state } = search;
  const query = useQuery(pageQueryOf(listGrants, { query: { q, role, orgId, state, sort: search.sort ?? 'newest', cursor: search.cursor } }));
  useLiveRefresh(listGrants.id);
  const give = query.data?.actions.find(({ action }) => action === 'identity.give-grant');
  const next = query.data?.nextCursor ?? undefined;
  const isFiltered = [q, role, orgId, state].some((value) => value !== undefined);
  return (
    <PageFrame
      title="授权"
      note="谁以什么角色、在什么范围、从哪天到哪天。授权只结束，不删除；点姓名看这个人能看到什么。"
      actions={give !== undefined && <ActionButton offer={give} primary onAct={() => setGiving(true)} />}
    >
      <Filters search={search} setSearch={setSearch} />
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="授权列表"
          columns={columnsFor(setEnding)}
          rows={query.data?.items ?? []}
          rowKey={({ grantId }) => grantId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={
            <EmptyState
              title={isFiltered ? '没有符合条件的授权' : '还没有授权'}
              hint={isFiltered ? '换一个条件，或清空筛选。' : '由安全管理员为工作人员授权后，他们才能办理业务。'}
            >
              {isFiltered && <Button onClick={() => setSearch({ q: undefined, role: undefined, orgId: undefined, state: undefined, cursor: undefined })}>清空筛选</Button>}
            </EmptyState>
          }
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}项授权`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
      {isGiving && query.data !== undefined && <GiveGrantDialog region={query.data.region} onClose={() => setGiving(false)} />}
      {ending !== undefined && <EndGrantDialog grant={ending} onClose={() => setEnding(undefined)} />}
    </PageFrame>
  );
};
