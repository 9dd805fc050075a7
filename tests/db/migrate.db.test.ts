import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrate, readMigrationState } from '#kernel/server/migrate.ts';
import { listMigrations, mergedListText, readMergedList } from '#kernel/server/migration-files.ts';
import { changeUrl, withConnection } from '#kernel/server/postgres/connect.ts';
import { createClone, dropClone, type TestServer } from '../harness/database-template.ts';

const FIRST = '20260101000000_demo_first';
const SECOND = '20260102000000_demo_second';
const silent = () => undefined;

let dir: string;
let migrations: string;
let server: TestServer;
let name: string;
let url: string;
let adminUrl: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-migrate-'));
  migrations = dir;
  write(FIRST, 'create schema demo; create table demo.a (id uuid primary key);');
  server = { ...inject('testServer'), template: 'template0' };
  name = await createClone(server);
  url = changeUrl(server.migratorUrl, { database: name });
  adminUrl = changeUrl(server.adminUrl, { database: name });
});
afterEach(async () => {
  await dropClone(server, name);
  rmSync(dir, { recursive: true, force: true });
  rmSync(`${dir}.lock`, { force: true });
});

function write(file: string, sql: string): void {
  writeFileSync(join(migrations, `${file}.sql`), sql);
}

async function exists(table: string): Promise<boolean> {
  const { rows } = await withConnection(adminUrl, (client) => client.query('select to_regclass($1) is not null as yes', [table]));
  return rows[0].yes;
}

describe('升级数据库结构', () => {
  test('按文件名顺序执行一次，再次执行无事可做', async () => {
    write(SECOND, 'create table demo.b (id uuid primary key references demo.a);');
    const lines: string[] = [];
    expect(await migrate(url, (line) => lines.push(line), migrations)).toEqual([FIRST, SECOND]);
    expect(lines.join()).toContain(SECOND);
    expect(await migrate(url, silent, migrations)).toEqual([]);
    expect(await readMigrationState(url, migrations)).toEqual({ applied: [FIRST, SECOND], pending: [] });
  });

  test('表归 luoshi_owner 所有', async () => {
    await migrate(url, silent, migrations);
    const { rows } = await withConnection(adminUrl, (client) => client.query(`select tableowner from pg_tables where schemaname in ('demo', 'kernel') group by 1`));
    expect(rows).toEqual([{ tableowner: 'luoshi_owner' }]);
  });

  test('三个进程同时升级，每个文件只执行一次', async () => {
    write(SECOND, 'select pg_sleep(0.3); create table demo.b (id uuid primary key);');
    const results = await Promise.all([1, 2, 3].map(() => migrate(url, silent, migrations)));
    expect(results.flat().sort()).toEqual([FIRST, SECOND]);
  });

  test('执行后被改动的文件被拒绝', async () => {
    await migrate(url, silent, migrations);
    write(FIRST, 'create schema demo; create table demo.a (id uuid primary key, label text);');
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.changed' });
    await expect(readMigrationState(url, migrations)).rejects.toMatchObject({ code: 'migration.changed' });
  });

  test('换行符不同不算改动', async () => {
    write(FIRST, 'create schema demo;\ncreate table demo.a (id uuid primary key);\n');
    await migrate(url, silent, migrations);
    write(FIRST, 'create schema demo;\r\ncreate table demo.a (id uuid primary key);\r\n');
    expect(await migrate(url, silent, migrations)).toEqual([]);
  });

  test('数据库比程序新时被拒绝', async () => {
    write(SECOND, 'select 1;');
    await migrate(url, silent, migrations);
    unlinkSync(join(migrations, `${SECOND}.sql`));
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.unknown', message: expect.stringContaining(SECOND) });
  });

  test('新文件排在已执行文件之前时被拒绝', async () => {
    await migrate(url, silent, migrations);
    write('20250101000000_demo_late', 'select 1;');
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.order' });
  });

  test('合并清单中的文件被改动或删除时，即使数据库是新的也被拒绝', async () => {
    writeFileSync(`${dir}.lock`, mergedListText(listMigrations(migrations)));
    expect([...readMergedList(migrations).keys()]).toEqual([FIRST]);
    expect(await migrate(url, silent, migrations)).toEqual([FIRST]);
    write(FIRST, 'create schema demo;');
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.changed' });
    unlinkSync(join(migrations, `${FIRST}.sql`));
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.changed' });
  });

  test('目录中的其他文件和不合规的文件名被指出', async () => {
    writeFileSync(join(migrations, 'notes.txt'), '');
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.name', message: expect.stringContaining('notes.txt') });
  });

  test('口令或主机错误时说明，不泄露口令', async () => {
    const wrong = changeUrl(url, { password: 'no-such-password' });
    await expect(migrate(wrong, silent, migrations)).rejects.toMatchObject({ code: 'database.auth_failed', message: expect.not.stringContaining('no-such-password') });
  });
});

