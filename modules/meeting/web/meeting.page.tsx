import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActDialog, EntryList, supervisionPaths } from '#supervision/web';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  actOnMeeting,
  addAgendaItem,
  addDecision,
  dropDecision,
  type AgendaItem,
  agendaGroupLabel,
  agendaStateLabel,
  changeAgendaItem,
  decisionKindLabel,
  fateKindLabel,
  getMeeting,
  getMinutes,
  type MeetingAct,
  type MeetingDetails,
  type MeetingId,
  meetingStateLabel,
  memberRoleLabel,
  presenceLabel,
  rebuildAgenda,
  setAttendance,
} from '../contract/index.ts';
import { addItemFields, attendanceFields, decisionFields, moveFields, reasonField, recusedFrom } from './meeting-forms.ts';
import { meetingPaths } from './meeting-paths.ts';
import './meeting.css';

type Pending =
  | { readonly kind: 'act'; readonly action: MeetingAct; readonly label: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'decide'; readonly item: AgendaItem }
  | { readonly kind: 'drop' | 'note' | 'restore' | 'move'; readonly item: AgendaItem }
  | { readonly kind: 'undecide'; readonly decisionId: string }
  | { readonly kind: 'attend'; readonly memberId: string; readonly name: string };

const Fates = ({ meeting }: { readonly meeting: MeetingDetails }) => (
  <section className="supervision-card">
    <h2>
      以往决定的落实：共{meeting.fates.length}项，{fateKindLabel.done}
      {meeting.fateCounts.done}项，{fateKindLabel.open}
      {meeting.fateCounts.open}项，{fateKindLabel.late}
      {meeting.fateCounts.late}项
    </h2>
    <ul>
      {meeting.fates.map((fate) => (
        <li key={fate.decisionId}>
          <span className={fate.kind === 'late' ? 'fate-late' : ''}>{fateKindLabel[fate.kind]}</span> {fate.text}（{fate.lead}，时限{fate.dueOn}
          {fate.daysLate > 0 ? `，逾期${fate.daysLate}天` : ''}）
          {fate.orderId !== null && <Link to={supervisionPaths.order(fate.orderId) as never}>{fate.number ?? '督办单'}</Link>} {fate.sentence}
        </li>
      ))}
    </ul>
  </section>
);

interface PartProps {
  readonly meeting: MeetingDetails;
  readonly onAct: (pending: Pending) => void;
}

const ItemActs = ({ item, meeting, onAct }: PartProps & { readonly item: AgendaItem }) => {
  const isBefore = meeting.state === 'planned' || meeting.state === 'collecting' || meeting.state === 'frozen';
  const isHeld = meeting.state === 'held' || meeting.state === 'minuting';
  return (
    <div className="supervision-acts">
      {isHeld && item.state !== 'dropped' && <Button onClick={() => onAct({ kind: 'decide', item })}>记下决定</Button>}
      {isHeld && item.state === 'listed' && <Button onClick={() => onAct({ kind: 'note', item })}>知悉</Button>}
      {isBefore && item.state !== 'dropped' && <Button onClick={() => onAct({ kind: 'move', item })}>调整次序</Button>}
      {isBefore && item.state !== 'dropped' && <Button onClick={() => onAct({ kind: 'drop', item })}>不上会</Button>}
      {isBefore && item.state === 'dropped' && <Button onClick={() => onAct({ kind: 'restore', item })}>恢复上会</Button>}
    </div>
  );
};

