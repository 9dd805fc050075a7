/**
 * Insert, update and columns of a table whose rows travel as they are stored. The text is put together from a row type
 * written in the code, so a name of a column never comes from outside; where, order and joins are written as SQL beside the
 * use cases. Updates name the revision that was read: of two writers the second changes nothing.
 */
import { statement } from '#kernel/server/db.ts';
import type { SqlTypes, Statement } from '#kernel/server/db.ts';

interface TableSpec<R extends SqlTypes, K extends keyof R & string> {
  /** `module.table` */
  readonly table: `${string}.${string}`;
  readonly row: R;
  readonly key: readonly K[];
}

export interface Table<R extends SqlTypes> {
  readonly row: R;
  readonly insert: Statement<{ readonly region: 'text' } & R, Record<never, never>>;
  /** as `a.one, a.two` */
  columns(alias: string): string;
}

const columnList = (names: readonly string[], alias: string): string => names.map((name) => `${alias}.${name}`).join(', ');

export function tableOf<const R extends SqlTypes, K extends keyof R & string>({ table, row }: TableSpec<R, K>): Table<R> {
  const names = Object.keys(row);
  const [module = '', thing = ''] = table.split('.');
  const insert = statement({
    name: `${module}.insert-${thing.replaceAll('_', '-')}`,
    class: 'router',
    text: `insert into ${table} (region_code, ${names.join(', ')}) values ($1, ${names.map((_, index) => `$${index + 2}`).join(', ')})`,
    params: { region: 'text', ...row },
    row: {},
  });
  return { row, insert: insert as unknown as Table<R>['insert'], columns: (alias) => columnList(names, alias) };
}

export interface RevisedTable<R extends SqlTypes> extends Table<R> {
  /** writes every column; `revision` is the one that was read */
  readonly update: Statement<{ readonly region: 'text' } & R, Record<never, never>>;
}

/** A table with a `revision` column. */
export function revisedTableOf<const R extends SqlTypes & { readonly revision: 'int4' }, K extends keyof R & string>(spec: TableSpec<R, K>): RevisedTable<R> {
  const { table, row, key } = spec;
  const names = Object.keys(row);
  const [module = '', thing = ''] = table.split('.');
  const place = (name: string): string => `$${names.indexOf(name) + 2}`;
  const changed = names.filter((name) => !(key as readonly string[]).includes(name)).map((name) => (name === 'revision' ? 'revision = revision + 1' : `${name} = ${place(name)}`));
  const update = statement({
    name: `${module}.update-${thing.replaceAll('_', '-')}`,
    class: 'router',
    text: `update ${table} set ${changed.join(', ')} where region_code = $1 and ${[...key, 'revision'].map((name) => `${name} = ${place(name)}`).join(' and ')}`,
    params: { region: 'text', ...row },
    row: {},
  });
  return { ...tableOf(spec), update: update as unknown as RevisedTable<R>['update'] };
}
