import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Progress, SetupFault } from '../setup-fault.ts';
import { programPath } from './binaries.ts';
import { type ClusterBook, damaged, diskFull, findPostmaster, type Postmaster, readClusterBook, requireSpace, writeClusterBook, writeSettings } from './cluster-files.ts';
import type { ServerHome } from './server-home.ts';
import { runAs } from './system-user.ts';

const POLL_MS = 50;
/** Crash recovery of a large log may take minutes; as long as the server lives and reports, we wait. */
const READY_MS = 900_000;
/** After kill -9 of the postmaster a busy backend works on until it notices, and keeps the shared memory until then. */
const OLD_REMAINS_MS = 60_000;
const PORT_ATTEMPTS = 5;
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;
/** One log segment (16 MiB) and a little more. */
const NEEDED_BYTES = 24 * 1024 * 1024;

/** A running server and whether this call started it. */
export type RunningServer = { readonly port: number; readonly book: ClusterBook; readonly started: boolean };

type Failure = 'old-remains' | 'port-taken' | SetupFault;

/**
 * Joins the living server of this cluster or starts one. Only under the start lock.
 * @throws SetupFault database.disk_full | database.cluster_damaged | database.start_failed | database.no_free_port
 */
export async function joinOrStart(home: ServerHome, progress: Progress): Promise<RunningServer> {
  const living = await findReady(home, progress);
  if (living !== undefined) return { port: living.port, book: readClusterBook(home.cluster), started: false };
  requireSpace(home.folder, NEEDED_BYTES);
  const book = readClusterBook(home.cluster);
  const port = await startPatiently(home, book, progress);
  return { port, book: { ...book, port }, started: true };
}

