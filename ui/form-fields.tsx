import { type ReactNode, useId, useState } from 'react';
import './form.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly children: (id: string) => ReactNode;
}

export const Field = ({ label, hint, children }: FieldProps) => {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <p className="form-hint">{hint}</p>}
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
  /** where a page of one form begins; a dialog finds its first field itself */
  readonly isFirst?: boolean;
}

const focusOnce = (isFirst: boolean) => (isFirst ? { ref: (field: HTMLElement | null) => field?.focus() } : {});

export const TextField = ({ label, value, onChange, hint, type = 'text', lines = 1, isFirst = false }: TextFieldProps) => {
  const [first] = useState(() => focusOnce(isFirst));
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id) =>
        lines > 1 ? (
          <textarea id={id} rows={lines} value={value} onChange={(event) => onChange(event.target.value)} {...first} />
        ) : (
          <input id={id} type={type} value={value} onChange={(event) => onChange(event.target.value)} {...first} />
        )
      }
    </Field>
  );
};

interface ChoiceFieldProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly NoInfer<Exclude<V, ''>>[];
  readonly labels: Readonly<Record<NoInfer<Exclude<V, ''>>, string>>;
  readonly onChange: (value: V) => void;
  /** words of the empty choice; left out = a choice is required */
  readonly none?: string;
}

export const ChoiceField = <V extends string>({ label, value, choices, labels, onChange, none }: ChoiceFieldProps<V>) => (
  <Field label={label}>
    {(id) => (
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as V)}>
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
