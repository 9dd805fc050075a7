import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardBox, type HomeTile } from '#ui/home-card.tsx';
import { listPlans, type PlanId } from '#plan/contract';
import { type ClauseState, clauseStateLabel, getBoard, listChecks } from '../contract/index.ts';
import { answerPaths } from './answer-paths.ts';
import { notRegisteredWords, untilRegistered } from './not-registered.tsx';

/** What needs a hand, the most pressing first. */
const pressing: readonly ClauseState[] = ['doubtful', 'unmet', 'stale', 'empty'];

const PlanCard = ({ planId, title }: { readonly planId: PlanId; readonly title: string }) => {
  const { can } = useMe();
  const verifies = can('answer.verify');
  const board = useQuery({ ...queryOf(getBoard, { params: { planId }, query: {} }), refetchInterval: untilRegistered(undefined) });
  const isRegistered = board.data?.isRegistered === true;
  const checks = useQuery({ ...queryOf(listChecks, { params: { planId }, query: { limit: '1' } }), enabled: verifies && isRegistered });
  const error = board.error ?? checks.error;
  const to = answerPaths.home;
  const tiles: readonly HomeTile[] = [
    ...(verifies ? [{ words: '核查清单', count: checks.data?.total ?? 0, to, search: { planId, view: 'checks' } }] : []),
    ...(can('answer.approve') ? [{ words: '待审定的证据约定', count: board.data?.pendingContracts ?? 0, to, search: { planId, view: 'contracts' } }] : []),
    ...pressing.map((state) => ({
      words: clauseStateLabel[state],
      count: board.data?.counts[state] ?? 0,
      to,
      search: { planId, state },
      isUrgent: state === 'doubtful' || state === 'unmet',
    })),
  ];
  return (
    <HomeCardBox
      title={title}
      isLoading={board.isPending || (verifies && isRegistered && checks.isPending)}
      problem={error === null ? null : asProblem(error)}
      onRetry={() => void board.refetch()}
      tiles={tiles}
      empty={isRegistered ? '没有存疑、未达标、证据过期或缺证据的条款。' : notRegisteredWords}
    />
  );
};

/** Clauses of the newest plan that are in doubt, missed or out of date; each number opens the board cut to it. */
export const Card = () => {
  const plans = useQuery(queryOf(listPlans, { query: { limit: '1' } }));
  const plan = plans.data?.items[0];
  if (plan !== undefined) return <PlanCard planId={plan.planId} title="条款应答" />;
  return (
    <HomeCardBox
      title="条款应答"
      isLoading={plans.isPending}
      problem={plans.error === null ? null : asProblem(plans.error)}
      onRetry={() => void plans.refetch()}
      tiles={[]}
      empty="还没有方案；导入后条款会自动登记到这里。"
    />
  );
};
