import { Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import type { OrgId, UserId } from '#identity/contract';
import { OrgPicker, PersonPicker } from '#identity/web';
import { FormDialog } from '#ui/form-dialog.tsx';
import { Field } from '#ui/form-fields.tsx';
import { BlockagePicker, OrderPicker } from './matter-picker.tsx';
import './supervision.css';
import { TaskPicker } from './task-picker.tsx';

/** One field of a small form, as data: what an act asks for is said in one place. */
export interface ActField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'note' | 'day' | 'person' | 'org' | 'task' | 'order' | 'blockage' | 'choice' | 'many';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  readonly orgId?: string;
  readonly initial?: string;
}
export type ActValues = Readonly<Record<string, string>>;

interface FieldProps {
  readonly field: ActField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Several of a few; the value is their list, separated by commas. */
const ManyChoice = ({ field, value, onChange }: FieldProps) => {
  const chosen = value === '' ? [] : value.split(',');
  return (
    <fieldset className="supervision-many" aria-label={field.label}>
      {(field.options ?? []).map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => onChange((event.target.checked ? [...chosen, option.value] : chosen.filter((one) => one !== option.value)).join(','))}
          />{' '}
          {option.label}
        </label>
      ))}
    </fieldset>
  );
};

const control = ({ field, value, onChange }: FieldProps, id: string): ReactNode => {
  switch (field.kind) {
    case 'note':
      return <Input.TextArea id={id} rows={3} value={value} maxLength={4000} onChange={(event) => onChange(event.target.value)} />;
    case 'day':
      return <input id={id} type="date" className="supervision-day" value={value} min="2000-01-01" max="2199-12-31" onChange={(event) => onChange(event.target.value)} />;
    case 'person':
      return (
        <PersonPicker
          id={id}
          label={field.label}
          value={value === '' ? undefined : (value as UserId)}
          orgId={field.orgId as OrgId | undefined}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'org':
      return <OrgPicker id={id} label={field.label} value={value === '' ? undefined : (value as OrgId)} onChange={(next) => onChange(next ?? '')} />;
    case 'task':
      return <TaskPicker id={id} label={field.label} value={value} onChange={onChange} />;
    case 'order':
      return <OrderPicker id={id} label={field.label} value={value} onChange={onChange} />;
    case 'blockage':
      return <BlockagePicker id={id} label={field.label} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <Select<string>
          id={id}
          aria-label={field.label}
          className="supervision-select"
          {...(value === '' ? {} : { value })}
          placeholder="请选择"
          options={[...(field.options ?? [])]}
          onChange={(next) => onChange(next)}
        />
      );
    case 'many':
      return <ManyChoice field={field} value={value} onChange={onChange} />;
    default:
      return <Input id={id} value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />;
  }
};

const OneField = (props: FieldProps) => (
  <Field label={props.field.label} {...(props.field.hint === undefined ? {} : { hint: props.field.hint })}>
    {(id) => control(props, id)}
  </Field>
);

interface ActDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly intro?: ReactNode;
  readonly fields: readonly ActField[];
  readonly busy: boolean;
  readonly problem: ProblemError | null;
  readonly onSubmit: (values: ActValues) => void;
  readonly onClose: () => void;
}

/** A small form in a dialog. Empty fields are left out. */
export const ActDialog = ({ title, confirm, intro, fields, busy, problem, onSubmit, onClose }: ActDialogProps) => {
  const [values, setValues] = useState<ActValues>(() => Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ''])));
  const submit = (): void => onSubmit(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')));
  return (
    <FormDialog title={title} submit={confirm} busy={busy} error={problem} onClose={onClose} onSubmit={submit}>
      {intro}
      {fields.map((field) => (
        <OneField key={field.name} field={field} value={values[field.name] ?? ''} onChange={(next) => setValues((before) => ({ ...before, [field.name]: next }))} />
      ))}
    </FormDialog>
  );
};
