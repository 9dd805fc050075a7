import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { appoint, type GrantReach, grantReaches, grantReachLabel, isGrantable, normalReach, type OrgId, type Role, roleLabel, roles, type UserId } from '../contract/index.ts';
import { DayField, FormField } from './form-field.tsx';
import { OrgPicker } from './org-picker.tsx';

interface AppointDialogProps {
  readonly userId: UserId;
  readonly name: string;
  readonly onClose: () => void;
}

const grantable = roles.filter(isGrantable);

/** A post: unit, role, days; the reach that the role normally has is offered first. */
export const AppointDialog = ({ userId, name, onClose }: AppointDialogProps) => {
  const [orgId, setOrg] = useState<OrgId>();
  const [role, setRole] = useState<Role>('unit_liaison');
  const [reach, setReach] = useState<GrantReach>(normalReach('unit_liaison'));
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const save = useWrite(appoint, onClose);
  const submit = (): void =>
    save.mutate({
      params: { userId },
      body: {
        orgId: orgId as OrgId,
        role,
        reach,
        from,
        to: to === '' ? null : to,
        reason,
        ...(title === '' ? {} : { title }),
        ...(document === '' ? {} : { document }),
      },
    });
  return (
    <Dialog
      title={`任命岗位：${name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={save.isPending} onClick={submit}>
            任命
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <FormField label="单位">{(id) => <OrgPicker id={id} label="单位" value={orgId} onChange={setOrg} {...(from === '' ? {} : { on: from })} />}</FormField>
      <div className="form-columns">
        <FormField label="角色">
          {(id) => (
            <Select<Role>
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={role}
              options={grantable.map((value) => ({ value, label: roleLabel[value] }))}
              onChange={(next) => {
                setRole(next);
                setReach(normalReach(next));
              }}
            />
          )}
        </FormField>
        <FormField label="授权范围">
          {(id) => <Select<GrantReach> id={id} value={reach} options={grantReaches.map((value) => ({ value, label: grantReachLabel[value] }))} onChange={setReach} />}
        </FormField>
        <FormField label="职务" hint="如局长，可不填">
          {(id) => <Input id={id} value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />}
        </FormField>
        <FormField label="依据文号" hint="可不填">
          {(id) => <Input id={id} value={document} onChange={(event) => setDocument(event.target.value)} />}
        </FormField>
        <DayField label="任职日期" value={from} onChange={setFrom} />
        <DayField label="任期届满日期" value={to} onChange={setTo} hint="可不填" />
      </div>
      <FormField label="理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};
