import { useState } from 'react';
import { Button, Input } from 'antd';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { delegationCauseLabel, delegationStateLabel, type DelegationView, revokeDelegation } from '../contract/index.ts';
import { FormField } from './form-field.tsx';

const RevokeDialog = ({ row, onClose }: { readonly row: DelegationView; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const save = useWrite(revokeDelegation, onClose);
  return (
    <Dialog
      title="撤销代理"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" danger busy={save.isPending} onClick={() => save.mutate({ params: { delegationId: row.delegationId }, body: { reason } })}>
            撤销
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <p>
        {row.to.name} 代 {row.from.name}，{row.firstDay} 至 {row.lastDay}。撤销立即生效。
      </p>
      <FormField label="理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};

/** Delegations with both names, days and state. */
export const DelegationTable = ({ rows }: { readonly rows: readonly DelegationView[] }) => {
  const [revoking, setRevoking] = useState<DelegationView>();
  return (
    <div className="table-wide">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">委托人 → 代理人</th>
            <th scope="col">岗位</th>
            <th scope="col">起止</th>
            <th scope="col">事由</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.delegationId}>
              <td>
                {row.from.name} → {row.to.name}
              </td>
              <td>{row.posts.join('；')}</td>
              <td>
                {row.firstDay} 至 {row.lastDay} <span className={row.state === 'live' ? 'tag tag-live' : 'tag tag-past'}>{delegationStateLabel[row.state]}</span>
              </td>
              <td>
                {delegationCauseLabel[row.cause]}：{row.reason}
                {row.revoked !== null && (
                  <>
                    <br />
                    {row.revoked.by} 撤销：{row.revoked.reason}
                  </>
                )}
              </td>
              <td>
                {(row.state === 'live' || row.state === 'planned') && row.actions.map((offer) => <ActionButton key={offer.action} offer={offer} onAct={() => setRevoking(row)} />)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {revoking !== undefined && <RevokeDialog row={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  );
};
