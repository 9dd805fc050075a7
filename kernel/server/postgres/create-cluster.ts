import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, type Progress, SetupFault } from '../setup-fault.ts';
import { programPath } from './binaries.ts';
import { diskFull, newClusterBook, requireSpace, settingsInclude, writeClusterBook } from './cluster-files.ts';
import { isRunning, readIdentity, writeIdentity } from './process-identity.ts';
import type { ServerHome } from './server-home.ts';
import { giveTo, runAs } from './system-user.ts';

const DRAFT = 'pg.new-';
const RUNNING = '.running';
/** A fresh cluster takes about 60 MiB with its first log segments; the rest is room to work. */
const NEEDED_BYTES = 160 * 1024 * 1024;

/**
 * Makes the cluster: built under a draft name and renamed when complete, so that a crash at any moment leaves
 * either no cluster or a whole one. Only under the start lock.
 * @throws SetupFault database.disk_full | database.initdb_failed
 */
export async function createCluster(home: ServerHome, progress: Progress): Promise<void> {
  requireSpace(home.folder, NEEDED_BYTES);
  progress(`首次启动：正在建立数据库（PostgreSQL ${home.binaries.version}），约需数秒`);
  const draft = join(home.folder, `${DRAFT}${process.pid}-${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  const book = newClusterBook();
  try {
    mkdirSync(draft, { mode: 0o700 });
    giveTo(home.user, draft);
    writeFileSync(passwordFile, book.superuserPassword, { mode: 0o600 });
    giveTo(home.user, passwordFile);
    await runInitdb(home, draft, passwordFile);
    appendFileSync(join(draft, 'postgresql.conf'), settingsInclude);
    writeClusterBook(draft, home.user, book);
    renameSync(draft, home.cluster);
    flushFolder(home.folder);
  } finally {
    for (const file of [passwordFile, `${draft}${RUNNING}`]) rmSync(file, { force: true });
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A folder without usable data at the cluster's place (an interrupted set-up of another tool, a half copy) is moved
 * aside, never deleted: we did not make it.
 */
export function setAside(home: ServerHome, progress: Progress): void {
  let number = 1;
  while (existsSync(`${home.cluster}.unfinished-${number}`)) number += 1;
  const aside = `${home.cluster}.unfinished-${number}`;
  renameSync(home.cluster, aside);
  progress(`发现没有建成的数据库目录，已移到 ${aside}，重新建立`);
}

/** Removes what an interrupted first start left, ending its initdb if that still writes. Only under the start lock. */
export async function removeDrafts(folder: string): Promise<void> {
  const drafts = readdirSync(folder).filter((each) => each.startsWith(DRAFT));
  for (const name of drafts.filter((each) => each.endsWith(RUNNING))) await endInitdb(join(folder, name));
  for (const name of drafts) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 10 });
}

/** The note holds number and birth of the process, so that a stranger with a recycled number is never touched. */
async function endInitdb(note: string): Promise<void> {
  const identity = readIdentity(note);
  if (identity === undefined || !isRunning(identity)) return;
  // The whole group: initdb works through a child server in bootstrap mode.
  try {
    process.kill(-identity.pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
  for (let round = 0; round < 100 && isRunning(identity); round += 1) await sleep(20);
}

async function runInitdb(home: ServerHome, draft: string, passwordFile: string): Promise<void> {
  const args = [
    '-D',
    draft,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--data-checksums',
    ...localeArgs(home.binaries.major),
    '-L',
    join(home.binaries.root, 'share', 'postgresql'),
  ];
  const { status, output } = await run(programPath(home.binaries, 'initdb'), args, home, (pid) => writeIdentity(`${draft}${RUNNING}`, pid));
  if (status === 0) return;
  if (/No space left on device/i.test(output)) throw diskFull(home.folder, '建立数据库时写满了');
  throw new SetupFault({
    code: 'database.initdb_failed',
    problem: `建立数据库失败：\n${output.slice(-1500)}`,
    remedy: '请检查数据目录的权限和磁盘，再重新启动；仍失败时可用 DATABASE_URL 指定已有的 PostgreSQL 16～18。',
  });
}

/** Built-in C.UTF-8 knows the letters of all languages without depending on the machine's locales; 16 has no such provider. */
function localeArgs(major: number): string[] {
  return major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale-provider=icu', '--icu-locale=und', '--locale=C'];
}

function run(program: string, args: readonly string[], home: ServerHome, onStart: (pid: number) => void): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const environment = process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } };
    const child = spawn(program, args, { ...runAs(home.user), ...environment, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
    if (child.pid !== undefined) onStart(child.pid);
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ status: null, output: `${output}\n${error.message}` }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** Makes the rename itself survive a power loss; Windows has no such call. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
