import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';
import { errorText, type Progress, SetupFault } from '../setup-fault.ts';

/** Who runs the server programs. PostgreSQL refuses root, so root lends them to the system user `postgres`. */
export type ServerUser = { readonly uid: number; readonly gid: number } | 'self';

const NAME = 'postgres';

/**
 * The user for the server programs: this one, or `postgres` when started by root (made when it does not exist).
 * @throws SetupFault database.no_server_user | database.cannot_switch_user
 */
export function findServerUser(progress: Progress): ServerUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return 'self';
  const known = findAccount();
  if (known !== undefined) return provenUser(known);
  progress(`以 root 启动：正在创建系统用户 ${NAME}（PostgreSQL 不允许以 root 运行）`);
  createAccount();
  const made = findAccount();
  if (made !== undefined) return provenUser(made);
  throw new SetupFault({
    code: 'database.no_server_user',
    problem: `以 root 启动时需要系统用户 ${NAME}，但它不存在且无法创建。`,
    remedy: `请先执行 useradd --system ${NAME}，或改用普通用户启动，或用 DATABASE_URL 指定外部数据库。`,
  });
}

/** Options for child_process that run a program as this user; the folder is one that everyone may enter. */
export function runAs(user: ServerUser): { cwd: string; uid?: number; gid?: number } {
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  return user === 'self' ? { cwd } : { cwd, uid: user.uid, gid: user.gid };
}

/** Gives a file or folder to the server user; nothing to do when that is ourselves. */
export function giveTo(user: ServerUser, path: string): void {
  if (user !== 'self') chownSync(path, user.uid, user.gid);
}

/** True when the server user can enter this folder, judged by entering it (modes, ACLs and mounts all count). */
export function canEnter(user: ServerUser, folder: string): boolean {
  if (user === 'self') return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...runAs(user), stdio: 'ignore' }).status === 0;
}

function findAccount(): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${NAME}:`));
  const [, , uid, gid] = line?.split(':') ?? fromNameService();
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** Accounts may live in a directory service instead of the file. */
function fromNameService(): string[] {
  const answer = spawnSync('getent', ['passwd', NAME], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim().split(':') : [];
}

/** The common tool first, then the small one of Alpine. */
function createAccount(): void {
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME], { stdio: 'ignore' });
  if (made.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', NAME], { stdio: 'ignore' });
}

/** Root in a container may lack the right to change users. */
function provenUser(user: { uid: number; gid: number }): ServerUser {
  const probe = spawnSync('/bin/sh', ['-c', ':'], { ...runAs(user), stdio: 'ignore' });
  if (probe.status === 0) return user;
  throw new SetupFault({
    code: 'database.cannot_switch_user',
    problem: `以 root 启动，但无法切换到系统用户 ${NAME}（${probe.error === undefined ? '没有权限' : errorText(probe.error)}）。`,
    remedy: '请改用普通用户启动，或给容器加上 SETUID、SETGID 能力，或用 DATABASE_URL 指定外部数据库。',
    cause: probe.error,
  });
}
