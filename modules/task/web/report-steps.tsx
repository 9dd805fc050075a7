import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type getDebt, reportStepActions, returnGroundLabel, returnGrounds, type RowResult, takeReportSteps } from '../contract/index.ts';
import type { ReportStepAction, ReturnGround } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';
import { RowResults } from './row-results.tsx';

const isStep = (action: string): action is ReportStepAction => reportStepActions.some((one) => one === action);
const needsReason: ReadonlySet<string> = new Set(['return-unit', 'return-review', 'unapprove', 'correct', 'decline-correction']);
const needsGround: ReadonlySet<string> = new Set(['return-unit', 'return-review']);

/** The acts on one report as the server offers them: signing, approving, returning with a reason, pulling back, correcting. */
export const ReportSteps = ({ debt }: { readonly debt: Reply<typeof getDebt> }) => {
  const [asking, setAsking] = useState<ActionOffer>();
  const [reason, setReason] = useState('');
  const [ground, setGround] = useState<ReturnGround | ''>('');
  const [done, setDone] = useState('');
  const [items, setItems] = useState<readonly RowResult[]>();
  const act = useWrite(takeReportSteps, (reply) => {
    setItems(reply.items);
    if (reply.refused === 0) setAsking(undefined);
  });
  const { report } = debt;
  if (report === null) return null;
  const offers = debt.actions.filter(({ action }) => isStep(action) && action !== 'submit');
  const run = (offer: ActionOffer): void => {
    if (!isStep(offer.action)) return;
    const corrected = offer.action === 'correct' ? { content: { ...report.content, done, isNoChange: false } } : {};
    act.mutate({ body: { action: offer.action, reportIds: [report.reportId] as never, ...(reason === '' ? {} : { reason }), ...(ground === '' ? {} : { ground }), ...corrected } });
  };
  const start = (offer: ActionOffer): void => {
    setReason('');
    setDone(report.content.done);
    if (needsReason.has(offer.action)) setAsking(offer);
    else run(offer);
  };
  return (
    <>
      {items?.some(({ isDone }) => !isDone) === true && <RowResults words="办理" items={items} />}
      {offers.map((offer) => (
        <ActionButton key={offer.action} offer={offer} primary={offer.action === 'sign' || offer.action === 'approve'} busy={act.isPending} onAct={() => start(offer)} />
      ))}
      {asking !== undefined && (
        <FormDialog title={asking.label} submit={asking.label} busy={act.isPending} error={act.error} onClose={() => setAsking(undefined)} onSubmit={() => run(asking)}>
          {needsGround.has(asking.action) && <ChoiceField label="退回理由" value={ground} choices={returnGrounds} labels={returnGroundLabel} onChange={setGround} none="请选择" />}
          {asking.action === 'correct' && <TextField label="更正后的本期进展" lines={4} value={done} onChange={setDone} />}
          <TextField label="说明" lines={3} value={reason} onChange={setReason} />
          {items?.map(
            ({ id, reason: why }) =>
              why !== null && (
                <p key={id} className="task-over">
                  {why}
                </p>
              ),
          )}
        </FormDialog>
      )}
    </>
  );
};
