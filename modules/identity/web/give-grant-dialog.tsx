import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { ClientInput, Reply } from '#kernel/endpoint.ts';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  giveGrant,
  type GrantReach,
  grantReaches,
  grantReachLabel,
  isGrantable,
  normalReach,
  type OrgId,
  previewGrant,
  type Role,
  roleLabel,
  roles,
  type UserId,
} from '../contract/index.ts';
import { DayField, FormField } from './form-field.tsx';
import { GrantPreview } from './grant-preview.tsx';
import { listOfWords } from './grant-words.ts';
import { OrgPicker } from './org-picker.tsx';
import { PersonPicker } from './person-picker.tsx';

interface Draft {
  readonly userId?: UserId | undefined;
  readonly role: Role;
  readonly orgId?: OrgId | undefined;
  readonly reach: GrantReach;
  readonly regions: string;
  readonly planPaths: string;
  readonly from: string;
  readonly to: string;
  readonly isDelegable: boolean;
  readonly reason: string;
}

type Body = ClientInput<typeof giveGrant>['body'];

/** Fields left empty go out as they are: the server names each of them. */
const bodyOf = (draft: Draft): Body => {
  const paths = listOfWords(draft.planPaths);
  return {
    userId: draft.userId ?? '',
    role: draft.role,
    orgId: draft.orgId ?? null,
    reach: draft.reach,
    regions: [...listOfWords(draft.regions)],
    planPaths: paths.length === 0 ? null : [...paths],
    from: draft.from,
    to: draft.to === '' ? null : draft.to,
    isDelegable: draft.isDelegable,
    reason: draft.reason,
  };
};

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

const ScopeFields = ({ draft, change }: FieldsProps) => (
  <>
    <FormField label="单位" {...(draft.reach === 'all' ? { hint: '授权范围是全部单位时可不填' } : {})}>
      {(id) => <OrgPicker id={id} label="单位" value={draft.orgId} onChange={(orgId) => change({ orgId })} {...(draft.from === '' ? {} : { on: draft.from })} />}
    </FormField>
    <div className="form-columns">
      <FormField label="授权范围">
        {(id) => (
          <Select<GrantReach>
            id={id}
            value={draft.reach}
            options={grantReaches.map((value) => ({ value, label: grantReachLabel[value] }))}
            onChange={(reach) => change({ reach })}
          />
        )}
      </FormField>
      <FormField label="行政区划" hint="6位代码，多个用顿号隔开；市、省的代码包括其下各县">
        {(id) => <Input id={id} value={draft.regions} onChange={(event) => change({ regions: event.target.value })} />}
      </FormField>
    </div>
    <FormField label="方案章节" hint="只管部分章节时填写，如 /方案编号/2/3/；不填为全部方案">
      {(id) => <Input id={id} value={draft.planPaths} onChange={(event) => change({ planPaths: event.target.value })} />}
    </FormField>
  </>
);

const Fields = ({ draft, change }: FieldsProps) => (
  <>
    <div className="form-columns">
      <FormField label="人员">{(id) => <PersonPicker id={id} label="人员" value={draft.userId} onChange={(userId) => change({ userId })} />}</FormField>
      <FormField label="角色">
        {(id) => (
          <Select<Role>
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.role}
            options={roles.filter(isGrantable).map((value) => ({ value, label: roleLabel[value] }))}
            onChange={(role) => change({ role, reach: normalReach(role) })}
          />
        )}
      </FormField>
    </div>
    <ScopeFields draft={draft} change={change} />
    <div className="form-columns">
      <DayField label="开始日期" value={draft.from} onChange={(from) => change({ from })} />
      <DayField label="结束日期" value={draft.to} onChange={(to) => change({ to })} hint="当天仍有效；不填为直到结束授权" />
    </div>
    <FormField label="授权依据" hint="如任命文件、会议纪要">
      {(id) => <Input.TextArea id={id} rows={2} maxLength={500} value={draft.reason} onChange={(event) => change({ reason: event.target.value })} />}
    </FormField>
    <Checkbox checked={draft.isDelegable} onChange={(event) => change({ isDelegable: event.target.checked })}>
      本人可以转授（代理期间不超过本人的范围）
    </Checkbox>
  </>
);

/** Two steps: fill in and look what would come of it, then give. Any change asks for another look. */
export const GiveGrantDialog = ({ region, onClose }: { readonly region: string; readonly onClose: () => void }) => {
  const [draft, setDraft] = useState<Draft>({ role: 'unit_reporter', reach: 'unit', regions: region, planPaths: '', from: '', to: '', isDelegable: false, reason: '' });
  const [seen, setSeen] = useState<Reply<typeof previewGrant>>();
  const look = useMutation({ mutationFn: () => call(previewGrant, { body: bodyOf(draft) }), onSuccess: setSeen });
  const save = useWrite(giveGrant, onClose);
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    setSeen(undefined);
  };
  const error = save.error ?? look.error;
  const isReady = seen !== undefined && seen.faults.length === 0;
  return (
    <Dialog
      title="授权"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton {...(isReady ? {} : { type: 'primary' as const })} busy={look.isPending} onClick={() => look.mutate()}>
            预览
          </BusyButton>
          {isReady && (
            <BusyButton type="primary" busy={save.isPending} onClick={() => save.mutate({ body: bodyOf(draft) })}>
              授权
            </BusyButton>
          )}
        </>
      }
    >
      {error !== null && (
        <ProblemNotice
          problem={asProblem(error)}
          onClose={() => {
            save.reset();
            look.reset();
          }}
        />
      )}
      <Fields draft={draft} change={change} />
      {seen !== undefined && <GrantPreview preview={seen} />}
    </Dialog>
  );
};
