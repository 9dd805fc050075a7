import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActDialog } from '#supervision/web';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  addDecision,
  agendaGroupLabel,
  agendaStateLabel,
  changeAgendaItem,
  decisionKindLabel,
  fateKindLabel,
  getMeeting,
  type MeetingDetails,
  type MeetingId,
} from '../contract/index.ts';
import { decisionFields, recusedFrom } from './meeting-forms.ts';
import { meetingPaths } from './meeting-paths.ts';
import './meeting.css';

const FatesSlide = ({ meeting }: { readonly meeting: MeetingDetails }) => (
  <>
    <h2>以往决定的落实</h2>
    <p>
      共{meeting.fates.length}项：{fateKindLabel.done}
      {meeting.fateCounts.done}项，{fateKindLabel.open}
      {meeting.fateCounts.open}项，{fateKindLabel.late}
      {meeting.fateCounts.late}项
    </p>
    <ul>
      {meeting.fates
        .filter(({ kind }) => kind !== 'done')
        .map((fate) => (
          <li key={fate.decisionId}>
            <span className={fate.kind === 'late' ? 'fate-late' : ''}>
              {fateKindLabel[fate.kind]}
              {fate.daysLate > 0 ? `${fate.daysLate}天` : ''}
            </span>{' '}
            {fate.text}（{fate.lead}）{fate.sentence}
          </li>
        ))}
    </ul>
  </>
);

const ItemSlide = ({ meeting, index }: { readonly meeting: MeetingDetails; readonly index: number }) => {
  const items = meeting.agenda.filter(({ state }) => state !== 'dropped');
  const item = items[index];
  if (item === undefined) return null;
  return (
    <>
      <p>
        议题{index + 1}/{items.length}　{agendaGroupLabel[item.group]}　{agendaStateLabel[item.state]}
      </p>
      <h2>{item.title}</h2>
      <p>{item.page}</p>
      {recusedFrom(meeting, item.itemId).length > 0 && <p>回避：{recusedFrom(meeting, item.itemId).join('、')}</p>}
      <ul>
        {meeting.results
          .filter(({ itemId }) => itemId === item.itemId)
          .map((one) => (
            <li key={one.decisionId}>
              {decisionKindLabel[one.kind]}：{one.text}
              {one.kind === 'task' ? `（${one.lead?.name ?? ''}，${one.dueOn ?? ''}）` : ''}
            </li>
          ))}
      </ul>
    </>
  );
};

/**
 * Meeting mode for the projector: large type, one page per item, by keyboard: → ← or Space turn the page, D takes down a
 * decision, N notes the item, Home and End go to the first and last page, Escape leaves.
 */
export const Page = ({ params }: PageProps<{ readonly meetingId: MeetingId }, unknown>) => {
  const navigate = useNavigate();
  const query = useQuery(queryOf(getMeeting, { params }));
  const [slide, setSlide] = useState(0);
  const [isDeciding, setDeciding] = useState(false);
  const save = useWrite(addDecision, () => setDeciding(false));
  const meeting = query.data;
  const items = meeting?.agenda.filter(({ state }) => state !== 'dropped') ?? [];
  const last = items.length;
  const item = items[slide - 1];
  const mayDecide = item !== undefined && (meeting?.state === 'held' || meeting?.state === 'minuting');
  const note = useWrite(changeAgendaItem, () => undefined);
  const mayNote = mayDecide && item.state === 'listed' && !note.isPending;
  const { mutate: sendNote } = note;
  const takeNote = useCallback(() => {
    if (item !== undefined) sendNote({ params: { meetingId: params.meetingId, itemId: item.itemId }, body: { action: 'note', revision: item.revision } });
  }, [item, params.meetingId, sendNote]);
  const leave = useCallback(() => void navigate({ to: meetingPaths.meeting(params.meetingId) as never }), [navigate, params.meetingId]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (isDeciding || target?.closest('input, textarea, dialog, [role=combobox]') != null) return;
      const onButton = target?.closest('button, a') != null;
      if (event.key === 'ArrowRight' || event.key === 'PageDown' || (event.key === ' ' && !onButton)) setSlide((at) => Math.min(last, at + 1));
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') setSlide((at) => Math.max(0, at - 1));
      else if (event.key === 'Escape') leave();
      else if (event.key === 'Home') setSlide(0);
      else if (event.key === 'End') setSlide(last);
      else if (event.key.toLowerCase() === 'd' && mayDecide) setDeciding(true);
      else if (event.key.toLowerCase() === 'n' && mayNote) takeNote();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isDeciding, last, leave, mayDecide, mayNote, takeNote]);

  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (meeting === undefined) return <PageLoading />;
  return (
    <div className="meeting-screen" data-testid="meeting-screen">
      <h1>{meeting.title}</h1>
      <div className="meeting-screen-body" aria-live="polite">
        {slide === 0 ? <FatesSlide meeting={meeting} /> : <ItemSlide meeting={meeting} index={slide - 1} />}
      </div>
      {note.error !== null && <ProblemNotice problem={asProblem(note.error)} onClose={() => note.reset()} />}
      <div className="meeting-screen-foot">
        <Button disabled={slide === 0} onClick={() => setSlide(slide - 1)}>
          上一页（←）
        </Button>
        <Button disabled={slide === last} onClick={() => setSlide(slide + 1)}>
          下一页（→）
        </Button>
        {mayDecide && (
          <Button type="primary" onClick={() => setDeciding(true)}>
            记下决定（D）
          </Button>
        )}
        {mayNote && <Button onClick={takeNote}>知悉（N）</Button>}
        <Button onClick={leave}>退出（Esc）</Button>
        <span>
          第{slide + 1}页，共{last + 1}页
        </span>
      </div>
      {isDeciding && item !== undefined && (
        <ActDialog
          title="记下决定"
          confirm="记下"
          fields={decisionFields(item.title)}
          busy={save.isPending}
          problem={save.error === null ? null : asProblem(save.error)}
          onClose={() => setDeciding(false)}
          onSubmit={({ coOrgId, ...values }) => save.mutate({ params, body: { ...values, itemId: item.itemId, coOrgIds: coOrgId === undefined ? [] : [coOrgId] } as never })}
        />
      )}
    </div>
  );
};
