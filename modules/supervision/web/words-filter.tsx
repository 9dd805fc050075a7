import { Input } from 'antd';
import { useEffect, useState } from 'react';

const typingPause = 300;

interface WordsFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (words: string | undefined) => void;
}

/** Words to look for; asks when the typing has paused. */
export const WordsFilter = ({ label, value, onChange }: WordsFilterProps) => {
  const [words, setWords] = useState(value ?? '');
  useEffect(() => setWords(value ?? ''), [value]);
  useEffect(() => {
    if (words === (value ?? '')) return;
    const timer = setTimeout(() => onChange(words === '' ? undefined : words), typingPause);
    return () => clearTimeout(timer);
  }, [words, value, onChange]);
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      allowClear
      maxLength={100}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      className="filter-words"
    />
  );
};
