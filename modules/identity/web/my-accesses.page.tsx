import { useQuery } from '@tanstack/react-query';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listMyAccesses } from '../contract/index.ts';
import { momentWords } from './moment-words.ts';

type Line = Reply<typeof listMyAccesses>['items'][number];

const columns: readonly Column<Line>[] = [
  { key: 'at', title: '时间', render: ({ at }) => momentWords(at) },
  { key: 'actor', title: '谁', render: ({ actorName }) => actorName },
  { key: 'what', title: '看了什么', render: ({ actionLabel }) => actionLabel },
  { key: 'why', title: '事由', render: ({ purpose }) => purpose },
];

/** Who looked at my data, when and why. */
export const Page = ({ search, setSearch }: PageProps<unknown, { readonly cursor?: string | undefined }>) => {
  const query = useQuery(pageQueryOf(listMyAccesses, { query: { cursor: search.cursor } }));
  const next = query.data?.nextCursor ?? undefined;
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <PageFrame title="谁看过我的信息" note="别人查看您的个人信息时当场留痕，不能删改。对记录有疑问，请联系审计管理员。">
      <DataTable
        label="查看记录"
        columns={columns}
        rows={query.data?.items ?? []}
        rowKey={({ auditId }) => auditId}
        loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
        empty={<EmptyState title="还没有人查看过您的信息" hint="有人查看后会出现在这里。" />}
        paging={{
          note: '最近的在前',
          ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
          ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
        }}
      />
    </PageFrame>
  );
};