const Agenda = ({ meeting, onAct }: PartProps) => (
  <section className="supervision-card">
    <h2>议程</h2>
    <p className="agenda-meta">{meeting.formula}</p>
    <ol className="agenda-list">
      {meeting.agenda.map((item) => (
        <li key={item.itemId}>
          <strong className={item.state === 'dropped' ? 'agenda-dropped' : ''}>{item.title}</strong>
          <div className="agenda-meta">
            {agendaGroupLabel[item.group]}，{agendaStateLabel[item.state]}
            {item.formula === '' ? '，人工增加' : `，${item.formula}`}
            {item.isLate ? '，材料冻结后增改' : ''}
            {item.reason === '' ? '' : `；理由：${item.reason}`}
            {recusedFrom(meeting, item.itemId).length === 0 ? '' : `；回避：${recusedFrom(meeting, item.itemId).join('、')}`}
          </div>
          {item.page !== '' && <p>{item.page}</p>}
          <ul>
            {meeting.results
              .filter(({ itemId }) => itemId === item.itemId)
              .map((one) => (
                <li key={one.decisionId}>
                  {decisionKindLabel[one.kind]}：{one.text}
                  {one.kind === 'task' ? `（${one.lead?.name ?? ''}，${one.dueOn ?? ''}，${one.standard}）` : ''}{' '}
                  {one.orderId !== null && <Link to={supervisionPaths.order(one.orderId) as never}>督办单</Link>}
                  {one.orderId === null && (meeting.state === 'held' || meeting.state === 'minuting') && (
                    <button type="button" className="text-button" onClick={() => onAct({ kind: 'undecide', decisionId: one.decisionId })}>
                      撤去
                    </button>
                  )}
                </li>
              ))}
          </ul>
          <ItemActs item={item} meeting={meeting} onAct={onAct} />
        </li>
      ))}
    </ol>
  </section>
);

const Attendance = ({ meeting, onAct }: PartProps) => (
  <section className="supervision-card">
    <h2>
      出席：成员{meeting.quorum.members}人，须到{meeting.quorum.needed}人，实到{meeting.quorum.present}人
    </h2>
    <ul>
      {meeting.attendance.map((one) => (
        <li key={one.memberId}>
          {one.name}（{memberRoleLabel[one.role]}）：{one.presence === null ? '未登记' : presenceLabel[one.presence]}
          {one.substitute === '' ? '' : `，${one.substitute}（${one.authority}）`}{' '}
          <button type="button" className="text-button" onClick={() => onAct({ kind: 'attend', memberId: one.memberId, name: one.name })}>
            登记
          </button>
        </li>
      ))}
    </ul>
  </section>
);

const PendingForm = ({ meeting, pending, onClose }: { readonly meeting: MeetingDetails; readonly pending: Pending; readonly onClose: () => void }) => {
  const act = useWrite(actOnMeeting, onClose);
  const add = useWrite(addAgendaItem, onClose);
  const decide = useWrite(addDecision, onClose);
  const change = useWrite(changeAgendaItem, onClose);
  const attend = useWrite(setAttendance, onClose);
  const undecide = useWrite(dropDecision, onClose);
  const params = { meetingId: meeting.meetingId };
  const form = {
    act: () => ({
      title: pending.kind === 'act' ? pending.label : '',
      fields:
        pending.kind === 'act' && pending.action === 'issue'
          ? [{ name: 'minutesNo', label: '纪要文号', kind: 'text' as const }]
          : [{ name: 'note', label: '说明', kind: 'note' as const }],
      save: act,
      send: (values: object) => pending.kind === 'act' && act.mutate({ params, body: { ...values, action: pending.action, revision: meeting.revision } as never }),
    }),
    add: () => ({ title: '增加议题', fields: addItemFields, save: add, send: (values: object) => add.mutate({ params, body: values as never }) }),
    decide: () => ({
      title: '记下决定',
      fields: decisionFields(pending.kind === 'decide' ? pending.item.title : ''),
      save: decide,
      send: ({ coOrgId, ...values }: { coOrgId?: string }) =>
        pending.kind === 'decide' && decide.mutate({ params, body: { ...values, itemId: pending.item.itemId, coOrgIds: coOrgId === undefined ? [] : [coOrgId] } as never }),
    }),
    attend: () => ({
      title: pending.kind === 'attend' ? `登记出席：${pending.name}` : '',
      fields: attendanceFields(
        meeting,
        meeting.attendance.find(({ memberId }) => pending.kind === 'attend' && memberId === pending.memberId),
      ),
      save: attend,
      send: ({ recusedItems, ...values }: { recusedItems?: string }) =>
        pending.kind === 'attend' &&
        attend.mutate({
          params: { ...params, memberId: pending.memberId as never },
          body: { ...values, recusedItems: recusedItems === undefined ? [] : recusedItems.split(',') } as never,
        }),
    }),
    undecide: () => ({
      title: '撤去决定',
      fields: [reasonField],
      save: undecide,
      send: (values: object) => pending.kind === 'undecide' && undecide.mutate({ params: { ...params, decisionId: pending.decisionId as never }, body: values as never }),
    }),
    move: () => ({
      title: pending.kind === 'move' ? `调整次序：${pending.item.title}` : '',
      fields: moveFields(pending.kind === 'move' ? Math.max(1, pending.item.position - 1) : 1),
      save: change,
      send: ({ position, ...values }: { position?: string }) =>
        pending.kind === 'move' &&
        change.mutate({
          params: { ...params, itemId: pending.item.itemId },
          body: { ...values, action: 'move', position: Number(position), revision: pending.item.revision } as never,
        }),
    }),
    item: () => ({
      title: pending.kind === 'drop' ? '不上会' : pending.kind === 'restore' ? '恢复上会' : '知悉',
      fields: [reasonField],
      save: change,
      send: (values: object) =>
        'item' in pending &&
        change.mutate({ params: { ...params, itemId: pending.item.itemId }, body: { ...values, action: pending.kind as 'drop', revision: pending.item.revision } as never }),
    }),
  };
  const kind = pending.kind === 'drop' || pending.kind === 'note' || pending.kind === 'restore' ? 'item' : pending.kind;
  const { title, fields, save, send } = form[kind]();
  return (
    <ActDialog
      title={title}
      confirm="保存"
      fields={fields}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={(values) => void send(values)}
    />
  );
};

