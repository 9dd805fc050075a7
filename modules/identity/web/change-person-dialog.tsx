import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { changePerson, type getPerson, type PersonStatus, personStatuses, personStatusLabel } from '../contract/index.ts';
import { FormField } from './form-field.tsx';

export const ChangePersonDialog = ({ person, onClose }: { readonly person: Reply<typeof getPerson>['person']; readonly onClose: () => void }) => {
  const [displayName, setName] = useState(person.displayName);
  const [status, setStatus] = useState<PersonStatus>(person.status);
  const [reason, setReason] = useState('');
  const save = useWrite(changePerson, onClose);
  const body = { expectedRevision: person.revision, reason, ...(displayName === person.displayName ? {} : { displayName }), ...(status === person.status ? {} : { status }) };
  return (
    <Dialog
      title={`更正或停用：${person.displayName}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={save.isPending} onClick={() => save.mutate({ params: { userId: person.userId }, body })}>
            保存
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <FormField label="姓名">{(id) => <Input id={id} value={displayName} maxLength={40} onChange={(event) => setName(event.target.value)} />}</FormField>
      <FormField label="状态" hint="停用或离任的人从下一次操作起不能登录、不能办理任何事项">
        {(id) => <Select<PersonStatus> id={id} value={status} options={personStatuses.map((value) => ({ value, label: personStatusLabel[value] }))} onChange={setStatus} />}
      </FormField>
      <FormField label="理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};
