import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardBox, type HomeLine, type HomeTile } from '#ui/home-card.tsx';
import { blockageLevelLabel, type BlockageSummary, listBlockages } from '../contract/index.ts';
import { supervisionPaths } from './supervision-paths.ts';

const shownBlockages = 5;
const pageSize = 100;

const lineOf = (one: BlockageSummary, longDays: number): HomeLine => ({
  key: one.blockageId,
  title: one.title,
  to: supervisionPaths.blockage(one.blockageId),
  note: `${blockageLevelLabel[one.level]}，已${one.daysOpen}天${one.risesOn === null ? '' : `，${one.risesOn} 升级`}`,
  isUrgent: one.daysOpen > longDays,
});

/** What is blocked: at the person's own unit or level first, then what has stayed open too long. */
export const Card = () => {
  const { me, can } = useMe();
  const query = useQuery(queryOf(listBlockages, { query: { standing: 'open', limit: String(pageSize) } }));
  const data = query.data;
  const items = data?.items ?? [];
  const units = new Set((me?.posts ?? []).flatMap(({ orgId }) => (orgId === null ? [] : [orgId as string])));
  const isLeader = me?.posts.some(({ role }) => role === 'county_leader') === true;
  const longDays = data?.longDays ?? 0;
  const counted = (matches: (one: BlockageSummary) => boolean): number | string => {
    const count = items.filter(matches).length;
    return data?.nextCursor !== null && count === pageSize ? `${pageSize}+` : count;
  };
  const list = supervisionPaths.blockages();
  const tiles: readonly HomeTile[] = [
    ...(can('blockage.answer')
      ? [{ words: '待我单位答复', count: counted((one) => units.has(one.authority.orgId) && (one.state === 'registered' || one.state === 'handling')), to: list }]
      : []),
    ...(can('blockage.raise') ? [{ words: '待我单位确认', count: counted((one) => units.has(one.raisedBy.orgId) && one.state === 'answered'), to: list }] : []),
    ...(isLeader ? [{ words: blockageLevelLabel.leader, count: data?.byLevel.leader ?? 0, to: list, search: { level: 'leader' } }] : []),
    { words: blockageLevelLabel.group, count: data?.byLevel.group ?? 0, to: list, search: { level: 'group' } },
    { words: `超过${longDays}天未解决`, count: counted((one) => one.daysOpen > longDays), to: list, isUrgent: true },
    { words: '未解决', count: data?.total ?? 0, to: list },
  ];
  return (
    <HomeCardBox
      title="需协调事项"
      isLoading={query.isPending}
      problem={query.error === null ? null : asProblem(query.error)}
      onRetry={() => void query.refetch()}
      tiles={tiles}
      lines={items.slice(0, shownBlockages).map((one) => lineOf(one, longDays))}
      empty="没有未解决的需协调事项。"
    />
  );
};
