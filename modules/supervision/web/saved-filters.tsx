import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { listFilters, saveFilter } from '#task/contract';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';

interface SavedFiltersProps {
  readonly page: string;
  readonly current: Readonly<Record<string, string | undefined>>;
  readonly onChoose: (filter: Readonly<Record<string, string | undefined>>) => void;
}

const queryText = (filter: SavedFiltersProps['current']): string =>
  new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value === undefined || name === 'cursor' ? [] : [[name, value]]))).toString();

/** Filters that a person keeps under a name; they are on the server, so they are there on the phone too. */
export const SavedFilters = ({ page, current, onChoose }: SavedFiltersProps) => {
  const kept = useQuery(queryOf(listFilters, { query: { page } }));
  const [name, setName] = useState('');
  const save = useWrite(saveFilter, () => setName(''));
  const items = kept.data?.items ?? [];
  const choose = (query: string): void => {
    const empty = Object.fromEntries(Object.keys(current).map((key) => [key, undefined]));
    onChoose({ ...empty, ...Object.fromEntries(new URLSearchParams(query)), cursor: undefined });
  };
  return (
    <details className="saved-filters">
      <summary>保存的筛选（{items.length}）</summary>
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <div className="saved-filters-row">
        {items.length > 0 && (
          <Select<string>
            aria-label="使用保存的筛选"
            className="supervision-filter"
            placeholder="选择"
            options={items.map((item) => ({ value: item.query, label: item.name }))}
            onChange={choose}
          />
        )}
        <Input aria-label="筛选名称" placeholder="给当前筛选起名" className="supervision-filter" maxLength={30} value={name} onChange={(event) => setName(event.target.value)} />
        <BusyButton disabled={name.trim() === ''} busy={save.isPending} onClick={() => save.mutate({ body: { page, name: name.trim(), query: queryText(current) } })}>
          保存当前筛选
        </BusyButton>
      </div>
      {items.map((item) => (
        <span key={item.name} className="saved-filters-item">
          {item.name}
          <button type="button" className="text-button" onClick={() => save.mutate({ body: { page, name: item.name, query: null } })} aria-label={`删除筛选${item.name}`}>
            删除
          </button>
        </span>
      ))}
    </details>
  );
};
