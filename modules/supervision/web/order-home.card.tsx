import { useQueries, useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardBox, type HomeLine, type HomeTile } from '#ui/home-card.tsx';
import { listOrders, orderColourLabel, orderColours, type OrderSummary } from '../contract/index.ts';
import { orderSteps } from './order-steps.ts';
import { supervisionPaths } from './supervision-paths.ts';

const shownOrders = 5;

const lineOf = ({ orderId, title, dueOn, timing, lead }: OrderSummary): HomeLine => ({
  key: orderId,
  title,
  to: supervisionPaths.order(orderId),
  note: `${lead.name}，${dueOn} 到期${timing.isOverdue ? `，逾期${timing.daysLate}天` : ''}`,
  isUrgent: timing.isOverdue,
});

/** Orders that wait for the person's own step, nearest due day first, then overdue ones by colour. */
export const Card = () => {
  const { can } = useMe();
  const steps = orderSteps.filter(({ permissions }) => permissions.some(can));
  const mine = useQueries({
    queries: steps.map(({ state, colour }) => queryOf(listOrders, { query: { standing: 'all', state, colour, sort: 'due', limit: String(shownOrders) } })),
  });
  const overdue = useQuery(queryOf(listOrders, { query: { standing: 'overdue', sort: 'due', limit: '1' } }));
  const soon = useQuery(queryOf(listOrders, { query: { standing: 'due-soon', sort: 'due', limit: '1' } }));
  const all = [...mine, overdue, soon];
  const error = all.find((query) => query.error !== null)?.error ?? null;
  const list = supervisionPaths.orders();
  const tiles: readonly HomeTile[] = [
    ...steps.map(({ state, colour, words }, index) => ({
      words,
      count: mine[index]?.data?.total ?? 0,
      to: list,
      search: { standing: 'all', state, ...(colour === undefined ? {} : { colour }) },
    })),
    ...orderColours.toReversed().map((colour) => ({
      words: `逾期：${orderColourLabel[colour]}`,
      count: overdue.data?.byColour[colour] ?? 0,
      to: list,
      search: { standing: 'overdue', colour },
      isUrgent: true,
    })),
    { words: '七天内到期', count: soon.data?.total ?? 0, to: list, search: { standing: 'due-soon' } },
  ];
  const nearest = mine.flatMap((query) => query.data?.items ?? []).toSorted((one, other) => one.dueOn.localeCompare(other.dueOn));
  return (
    <HomeCardBox
      title="督办"
      isLoading={all.some((query) => query.isPending)}
      problem={error === null ? null : asProblem(error)}
      onRetry={() => all.forEach((query) => void query.refetch())}
      tiles={tiles}
      lines={nearest.slice(0, shownOrders).map(lineOf)}
      empty="没有等您办理的督办单，也没有逾期的。"
    />
  );
};
