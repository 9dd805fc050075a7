import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { momentWords } from '#plan/web';
import { freezePeriod, type getBoard } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';

interface SealProps {
  readonly planId: string;
  readonly onClose: () => void;
}

/** Seals a period that is over: later evidence adds an erratum and changes nothing that was said of it. */
export const SealDialog = ({ planId, onClose }: SealProps) => {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const act = useWrite(freezePeriod, onClose);
  return (
    <FormDialog
      title="封存期间"
      submit="封存"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { planId: planId as never }, body: { from, to, reason } })}
      onClose={onClose}
    >
      <p>封存以后，迟到的证据不改变这个期间的结论，只在条款页列出更正。封存不能取消。</p>
      <TextField label="期间起" type="date" value={from} onChange={setFrom} />
      <TextField label="期间止" type="date" value={to} onChange={setTo} hint="须早于今天。" />
      <TextField label="依据" value={reason} onChange={setReason} lines={2} hint="如：2026年10月通报。" />
    </FormDialog>
  );
};

export const SealedPeriods = ({ sealed }: Pick<Reply<typeof getBoard>, 'sealed'>) =>
  sealed.length === 0 ? null : (
    <details className="sealed-periods">
      <summary>已封存{sealed.length}个期间</summary>
      <ul>
        {sealed.map(({ from, to, reason, sealedAt }) => (
          <li key={`${from}${to}`}>
            {from}至{to}：{reason}（{momentWords(sealedAt)}封存）
          </li>
        ))}
      </ul>
    </details>
  );
