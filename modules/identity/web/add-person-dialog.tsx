import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { addPerson } from '../contract/index.ts';
import { FormField } from './form-field.tsx';

export const AddPersonDialog = ({ onClose, onSaved }: { readonly onClose: () => void; readonly onSaved: (userId: string) => void }) => {
  const [displayName, setName] = useState('');
  const [isNamesake, setNamesake] = useState(false);
  const save = useWrite(addPerson, ({ userId }) => onSaved(userId));
  const problem = save.error === null ? undefined : asProblem(save.error);
  return (
    <Dialog
      title="登记人员"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={save.isPending} onClick={() => save.mutate({ body: { displayName, isNamesake } })}>
            登记
          </BusyButton>
        </>
      }
    >
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <FormField label="姓名">{(id) => <Input id={id} value={displayName} maxLength={40} onChange={(event) => setName(event.target.value)} />}</FormField>
      {problem?.code === 'identity.person_namesake' && (
        <Checkbox checked={isNamesake} onChange={(event) => setNamesake(event.target.checked)}>
          确认是同名的另一人
        </Checkbox>
      )}
      <p className="muted">登记后由安全管理员任命岗位，岗位决定权限。</p>
    </Dialog>
  );
};
