import { useState } from 'react';
import { useWrite } from '#kernel/web/use-write.ts';
import { excludeClause } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';

interface ExcludeProps {
  readonly planId: string;
  readonly clauseKey: string;
  /** what it is to become */
  readonly isExcluded: boolean;
  readonly onClose: () => void;
}

/** Declares a clause not applicable, or takes that back; both with a reason that stays. */
export const ExcludeDialog = ({ planId, clauseKey, isExcluded, onClose }: ExcludeProps) => {
  const [reason, setReason] = useState('');
  const act = useWrite(excludeClause, onClose);
  const name = isExcluded ? '认定不适用' : '恢复适用';
  return (
    <FormDialog
      title={name}
      submit={name}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { planId: planId as never, clauseKey }, body: { isExcluded, reason } })}
      onClose={onClose}
    >
      <p>{isExcluded ? '条款仍列在总览里，状态为「不适用」，不再判定；证据和历史保留。' : '条款按现行的证据约定照常判定。'}</p>
      <TextField label="理由" value={reason} onChange={setReason} lines={3} hint={isExcluded ? '写明依据，如上级停止该项评定的文号。' : '写明为什么又适用。'} />
    </FormDialog>
  );
};
