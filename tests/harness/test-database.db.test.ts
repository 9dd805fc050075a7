import { describe, expect, inject, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { listMigrations } from '#kernel/server/migration-files.ts';
import { dropAbandonedClones, templateName } from './database-template.ts';
import { testDatabase, databaseForFile } from './test-database.ts';

const database = databaseForFile();

describe('测试用数据库', () => {
  test('每份都已迁移到最新结构，并按应用角色连接', async () => {
    const { rows } = await withConnection(database().appUrl, (client) =>
      client.query('select current_user as role, current_database() as database, (select count(*)::int from kernel.migration) as migrations'),
    );
    expect(rows).toEqual([{ role: 'luoshi_app', database: database().name, migrations: listMigrations().length }]);
  });

  test('两份互不可见，用完即删', async () => {
    const other = await testDatabase();
    expect(other.name).not.toBe(database().name);
    await other.drop();
    const { rowCount } = await withConnection(inject('testServer').adminUrl, (admin) => admin.query('select from pg_database where datname = $1', [other.name]));
    expect(rowCount).toBe(0);
  });

  test('死去的测试进程留下的库会被清理，活着的不动', async () => {
    const left = await testDatabase();
    expect(await dropAbandonedClones(inject('testServer').adminUrl, () => true)).toBe(0);
    await withConnection(inject('testServer').adminUrl, (admin) => admin.query(`alter database ${left.name} rename to luoshi_t_999999999_dead`));
    expect(await dropAbandonedClones(inject('testServer').adminUrl, (pid) => pid !== 999_999_999)).toBe(1);
  });

  test('结构不变时模板名不变', () => {
    expect(templateName()).toBe(inject('testServer').template);
  });
});
