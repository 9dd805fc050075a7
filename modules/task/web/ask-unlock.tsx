import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { askUnlock, type AssignmentId, type getRound, listDebts, type RoundId } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { Field, TextField } from '#ui/form-fields.tsx';

type Unit = Reply<typeof getRound>['unlockUnits'][number];

interface AskUnlockProps {
  readonly roundId: RoundId;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}

/** A unit asks to correct what is sealed: everything of the round, or one task; another post decides. */
export const AskUnlock = ({ roundId, units, onClose }: AskUnlockProps) => {
  const [unit, setUnit] = useState(units[0]);
  const [assignmentId, setAssignmentId] = useState<AssignmentId>();
  const [reason, setReason] = useState('');
  const debts = useQuery(queryOf(listDebts, { query: { roundId, orgId: unit?.orgId, limit: '100' } }));
  const act = useWrite(askUnlock, onClose);
  const send = (): void => {
    if (unit !== undefined) act.mutate({ params: { roundId }, body: { orgId: unit.orgId, assignmentId: assignmentId ?? null, reason } });
  };
  const choose = (orgId: string): void => {
    setUnit(units.find((one) => one.orgId === orgId));
    setAssignmentId(undefined);
  };
  return (
    <FormDialog title="申请解锁" submit="提出申请" busy={act.isPending} error={act.error} onClose={onClose} onSubmit={send}>
      <Field label="单位">
        {(id) => (
          <select id={id} value={unit?.orgId ?? ''} onChange={(event) => choose(event.target.value)}>
            {units.map((one) => (
              <option key={one.orgId} value={one.orgId}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="范围">
        {(id) => (
          <select id={id} value={assignmentId ?? ''} onChange={(event) => setAssignmentId(debts.data?.items.find((one) => one.assignmentId === event.target.value)?.assignmentId)}>
            <option value="">本轮全部应报</option>
            {(debts.data?.items ?? []).map((one) => (
              <option key={one.assignmentId} value={one.assignmentId}>
                {one.code} {one.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label="理由" lines={3} value={reason} onChange={setReason} hint="写明哪里有误、依据是什么；由办公室另一岗位决定" />
    </FormDialog>
  );
};
