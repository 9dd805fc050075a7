import { type ReactNode, useId } from 'react';
import './identity.css';

interface FormFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** gets the id that the label points at */
  readonly children: (id: string) => ReactNode;
}

/** A label above its control. */
export const FormField = ({ label, hint, children }: FormFieldProps) => {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <span className="form-hint">{hint}</span>}
    </div>
  );
};

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly hint?: string;
}

/** A day, entered in the browser's own field: works with keyboard, phone and screen reader. */
export const DayField = ({ label, value, onChange, hint }: DayFieldProps) => (
  <FormField label={label} {...(hint === undefined ? {} : { hint })}>
    {(id) => <input id={id} type="date" className="day-input" value={value} min="1900-01-01" max="2199-12-31" onChange={(event) => onChange(event.target.value)} />}
  </FormField>
);
