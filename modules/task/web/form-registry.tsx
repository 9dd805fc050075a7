import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import { ActionButton } from '#ui/action-button.tsx';
import { approveForm, type CellKind, cellKindLabel, cellKinds, draftForm, formEveryLabel, formEveries, type FormEvery, formStateLabel, listForms } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';

interface AskedField {
  readonly label: string;
  readonly fact: string;
  readonly cellKind: CellKind;
}
const emptyField: AskedField = { label: '', fact: '', cellKind: 'number' };

const NewForm = ({ onClose }: { readonly onClose: () => void }) => {
  const [title, setTitle] = useState('');
  const [purpose, setPurpose] = useState('');
  const [every, setEvery] = useState<FormEvery>('once');
  const [expiresOn, setExpiresOn] = useState('');
  const [orgIds, setOrgIds] = useState<readonly OrgId[]>([]);
  const [fields, setFields] = useState<readonly AskedField[]>([emptyField]);
  const [over, setOver] = useState('');
  const act = useWrite(draftForm, onClose);
  const put = (index: number, part: Partial<AskedField>): void => setFields(fields.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <FormDialog
      title="登记填报表"
      submit="登记"
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={() =>
        act.mutate({ body: { title, purpose, every, expiresOn, orgIds: [...orgIds], fields: [...fields], ...(over.trim() === '' ? {} : { overBudgetReason: over }) } })
      }
    >
      <TextField label="表名" value={title} onChange={setTitle} />
      <TextField label="用途" value={purpose} onChange={setPurpose} />
      <ChoiceField label="频次" value={every} choices={formEveries} labels={formEveryLabel} onChange={setEvery} />
      <TextField label="到期日" type="date" value={expiresOn} onChange={setExpiresOn} />
      <span className="task-label">填报单位（{orgIds.length}）</span>
      <OrgPicker label="增加填报单位" value={undefined} onChange={(orgId) => orgId !== undefined && !orgIds.includes(orgId) && setOrgIds([...orgIds, orgId])} />
      <span className="task-label">栏目</span>
      {fields.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new field has nothing else to be known by, and rows are not reordered
        <div key={index} className="task-bar">
          <input aria-label={`栏目 ${index + 1}`} placeholder="栏目" value={field.label} onChange={(event) => put(index, { label: event.target.value })} />
          <input
            aria-label={`栏目 ${index + 1} 的事实编码`}
            placeholder="事实编码，如 park.area"
            value={field.fact}
            onChange={(event) => put(index, { fact: event.target.value })}
          />
          <select aria-label={`栏目 ${index + 1} 的类型`} value={field.cellKind} onChange={(event) => put(index, { cellKind: event.target.value as CellKind })}>
            {cellKinds.map((kind) => (
              <option key={kind} value={kind}>
                {cellKindLabel[kind]}
              </option>
            ))}
          </select>
        </div>
      ))}
      <Button onClick={() => setFields([...fields, emptyField])}>增加栏目</Button>
      <TextField label="超预算理由（超出时填写）" value={over} onChange={setOver} />
    </FormDialog>
  );
};

/** Every asked field with its fact; a fact that is held or asked already is refused when the form is drawn up. */
export const FormRegistry = () => {
  const [isNew, setNew] = useState(false);
  const forms = useQuery(queryOf(listForms, { query: {} }));
  const approve = useWrite(approveForm);
  const data = forms.data;
  if (data === undefined) return null;
  const [offer] = data.actions;
  return (
    <section className="task-panel" aria-label="填报表登记簿">
      <h2>填报表登记簿</h2>
      {offer !== undefined && <ActionButton offer={offer} onAct={() => setNew(true)} />}
      <ul className="task-lines">
        {data.items.map((form) => (
          <li key={form.formId}>
            <strong>{form.title}</strong>（{formStateLabel[form.state]}，{formEveryLabel[form.every]}，{form.expiresOn} 到期，每单位 {form.minutes} 分钟，{form.units.length}{' '}
            个单位）
            <div className="muted">
              {form.purpose}；拟定人 {form.askedBy}；栏目：{form.fields.map(({ label }) => label).join('、')}
            </div>
            {form.actions.map((one) => (
              <ActionButton key={one.action} offer={one} busy={approve.isPending} onAct={() => approve.mutate({ params: { formId: form.formId } })} />
            ))}
          </li>
        ))}
      </ul>
      <details>
        <summary>系统已掌握、不再填报的情况（{data.heldFacts.length}）</summary>
        <p>{data.heldFacts.map(({ label, source }) => `${label}（${source}）`).join('、')}</p>
      </details>
      {isNew && <NewForm onClose={() => setNew(false)} />}
    </section>
  );
};
