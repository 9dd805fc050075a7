import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode, type Progress, SetupFault } from '../setup-fault.ts';
import { type Binaries, programPath, readBinaries } from './binaries.ts';
import { canEnter, findServerUser, runAs, type ServerUser } from './system-user.ts';

/** Where root puts what the user `postgres` must reach when the checkout lies in a closed folder such as /root. */
const COMMON_ROOT = '/var/lib/luoshi';
const POINTER = 'pg-location';

/** Everything needed to run the server of one data directory. */
export type ServerHome = {
  /** Configured data directory: lock, list of users, remembered secret. */
  readonly dataDir: string;
  /** Folder that holds the cluster `pg` and its log; the data directory unless root had to move it. */
  readonly folder: string;
  readonly cluster: string;
  readonly log: string;
  readonly user: ServerUser;
  readonly binaries: Binaries;
};

/**
 * Finds or makes the folder of the cluster, the user that runs it, and programs this user can run.
 * @throws SetupFault data.not_writable | database.owned_by_other | database.not_reachable and those of findServerUser
 */
export function prepareHome(dataDir: string, binaries: Binaries, progress: Progress): ServerHome {
  mkdirSync(dataDir, { recursive: true });
  const moved = readPointer(dataDir);
  const owner = ownerOf(join(moved ?? dataDir, 'pg'));
  const user = owner ?? findServerUser(progress);
  const folder = moved ?? reachableFolder(dataDir, user, progress);
  return { dataDir, folder, cluster: join(folder, 'pg'), log: join(folder, 'pg.log'), user, binaries: lendBinaries(binaries, user, progress) };
}

/** PostgreSQL runs a cluster only as the owner of its folder; root can become that owner, another user cannot. */
function ownerOf(cluster: string): ServerUser | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  if (stat === undefined || process.platform === 'win32') return undefined;
  const self = process.getuid?.() ?? 0;
  if (self === 0) return stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
  if (stat.uid === self) return 'self';
  throw new SetupFault({
    code: 'database.owned_by_other',
    problem: `数据库目录 ${cluster} 属于另一个系统用户（编号 ${stat.uid}），当前用户（编号 ${self}）不能使用它；它很可能是以 root 启动时建立的。`,
    remedy: `请用原来的用户启动，或停止所有落实进程后执行 sudo chown -R ${self} ${cluster}，或用 LUOSHI_DATA 指定另一个目录。`,
  });
}

function reachableFolder(dataDir: string, user: ServerUser, progress: Progress): string {
  if (canEnter(user, dataDir)) return dataDir;
  // The last step may be closed only because root's umask is strict; its secrets are 0600 files, so entering is harmless.
  if (canEnter(user, dirname(dataDir))) {
    chmodSync(dataDir, (statSync(dataDir).mode & 0o7777) | 0o011);
    if (canEnter(user, dataDir)) return dataDir;
  }
  const prefix = `${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}-`;
  // A deleted data directory means a fresh start: what an earlier one left is named, neither used nor deleted.
  for (const left of listIfThere(COMMON_ROOT).filter((name) => name.startsWith(prefix))) {
    progress(`发现同一数据目录先前留下的数据库 ${join(COMMON_ROOT, left)}，没有使用它；确认不要后可自行删除`);
  }
  const folder = join(COMMON_ROOT, `${prefix}${randomBytes(4).toString('hex')}`);
  progress(`系统用户 postgres 进不了 ${dataDir}（上级目录不对外开放），数据库改放在 ${folder}`);
  makeCommonFolder(folder);
  writeFileSync(join(dataDir, POINTER), `${folder}\n`);
  return folder;
}

function listIfThere(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function readPointer(dataDir: string): string | undefined {
  const path = join(dataDir, POINTER);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

function makeCommonFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const each of [COMMON_ROOT, folder]) chmodSync(each, 0o711);
  } catch (cause) {
    throw new SetupFault({
      code: 'database.not_reachable',
      problem: `系统用户 postgres 进不了数据目录，也无法在 ${COMMON_ROOT} 建立替代目录（${errorCode(cause) ?? '未知原因'}）。`,
      remedy: '请用 LUOSHI_DATA 指定其他用户也能进入的目录（例如 /srv/luoshi），或改用普通用户启动。',
      cause,
    });
  }
}

/** Programs below a closed folder (a checkout in /root) are copied once to where `postgres` can run them. */
function lendBinaries(binaries: Binaries, user: ServerUser, progress: Progress): Binaries {
  if (user === 'self' || canUse(binaries.root, user)) return binaries;
  const copy = join(COMMON_ROOT, `postgresql-${binaries.version}`);
  if (!canUse(copy, user)) {
    progress(`正在把自带的 PostgreSQL 程序复制到 ${copy}`);
    makeCommonFolder(COMMON_ROOT);
    const draft = `${copy}.${process.pid}`;
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    openForReading(draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
  }
  return readBinaries(copy);
}

function canUse(root: string, user: ServerUser): boolean {
  if (!existsSync(root)) return false;
  const share = join(root, 'share', 'postgresql', 'postgres.bki');
  if (spawnSync('/bin/sh', ['-c', 'test -r "$1"', 'sh', share], { ...runAs(user), stdio: 'ignore' }).status !== 0) return false;
  return spawnSync(programPath({ root }, 'postgres'), ['--version'], { ...runAs(user), stdio: 'ignore' }).status === 0;
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
