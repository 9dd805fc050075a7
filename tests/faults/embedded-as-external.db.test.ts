import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Config, loadConfig } from '#kernel/server/config.ts';
import { migrate } from '#kernel/server/migrate.ts';
import { readRoleWeakness } from '#kernel/server/postgres/check-server.ts';
import { changeUrl, withConnection } from '#kernel/server/postgres/connect.ts';
import { openDatabase } from '#kernel/server/postgres/open-database.ts';
import { type EmbeddedServer, openEmbedded } from '#kernel/server/postgres/open-embedded.ts';

const silent = () => undefined;
let root: string;
let server: EmbeddedServer;

/** A real server of its own, because these tests change cluster-wide roles and settings. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'luoshi-given-'));
  // Started by root, the server runs as another user, who must be able to enter.
  chmodSync(root, 0o755);
  server = await openEmbedded(join(root, 'server'), silent);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 10 });
});

async function freshUrl(database: string): Promise<string> {
  await withConnection(server.adminUrl, (admin) => admin.query(`create database ${database} template template0`));
  return changeUrl(server.adminUrl, { database });
}

function config(databaseUrl: string, folder = 'one'): Config {
  return loadConfig({ LUOSHI_DATA: join(root, folder), DATABASE_URL: databaseUrl });
}

describe('只给 DATABASE_URL（超级用户）', () => {
  test('自动建立角色并升级；应用角色受限', async () => {
    const database = await openDatabase(config(await freshUrl('given')), silent);
    expect(database.kind).toBe('external');
    expect(await migrate(database.migratorUrl, silent)).not.toEqual([]);
    expect(await withConnection(database.appUrl, readRoleWeakness)).toEqual({ role: 'luoshi_app', weaknesses: [] });
    await database.close();
  });

  test('另一个数据目录、同一个 DATABASE_URL 得到相同的角色口令，互不打断', async () => {
    const url = await freshUrl('shared');
    const [first, second] = [await openDatabase(config(url, 'two'), silent), await openDatabase(config(url, 'three'), silent)];
    expect(second.appUrl).toBe(first.appUrl);
    expect(await withConnection(first.appUrl, async () => true)).toBe(true);
  });

  test('角色口令与管理员口令不同，也不出现在提示里', async () => {
    const lines: string[] = [];
    const database = await openDatabase(config(await freshUrl('quiet')), (line) => lines.push(line));
    const passwords = [server.adminUrl, database.appUrl, database.migratorUrl].map((url) => new URL(url).password);
    expect(new Set(passwords).size).toBe(3);
    for (const password of passwords) expect(lines.join()).not.toContain(password);
  });
});

describe('只给 DATABASE_URL（能建角色的库主，不是超级用户）', () => {
  test('同样可以使用', async () => {
    const fresh = await openEmbedded(join(root, 'managed'), silent);
    try {
      await withConnection(fresh.adminUrl, async (admin) => {
        await admin.query(`drop database luoshi with (force); drop role luoshi_app`).catch(() => undefined);
        await admin.query('drop database if exists luoshi with (force)');
        await admin.query('drop role luoshi_app, luoshi_migrator, luoshi_owner');
        await admin.query(`create role manager login createrole password 'm'`);
        await admin.query('create database managed owner manager template template0');
      });
      const database = await openDatabase(config(changeUrl(fresh.adminUrl, { user: 'manager', password: 'm', database: 'managed' }), 'four'), silent);
      expect(await migrate(database.migratorUrl, silent)).not.toEqual([]);
      expect((await withConnection(database.appUrl, readRoleWeakness)).weaknesses).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
});

describe('不安全的服务器设置', () => {
  test.each([['fsync'], ['full_page_writes']])('%s=off 时拒绝启动', async (setting) => {
    const url = await freshUrl(`unsafe_${setting}`);
    await setAndReload(`alter system set ${setting} = off`);
    await expect(openDatabase(config(url), silent)).rejects.toMatchObject({ code: 'database.unsafe_settings', message: expect.stringContaining(`${setting} = on`) });
    await setAndReload(`alter system reset ${setting}`);
  });

  test('不是 UTF-8 的库被拒绝', async () => {
    await withConnection(server.adminUrl, (admin) => admin.query(`create database latin template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`));
    await expect(openDatabase(config(changeUrl(server.adminUrl, { database: 'latin' })), silent)).rejects.toMatchObject({ code: 'database.encoding' });
  });

  async function setAndReload(sql: string): Promise<void> {
    await withConnection(server.adminUrl, async (admin) => {
      await admin.query(sql);
      await admin.query('select pg_reload_conf(), pg_sleep(0.3)');
    });
  }
});
