import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { correctOrgChange, type OrgChange } from '../contract/index.ts';
import { DayField, FormField } from './form-field.tsx';

/** Corrects what was entered wrongly: the day, a name, a code; or voids the entry. What really changed is no correction. */
export const CorrectOrgDialog = ({ change, onClose }: { readonly change: OrgChange; readonly onClose: () => void }) => {
  const queries = useQueryClient();
  const [on, setOn] = useState(change.on);
  const [name, setName] = useState(change.fields['name'] ?? '');
  const [uscc, setUscc] = useState(change.fields['uscc'] ?? '');
  const [isVoid, setVoid] = useState(false);
  const [reason, setReason] = useState('');
  const hasName = change.fields['name'] !== undefined && change.fields['name'] !== null;
  const hasCode = change.fields['uscc'] !== undefined;
  const save = useMutation({
    mutationFn: () =>
      call(correctOrgChange, {
        params: { changeId: change.changeId },
        body: isVoid
          ? { isVoid: true, reason }
          : {
              reason,
              ...(on === change.on ? {} : { on }),
              ...(hasName && name !== change.fields['name'] ? { name } : {}),
              ...(hasCode && uscc !== (change.fields['uscc'] ?? '') ? { uscc: uscc === '' ? null : uscc } : {}),
            },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog
      title="更正登记有误的变更"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {isVoid ? '作废这条记录' : '保存更正'}
          </Button>
        </>
      }
    >
      <p>{change.summary}</p>
      <p className="muted">只用来改正录入错误，原记录会保留并标明已被更正。单位本身又有变化时，请登记新的变更。</p>
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <Checkbox checked={isVoid} onChange={(event) => setVoid(event.target.checked)}>
        整条作废（这件事没有发生过）
      </Checkbox>
      {!isVoid && (
        <>
          <DayField label="生效日期" value={on} onChange={setOn} />
          {hasName && <FormField label="单位名称">{(id) => <Input id={id} value={name} onChange={(event) => setName(event.target.value)} />}</FormField>}
          {hasCode && <FormField label="统一社会信用代码">{(id) => <Input id={id} value={uscc} onChange={(event) => setUscc(event.target.value)} />}</FormField>}
        </>
      )}
      <FormField label="更正理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};
