import { join } from 'node:path';
import { errorCode, type Progress, SetupFault } from '../setup-fault.ts';
import { type Binaries, locateBinaries } from './binaries.ts';
import { checkServer } from './check-server.ts';
import { diskFull, findPostmaster, inspectCluster } from './cluster-files.ts';
import { withConnection } from './connect.ts';
import { createCluster, removeDrafts, setAside } from './create-cluster.ts';
import { withFileLock } from './file-lock.ts';
import { createDatabase, createRoles, grantDatabase, setPassword } from './prepare-database.ts';
import { joinOrStart, type RunningServer, stopServer } from './run-server.ts';
import { prepareHome, type ServerHome } from './server-home.ts';
import { addUser, removeUser } from './server-users.ts';
import { watchServer } from './watch-server.ts';

export const EMBEDDED_DATABASE = 'luoshi';

export type EmbeddedServer = {
  /** Superuser, database `postgres`; for set-up and tests, never for requests. */
  readonly adminUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
  readonly serverVersion: string;
  /** False when another process had started the server and we joined it. */
  readonly started: boolean;
  /** Leaves the server; the last one to leave stops it. Repeated calls do nothing. */
  close(): Promise<void>;
};

/**
 * Starts or joins the embedded server of a data directory; makes it at the first start, and brings it back when it
 * is killed while open. The server is stopped by the last process that closes (see server-users.ts).
 * @param binaries default: those npm brought for this machine
 * @throws SetupFault database.* and data.not_writable, each with advice
 */
export async function openEmbedded(dataDir: string, progress: Progress, binaries: Binaries = locateBinaries()): Promise<EmbeddedServer> {
  try {
    const home = prepareHome(dataDir, binaries, progress);
    return await withFileLock(
      lockPath(home),
      () => progress('另一个落实进程正在启动或停止数据库，等待其完成'),
      () => openUnderLock(home, progress),
    );
  } catch (error) {
    throw describeFileFailure(error, dataDir);
  }
}

async function openUnderLock(home: ServerHome, progress: Progress): Promise<EmbeddedServer> {
  await removeDrafts(home.folder);
  const state = inspectCluster(home);
  if (state === 'unfinished') setAside(home, progress);
  if (state !== 'ready') await createCluster(home, progress);
  const running = await joinOrStart(home, progress);
  try {
    return await prepareServer(home, running, progress);
  } catch (error) {
    if (running.started) await stopServer(home);
    throw error;
  }
}

async function prepareServer(home: ServerHome, { port, book, started }: RunningServer, progress: Progress): Promise<EmbeddedServer> {
  const url = (user: string, password: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = url('postgres', book.superuserPassword, 'postgres');
  const serverVersion = await withConnection(adminUrl, async (admin) => {
    const version = await checkServer(admin);
    await createRoles(admin);
    const { rows } = await admin.query(`select count(*)::int as missing from pg_authid where rolname in ('luoshi_app', 'luoshi_migrator') and rolpassword is null`);
    if (rows[0]?.missing !== 0) {
      await setPassword(admin, 'luoshi_migrator', book.migratorPassword);
      await setPassword(admin, 'luoshi_app', book.appPassword);
    }
    await createDatabase(admin, EMBEDDED_DATABASE);
    return version;
  });
  await withConnection(url('postgres', book.superuserPassword, EMBEDDED_DATABASE), grantDatabase);
  const name = addUser(home.dataDir);
  const stopWatching = watchServer(
    {
      isAlive: () => findPostmaster(home.cluster) !== undefined,
      revive: () =>
        withFileLock(
          lockPath(home),
          () => undefined,
          async () => void (await joinOrStart(home, progress)),
        ),
    },
    progress,
  );
  let left: Promise<void> | undefined;
  return {
    adminUrl,
    migratorUrl: url('luoshi_migrator', book.migratorPassword, EMBEDDED_DATABASE),
    appUrl: url('luoshi_app', book.appPassword, EMBEDDED_DATABASE),
    serverVersion,
    started,
    close: () => (left ??= stopWatching().then(() => leave(home, name))),
  };
}

async function leave(home: ServerHome, name: string): Promise<void> {
  await withFileLock(
    lockPath(home),
    () => undefined,
    async () => {
      if (removeUser(home.dataDir, name) === 0) await stopServer(home);
    },
  );
}

function lockPath(home: ServerHome): string {
  return join(home.dataDir, 'pg.lock');
}

function describeFileFailure(error: unknown, dataDir: string): unknown {
  if (error instanceof SetupFault) return error;
  const code = errorCode(error) ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(dataDir, '写满了');
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return error;
  return new SetupFault({
    code: 'data.not_writable',
    problem: `无法在数据目录 ${dataDir} 读写文件（${code === 'EROFS' ? '只读文件系统' : code}）。`,
    remedy: '请检查该目录的所有者、权限和所在磁盘是否只读，或用 LUOSHI_DATA 指定另一个可写目录。',
    cause: error,
  });
}
