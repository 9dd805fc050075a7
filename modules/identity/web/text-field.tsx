import { Input } from 'antd';
import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isSecret?: boolean;
  readonly autoComplete?: string;
}

/** A labelled line of text or secret. */
export const TextField = ({ label, value, onChange, isSecret = false, autoComplete = 'off' }: TextFieldProps) => {
  const id = useId();
  const common = { id, value, autoComplete, onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value) };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {isSecret ? <Input.Password {...common} /> : <Input {...common} />}
    </>
  );
};
