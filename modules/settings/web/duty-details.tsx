import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type DutyOccurrenceView, dutyFulfilmentLabel, dutyStandingLabel, endDutyExemption, exemptDutyOccurrence, withdrawDutyCompletion } from '../contract/index.ts';
import { CompleteDuty } from './complete-duty.tsx';
import { Labelled } from './labelled.tsx';

/** Where the objects of other modules stand; a later module adds its own. */
const objectPlaces: Readonly<Record<string, { readonly words: string; readonly path: (id: string) => string }>> = {
  'answer.clause': { words: '条款的证据', path: (id) => `/answers/${id.slice(0, id.indexOf('/'))}/clauses/${encodeURIComponent(id.slice(id.indexOf('/') + 1))}` },
  'meeting.meeting': { words: '会议纪要', path: (id) => `/meetings/${id}` },
  'meeting.decision': { words: '会议决定', path: () => '/meetings' },
  'task.round': { words: '调度', path: (id) => `/rounds/${id}` },
  'task.work-points': { words: '工作要点', path: () => '/decompose' },
  'inspection.inspection': { words: '检查记录', path: (id) => `/inspections/${id}` },
};

const DutyObject = ({ object: { type, id } }: { readonly object: NonNullable<DutyOccurrenceView['object']> }) => {
  const place = objectPlaces[type];
  return place === undefined ? '系统办理的结果' : <Link to={place.path(id) as never}>{place.words}</Link>;
};

/** One occurrence with what may be done about it. */
export const DutyDetails = ({ duty, onClose }: { readonly duty: DutyOccurrenceView; readonly onClose: () => void }) => {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(newIdempotencyKey);
  const params = { code: duty.code, period: duty.period };
  const act = useMutation({
    mutationFn: (action: string) => {
      if (action === 'duty.exempt') return call(exemptDutyOccurrence, { params, body: { reason, expectedRevision: duty.revision } }, { idempotencyKey: key });
      return call(action === 'duty.withdraw' ? withdrawDutyCompletion : endDutyExemption, { params, body: { reason } }, { idempotencyKey: key });
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  // Registering has a form of its own; the other acts share the reason.
  const acts = duty.actions.filter(({ action }) => action !== 'duty.complete');
  const mayComplete = duty.actions.some(({ action, allowed }) => action === 'duty.complete' && allowed);
  const canAct = acts.some(({ allowed }) => allowed);
  return (
    <Dialog
      title={`${duty.label}（${duty.periodText}）`}
      onClose={onClose}
      footer={
        <>
          {acts.map((offer) => (
            <ActionButton key={offer.action} offer={offer} busy={act.isPending} onAct={() => act.mutate(offer.action)} />
          ))}
          <Button onClick={onClose}>关闭</Button>
        </>
      }
    >
      {act.error !== null && <ProblemNotice problem={asProblem(act.error)} />}
      <dl className="settings-facts">
        <dt>代号</dt>
        <dd>{duty.code}</dd>
        <dt>责任岗位</dt>
        <dd>{duty.ownerLabel}</dd>
        <dt>可开始</dt>
        <dd>{duty.opensOn}</dd>
        <dt>期限</dt>
        <dd>
          {duty.dueOn === null
            ? `规定日 ${duty.nominalOn}；逢节假日顺延，待放假通知发布后确定`
            : `${duty.dueOn}${duty.dueOn === duty.nominalOn ? '' : `（规定日 ${duty.nominalOn}，逢休息日顺延）`}`}
        </dd>
        <dt>办理情况</dt>
        <dd>
          {dutyStandingLabel[duty.standing]}
          {duty.doneOn === null ? '' : `，${duty.doneOn} 办结`}
        </dd>
        <dt>如何完成</dt>
        <dd>
          {dutyFulfilmentLabel[duty.doneBy]}：{duty.doneWords}
        </dd>
        {duty.record !== null && (
          <>
            <dt>登记</dt>
            <dd>
              {duty.record.documentNo}，{duty.record.by}
              {duty.record.note === '' ? '' : `。${duty.record.note}`}
            </dd>
          </>
        )}
        {duty.object !== null && (
          <>
            <dt>完成依据</dt>
            <dd>
              <DutyObject object={duty.object} />
            </dd>
          </>
        )}
        {duty.reason !== null && (
          <>
            <dt>说明</dt>
            <dd>{duty.reason}</dd>
          </>
        )}
      </dl>
      {mayComplete && <CompleteDuty duty={duty} onDone={onClose} />}
      {canAct && <Labelled label="理由（豁免、撤销豁免、撤回登记时必填）" wide lines={2} value={reason} onChange={setReason} />}
    </Dialog>
  );
};
