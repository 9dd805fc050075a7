import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { locateBinaries, readBinaries } from '#kernel/server/postgres/binaries.ts';
import { findPostmaster } from '#kernel/server/postgres/cluster-files.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { type EmbeddedServer, openEmbedded } from '#kernel/server/postgres/open-embedded.ts';
import { bornAt } from '#kernel/server/postgres/process-identity.ts';
import { startOther } from './other-process.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const silent = () => undefined;

let root: string;
let base: string;
let count = 0;

/** A cluster that was started once and stopped in order; tests that need no first start copy it. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'luoshi-faults-'));
  chmodSync(root, 0o755);
  base = join(root, 'base');
  const server = await openEmbedded(base, silent);
  await withConnection(server.adminUrl, (admin) => admin.query(`create table kept (n int); insert into kept values (42)`));
  await server.close();
});
afterAll(() => {
  for (const name of readdirSync(root)) killServer(join(root, name));
  rmSync(root, { recursive: true, force: true, maxRetries: 10 });
});

function emptyFolder(): string {
  count += 1;
  return join(root, `case-${count}`);
}

function copyOfBase(): string {
  const folder = emptyFolder();
  execFileSync('cp', ['-a', base, folder]);
  return folder;
}

async function open(folder: string, lines: string[] = []): Promise<EmbeddedServer> {
  const server = await openEmbedded(folder, (line) => lines.push(line));
  onTestFinished(() => server.close());
  return server;
}

const postmaster = (folder: string) => findPostmaster(join(folder, 'pg'));

function killServer(folder: string): number | undefined {
  const found = existsSync(join(folder, 'pg')) ? postmaster(folder) : undefined;
  if (found !== undefined) process.kill(found.pid, 'SIGKILL');
  return found?.pid;
}

async function kept(server: EmbeddedServer): Promise<unknown> {
  return withConnection(server.adminUrl, async (admin) => (await admin.query('select n from kept')).rows);
}

async function portOf(adminUrl: string): Promise<string> {
  return new URL(adminUrl).port;
}

describe('首次与再次启动', () => {
  test('从空目录建立：UTF-8、页校验、只听本机、口令不外露', async () => {
    const folder = emptyFolder();
    const lines: string[] = [];
    const server = await open(folder, lines);
    expect(lines.join()).toContain('首次启动');
    expect(server).toMatchObject({ started: true, serverVersion: expect.stringMatching(/^1[678]\./) });
    const settings = await withConnection(server.adminUrl, async (client) => {
      const { rows } = await client.query<{ name: string; setting: string }>(
        `select name, setting from pg_settings where name in ('data_checksums', 'listen_addresses', 'fsync', 'full_page_writes', 'server_encoding', 'unix_socket_directories')`,
      );
      return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    });
    expect(settings).toEqual({ data_checksums: 'on', listen_addresses: '127.0.0.1', fsync: 'on', full_page_writes: 'on', server_encoding: 'UTF8', unix_socket_directories: '' });
    expect(statSync(join(folder, 'pg', 'luoshi-cluster.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith('pg.new-'))).toEqual([]);
  });

  test('汉字可以比较和变换（不是只认字节的区域设置）', async () => {
    const server = await open(copyOfBase());
    const { rows } = await withConnection(server.appUrl, (client) => client.query(`select lower('ＧＵＺＨＥＮ') as wide, '固镇' ~ '^\\w+$' as word`));
    expect(rows).toEqual([{ wide: 'ｇｕｚｈｅｎ', word: true }]);
  });

  test('停下再启动：端口和数据不变，进程不留', async () => {
    const folder = copyOfBase();
    const first = await openEmbedded(folder, silent);
    await first.close();
    await first.close();
    expect(postmaster(folder)).toBeUndefined();
    const second = await open(folder);
    expect(await portOf(second.adminUrl)).toBe(await portOf(first.adminUrl));
    expect(await kept(second)).toEqual([{ n: 42 }]);
  });

  test('记住的端口被占用时换一个', async () => {
    const folder = copyOfBase();
    const book = JSON.parse(readFileSync(join(folder, 'pg', 'luoshi-cluster.json'), 'utf8')) as { port: number };
    const squatter = createServer().listen(book.port, '127.0.0.1');
    onTestFinished(() => {
      squatter.close();
    });
    await sleep(20);
    const server = await open(folder);
    expect(await portOf(server.adminUrl)).not.toBe(String(book.port));
    expect(await kept(server)).toEqual([{ n: 42 }]);
  });
});

describe('多个进程共用', () => {
  test('第二个进程加入；先走的不停掉别人的数据库，最后走的停', async () => {
    const folder = copyOfBase();
    const first = startOther(folder);
    const told = await first.opened;
    expect(told.started).toBe(true);
    const second = await openEmbedded(folder, silent);
    expect([second.started, second.adminUrl]).toEqual([false, told.adminUrl]);
    await first.leave();
    expect(await kept(second)).toEqual([{ n: 42 }]);
    await second.close();
    expect(postmaster(folder)).toBeUndefined();
  });

  test('空目录上两个进程同时启动：只建立一次，用的是同一个', async () => {
    const folder = emptyFolder();
    const others = [startOther(folder), startOther(folder)];
    const told = await Promise.all(others.map((other) => other.opened));
    expect(told.map((each) => each.started).sort()).toEqual([false, true]);
    expect(told[0]?.adminUrl).toBe(told[1]?.adminUrl);
    await Promise.all(others.map((other) => other.leave()));
    expect(postmaster(folder)).toBeUndefined();
  });

  test('使用者被强行结束：数据库还在，下一个加入，不再把死者计入', async () => {
    const folder = copyOfBase();
    const other = startOther(folder);
    await other.opened;
    await other.kill();
    expect(postmaster(folder)).toBeDefined();
    const server = await openEmbedded(folder, silent);
    expect(server.started).toBe(false);
    await server.close();
    expect(postmaster(folder)).toBeUndefined();
  });

  test('死去进程留下的锁和残缺的锁都不妨碍启动', async () => {
    const folder = copyOfBase();
    for (const lock of [JSON.stringify({ pid: process.pid, born: 'another boot:1', token: 'x' }), JSON.stringify({ pid: 4_194_303, born: '', token: 'x' }), '{"pid":']) {
      writeFileSync(join(folder, 'pg.lock'), lock);
      const server = await openEmbedded(folder, silent);
      await server.close();
    }
    expect(existsSync(join(folder, 'pg.lock'))).toBe(false);
  });
});

describe('异常退出之后', () => {
  test('kill -9 数据库：已确认的数据都在，未提交的不在', async () => {
    const folder = copyOfBase();
    const before = await openEmbedded(folder, silent);
    await withConnection(before.adminUrl, async (admin) => {
      await admin.query('insert into kept values (43)');
      await admin.query('begin; insert into kept values (44)');
      expect(killServer(folder)).toBeGreaterThan(0);
    });
    const after = await open(folder);
    expect(await kept(after)).toEqual([{ n: 42 }, { n: 43 }]);
    await before.close();
    expect(await kept(after)).toHaveLength(2);
  });

  test('使用中被 kill -9：自动重新启动，原来的连接地址照用', async () => {
    const folder = copyOfBase();
    const lines: string[] = [];
    const server = await open(folder, lines);
    const killed = killServer(folder);
    await until(() => (postmaster(folder)?.status === 'ready' && postmaster(folder)?.pid !== killed) === true);
    expect(await kept(server)).toEqual([{ n: 42 }]);
    await until(() => lines.join().includes('数据库已重新启动'));
  });

  test('kill -9 时还有查询在忙：等旧进程结束后启动，不损坏', async () => {
    const folder = copyOfBase();
    const before = await openEmbedded(folder, silent);
    const busy = withConnection(before.adminUrl, (admin) => admin.query('select count(*) from generate_series(1, 12000000)')).then(
      () => 'answered',
      () => 'cut',
    );
    await sleep(400);
    killServer(folder);
    const lines: string[] = [];
    const server = await open(folder, lines);
    expect(lines.join()).toContain('上次异常退出的数据库进程正在结束');
    // The orphan may finish its reading query before it notices.
    expect(['answered', 'cut']).toContain(await busy);
    expect(await kept(server)).toEqual([{ n: 42 }]);
    await before.close();
  });

  test('进程号被别的程序占用：照常启动，那个程序不受影响', async () => {
    const folder = copyOfBase();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(isRoot ? ownerOf(folder) : {}) });
    onTestFinished(() => {
      stranger.kill();
    });
    writeFileSync(join(folder, 'pg', 'postmaster.pid'), `${stranger.pid}\n${folder}/pg\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n`, { mode: 0o600 });
    if (isRoot) chownSync(join(folder, 'pg', 'postmaster.pid'), ownerOf(folder).uid, ownerOf(folder).gid);
    const server = await open(folder);
    expect(server.started).toBe(true);
    expect(bornAt(stranger.pid ?? 0)).toBeDefined();
    expect(await kept(server)).toEqual([{ n: 42 }]);
  });

  test('建立到一半被 kill -9：下次从头建立', async () => {
    const folder = emptyFolder();
    const other = startOther(folder);
    await until(() => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('pg.new-') && existsSync(join(folder, name, 'base'))));
    await other.kill();
    expect(existsSync(join(folder, 'pg'))).toBe(false);
    const server = await open(folder);
    expect(server.started).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('pg.new-'))).toEqual([]);
  });

  test('别人留下的半成品目录移到一边，不删除', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'pg', 'base'), { recursive: true });
    writeFileSync(join(folder, 'pg', 'PG_VERSION'), '18\n');
    const lines: string[] = [];
    const server = await open(folder, lines);
    expect(server.started).toBe(true);
    expect(lines.join()).toContain('没有建成');
    expect(existsSync(join(folder, 'pg.unfinished-1', 'PG_VERSION'))).toBe(true);
  });
});

describe('说明原因的拒绝', () => {
  test('别的主版本建立的数据', async () => {
    const folder = copyOfBase();
    writeFileSync(join(folder, 'pg', 'PG_VERSION'), '15\n');
    await expect(openEmbedded(folder, silent)).rejects.toMatchObject({ code: 'database.other_major', message: expect.stringContaining('PostgreSQL 15') });
  });

  test('口令文件损坏', async () => {
    const folder = copyOfBase();
    writeFileSync(join(folder, 'pg', 'luoshi-cluster.json'), '{}');
    await expect(openEmbedded(folder, silent)).rejects.toMatchObject({ code: 'database.cluster_damaged' });
  });

  test('控制文件损坏', async () => {
    const folder = copyOfBase();
    writeFileSync(join(folder, 'pg', 'global', 'pg_control'), Buffer.alloc(8192, 7));
    await expect(openEmbedded(folder, silent)).rejects.toMatchObject({ code: expect.stringMatching(/^database\.(cluster_damaged|start_failed)$/) });
    expect(postmaster(folder)).toBeUndefined();
  });

  test('数据目录的位置上是一个文件', async () => {
    const folder = emptyFolder();
    writeFileSync(folder, '');
    await expect(openEmbedded(folder, silent)).rejects.toMatchObject({ code: 'data.not_writable' });
  });

  test('服务器设置了 fsync=off', async () => {
    const folder = copyOfBase();
    const server = await openEmbedded(folder, silent);
    await withConnection(server.adminUrl, (admin) => admin.query('alter system set fsync = off'));
    await server.close();
    await expect(openEmbedded(folder, silent)).rejects.toMatchObject({ code: 'database.unsafe_settings', message: expect.stringContaining('fsync') });
    expect(postmaster(folder)).toBeUndefined();
  });
});

const mounts = isRoot && canMount();
if (!mounts) console.warn('未运行：只读磁盘与磁盘写满的用例需要 root 和挂载权限');

describe.skipIf(!mounts)('磁盘', () => {
  test('只读磁盘', async () => {
    const folder = copyOfBase();
    mount(['--bind', folder, folder], folder);
    execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
    await expect(openEmbedded(folder, silent)).rejects.toMatchObject({ code: 'data.not_writable', message: expect.stringContaining('只读') });
  });

  test('首次启动时空间不足：不留半成品', async () => {
    const folder = emptyFolder();
    mkdirSync(folder);
    mount(['-t', 'tmpfs', '-o', 'size=48m,mode=755', 'tmpfs', folder], folder);
    await expect(openEmbedded(join(folder, 'data'), silent)).rejects.toMatchObject({ code: 'database.disk_full' });
    expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('pg.new') || name === 'pg')).toEqual([]);
  });

  test('运行后写满：再次启动说明原因，腾出空间后数据都在', async () => {
    const folder = emptyFolder();
    mkdirSync(folder);
    mount(['-t', 'tmpfs', '-o', 'size=220m,mode=755', 'tmpfs', folder], folder);
    const data = join(folder, 'data');
    execFileSync('cp', ['-a', base, data]);
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(1));
    execFileSync('sh', ['-c', `cat /dev/zero > ${folder}/ballast 2>/dev/null || true`]);
    await expect(openEmbedded(data, silent)).rejects.toMatchObject({ code: 'database.disk_full' });
    rmSync(join(folder, 'ballast'));
    const server = await openEmbedded(data, silent);
    expect(await kept(server)).toEqual([{ n: 42 }]);
    await server.close();
  });
});

describe.skipIf(!isRoot)('系统用户', () => {
  test('普通用户从头建立并使用；之后 root 也能用，仍以原用户运行', async () => {
    const folder = emptyFolder();
    mkdirSync(folder);
    chownSync(folder, NOBODY, NOBODY);
    const other = startOther(folder, NOBODY);
    expect(await other.opened).toMatchObject({ started: true });
    await other.leave();
    const server = await open(folder);
    expect(ownerOf(folder).uid).toBe(NOBODY);
    expect(server.started).toBe(true);
  });

  test('root 建立的，普通用户打开时说明', async () => {
    const folder = copyOfBase();
    const other = startOther(folder, NOBODY);
    expect(await other.opened).toMatchObject({ code: 'database.owned_by_other' });
  });

  test('普通用户没有写权限的目录', async () => {
    const folder = emptyFolder();
    mkdirSync(folder, { mode: 0o755 });
    expect(await startOther(folder, NOBODY).opened).toMatchObject({ code: 'data.not_writable' });
  });

  test('root 的目录不对外开放时，数据库放到公共位置并记住', async () => {
    const closed = emptyFolder();
    mkdirSync(closed, { mode: 0o700 });
    mkdirSync(join(closed, 'inner'), { mode: 0o700 });
    const data = join(closed, 'inner', 'data');
    const lines: string[] = [];
    const server = await openEmbedded(data, (line) => lines.push(line));
    const place = readFileSync(join(data, 'pg-location'), 'utf8').trim();
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    expect(lines.join()).toContain(place);
    await server.close();
    const again = await openEmbedded(data, silent);
    expect(again.started).toBe(true);
    expect(existsSync(join(place, 'pg', 'PG_VERSION'))).toBe(true);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    await again.close();
    rmSync(data, { recursive: true });
    const fresh = await openEmbedded(data, (line) => lines.push(line));
    const newPlace = readFileSync(join(data, 'pg-location'), 'utf8').trim();
    onTestFinished(() => rmSync(newPlace, { recursive: true, force: true }));
    expect(newPlace).not.toBe(place);
    expect(lines.join()).toContain('没有使用它');
    await fresh.close();
  });

  test('程序也在不对外开放的目录里时，复制一份给数据库用户', async () => {
    const closed = emptyFolder();
    mkdirSync(closed, { mode: 0o700 });
    execFileSync('cp', ['-a', locateBinaries().root, join(closed, 'native')]);
    const binaries = readBinaries(join(closed, 'native'));
    const copy = `/var/lib/luoshi/postgresql-${binaries.version}`;
    const had = existsSync(copy);
    onTestFinished(() => {
      if (!had) rmSync(copy, { recursive: true, force: true });
    });
    const server = await openEmbedded(copyOfBase(), silent, binaries);
    expect(await kept(server)).toEqual([{ n: 42 }]);
    await server.close();
    expect(existsSync(copy)).toBe(true);
  });
});

function ownerOf(folder: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(join(folder, 'pg'));
  return { uid, gid };
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    // Containers usually may not mount; the caller reports it.
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mount(args: readonly string[], folder: string): void {
  execFileSync('mount', [...args]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round += 1) {
    if (round > 1000) throw new Error('waited 10 s in vain');
    await sleep(10);
  }
}