/** Stops the server in order: sessions are ended, everything is written, no recovery at the next start. */
export async function stopServer(home: ServerHome): Promise<void> {
  if (findPostmaster(home.cluster) === undefined) return;
  const args = ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '120', '-s'];
  const status = await new Promise<number | null>((resolve) => {
    const child = spawn(programPath(home.binaries, 'pg_ctl'), args, { ...runAs(home.user), stdio: 'ignore' });
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  if (status === 0 || findPostmaster(home.cluster) === undefined) return;
  throw new SetupFault({
    code: 'database.stop_failed',
    problem: `自带的数据库在 2 分钟内没有停下（日志：${home.log}）。`,
    remedy: '请查看日志；数据已按事务写盘，必要时可结束其进程，下次启动会自动恢复。',
  });
}

/** Waits while a server of this cluster is starting or stopping. */
async function findReady(home: ServerHome, progress: Progress): Promise<Postmaster | undefined> {
  const tell = everyFiveSeconds(progress);
  for (const start = performance.now(); performance.now() - start < READY_MS; ) {
    const found = findPostmaster(home.cluster);
    if (found === undefined || found.status === 'ready') return found;
    tell(found.status === 'stopping' ? '数据库正在停止，等待其结束' : '数据库正在启动或恢复，请稍候');
    await sleep(POLL_MS);
  }
  throw startFailed(home, '等待了 15 分钟仍未就绪');
}

async function startPatiently(home: ServerHome, book: ClusterBook, progress: Progress): Promise<number> {
  const begin = performance.now();
  let port = await choosePort(book.port);
  for (let taken = 0; ; ) {
    if (port !== book.port) writeClusterBook(home.cluster, home.user, { ...book, port });
    const failure = await startOnce(home, port, progress);
    if (failure === undefined) return port;
    if (failure instanceof SetupFault) throw failure;
    if (failure === 'port-taken') {
      taken += 1;
      if (taken >= PORT_ATTEMPTS) throw noFreePort();
      port = await choosePort(0);
    } else {
      if (performance.now() - begin > OLD_REMAINS_MS) throw startFailed(home, '上次异常退出的数据库进程仍未完全结束');
      progress('上次异常退出的数据库进程正在结束，稍后重试');
      await sleep(500);
    }
  }
}

/** One attempt; undefined means the server is ready. */
async function startOnce(home: ServerHome, port: number, progress: Progress): Promise<Failure | undefined> {
  writeSettings(home.cluster, home.user, port);
  const logStart = prepareLog(home.log);
  const child = launch(home);
  let ended = false;
  child.on('error', () => {
    ended = true;
  });
  child.on('exit', () => {
    ended = process.platform !== 'win32';
  });
  const tell = everyFiveSeconds(progress);
  for (const start = performance.now(); performance.now() - start < READY_MS; ) {
    if (isReady(home, child)) return undefined;
    if (ended) return explainFailure(home, logStart);
    tell('数据库正在启动（可能在恢复上次未写完的日志），请稍候');
    await sleep(POLL_MS);
  }
  return startFailed(home, '等待了 15 分钟仍未就绪');
}

/** The file may still be the one of a server that was killed, so it must name our child (on Windows: any living server). */
function isReady(home: ServerHome, child: ChildProcess): boolean {
  const found = findPostmaster(home.cluster);
  return found?.status === 'ready' && (process.platform === 'win32' || found.pid === child.pid);
}

/** The server lives in its own session, so Ctrl-C in our terminal does not reach it; we stop it in order ourselves. */
function launch(home: ServerHome): ChildProcess {
  const log = openSync(home.log, 'a', 0o600);
  try {
    const windows = process.platform === 'win32';
    // On Windows an administrator's rights must be dropped first, which pg_ctl does.
    const child = windows
      ? spawn(programPath(home.binaries, 'pg_ctl'), ['start', '-W', '-D', home.cluster, '-l', home.log], { stdio: 'ignore', detached: true })
      : spawn(programPath(home.binaries, 'postgres'), ['-D', home.cluster], {
          ...runAs(home.user),
          detached: true,
          stdio: ['ignore', log, log],
          env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
        });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Keeps one older log; returns where this start's lines begin. */
function prepareLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_LIMIT_BYTES) return size;
  renameSync(log, `${log}.old`);
  return 0;
}

function explainFailure(home: ServerHome, logStart: number): Failure {
  const text = readFileSync(home.log).subarray(logStart).toString('utf8');
  if (/shared memory block .*still in use|lock file "postmaster.pid" already exists/.test(text)) return 'old-remains';
  if (/Address already in use|could not create any TCP\/IP sockets/.test(text)) return 'port-taken';
  if (/No space left on device/.test(text)) return diskFull(home.folder, '数据库启动时写满了');
  if (/invalid checksum|incorrect checksum|could not locate a valid checkpoint|invalid data in file/.test(text)) return damaged(home.cluster, lastFatal(text), undefined);
  if (/Read-only file system|Permission denied/.test(text)) {
    return new SetupFault({ code: 'data.not_writable', problem: `数据库无法写入 ${home.folder}：${lastFatal(text)}`, remedy: '请检查该目录的所有者、权限和所在磁盘是否只读。' });
  }
  return startFailed(home, lastFatal(text));
}

function lastFatal(text: string): string {
  const lines = text.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line));
  return (lines.at(-1) ?? text.trim().slice(-300)).replace(/^.*(?:FATAL|PANIC|ERROR): */, '');
}

function startFailed(home: ServerHome, why: string): SetupFault {
  return new SetupFault({
    code: 'database.start_failed',
    problem: `自带的数据库没有启动成功：${why}。`,
    remedy: `请查看日志 ${home.log}；改正后重新启动，或用 DATABASE_URL 指定已有的 PostgreSQL 16～18。`,
  });
}

function noFreePort(): SetupFault {
  return new SetupFault({ code: 'database.no_free_port', problem: '连续几次都没有找到可用的本机端口。', remedy: '请关闭占用端口的程序后重试。' });
}

/** The remembered port when it is free, else any free one. The server itself decides races (see port-taken). */
async function choosePort(remembered: number): Promise<number> {
  if (remembered !== 0 && (await tryListen(remembered)) === remembered) return remembered;
  const port = await tryListen(0);
  if (port === undefined) throw noFreePort();
  return port;
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

function everyFiveSeconds(progress: Progress): (line: string) => void {
  let last = performance.now();
  return (line) => {
    if (performance.now() - last < 5000) return;
    last = performance.now();
    progress(line);
  };
}