describe('升级中途失败', () => {
  test('出错的文件整体撤销，指出行号，改正后可继续', async () => {
    write(SECOND, 'create table demo.b (id uuid primary key);\n\nalter table demo.nowhere add label text;');
    await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.failed', message: expect.stringContaining(`${SECOND}.sql`) });
    expect([await exists('demo.a'), await exists('demo.b')]).toEqual([true, false]);
    write(SECOND, 'create table demo.b (id uuid primary key);');
    expect(await migrate(url, silent, migrations)).toEqual([SECOND]);
  });

  test('语法错误指出所在行', async () => {
    write(SECOND, 'select 1;\nselect 2;\ncreate tabel demo.b ();');
    await expect(migrate(url, silent, migrations)).rejects.toThrow(/第 3 行/);
  });

  test('执行中断开连接，结构停在执行之前，再次执行成功', async () => {
    write(SECOND, 'create table demo.b (id uuid primary key); select pg_sleep(20); create table demo.c (id uuid primary key);');
    const running = migrate(url, silent, migrations).then(
      () => 'done',
      (error: unknown) => error,
    );
    const killed = await killWhenSleeping();
    expect(killed).toBe(1);
    expect(await running).toMatchObject({ code: 'migration.failed' });
    expect([await exists('demo.a'), await exists('demo.b')]).toEqual([true, false]);
    write(SECOND, 'create table demo.b (id uuid primary key);');
    expect(await migrate(url, silent, migrations)).toEqual([SECOND]);
  });

  test('表被占用时等待后说明，不无限等待', async () => {
    await migrate(url, silent, migrations);
    write(SECOND, `set local lock_timeout = '100ms'; alter table demo.a add label text;`);
    await withConnection(adminUrl, async (holder) => {
      await holder.query('begin; lock table demo.a in access share mode');
      await expect(migrate(url, silent, migrations)).rejects.toMatchObject({ code: 'migration.failed', message: expect.stringContaining('长事务') });
    });
    expect(await migrate(url, silent, migrations)).toEqual([SECOND]);
  });

  test('声明不用事务的文件可以并发建索引', async () => {
    write(SECOND, '-- no transaction\ncreate index concurrently if not exists a_again on demo.a (id);');
    expect(await migrate(url, silent, migrations)).toEqual([FIRST, SECOND]);
    expect(await exists('demo.a_again')).toBe(true);
  });
});

test('本程序自己的迁移在新建的库上全部成功，且合并清单与文件一致', async () => {
  expect(await migrate(url, silent)).toEqual(listMigrations().map((file) => file.name));
});

async function killWhenSleeping(): Promise<number> {
  for (let round = 0; round < 100; round += 1) {
    const { rowCount } = await withConnection(adminUrl, (admin) =>
      admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'`, [name]),
    );
    if (rowCount === 1) return 1;
    await sleep(50);
  }
  return 0;
}
