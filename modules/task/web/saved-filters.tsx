import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { listFilters, saveFilter } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';

interface SavedFiltersProps {
  readonly page: string;
  /** the filter at hand, as in the address */
  readonly query: string;
  readonly onChoose: (query: string) => void;
}

/** Filters under a name of one's own, kept on the server, so that they are there on every machine. */
export const SavedFilters = ({ page, query, onChoose }: SavedFiltersProps) => {
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const saved = useQuery(queryOf(listFilters, { query: { page } }));
  const act = useWrite(saveFilter, () => setNaming(false));
  const items = saved.data?.items ?? [];
  return (
    <div className="saved-filters">
      <select
        aria-label="我的筛选"
        value={items.find((item) => item.query === query)?.name ?? ''}
        onChange={(event) => onChoose(items.find((item) => item.name === event.target.value)?.query ?? '')}
      >
        <option value="">{items.length === 0 ? '没有保存的筛选' : '我的筛选'}</option>
        {items.map((item) => (
          <option key={item.name} value={item.name}>
            {item.name}
          </option>
        ))}
      </select>
      <Button onClick={() => setNaming(true)} disabled={query === ''}>
        保存筛选
      </Button>
      {items.some((item) => item.query === query) && (
        <Button onClick={() => act.mutate({ body: { page, name: items.find((item) => item.query === query)?.name ?? '', query: null } })}>删除筛选</Button>
      )}
      {isNaming && (
        <FormDialog
          title="保存筛选"
          submit="保存"
          busy={act.isPending}
          error={act.error}
          onClose={() => setNaming(false)}
          onSubmit={() => act.mutate({ body: { page, name, query } })}
        >
          <TextField label="名称" value={name} onChange={setName} />
        </FormDialog>
      )}
    </div>
  );
};
