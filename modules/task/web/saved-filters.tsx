import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listFilters, saveFilter } from '../contract/index.ts';

type Filter = Readonly<Record<string, string | undefined>>;

interface SavedFiltersProps<F> {
  /** which list the filters belong to */
  readonly page: string;
  /** the filter at hand; a place in the list (`cursor`) is no part of it */
  readonly filter: F;
  /** the whole filter, from the first page on */
  readonly onChoose: (filter: F & { readonly cursor: undefined }) => void;
}

/** One text for one filter, in whatever order its parts were chosen. */
const textOf = (filter: Filter): string =>
  new URLSearchParams(
    Object.entries(filter)
      .flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
      .toSorted(),
  ).toString();
const filterOf = (text: string): Filter => Object.fromEntries(new URLSearchParams(text));

/** Filters under a name of one's own, kept on the server, so that they are there on every machine. */
export const SavedFilters = <F extends { readonly [K in keyof F]: string | undefined }>({ page, filter, onChoose }: SavedFiltersProps<F>) => {
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const saved = useQuery(queryOf(listFilters, { query: { page } }));
  const save = useWrite(saveFilter, () => setNaming(false));
  const items = saved.data?.items ?? [];
  const query = textOf(filter);
  const current = items.find((item) => textOf(filterOf(item.query)) === query)?.name;
  const choose = (chosen: string): void => {
    const nothing = Object.fromEntries(Object.keys(filter).map((part) => [part, undefined]));
    onChoose({ ...nothing, ...filterOf(items.find((item) => item.name === chosen)?.query ?? ''), cursor: undefined } as never);
  };
  return (
    <div className="filter-choice">
      {save.error !== null && !isNaming && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <select aria-label="我的筛选" value={current ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{items.length === 0 ? '没有保存的筛选' : '我的筛选'}</option>
        {items.map((item) => (
          <option key={item.name} value={item.name}>
            {item.name}
          </option>
        ))}
      </select>
      {query !== '' && <Button onClick={() => setNaming(true)}>保存筛选</Button>}
      {current !== undefined && <Button onClick={() => save.mutate({ body: { page, name: current, query: null } })}>删除筛选</Button>}
      {isNaming && (
        <FormDialog
          title="保存筛选"
          submit="保存"
          busy={save.isPending}
          error={save.error}
          onClose={() => setNaming(false)}
          onSubmit={() => save.mutate({ body: { page, name, query } })}
        >
          <TextField label="名称" value={name} onChange={setName} />
        </FormDialog>
      )}
    </div>
  );
};
