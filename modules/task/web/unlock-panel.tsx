import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '#kernel/web/queries.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { decideUnlock, listUnlocks, type UnlockId } from '../contract/index.ts';
import { FormDialog, TextField } from './form-parts.tsx';
import { useAct } from './use-act.ts';

/** Requests to correct what is sealed, with their decisions. */
export const UnlockPanel = () => {
  const [asking, setAsking] = useState<UnlockId>();
  const [isGranted, setGranted] = useState(true);
  const [reason, setReason] = useState('');
  const unlocks = useQuery(queryOf(listUnlocks, { query: { open: '1' } }));
  const act = useAct(decideUnlock, () => setAsking(undefined));
  const items = unlocks.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="task-panel" aria-label="解锁申请">
      <h2>待决定的解锁申请</h2>
      <ul className="task-lines">
        {items.map((one) => (
          <li key={one.unlockId}>
            {one.period} {one.org.name}：{one.reason}
            <div className="task-buttons">
              {one.actions.map((offer) => (
                <ActionButton key={offer.action} offer={offer} onAct={() => setAsking(one.unlockId)} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {asking !== undefined && (
        <FormDialog
          title="决定解锁"
          submit="决定"
          busy={act.isPending}
          error={act.error}
          onClose={() => setAsking(undefined)}
          onSubmit={() => act.mutate({ params: { unlockId: asking }, body: { isGranted, reason } })}
        >
          <label>
            <input type="checkbox" checked={isGranted} onChange={(event) => setGranted(event.target.checked)} /> 批准
          </label>
          <TextField label="理由" lines={3} value={reason} onChange={setReason} />
        </FormDialog>
      )}
    </section>
  );
};
