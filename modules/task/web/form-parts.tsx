import { Button } from 'antd';
import { type FormEvent, type ReactNode, useId } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter submits, Escape closes, the server's sentence stands above the fields. */
export const FormDialog = ({ title, submit, busy, error, onSubmit, onClose, children }: FormDialogProps) => {
  const id = useId();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" form={id} loading={busy}>
            {submit}
          </Button>
        </>
      }
    >
      {error !== null && error !== undefined && <ProblemNotice problem={asProblem(error)} />}
      <form id={id} className="task-form" onSubmit={send}>
        {children}
      </form>
    </Dialog>
  );
};

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly children: (id: string) => ReactNode;
}

export const Field = ({ label, hint, children }: FieldProps) => {
  const id = useId();
  return (
    <div className="task-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <p className="task-hint">{hint}</p>}
    </div>
  );
};

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly type?: 'text' | 'date' | 'number' | 'month';
  readonly lines?: number;
}

export const TextField = ({ label, value, onChange, hint, type = 'text', lines = 1 }: TextFieldProps) => (
  <Field label={label} {...(hint === undefined ? {} : { hint })}>
    {(id) =>
      lines > 1 ? (
        <textarea id={id} rows={lines} value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input id={id} type={type} value={value} onChange={(event) => onChange(event.target.value)} />
      )
    }
  </Field>
);

interface ChoiceFieldProps<V extends string> {
  readonly label: string;
  readonly value: V | '';
  readonly choices: readonly V[];
  readonly labels: Readonly<Record<V, string>>;
  readonly onChange: (value: V | '') => void;
  /** words of the empty choice; left out = a choice is required */
  readonly none?: string;
}

export const ChoiceField = <V extends string>({ label, value, choices, labels, onChange, none }: ChoiceFieldProps<V>) => (
  <Field label={label}>
    {(id) => (
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as V | '')}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((one) => (
          <option key={one} value={one}>
            {labels[one]}
          </option>
        ))}
      </select>
    )}
  </Field>
);
