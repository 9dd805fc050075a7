import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode, SetupFault } from '../setup-fault.ts';
import { isNumberInUse, isPostmasterOf } from './process-identity.ts';
import type { ServerHome } from './server-home.ts';
import { giveTo, type ServerUser } from './system-user.ts';

/** Kept inside the cluster (mode 0600), so that passwords and data always travel together. */
const BOOK = 'luoshi-cluster.json';
const SETTINGS = 'luoshi.conf';

const bookShape = z.object({ port: z.number().int(), superuserPassword: z.string(), migratorPassword: z.string(), appPassword: z.string() });
export type ClusterBook = z.output<typeof bookShape>;

/** Fresh random passwords; the port is filled in at the first start. */
export function newClusterBook(): ClusterBook {
  const password = () => randomBytes(24).toString('hex');
  return { port: 0, superuserPassword: password(), migratorPassword: password(), appPassword: password() };
}

/** @throws SetupFault database.cluster_damaged when the file is missing or unreadable */
export function readClusterBook(cluster: string): ClusterBook {
  try {
    return bookShape.parse(JSON.parse(readFileSync(join(cluster, BOOK), 'utf8')));
  } catch (cause) {
    throw damaged(cluster, `其中的 ${BOOK}（端口与内部口令）缺失或损坏`, cause);
  }
}

export function writeClusterBook(cluster: string, user: ServerUser, book: ClusterBook): void {
  writeOwned(join(cluster, BOOK), user, `${JSON.stringify(book, null, 2)}\n`);
}

/** Our settings, rewritten at every start; postgresql.conf only includes them. */
export function writeSettings(cluster: string, user: ServerUser, port: number): void {
  const lines = [
    '# Written by luoshi at every start; changes here are lost.',
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    'max_connections = 100',
    `password_encryption = 'scram-sha-256'`,
    // Acknowledged means on disk; the boot refuses anything else.
    'fsync = on',
    'full_page_writes = on',
    'synchronous_commit = on',
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    `lc_messages = 'C'`,
    'logging_collector = off',
    `log_destination = 'stderr'`,
    'jit = off',
    // Parallel workers need /dev/shm, of which containers give 64 MiB.
    'max_parallel_workers_per_gather = 0',
  ];
  writeOwned(join(cluster, SETTINGS), user, `${lines.join('\n')}\n`);
}

export const settingsInclude = `\ninclude '${SETTINGS}'\n`;

/** What lies at the place of the cluster. */
export type ClusterState = 'absent' | 'unfinished' | 'ready';

/**
 * @throws SetupFault database.other_major when the data belongs to another main version, database.cluster_damaged
 */
export function inspectCluster(home: ServerHome): ClusterState {
  if (statSync(home.cluster, { throwIfNoEntry: false }) === undefined) return 'absent';
  const version = readIfThere(join(home.cluster, 'PG_VERSION'))?.trim();
  if (version !== undefined && version !== String(home.binaries.major)) throw otherMajor(home, version);
  // pg_control is the last thing without which no data can be reached: a folder without it never held any.
  if (!existsSync(join(home.cluster, 'global', 'pg_control'))) return 'unfinished';
  if (version === undefined) throw damaged(home.cluster, '其中的 PG_VERSION 缺失', undefined);
  return 'ready';
}

export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

/**
 * The living server of this cluster, from postmaster.pid (PostgreSQL writes: 1 process, 4 port, 8 status), or
 * undefined. A file whose process number now belongs to another program or to a zombie is removed, because the
 * server would refuse to start on it; its shared memory block still protects against surviving backends. A file
 * whose number is free stays: the server reads from it which block to look for.
 */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const path = join(cluster, 'postmaster.pid');
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (isPostmasterOf(pid, cluster)) return { pid, port: Number.parseInt(lines[3] ?? '0', 10), status: (lines[7] ?? '').trim() };
  if (isNumberInUse(pid)) rmSync(path, { force: true });
  return undefined;
}

/** @throws SetupFault database.disk_full when less than `bytes` are free where the folder lies */
export function requireSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= bytes) return;
  throw diskFull(folder, `只剩 ${mebibytes(bavail * bsize)} MiB，至少需要 ${mebibytes(bytes)} MiB`);
}

export function diskFull(folder: string, detail: string): SetupFault {
  return new SetupFault({
    code: 'database.disk_full',
    problem: `${folder} 所在磁盘空间不足：${detail}。`,
    remedy: '请清理磁盘，或用 LUOSHI_DATA 指定另一块磁盘上的目录后重新启动；已保存的数据不受影响。',
  });
}

export function damaged(cluster: string, what: string, cause: unknown): SetupFault {
  return new SetupFault({
    code: 'database.cluster_damaged',
    problem: `数据库目录 ${cluster} 不完整：${what}。`,
    remedy: '请从备份恢复该目录；若其中没有需要保留的数据，可停止所有落实进程后把它改名移走，程序会新建一个。',
    cause,
  });
}

function otherMajor(home: ServerHome, version: string): SetupFault {
  return new SetupFault({
    code: 'database.other_major',
    problem: `数据库目录 ${home.cluster} 由 PostgreSQL ${version} 建立，自带的是 PostgreSQL ${home.binaries.major}，两者的数据文件不通用。`,
    remedy: `请用当初的程序版本导出数据再导入；或自行运行 PostgreSQL ${version} 并用 DATABASE_URL 指定；若数据可弃，把该目录改名移走后重新启动。`,
  });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Complete or absent, never half: draft, then rename. */
function writeOwned(path: string, user: ServerUser, text: string): void {
  const draft = `${path}.new`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  giveTo(user, draft);
  renameSync(draft, path);
}

function mebibytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
