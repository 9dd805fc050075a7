import { describe, expect, test } from 'vitest';
import { registeredStatements } from '#kernel/server/db.ts';
import type { Statement } from '#kernel/server/db.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { serverModules } from '../../app/modules.server.ts';
import { regionalTables, withoutQuotes } from '../access/row-walls.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { keyComparisons, untiedTables } from './region-keys.ts';
import { scopeFaults } from './scope-forms.ts';

const database = databaseForFile();

const sqlName: Readonly<Record<string, string>> = {
  text: 'text',
  uuid: 'uuid',
  int4: 'integer',
  int8: 'bigint',
  numeric: 'numeric',
  bool: 'boolean',
  date: 'date',
  timestamptz: 'timestamp with time zone',
  bytea: 'bytea',
  jsonb: 'jsonb',
  'text[]': 'text[]',
  'text?[]': 'text[]',
  'int4[]': 'integer[]',
  'uuid[]': 'uuid[]',
  'bytea[]': 'bytea[]',
};
const named = (types: Statement['params']): readonly (string | undefined)[] => Object.values(types).map((type) => sqlName[type.endsWith('?') ? type.slice(0, -1) : type]);

interface Prepared {
  readonly parameters: readonly string[];
  readonly results: readonly string[] | null;
  readonly columns: readonly string[];
}

/** Prepares the statement on the migrated database and reads back what PostgreSQL understood. */
async function prepare(spec: Statement): Promise<Prepared> {
  return withConnection(database().appUrl, async (client) => {
    await client.query(`prepare checked as ${spec.text}`);
    const { rows } = await client.query(`select parameter_types::text[] as parameters, result_types::text[] as results from pg_prepared_statements where name = 'checked'`);
    const isSelect = /^\s*(select|with)\b/i.test(spec.text) && rows[0]?.results !== null;
    const nulls = Object.keys(spec.params)
      .map(() => 'null')
      .join(', ');
    const columns = isSelect ? (await client.query(`execute checked${nulls === '' ? '' : `(${nulls})`}`)).fields.map((field) => field.name) : [];
    return { ...(rows[0] as Omit<Prepared, 'columns'>), columns };
  });
}

describe('语句', () => {
  const statements = registeredStatements();

  test('模块的语句都已登记', () => {
    expect(serverModules.length).toBeGreaterThan(0);
    expect(statements.filter((spec) => spec.name.startsWith('plan.')).length).toBeGreaterThan(8);
  });

  test.each(statements.map((spec) => [spec.name, spec] as const))('%s：参数与列的类型、名称和声明一致', async (_name, spec) => {
    const prepared = await prepare(spec);
    expect(prepared.parameters).toEqual(named(spec.params));
    expect(prepared.results ?? []).toEqual(named(spec.row));
    expect(prepared.columns).toEqual(Object.keys(spec.row));
  });

  test('每条语句里的每张分区域的表都与地区参数相连，不靠行级安全', async () => {
    const tables = withoutQuotes(await regionalTables(database().adminUrl));
    expect(tables.size).toBeGreaterThan(100);
    expect(statements.flatMap(({ name, text }) => untiedTables(text, tables).map((table) => `${name}: ${table}`))).toEqual([]);
    // The rule sees what is missing.
    const trial = 'select t.title from task.task t join task.assignment a on a.region_code = t.region_code and a.task_id = t.task_id where t.region_code = $1';
    expect(keyComparisons(trial, tables).map(({ from }) => from)).toEqual(['a.region_code = t.region_code', 't.region_code = $1']);
    expect(untiedTables(trial, tables)).toEqual([]);
    expect(untiedTables(trial.replace('a.region_code = t.region_code', 'true'), tables)).toEqual(['task.assignment a']);
    expect(untiedTables(trial.replace('t.region_code = $1', 'true'), tables)).toEqual(['task.task t', 'task.assignment a']);
    const union = 'select title from task.task where region_code = $1 union all select t.title from task.task t where t.task_id = $2';
    expect(untiedTables(union, tables)).toEqual(['task.task t']);
  });

  test('按权限筛选的语句只用一种写法：单位和方案部分都问，没有旁路', () => {
    expect(statements.flatMap((spec) => scopeFaults(spec).map((fault) => `${spec.name}: ${fault}`))).toEqual([]);
    const clause = 'exists (select from unnest($2::text[], $3::text[]) g (o, p) where (g.o is null or g.o = t.org_id::text) and (g.p is null or starts_with(t.plan_path, g.p)))';
    const params = { region: 'text', orgs: 'text?[]', paths: 'text?[]' };
    const faultsOf = (condition: string): readonly string[] => scopeFaults({ name: 'trial', text: `select from task.task t where t.region_code = $1 and ${condition}`, params });
    expect(faultsOf(clause)).toEqual([]);
    expect(faultsOf(clause.replace('(g.o is null or g.o = t.org_id::text)', 'true'))[0]).toContain('does not ask for the unit');
    expect(faultsOf(clause.replace('(g.p is null or starts_with(t.plan_path, g.p))', 'true'))[0]).toContain('does not ask for the path');
    expect(faultsOf(`(t.is_open or ${clause})`)[0]).toContain('has a way around');
    expect(faultsOf('true')).toEqual(['does not ask the rights in $2', 'does not ask the rights in $3']);
  });

  test.each(statements.map((spec) => [spec.name, spec.class, spec.text] as const))('%s（%s）带地区键', (_name, kind, text) => {
    if (kind === 'router') expect(/region_code = \$1|\(region_code,/.test(text)).toBe(true);
    expect(text).not.toMatch(/\boffset\b/i);
  });
});
