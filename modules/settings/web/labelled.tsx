import { useId } from 'react';
import type { ReactNode } from 'react';

interface LabelledProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'number' | 'email' | 'search' | 'url';
  readonly wide?: boolean;
  readonly required?: boolean;
  readonly hint?: string;
  /** a closed list instead of free text */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly lines?: number;
}

/** A native field with its name above: keyboard, screen reader and phone work without further help. */
export const Labelled = ({ label, value, onChange, type = 'text', wide = false, required = false, hint, options, lines }: LabelledProps) => {
  const id = useId();
  const shared = { id, value, required, className: 'settings-field' };
  const field = (): ReactNode => {
    if (options !== undefined)
      return (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    if (lines !== undefined) return <textarea {...shared} rows={lines} onChange={(event) => onChange(event.target.value)} />;
    return <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />;
  };
  return (
    <label htmlFor={id} className={wide ? 'wide' : undefined}>
      <span className="name">
        {label}
        {required ? '（必填）' : ''}
      </span>
      {field()}
      {hint !== undefined && <span className="settings-note">{hint}</span>}
    </label>
  );
};
