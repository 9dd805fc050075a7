import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { ClientInput, Reply } from '#kernel/endpoint.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { correctOrgChange, type OrgChange, type OrgId, type OrgKind, orgKindLabel, orgKinds } from '../contract/index.ts';
import { DayField, FormField } from './form-field.tsx';
import { OrgMoves } from './org-moves.tsx';
import { OrgPicker } from './org-picker.tsx';

type Fields = Readonly<Record<string, string | null>>;
type Body = NonNullable<ClientInput<typeof correctOrgChange>['body']>;

interface FactFieldsProps {
  readonly was: Fields;
  readonly now: Fields;
  readonly set: (key: string, value: string | null) => void;
  readonly on: string;
}

const texts = [
  ['name', '单位名称'],
  ['shortName', '简称'],
  ['uscc', '统一社会信用代码'],
  ['divisionCode', '行政区划代码'],
  ['sort', '排序'],
] as const;

/** Every particular that the entry states, and no other. */
const FactFields = ({ was, now, set, on }: FactFieldsProps) => (
  <>
    {texts.map(
      ([key, label]) =>
        key in was && (
          <FormField key={key} label={label}>
            {(id) => <Input id={id} value={now[key] ?? ''} onChange={(event) => set(key, event.target.value === '' ? null : event.target.value)} />}
          </FormField>
        ),
    )}
    {'kind' in was && (
      <FormField label="单位类别">
        {(id) => (
          <Select<OrgKind>
            id={id}
            value={now['kind'] as OrgKind}
            options={orgKinds.map((value) => ({ value, label: orgKindLabel[value] }))}
            onChange={(kind) => set('kind', kind)}
          />
        )}
      </FormField>
    )}
    {'parentId' in was && (
      <FormField label="上级单位" hint="清空表示顶层单位">
        {(id) => <OrgPicker id={id} label="上级单位" value={(now['parentId'] ?? undefined) as OrgId | undefined} on={on} onChange={(orgId) => set('parentId', orgId ?? null)} />}
      </FormField>
    )}
  </>
);

const sortOf = (text: string | null): number => (/^[0-9]{1,5}$/.test(text ?? '') ? Number(text) : -1);

/** What differs from the entry; the server says what is wrong with it. */
function bodyOf(change: OrgChange, now: Fields, entered: { readonly on: string; readonly reason: string; readonly isVoid: boolean }): Body {
  const { on, reason, isVoid } = entered;
  if (isVoid) return { isVoid, reason };
  const changed = Object.entries(now).filter(([key, value]) => value !== change.fields[key]);
  const set = Object.fromEntries(changed.map(([key, value]) => [key, key === 'sort' ? sortOf(value) : key === 'name' ? (value ?? '') : value]));
  return { reason, ...(on === change.on ? {} : { on }), ...(set as Partial<Body>) };
}

const Trial = ({ outcome }: { readonly outcome: Reply<typeof correctOrgChange> }) => (
  <section className="trial" aria-label="核对" role="status">
    <p>
      更正后，{outcome.touched.length} 个单位的登记会变化{outcome.touched.length === 0 ? '' : `：${outcome.touched.map(({ name }) => name).join('、')}`}。
    </p>
    <OrgMoves moves={outcome.moves} />
  </section>
);

/** Corrects what was entered wrongly, or voids the entry; first it is said what that does. What really changed is no correction. */
export const CorrectOrgDialog = ({ change, onClose }: { readonly change: OrgChange; readonly onClose: () => void }) => {
  const queries = useQueryClient();
  const [on, setOn] = useState(change.on);
  const [now, setNow] = useState<Fields>(change.fields);
  const [isVoid, setVoid] = useState(false);
  const [reason, setReason] = useState('');
  const [saveKey] = useState(newIdempotencyKey);
  const input = (isTrial: boolean) => ({ params: { changeId: change.changeId }, body: { ...bodyOf(change, now, { on, reason, isVoid }), isTrial } });
  const trial = useMutation({ mutationFn: () => call(correctOrgChange, input(true)) });
  const save = useMutation({
    mutationFn: () => call(correctOrgChange, input(false), { idempotencyKey: saveKey }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  const edit = (work: () => void): void => {
    trial.reset();
    save.reset();
    work();
  };
  const error = save.error ?? trial.error;
  const isChecked = trial.data !== undefined;
  return (
    <Dialog
      title="更正登记有误的变更"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={trial.isPending || save.isPending} onClick={() => (isChecked ? save.mutate() : trial.mutate())}>
            {isChecked ? (isVoid ? '作废这条记录' : '保存更正') : '核对影响'}
          </BusyButton>
        </>
      }
    >
      <p>{change.summary}</p>
      <p className="muted">只用来改正录入错误，原记录会保留并标明已被更正。单位本身又有变化时，请登记新的变更。</p>
      {error !== null && <ProblemNotice problem={asProblem(error)} onClose={() => edit(() => undefined)} />}
      <Checkbox checked={isVoid} onChange={(event) => edit(() => setVoid(event.target.checked))}>
        整条作废（这件事没有发生过{change.act === 'merge' || change.act === 'split' ? '，随它转走的岗位回到原单位' : ''}）
      </Checkbox>
      {!isVoid && (
        <>
          <DayField label="生效日期" value={on} onChange={(day) => edit(() => setOn(day))} />
          <FactFields was={change.fields} now={now} set={(key, value) => edit(() => setNow((before) => ({ ...before, [key]: value })))} on={on} />
        </>
      )}
      <FormField label="更正理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => edit(() => setReason(event.target.value))} />}</FormField>
      {trial.data !== undefined && <Trial outcome={trial.data} />}
    </Dialog>
  );
};
