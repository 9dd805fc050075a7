import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { useIntentKeys } from '#kernel/web/intent-key.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { completeDuty, type DutyOccurrenceView } from '../contract/index.ts';
import { Labelled } from './labelled.tsx';

/** Says what was done, with its document; only for duties that no act of the product fulfils. */
export const CompleteDuty = ({ duty, onDone }: { readonly duty: DutyOccurrenceView; readonly onDone: () => void }) => {
  const queries = useQueryClient();
  const [documentNo, setDocumentNo] = useState('');
  const [note, setNote] = useState('');
  const [doneOn, setDoneOn] = useState('');
  const keys = useIntentKeys();
  const save = useMutation({
    mutationFn: () => {
      const input = { params: { code: duty.code, period: duty.period }, body: { documentNo, note, doneOn, expectedRevision: duty.revision } };
      return call(completeDuty, input, { idempotencyKey: keys.keyFor(input) });
    },
    onSuccess: async () => {
      keys.done();
      await queries.invalidateQueries();
      onDone();
    },
  });
  return (
    <form
      aria-label="登记完成"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      <Labelled label={`文件或凭据（${duty.doneWords}）`} wide value={documentNo} onChange={setDocumentNo} />
      <Labelled label="完成日期" type="date" value={doneOn} onChange={setDoneOn} />
      <Labelled label="说明" wide lines={2} value={note} onChange={setNote} />
      <BusyButton type="primary" htmlType="submit" busy={save.isPending}>
        登记完成
      </BusyButton>
    </form>
  );
};
