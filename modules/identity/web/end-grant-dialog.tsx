import { Button, Input } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { endGrant, type GrantView, roleLabel } from '../contract/index.ts';
import { FormField } from './form-field.tsx';
import { reachWords } from './grant-words.ts';

/** Ending takes effect at once, so the reason is asked for and what is lost is shown. */
export const EndGrantDialog = ({ grant, onClose }: { readonly grant: GrantView; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const save = useWrite(endGrant, onClose);
  return (
    <Dialog
      title={`结束授权：${grant.person.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" danger busy={save.isPending} onClick={() => save.mutate({ params: { grantId: grant.grantId }, body: { reason } })}>
            结束授权
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <p>
        {grant.person.name}将不再是「{roleLabel[grant.role]}」（{reachWords(grant)}）。立即生效；由它转授出去的权限同时失效。
      </p>
      <FormField label="结束原因">{(id) => <Input.TextArea id={id} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};
