import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportPeople,
  listPeople,
  type PersonRow,
  type PersonSort,
  personSortLabel,
  personSorts,
  type PersonStatus,
  personStatuses,
  personStatusLabel,
  type Role,
  roleLabel,
  roles,
} from '../contract/index.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { identityPaths } from './identity-paths.ts';
import { OrgPicker } from './org-picker.tsx';
import type { PeopleSearch } from './people-search.ts';
import './identity.css';

const columns: readonly Column<PersonRow>[] = [
  {
    key: 'name',
    title: '姓名',
    render: (person) => (
      <>
        <Link to={identityPaths.person(person.userId) as never}>{person.displayName}</Link> {person.stamp === 'demo' && <span className="tag tag-demo">演示</span>}
      </>
    ),
  },
  {
    key: 'posts',
    title: '现任岗位',
    render: (person) =>
      person.posts.length === 0 ? (
        <span className="muted">无</span>
      ) : (
        <ul className="person-posts">
          {person.posts.map((post) => (
            <li key={post}>{post}</li>
          ))}
        </ul>
      ),
  },
  { key: 'status', title: '状态', wideOnly: true, render: (person) => personStatusLabel[person.status] },
];

const Filters = ({ search, setSearch }: Pick<PageProps<unknown, PeopleSearch>, 'search' | 'setSearch'>) => {
  return (
    <search className="filter-bar">
      <WordsFilter label="按姓名查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
      <div className="filter-words">
        <OrgPicker label="按单位筛选" placeholder="全部单位" value={search.orgId} onChange={(orgId) => setSearch({ orgId, cursor: undefined })} />
      </div>
      {search.orgId !== undefined && (
        <Checkbox checked={search.under === '1'} onChange={(event) => setSearch({ under: event.target.checked ? '1' : undefined, cursor: undefined })}>
          包括下级单位
        </Checkbox>
      )}
      <Select<Role>
        aria-label="按角色筛选"
        placeholder="全部角色"
        allowClear
        className="filter-words"
        {...(search.role === undefined ? {} : { value: search.role })}
        options={roles.map((value) => ({ value, label: roleLabel[value] }))}
        onChange={(role: Role | undefined) => setSearch({ role, cursor: undefined })}
      />
      <Select<PersonStatus>
        aria-label="按状态筛选"
        placeholder="全部状态"
        allowClear
        className="filter-select"
        {...(search.status === undefined ? {} : { value: search.status })}
        options={personStatuses.map((value) => ({ value, label: personStatusLabel[value] }))}
        onChange={(status: PersonStatus | undefined) => setSearch({ status, cursor: undefined })}
      />
      <Select<PersonSort>
        aria-label="排序"
        className="filter-select"
        value={search.sort ?? 'name'}
        options={personSorts.map((value) => ({ value, label: personSortLabel[value] }))}
        onChange={(sort) => setSearch({ sort, cursor: undefined })}
      />
    </search>
  );
};

/** The register of people: search, filter, page, export; registering somebody new. */
export const Page = ({ search, setSearch }: PageProps<unknown, PeopleSearch>) => {
  const navigate = useNavigate();
  const [isAdding, setAdding] = useState(false);
  const { q, orgId, under, role, status } = search;
  const filter = { q, orgId, under, role, status };
  const query = useQuery(pageQueryOf(listPeople, { query: { ...filter, sort: search.sort ?? 'name', cursor: search.cursor } }));
  const addOffer = query.data?.actions.find(({ action }) => action === 'identity.administer-people');
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame
      title="人员"
      note="工作人员名册。岗位在人员页面任免；批量登记用「单位」页的名册导入。"
      actions={
        <>
          {addOffer !== undefined && <ActionButton offer={{ ...addOffer, label: '登记人员' }} primary onAct={() => setAdding(true)} />}
          <a className="plain-button" href={buildUrl(exportPeople, { query: filter })} download>
            导出 Excel
          </a>
          <Link className="plain-button" to={identityPaths.printPeople() as never} search={{ ...filter, sort: search.sort } as never}>
            打印视图
          </Link>
        </>
      }
    >
      <Filters search={search} setSearch={setSearch} />
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="人员列表"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(person) => person.userId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={<EmptyState title="没有符合条件的人员" hint="换一个词或条件；还没有登记的，请系统管理员登记或导入名册。" />}
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}人`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
      {isAdding && <AddPersonDialog onClose={() => setAdding(false)} onSaved={(userId) => void navigate({ to: identityPaths.person(userId) as never })} />}
    </PageFrame>
  );
};
