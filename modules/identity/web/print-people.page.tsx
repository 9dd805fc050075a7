import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { maxPageSize } from '#kernel/paging.ts';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listPeople, type PersonRow, personSortLabel, personStatusLabel, roleLabel } from '../contract/index.ts';
import type { PeopleSearch } from './people-search.ts';
import './identity.css';

/** Some 40 sheets of paper; who needs more takes the workbook. */
const mostPrinted = 2000;

const useWholeList = ({ q, orgId, under, role, status, sort }: PeopleSearch) => {
  const query = useInfiniteQuery({
    queryKey: [listPeople.id, 'print', { q, orgId, under, role, status, sort }],
    queryFn: ({ pageParam, signal }) =>
      call(listPeople, { query: { q, orgId, under, role, status, sort: sort ?? 'name', limit: String(maxPageSize), cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last, all) => (all.length * maxPageSize < mostPrinted ? (last.nextCursor ?? undefined) : undefined),
  });
  const { hasNextPage, isFetching, error, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  return query;
};

const Rows = ({ people }: { readonly people: readonly PersonRow[] }) => (
  <table className="plain-table print-table" aria-label="人员名册">
    <thead>
      <tr>
        <th scope="col">序号</th>
        <th scope="col">姓名</th>
        <th scope="col">现任岗位</th>
        <th scope="col">状态</th>
      </tr>
    </thead>
    <tbody>
      {people.map((person, index) => (
        <tr key={person.userId}>
          <td>{index + 1}</td>
          <td>
            {person.displayName}
            {person.stamp === 'demo' && '〔演示〕'}
          </td>
          <td>{person.posts.length === 0 ? '无' : person.posts.join('；')}</td>
          <td>{personStatusLabel[person.status]}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const wordsOf = ({ q, orgId, under, role, status, sort }: PeopleSearch): string =>
  [
    ...(q === undefined ? [] : [`姓名含「${q}」`]),
    ...(orgId === undefined ? [] : [under === '1' ? '所选单位及下级单位' : '所选单位']),
    ...(role === undefined ? [] : [roleLabel[role]]),
    ...(status === undefined ? [] : [personStatusLabel[status]]),
    `按${personSortLabel[sort ?? 'name']}排序`,
  ].join('，');

/** The register of people, as it was filtered, whole, for paper. */
export const Page = ({ search }: PageProps<unknown, PeopleSearch>) => {
  const query = useWholeList(search);
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || query.hasNextPage) return <PageLoading />;
  const people = query.data.pages.flatMap(({ items }) => items);
  const total = query.data.pages[0]?.total ?? 0;
  return (
    <PageFrame
      title="人员名册"
      note={`共 ${total} 人。${wordsOf(search)}。${total > people.length ? `这里只列出前 ${people.length} 人：请缩小条件，或导出 Excel。` : ''}`}
      actions={
        <Button className="no-print" onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      {people.length === 0 ? <EmptyState title="没有符合条件的人员" hint="回到人员页面换一个条件再打印。" /> : <Rows people={people} />}
    </PageFrame>
  );
};
