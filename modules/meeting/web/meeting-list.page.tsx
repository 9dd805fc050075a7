import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActDialog, type ActField } from '#supervision/web';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  addMember,
  endMember,
  listMeetings,
  listMembers,
  type MeetingSummary,
  meetingStateLabel,
  type Member,
  memberRoleLabel,
  memberRoles,
  planMeeting,
} from '../contract/index.ts';
import { meetingPaths } from './meeting-paths.ts';
import './meeting.css';

const columns: readonly Column<MeetingSummary>[] = [
  { key: 'title', title: '会议', render: (one) => <Link to={meetingPaths.meeting(one.meetingId) as never}>{one.title}</Link> },
  { key: 'day', title: '会期', render: (one) => one.heldOn },
  { key: 'state', title: '状态', render: (one) => meetingStateLabel[one.state] },
  { key: 'items', title: '议题', align: 'right', wideOnly: true, render: (one) => one.items },
  { key: 'decisions', title: '决定', align: 'right', wideOnly: true, render: (one) => one.decisions },
  { key: 'minutes', title: '纪要文号', wideOnly: true, render: (one) => (one.minutesNo === '' ? '未印发' : one.minutesNo) },
];
const memberColumns = (onEnd: (member: Member) => void, mayEnd: boolean): readonly Column<Member>[] => [
  { key: 'name', title: '姓名', render: (one) => one.name },
  { key: 'post', title: '职务', wideOnly: true, render: (one) => one.post },
  { key: 'role', title: '身份', render: (one) => memberRoleLabel[one.role] },
  { key: 'term', title: '任期', render: (one) => `${one.fromOn}至${one.toOn ?? '今'}` },
  {
    key: 'end',
    title: '操作',
    render: (one) =>
      mayEnd && one.toOn === null ? (
        <button type="button" className="text-button" onClick={() => onEnd(one)}>
          任期结束
        </button>
      ) : (
        '—'
      ),
  },
];

const meetingFields: readonly ActField[] = [
  { name: 'title', label: '标题', kind: 'text' },
  { name: 'heldOn', label: '会期', kind: 'day', hint: '工作日' },
  { name: 'place', label: '地点', kind: 'text' },
];
const memberFields: readonly ActField[] = [
  { name: 'name', label: '姓名', kind: 'text' },
  { name: 'post', label: '职务', kind: 'text' },
  { name: 'role', label: '身份', kind: 'choice', initial: 'member', options: memberRoles.map((value) => ({ value, label: memberRoleLabel[value] })) },
  { name: 'fromOn', label: '任期起始日', kind: 'day' },
  { name: 'source', label: '依据', kind: 'text', hint: '任命或调整的文件' },
];
const endFields: readonly ActField[] = [
  { name: 'toOn', label: '任期截止日', kind: 'day' },
  { name: 'source', label: '依据', kind: 'text' },
];

/** Meetings of the leading group and its members. */
export const Page = (_props: PageProps<unknown, unknown>) => {
  const navigate = useNavigate();
  const meetings = useQuery(queryOf(listMeetings, {}));
  const members = useQuery(queryOf(listMembers, {}));
  const [open, setOpen] = useState<'meeting' | 'member' | Member>();
  const close = (): void => setOpen(undefined);
  const plan = useWrite(planMeeting, ({ meetingId }) => void navigate({ to: meetingPaths.meeting(meetingId) as never }));
  const add = useWrite(addMember, close);
  const end = useWrite(endMember, close);
  const offer = meetings.data?.actions.find(({ action }) => action === 'plan');
  const memberOffer = members.data?.actions[0];
  const problem = meetings.error ?? members.error;
  if (problem !== null) return <ProblemNotice problem={asProblem(problem)} onRetry={() => void meetings.refetch()} />;
  return (
    <PageFrame
      title="领导小组会议"
      note="议程由系统按公式排定；任务类决定在纪要印发时成为督办单。"
      actions={offer !== undefined && <ActionButton offer={offer} primary onAct={() => setOpen('meeting')} />}
    >
      <DataTable
        label="会议列表"
        columns={columns}
        rows={meetings.data?.items ?? []}
        rowKey={(one) => one.meetingId}
        loading={meetings.isPending}
        empty={<EmptyState title="还没有会议" hint="安排会议后，系统列出以往决定、严重滞后事项和提请协调的事项。" />}
        paging={{ note: `共${meetings.data?.items.length ?? 0}次` }}
      />
      <div className="page-head meeting-members-head">
        <h2>领导小组成员</h2>
        {memberOffer !== undefined && <ActionButton offer={memberOffer} onAct={() => setOpen('member')} />}
      </div>
      <DataTable
        label="成员列表"
        columns={memberColumns(setOpen, memberOffer?.allowed === true)}
        rows={members.data?.items ?? []}
        rowKey={(one) => one.memberId}
        loading={members.isPending}
        empty={<EmptyState title="还没有登记成员" hint="开会前须登记在任成员，用来计算法定人数。" />}
        paging={{ note: `共${members.data?.items.length ?? 0}人` }}
      />
      {open === 'meeting' && (
        <ActDialog
          title="安排会议"
          confirm="安排"
          fields={meetingFields}
          busy={plan.isPending}
          problem={plan.error === null ? null : asProblem(plan.error)}
          onClose={close}
          onSubmit={(values) => plan.mutate({ body: values as never })}
        />
      )}
      {open === 'member' && (
        <ActDialog
          title="登记成员"
          confirm="登记"
          fields={memberFields}
          busy={add.isPending}
          problem={add.error === null ? null : asProblem(add.error)}
          onClose={close}
          onSubmit={(values) => add.mutate({ body: values as never })}
        />
      )}
      {typeof open === 'object' && (
        <ActDialog
          title={`任期结束：${open.name}`}
          confirm="结束任期"
          fields={endFields}
          busy={end.isPending}
          problem={end.error === null ? null : asProblem(end.error)}
          onClose={close}
          onSubmit={(values) => end.mutate({ params: { memberId: open.memberId }, body: values as never })}
        />
      )}
    </PageFrame>
  );
};
