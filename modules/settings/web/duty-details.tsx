import { useMutation, useQueryClient } from '@tanstack/react-query';
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
