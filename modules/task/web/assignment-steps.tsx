import { useState } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { OrgId, UserId } from '#identity/contract';
import { OrgPicker, PersonPicker } from '#identity/web';
import { ActionButton } from '#ui/action-button.tsx';
import { assignmentStepActions, refusalGroundLabel, refusalGrounds, takeAssignmentStep } from '../contract/index.ts';
import type { AssignmentStepAction, AssignmentView, RefusalGround } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, Field, TextField } from '#ui/form-fields.tsx';

const isStep = (action: string): action is AssignmentStepAction => assignmentStepActions.some((one) => one === action);
const accepts = (action: string): boolean => action === 'accept' || action === 'accept-co';
const moves = (action: string): boolean => action === 'reassign' || action === 'change';

/** The acts on one assignment; each opens its own short form. */
export const AssignmentSteps = ({ assignment }: { readonly assignment: AssignmentView }) => {
  const [asking, setAsking] = useState<ActionOffer>();
  const [person, setPerson] = useState<UserId>();
  const [deputy, setDeputy] = useState<UserId>();
  const [ground, setGround] = useState<RefusalGround | ''>('');
  const [reason, setReason] = useState('');
  const [toOrg, setToOrg] = useState<OrgId>();
  const [on, setOn] = useState('');
  const act = useWrite(takeAssignmentStep, () => setAsking(undefined));
  const send = (offer: ActionOffer): void => {
    if (!isStep(offer.action)) return;
    act.mutate({
      params: { assignmentId: assignment.assignmentId },
      body: {
        action: offer.action,
        expectedRevision: assignment.revision,
        ...(person === undefined ? {} : { personId: person }),
        ...(deputy === undefined ? {} : { deputyId: deputy }),
        ...(ground === '' ? {} : { ground }),
        ...(reason === '' ? {} : { reason }),
        ...(toOrg === undefined ? {} : { toOrgId: toOrg }),
        ...(on === '' ? {} : { on }),
      },
    });
  };
  return (
    <div className="task-buttons">
      {assignment.actions.map((offer) => (
        <ActionButton key={offer.action} offer={offer} primary={accepts(offer.action)} onAct={() => setAsking(offer)} />
      ))}
      {asking !== undefined && (
        <FormDialog
          title={`${asking.label}：${assignment.org.name}`}
          submit={asking.label}
          busy={act.isPending}
          error={act.error}
          onClose={() => setAsking(undefined)}
          onSubmit={() => send(asking)}
        >
          {accepts(asking.action) && (
            <>
              <Field label="具体责任人">{(id) => <PersonPicker id={id} label="具体责任人" orgId={assignment.org.orgId} value={person} onChange={setPerson} />}</Field>
              <Field label="替代人">{(id) => <PersonPicker id={id} label="替代人" orgId={assignment.org.orgId} value={deputy} onChange={setDeputy} />}</Field>
            </>
          )}
          {asking.action === 'refuse' && <ChoiceField label="退签理由" value={ground} choices={refusalGrounds} labels={refusalGroundLabel} onChange={setGround} none="请选择" />}
          {moves(asking.action) && <Field label="改派到">{(id) => <OrgPicker id={id} label="改派到" value={toOrg} onChange={setToOrg} />}</Field>}
          {(asking.action === 'change' || asking.action === 'end') && <TextField label="生效日期" type="date" value={on} onChange={setOn} />}
          {!accepts(asking.action) && <TextField label="说明" lines={3} value={reason} onChange={setReason} />}
        </FormDialog>
      )}
    </div>
  );
};
