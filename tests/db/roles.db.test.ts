import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { checkAppRole, readRoleWeakness } from '#kernel/server/postgres/check-server.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../harness/test-database.ts';

const database = databaseForFile();

async function addEvent(client: Client, region: string): Promise<string> {
  const id = v7();
  await client.query(
    `insert into kernel.event (region_code, event_id, kind, version, subject, actor, occurred_at) values ($1, $2, 'demo.happened', 1, 's', 'a', '2026-03-02T08:00:00+08:00')`,
    [region, id],
  );
  await client.query(`insert into kernel.event_body (region_code, event_id, field, class, salt, value) values ($1, $2, 'name', 'personal', $3, '"张三"')`, [
    region,
    id,
    randomBytes(32),
  ]);
  return id;
}

/** Runs in one transaction with the regions that the request may see, as the kernel does. */
async function within<T>(url: string, regions: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withConnection(url, async (client) => {
    await client.query('begin');
    await client.query(`select set_config('app.regions', $1, true)`, [regions]);
    const result = await work(client);
    await client.query('commit');
    return result;
  });
}

const refused = (sql: string) =>
  withConnection(database().appUrl, (client) => client.query(sql)).then(
    () => 'allowed',
    (error: { code?: string }) => error.code,
  );

describe('应用角色的权限', () => {
  test.each([
    'create table kernel.x (a int)',
    'create table public.x (a int)',
    'create schema x',
    'create temp table x (a int)',
    'alter table kernel.event disable row level security',
    'alter table kernel.event no force row level security',
    'drop policy region_wall on kernel.event',
    'alter table kernel.event disable trigger all',
    'drop table kernel.event_body',
    'truncate kernel.event_body',
    'update kernel.event set actor = actor',
    'delete from kernel.event_body',
    'set role luoshi_owner',
    'set role postgres',
    'set session_replication_role = replica',
    'create role x',
    'create database x',
    `copy kernel.event to program 'cat'`,
    "insert into kernel.migration (name, sha256) values ('x', 'y')",
    'alter role luoshi_app bypassrls',
    'create extension pg_trgm',
  ])('%s 被拒绝', async (sql) => {
    expect(['42501', '22023']).toContain(await refused(sql));
  });

  test('启动检查认可它', async () => {
    await withConnection(database().appUrl, async (client) => {
      expect(await readRoleWeakness(client)).toEqual({ role: 'luoshi_app', weaknesses: [] });
      await checkAppRole(client);
    });
  });

  test('启动检查拒绝管理员和迁移角色', async () => {
    for (const url of [database().adminUrl, database().migratorUrl]) {
      await expect(withConnection(url, checkAppRole)).rejects.toMatchObject({ code: 'database.app_role_too_strong' });
    }
  });
});

describe('区域墙', () => {
  test('没有设定区域时一行也看不到，设定后只看到本区域', async () => {
    const id = await within(database().appUrl, '340301', (client) => addEvent(client, '340301'));
    await within(database().appUrl, '340302', (client) => addEvent(client, '340302'));
    const count = 'select event_id from kernel.event';
    expect((await withConnection(database().appUrl, (client) => client.query(count))).rows).toEqual([]);
    expect((await within(database().appUrl, '', (client) => client.query(count))).rows).toEqual([]);
    expect((await within(database().appUrl, '340301', (client) => client.query(count))).rows).toEqual([{ event_id: id }]);
    expect((await within(database().appUrl, '340301,340302', (client) => client.query(count))).rowCount).toBe(2);
  });

  // Asked for every row, the setting of 300 regions is taken apart for every row (ADR 0048).
  test.each([
    ['一个区域的清单', `select kind from kernel.event where region_code = $1 order by event_id limit 20`, '340301'],
    [
      '多个区域逐个汇总',
      `select sum(c.n)::int4 from unnest(string_to_array($1, ',')) r (code) cross join lateral (select count(*) as n from kernel.event e where e.region_code = r.code) c`,
      '340301,340302',
    ],
  ])('墙是索引的条件，不是逐行的过滤：%s', async (_, text, regions) => {
    const { rows } = await within(database().appUrl, regions, async (client) => {
      await client.query('set local enable_seqscan = off; set local enable_bitmapscan = off');
      return client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [regions]);
    });
    const asking = rows.map((row) => row['QUERY PLAN'].trim()).filter((line) => line.includes('app.regions'));
    expect(asking).toEqual([expect.stringMatching(/^Index Cond: /)]);
  });

  test('不能写入别的区域', async () => {
    await expect(within(database().appUrl, '340303', (client) => addEvent(client, '340304'))).rejects.toMatchObject({ code: '42501' });
  });

  test('对表的主人同样有效', async () => {
    const { rowCount } = await withConnection(database().migratorUrl, async (client) => {
      await client.query('set role luoshi_owner');
      return client.query('select 1 from kernel.event');
    });
    expect(rowCount).toBe(0);
  });
});

describe('事件只增不改', () => {
  test.each(["update kernel.event set actor = 'b'", 'delete from kernel.event_body', 'truncate kernel.event cascade'])('连超级用户执行 %s 也被守卫拒绝', async (sql) => {
    await within(database().appUrl, '340305', (client) => addEvent(client, '340305'));
    await expect(withConnection(database().adminUrl, (client) => client.query(sql))).rejects.toMatchObject({ code: '23001' });
  });

  test.each([
    ['区域代码不是六位数字', `insert into kernel.event values ('34', '${v7()}', 'a.b', 1, 's', 'a', now())`],
    ['编号不是第七版', `insert into kernel.event values ('340306', gen_random_uuid(), 'a.b', 1, 's', 'a', now())`],
    ['事件名不合规', `insert into kernel.event values ('340306', '${v7()}', 'AB', 1, 's', 'a', now())`],
  ])('%s 的事件被拒绝', async (_, sql) => {
    await expect(within(database().appUrl, '34,340306', (client) => client.query(sql))).rejects.toMatchObject({ code: '23514' });
  });

  test('kernel.quantity 拒绝非数和无穷', async () => {
    for (const value of ['NaN', 'Infinity', '-Infinity']) {
      await expect(withConnection(database().appUrl, (client) => client.query('select $1::text::kernel.quantity', [value]))).rejects.toMatchObject({ code: '23514' });
    }
  });
});
