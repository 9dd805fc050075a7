import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useSettledWords } from './use-typed-words.ts';

interface WordsFilterProps {
  /** name for screen readers, e.g. 查找条款 */
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string | undefined;
  /** once the typing pauses */
  readonly onChange: (words: string | undefined) => void;
}

export const WordsFilter = ({ label, placeholder = label, value = '', onChange }: WordsFilterProps) => {
  const [words, setWords] = useSettledWords(value, (settled) => onChange(settled === '' ? undefined : settled));
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      allowClear
      maxLength={200}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      className="filter-words"
    />
  );
};

interface ChoiceFilterProps<V extends string> {
  readonly label: string;
  readonly value: V | undefined;
  readonly choices: readonly V[];
  readonly labels: Readonly<Record<V, string>>;
  readonly onChange: (value: V | undefined) => void;
  /** one of them always stands; there is no 全部 */
  readonly isRequired?: boolean;
}

/** A choice of one or all; a plain select, which every phone opens in its own way. */
export const ChoiceFilter = <V extends string>({ label, value, choices, labels, onChange, isRequired = false }: ChoiceFilterProps<V>) => {
  const id = useId();
  return (
    <span className="filter-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : (event.target.value as V))}>
        {!isRequired && <option value="">全部</option>}
        {choices.map((one) => (
          <option key={one} value={one}>
            {labels[one]}
          </option>
        ))}
      </select>
    </span>
  );
};

/** What narrows a list, and what is done with it (`tools`): one line on a desk, several on a phone, nothing on paper. */
export const FilterBar = ({ children, tools }: { readonly children: ReactNode; readonly tools?: ReactNode }) => (
  <search className="filter-bar no-print">
    {children}
    {tools !== undefined && <div className="filter-tools">{tools}</div>}
  </search>
);
