import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardBox, type HomeTile } from '#ui/home-card.tsx';
import { listWaiting } from '../contract/index.ts';
import { indicatorPaths } from './indicator-paths.ts';

/** Figures that wait for approval, and those sent back to whoever enters them. */
export const Card = () => {
  const { can } = useMe();
  const submitted = useQuery(queryOf(listWaiting, { query: { state: 'submitted', limit: '1' } }));
  const returned = useQuery(queryOf(listWaiting, { query: { state: 'returned', limit: '1' } }));
  const error = submitted.error ?? returned.error;
  const tiles: readonly HomeTile[] = [
    { words: '待核定的统计数', count: submitted.data?.total ?? 0, to: indicatorPaths.waiting, search: { state: 'submitted' } },
    ...(can('indicator.enter') ? [{ words: '退回待改的统计数', count: returned.data?.total ?? 0, to: indicatorPaths.waiting, search: { state: 'returned' }, isUrgent: true }] : []),
  ];
  return (
    <HomeCardBox
      title="指标数据"
      isLoading={submitted.isPending || returned.isPending}
      problem={error === null ? null : asProblem(error)}
      onRetry={() => void submitted.refetch()}
      tiles={tiles}
      empty="没有等待核定的统计数。"
    />
  );
};
