import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { planHandover, type PostView, roleLabel, type UserId } from '../contract/index.ts';
import { DayField, FormField } from './form-field.tsx';
import { identityPaths } from './identity-paths.ts';
import { PersonPicker } from './person-picker.tsx';

/** 拟调整: who follows, from when, and who takes over if a signature is missing on that day. */
export const PlanHandoverDialog = ({ post, onClose }: { readonly post: PostView; readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const [incomingId, setIncoming] = useState<UserId>();
  const [deputyId, setDeputy] = useState<UserId>();
  const [effectiveOn, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [document, setDocument] = useState('');
  const save = useWrite(planHandover, ({ handoverId }) => void navigate({ to: identityPaths.handover(handoverId) as never }));
  const submit = (): void =>
    save.mutate({
      body: { postId: post.postId, incomingId: incomingId as UserId, deputyId: deputyId as UserId, effectiveOn, reason, ...(document === '' ? {} : { document }) },
    });
  return (
    <Dialog
      title={`办理岗位移交：${post.personName}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={save.isPending} onClick={submit}>
            发起移交
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <p>
        {post.orgName}·{roleLabel[post.role]}
      </p>
      <FormField label="接收人">{(id) => <PersonPicker id={id} label="接收人" value={incomingId} onChange={setIncoming} />}</FormField>
      <FormField label="代理人" hint="生效日仍缺签字时，由他自动接管全部事项">
        {(id) => <PersonPicker id={id} label="代理人" value={deputyId} onChange={setDeputy} />}
      </FormField>
      <DayField label="生效日期" value={effectiveOn} onChange={setDay} hint="从这一天起由接收人任职" />
      <FormField label="事由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
      <FormField label="依据文号" hint="可不填">
        {(id) => <Input id={id} value={document} onChange={(event) => setDocument(event.target.value)} />}
      </FormField>
    </Dialog>
  );
};
