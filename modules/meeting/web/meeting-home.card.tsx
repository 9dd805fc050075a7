import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { listOrders } from '#supervision/contract';
import { supervisionPaths } from '#supervision/web';
import { HomeCardBox, type HomeLine, type HomeTile } from '#ui/home-card.tsx';
import { listMeetings, meetingStateLabel, type MeetingState, type MeetingSummary } from '../contract/index.ts';
import { meetingPaths } from './meeting-paths.ts';

/** A meeting that still asks something of somebody. */
const running: readonly MeetingState[] = ['planned', 'collecting', 'frozen', 'held', 'minuting'];

const lineOf = (one: MeetingSummary): HomeLine => ({
  key: one.meetingId,
  title: `${one.title}：议程`,
  to: meetingPaths.meeting(one.meetingId),
  note: `${one.heldOn}，${meetingStateLabel[one.state]}，议题${one.items}项`,
});

/** The next meeting with the agenda that the system made, and the decisions that are still owed. */
export const Card = () => {
  const meetings = useQuery(queryOf(listMeetings, {}));
  const open = useQuery(queryOf(listOrders, { query: { source: 'decision', standing: 'open', limit: '1' } }));
  const late = useQuery(queryOf(listOrders, { query: { source: 'decision', standing: 'overdue', limit: '1' } }));
  const all = [meetings, open, late];
  const error = all.find((query) => query.error !== null)?.error ?? null;
  const next = (meetings.data?.items ?? []).filter(({ state }) => running.includes(state)).toSorted((one, other) => one.heldOn.localeCompare(other.heldOn));
  const orders = supervisionPaths.orders();
  const tiles: readonly HomeTile[] = [
    { words: '逾期未落实的决定', count: late.data?.total ?? 0, to: orders, search: { source: 'decision', standing: 'overdue' }, isUrgent: true },
    { words: '办理中的决定', count: open.data?.total ?? 0, to: orders, search: { source: 'decision', standing: 'open' } },
  ];
  const plan: readonly HomeLine[] = [{ key: 'plan', title: '安排下次会议，议程由系统生成', to: meetingPaths.meetings(), note: '还没有排定的会议' }];
  return (
    <HomeCardBox
      title="领导小组会议"
      isLoading={all.some((query) => query.isPending)}
      problem={error === null ? null : asProblem(error)}
      onRetry={() => all.forEach((query) => void query.refetch())}
      tiles={tiles}
      lines={next.length > 0 ? next.slice(0, 3).map(lineOf) : meetings.data?.actions.some(({ allowed }) => allowed) === true ? plan : []}
      empty="没有排定的会议，也没有办理中的决定。"
    />
  );
};
