import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { loadConfig } from '#kernel/server/config.ts';
import { migrate } from '#kernel/server/migrate.ts';
import { changeUrl, withConnection } from '#kernel/server/postgres/connect.ts';
import { openDatabase, type OpenedDatabase } from '#kernel/server/postgres/open-database.ts';
import { createClone, dropClone, type TestServer } from '../harness/database-template.ts';
import { versionPeer } from './version-peer.ts';

const silent = () => undefined;
let server: TestServer;
let name: string;
let url: string;
let dataDir: string;

beforeEach(async () => {
  server = inject('testServer');
  name = await createClone({ ...server, template: 'template0' });
  url = changeUrl(server.adminUrl, { database: name });
  dataDir = mkdtempSync(join(tmpdir(), 'luoshi-external-'));
});
afterEach(async () => {
  await dropClone(server, name);
  rmSync(dataDir, { recursive: true, force: true });
});

function open(variables: Record<string, string>): Promise<OpenedDatabase> {
  return openDatabase(loadConfig({ LUOSHI_DATA: dataDir, ...variables }), silent);
}

async function codeOf(databaseUrl: string): Promise<string> {
  return open({ DATABASE_URL: databaseUrl }).then(
    () => 'opened',
    (error: { code: string }) => error.code,
  );
}

async function listen(answer: (socket: Socket) => void): Promise<string> {
  const peer: Server = createServer((socket) => {
    socket.on('error', silent);
    answer(socket);
  });
  await new Promise<void>((resolve) => {
    peer.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    peer.close();
  });
  return `postgres://u:p@127.0.0.1:${(peer.address() as AddressInfo).port}/d`;
}

/**
 * The three roles belong to the whole server, whose passwords other tests of this run use. Opening it by the
 * administrator's URL would derive new ones, so only opening with both URLs is tried on the shared server; the
 * other way runs in embedded-as-external.db.test.ts on a server of its own.
 */
describe('外部数据库', () => {
  test('给出两个角色的地址即可使用和升级', async () => {
    const database = await open({ LUOSHI_APP_URL: changeUrl(server.appUrl, { database: name }), LUOSHI_MIGRATOR_URL: changeUrl(server.migratorUrl, { database: name }) });
    expect(database.kind).toBe('external');
    expect((await migrate(database.migratorUrl, silent)).length).toBeGreaterThan(0);
    await database.close();
  });

  test('应用地址用了迁移角色或管理员的，拒绝', async () => {
    const migrator = changeUrl(server.migratorUrl, { database: name });
    for (const app of [migrator, url]) {
      await expect(open({ LUOSHI_APP_URL: app, LUOSHI_MIGRATOR_URL: migrator })).rejects.toMatchObject({ code: 'database.app_role_too_strong' });
    }
  });

  test('迁移地址用了应用角色的，拒绝', async () => {
    const app = changeUrl(server.appUrl, { database: name });
    await expect(open({ LUOSHI_APP_URL: app, LUOSHI_MIGRATOR_URL: app })).rejects.toMatchObject({ code: 'database.migrator_role' });
  });

  test('用户不能建角色时，说明要管理员做什么', async () => {
    const role = `luoshi_weak_${process.pid}`;
    await withConnection(url, (admin) => admin.query(`create role ${role} login password 'weak'; grant connect on database ${name} to ${role}`));
    onTestFinished(async () => {
      await withConnection(server.adminUrl, (admin) => admin.query(`drop role ${role}`));
    });
    await expect(open({ DATABASE_URL: changeUrl(url, { user: role, password: 'weak' }) })).rejects.toMatchObject({
      code: 'database.roles_missing',
      message: expect.stringContaining('db/roles.sql'),
    });
    await withConnection(server.adminUrl, (admin) => admin.query(`drop owned by ${role}`).then(() => admin.query(`drop database ${name} with (force)`)));
  });
});

describe('连不上时说明原因', () => {
  test('口令、用户、数据库、端口、主机写错', async () => {
    expect(await codeOf(changeUrl(url, { password: 'wrong' }))).toBe('database.auth_failed');
    expect(await codeOf(changeUrl(url, { user: 'nobody-here' }))).toBe('database.auth_failed');
    expect(await codeOf(changeUrl(url, { database: 'no_such_database' }))).toBe('database.missing');
    expect(await codeOf('postgres://u:p@127.0.0.1:1/d')).toBe('database.unreachable');
    expect(await codeOf('postgres://u:p@no-such-host.invalid:5432/d')).toBe('database.host_unknown');
    expect(await codeOf(`${url}?sslmode=verify-full`)).toBe('database.tls');
  });

  test('那里不是 PostgreSQL，或一连上就断开', async () => {
    expect(await codeOf(await listen((socket) => socket.destroy()))).toBe('database.unreachable');
    expect(await codeOf(await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))).toMatch(/^database\.(unreachable|connect_failed)$/);
  });

  test('每条说明都有处理办法，且不含口令', async () => {
    await expect(open({ DATABASE_URL: changeUrl(url, { password: 'pass-word-1' }) })).rejects.toThrow(/处理办法：/);
    await expect(open({ DATABASE_URL: changeUrl(url, { password: 'pass-word-1' }) })).rejects.not.toThrow(/pass-word-1/);
  });
});

describe('版本', () => {
  test.each([
    ['13.14', '130014'],
    ['14.11', '140011'],
    ['15.18', '150018'],
    ['19.0', '190000'],
  ])('按协议应答为 %s 的服务器被拒绝，说明升级或换用', async (version, number) => {
    const address = await listen((socket) => versionPeer(socket, { version, number }));
    await expect(open({ DATABASE_URL: address })).rejects.toMatchObject({ code: 'database.version_unsupported', message: expect.stringContaining(version) });
  });
});
