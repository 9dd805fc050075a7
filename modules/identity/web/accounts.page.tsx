import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type AccountRow, listAccounts, type PersonKind, personKindLabel, personKinds, personStatusLabel } from '../contract/index.ts';
import { AccountDialog } from './account-dialog.tsx';
import './sign-in.css';

interface AccountsSearch {
  readonly q?: string | undefined;
  readonly kind?: PersonKind | undefined;
  readonly cursor?: string | undefined;
}

const factorWords = (row: AccountRow): string => {
  const parts = [row.hasPassword ? (row.mustChange ? '密码（待修改）' : '密码') : '', row.hasTotp ? '动态口令' : '', row.passkeys > 0 ? `通行密钥${row.passkeys}个` : ''];
  return parts.filter((part) => part !== '').join('、') || '无';
};

/** Accounts: find, open, rename. Suspending and closing are done where the person is (人员). */
export const Page = ({ search, setSearch }: PageProps<unknown, AccountsSearch>) => {
  const [row, setRow] = useState<AccountRow>();
  const query = useQuery(pageQueryOf(listAccounts, { query: { q: search.q, kind: search.kind, cursor: search.cursor } }));
  const columns: readonly Column<AccountRow>[] = [
    { key: 'name', title: '姓名', render: (one) => (one.kind === 'staff' ? <Link to={`/people/${one.userId}` as never}>{one.displayName}</Link> : one.displayName) },
    { key: 'account', title: '账号', render: (one) => one.accountName ?? '未开通' },
    { key: 'kind', title: '类别', wideOnly: true, render: (one) => personKindLabel[one.kind] + (one.stamp === 'demo' ? '（演示）' : '') },
    { key: 'status', title: '状态', wideOnly: true, render: (one) => personStatusLabel[one.status] },
    { key: 'factors', title: '登录方式', wideOnly: true, render: factorWords },
    {
      key: 'act',
      title: '操作',
      render: (one) => (
        <Button size="small" onClick={() => setRow(one)} disabled={one.kind !== 'staff' && one.accountName === null}>
          {one.accountName === null ? '开通' : '改名'}
        </Button>
      ),
    },
  ];
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame title="账号" note="开通和更改账号名。停用、恢复、离任请在「人员」中办理；授权请在「授权」中办理。">
      {row !== undefined && <AccountDialog row={row} onClose={() => setRow(undefined)} />}
      <search className="filter-bar">
        <Input.Search
          aria-label="按姓名或账号查找"
          placeholder="姓名或账号"
          allowClear
          defaultValue={search.q}
          onSearch={(q) => setSearch({ q: q === '' ? undefined : q, cursor: undefined })}
          className="filter-words"
        />
        <Select
          aria-label="类别"
          value={search.kind ?? ''}
          onChange={(kind) => setSearch({ kind: kind === '' ? undefined : (kind as PersonKind), cursor: undefined })}
          options={[{ value: '', label: '全部类别' }, ...personKinds.map((value) => ({ value, label: personKindLabel[value] }))]}
        />
      </search>
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} />}
      <DataTable
        label="账号"
        columns={columns}
        rows={query.data?.items ?? []}
        rowKey={(one) => one.userId}
        loading={query.isFetching}
        empty={<EmptyState title="没有符合条件的账号" hint="换一个词查找；新的工作人员请先在「人员」中登记。" />}
        paging={{
          note: `共 ${query.data?.total ?? 0} 人`,
          ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }) }),
          ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
        }}
      />
    </PageFrame>
  );
};