/** One meeting: fates first, then the agenda with its formula, attendance, decisions. */
export const Page = ({ params }: PageProps<{ readonly meetingId: MeetingId }, unknown>) => {
  const query = useQuery(queryOf(getMeeting, { params }));
  const [pending, setPending] = useState<Pending>();
  const rebuild = useWrite(rebuildAgenda, () => undefined);
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const meeting = query.data;
  if (meeting === undefined) return <PageLoading />;
  const isBefore = meeting.state === 'planned' || meeting.state === 'collecting' || meeting.state === 'frozen';
  return (
    <PageFrame
      title={meeting.title}
      note={`${meeting.heldOn}${meeting.place === '' ? '' : `，${meeting.place}`}；${meetingStateLabel[meeting.state]}；材料冻结${meeting.freezeOn}${meeting.minutesNo === '' ? '' : `；${meeting.minutesNo}`}`}
      actions={
        <>
          <Link className="plain-button" to={meetingPaths.screen(meeting.meetingId) as never}>
            会场投屏
          </Link>
          <a className="plain-button" href={buildUrl(getMinutes, { params })} download>
            纪要（Word）
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      {rebuild.error !== null && <ProblemNotice problem={asProblem(rebuild.error)} onClose={() => rebuild.reset()} />}
      <div className="supervision-acts supervision-card">
        {meeting.actions.map((offer, index) => (
          <ActionButton key={offer.action} offer={offer} primary={index === 0} onAct={() => setPending({ kind: 'act', action: offer.action as MeetingAct, label: offer.label })} />
        ))}
        {isBefore && (
          <BusyButton busy={rebuild.isPending} onClick={() => rebuild.mutate({ params })}>
            重新生成议程
          </BusyButton>
        )}
        {(isBefore || meeting.state === 'held') && <Button onClick={() => setPending({ kind: 'add' })}>增加议题</Button>}
      </div>
      <div className="supervision-columns">
        <div>
          <Fates meeting={meeting} />
          <Agenda meeting={meeting} onAct={setPending} />
        </div>
        <div>
          <Attendance meeting={meeting} onAct={setPending} />
          <section className="supervision-card">
            <h2>来往记录</h2>
            <EntryList entries={meeting.entries} />
          </section>
        </div>
      </div>
      {pending !== undefined && <PendingForm meeting={meeting} pending={pending} onClose={() => setPending(undefined)} />}
    </PageFrame>
  );
};
