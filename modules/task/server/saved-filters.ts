import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listFilters, saveFilter } from '../contract/index.ts';
import { taskRefusals } from './refusals.ts';

const list = statement({
  name: 'task.list-saved-filters',
  class: 'router',
  text: `select f.name, f.query from task.saved_filter f where f.region_code = $1 and f.owner = $2 and f.page = $3 order by f.name collate "zh-x-icu"`,
  params: { region: 'text', owner: 'text', page: 'text' },
  row: { name: 'text', query: 'text' },
});

const put = statement({
  name: 'task.put-saved-filter',
  class: 'router',
  text: `insert into task.saved_filter (region_code, owner, page, name, query, saved_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (region_code, owner, page, name) do update set query = excluded.query, saved_at = excluded.saved_at`,
  params: { region: 'text', owner: 'text', page: 'text', name: 'text', query: 'text', at: 'timestamptz' },
  row: {},
});

const remove = statement({
  name: 'task.remove-saved-filter',
  class: 'router',
  text: `delete from task.saved_filter where region_code = $1 and owner = $2 and page = $3 and name = $4`,
  params: { region: 'text', owner: 'text', page: 'text', name: 'text' },
  row: {},
});

const most = 30;
const listOf = ({ tx, actor }: Context, page: string) => tx.many(list, { region: tx.region, owner: actor.id, page });

export const listFiltersUseCase = useCase(listFilters, async ({ query }, context) => ({ items: await listOf(context, query.page) }));

export const saveFilterUseCase = useCase(saveFilter, async ({ body }, context) => {
  const { tx, actor, now, refuse } = context;
  const key = { region: tx.region, owner: actor.id, page: body.page, name: body.name };
  if (body.query === null) await tx.run(remove, key);
  else {
    const known = await listOf(context, body.page);
    if (known.length >= most && !known.some(({ name }) => name === body.name)) return refuse(taskRefusals.too_many_filters({ limit: most }));
    await tx.run(put, { ...key, query: body.query, at: formatMoment(now) });
  }
  return { items: await listOf(context, body.page) };
});
