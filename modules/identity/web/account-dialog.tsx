import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type AccountRow, openAccount, renameAccount } from '../contract/index.ts';
import { TextField } from './text-field.tsx';

/** Opens an account or renames one; the first password is shown once. */
export const AccountDialog = ({ row, onClose }: { readonly row: AccountRow; readonly onClose: () => void }) => {
  const queries = useQueryClient();
  const isNew = row.accountName === null;
  const [accountName, setAccountName] = useState(row.accountName ?? '');
  const [reason, setReason] = useState('');
  const target = { params: { userId: row.userId } };
  const save = useMutation({
    mutationFn: async (): Promise<string | null> => {
      if (isNew) return (await call(openAccount, { ...target, body: { accountName, expectedRevision: row.revision } })).firstPassword;
      await call(renameAccount, { ...target, body: { accountName, expectedRevision: row.revision, reason } });
      return null;
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  const footer = save.isSuccess ? (
    <Button onClick={onClose}>关闭</Button>
  ) : (
    <>
      <Button onClick={onClose}>取消</Button>
      <BusyButton type="primary" busy={save.isPending} onClick={() => save.mutate()}>
        {isNew ? '开通' : '改名'}
      </BusyButton>
    </>
  );
  return (
    <Dialog title={isNew ? `为${row.displayName}开通账号` : `更改${row.displayName}的账号名`} onClose={onClose} footer={footer}>
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      {save.isSuccess ? (
        <div role="status">
          <p>{isNew ? '账号已开通。首次密码只显示这一次，请当面交给本人；登录后必须修改。' : '账号名已更改。'}</p>
          {save.data !== null && <code className="totp-secret">{save.data}</code>}
        </div>
      ) : (
        <div className="stack-form">
          <TextField label="账号名" value={accountName} onChange={setAccountName} />
          {!isNew && <TextField label="理由" value={reason} onChange={setReason} />}
        </div>
      )}
    </Dialog>
  );
};
