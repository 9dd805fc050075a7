import { Button, Input } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { endPost, type PostView, roleLabel } from '../contract/index.ts';
import { DayField, FormField } from './form-field.tsx';

export const EndPostDialog = ({ post, onClose }: { readonly post: PostView; readonly onClose: () => void }) => {
  const [on, setOn] = useState('');
  const [reason, setReason] = useState('');
  const save = useWrite(endPost, onClose);
  return (
    <Dialog
      title={`免去岗位：${post.personName}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" danger busy={save.isPending} onClick={() => save.mutate({ params: { postId: post.postId }, body: { on, reason } })}>
            免职
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <p>
        {post.orgName}·{roleLabel[post.role]}，{post.from} 任职。还有未了事项时不能直接免职，请办理移交。
      </p>
      <DayField label="最后任职日" value={on} onChange={setOn} hint="这一天仍有权限，次日起没有" />
      <FormField label="理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};
