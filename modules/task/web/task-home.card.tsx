import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardLoading } from '#ui/home-card.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getHome, roundStateLabel } from '../contract/index.ts';
import { taskPaths } from './task-paths.ts';
import './task.css';

interface Tile {
  readonly words: string;
  readonly count: number;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly requires: string;
  readonly note?: string;
  readonly isUrgent?: boolean;
}

/** What waits for the person at hand in tasks and rounds; every number opens its list. */
export const Card = () => {
  const { can } = useMe();
  const home = useQuery(queryOf(getHome, { query: {} }));
  if (home.error !== null) return <ProblemNotice problem={asProblem(home.error)} onRetry={() => void home.refetch()} />;
  const data = home.data;
  if (data === undefined) return <HomeCardLoading title="任务与调度" />;
  const tiles: readonly Tile[] = [
    {
      words: '我的应报',
      count: data.owed,
      to: taskPaths.debts(),
      search: { standing: 'waiting' },
      requires: 'report.write',
      note: data.owed > 0 ? `约 ${data.owedMinutes} 分钟` : '',
    },
    { words: '我逾期未报的', count: data.ownSilent, to: taskPaths.debts(), search: { standing: 'silent' }, requires: 'report.write', isUrgent: true },
    { words: '退回待改', count: data.returned, to: taskPaths.debts(), search: { standing: 'returned' }, requires: 'report.write', isUrgent: true },
    { words: '待我签收', count: data.toAccept, to: taskPaths.tasks(), search: { assignmentState: 'awaiting' }, requires: 'task.accept-co' },
    { words: '待我审签', count: data.toSign, to: taskPaths.review(), search: { state: 'signing' }, requires: 'report.sign' },
    { words: '待审核', count: data.toReview, to: taskPaths.review(), search: { state: 'reviewing' }, requires: 'report.approve' },
    { words: '逾期未报', count: data.silent, to: taskPaths.debts(), search: { standing: 'silent' }, requires: 'report.approve', isUrgent: true },
    { words: '退签待会商', count: data.refused, to: taskPaths.tasks(), search: { assignmentState: 'refused' }, requires: 'task.settle', isUrgent: true },
    { words: '过期未签收', count: data.unsigned, to: taskPaths.tasks(), search: { assignmentState: 'awaiting' }, requires: 'task.settle' },
    { words: '待决定的解锁', count: data.unlocks, to: taskPaths.review(), search: { tab: 'unlocks' }, requires: 'report.grant-unlock' },
    { words: '待核验', count: data.toVerify, to: taskPaths.tasks(), search: { itemState: 'verifying' }, requires: 'task.verify' },
    { words: '我领衔的任务', count: data.led, to: taskPaths.tasks(), requires: 'task.rule' },
    { words: '草拟中的任务', count: data.drafts, to: taskPaths.tasks(), search: { assignmentState: 'draft' }, requires: 'task.draft' },
    { words: '逾期任务', count: data.overdue, to: taskPaths.tasks(), search: { overdue: '1' }, requires: 'task.read', isUrgent: true },
    { words: '临近到期', count: data.dueSoon, to: taskPaths.tasks(), search: { sort: 'due' }, requires: 'task.read' },
  ];
  const shown = tiles.filter(({ requires }) => can(requires));
  const waiting = shown.filter(({ count }) => count > 0);
  const received = data.round?.rates.received;
  const missing = received === undefined ? 0 : received.denominator - received.numerator;
  return (
    <section className="home-card" aria-label="任务与调度">
      <h2>任务与调度</h2>
      {waiting.length === 0 && <p className="muted">没有等您办理的任务和填报。</p>}
      <ul className="home-tiles">
        {waiting.map((tile) => (
          <li key={tile.words} className={tile.isUrgent === true ? 'urgent' : ''}>
            <Link to={tile.to as never} search={(tile.search ?? {}) as never}>
              <strong>{tile.count}</strong>
              <span>{tile.words}</span>
              {tile.note !== undefined && tile.note !== '' && <small>{tile.note}</small>}
            </Link>
          </li>
        ))}
      </ul>
      {data.round !== null && can('round.read') && (
        <p className="task-round-line">
          <Link to={taskPaths.round(data.round.round.roundId) as never}>{data.round.round.period} 调度</Link>（{roundStateLabel[data.round.round.state]}，
          {data.round.round.closesOn} 截止）：报送 {data.round.rates.received.numerator}/{data.round.rates.received.denominator}，按时率{' '}
          {data.round.rates.onTime.percent === null ? '—' : `${data.round.rates.onTime.percent}%`}
          {missing > 0 && (
            <>
              ，
              <Link to={taskPaths.round(data.round.round.roundId) as never} search={{ want: 'missing' } as never}>
                还有 {missing} 项没有报
              </Link>
            </>
          )}
        </p>
      )}
    </section>
  );
};
