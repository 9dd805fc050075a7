import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { decideUnlock, listUnlocks, type RoundId, type UnlockId } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';

const outcome = ({ isGranted, expiresOn, decision }: Reply<typeof listUnlocks>['items'][number]): string =>
  isGranted === null ? '待决定' : `${isGranted ? `已批准，${expiresOn ?? ''} 前可以更正` : '未批准'}${(decision ?? '') === '' ? '' : `（${decision}）`}`;

/** Requests to correct what is sealed: of one round with their decisions, or all that wait for one. */
export const UnlockPanel = ({ roundId }: { readonly roundId?: RoundId }) => {
  const [asking, setAsking] = useState<UnlockId>();
  const [isGranted, setGranted] = useState(true);
  const [reason, setReason] = useState('');
  const unlocks = useQuery(queryOf(listUnlocks, { query: roundId === undefined ? { open: '1' } : { roundId } }));
  const act = useWrite(decideUnlock, () => setAsking(undefined));
  const items = unlocks.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="task-panel" aria-label="解锁申请">
      <h2>{roundId === undefined ? '待决定的解锁申请' : '解锁申请'}</h2>
      <ul className="task-lines">
        {items.map((one) => (
          <li key={one.unlockId}>
            {one.period} {one.org.name}（{one.assignmentId === null ? '本轮全部' : '一项任务'}）：{one.reason}。{outcome(one)}
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
