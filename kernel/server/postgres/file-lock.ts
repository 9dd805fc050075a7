import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { errorCode, SetupFault } from '../setup-fault.ts';
import { isRunning, ownIdentity } from './process-identity.ts';

const holderShape = z.object({ pid: z.number(), born: z.string(), token: z.string() });
type Holder = z.output<typeof holderShape>;

const WAIT_MS = 180_000;
const POLL_MS = 100;
const TAKEOVER_MS = 10_000;

/**
 * Runs `work` while this process alone holds the lock file. The lock of a process that died is taken over.
 * @param onWait called once when another living process holds it
 * @throws SetupFault database.start_locked after three minutes of waiting; whatever the file system refuses
 */
export async function withFileLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const token = randomBytes(12).toString('hex');
  await acquire(path, token, onWait);
  try {
    return await work();
  } finally {
    if (readHolder(path)?.token === token) rmSync(path, { force: true });
  }
}

async function acquire(path: string, token: string, onWait: () => void): Promise<void> {
  const start = performance.now();
  for (let waited = false; ; waited = true) {
    if (tryCreate(path, token)) return;
    removeIfDead(path);
    if (tryCreate(path, token)) return;
    if (!waited) onWait();
    if (performance.now() - start > WAIT_MS) throw lockedTooLong(path);
    await sleep(POLL_MS);
  }
}

/** The file appears under its name complete (link of a finished draft), so a reader never sees half a holder. */
function tryCreate(path: string, token: string): boolean {
  const draft = `${path}.${token}`;
  writeFileSync(draft, JSON.stringify({ ...ownIdentity(), token }), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Two waiters must not both judge one holder dead and the slower then remove the faster's new lock. So judging and
 * removing happen without a pause, guarded by a directory that only one can make.
 */
function removeIfDead(path: string): void {
  const guard = `${path}.takeover`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    removeAbandonedGuard(guard);
    return;
  }
  try {
    const holder = readHolder(path);
    if (holder === undefined || !isRunning(holder)) rmSync(path, { force: true });
  } finally {
    rmdirSync(guard);
  }
}

/** A guard lives for microseconds; an old one belongs to a process killed in between. */
function removeAbandonedGuard(guard: string): void {
  const stat = statSync(guard, { throwIfNoEntry: false });
  const age = stat === undefined ? 0 : performance.timeOrigin + performance.now() - stat.mtimeMs;
  if (age > TAKEOVER_MS) rmSync(guard, { recursive: true, force: true });
}

/** Undefined when there is no lock, or when it is not one of ours (cannot be complete, see tryCreate). */
function readHolder(path: string): Holder | undefined {
  try {
    return holderShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function lockedTooLong(path: string): SetupFault {
  return new SetupFault({
    code: 'database.start_locked',
    problem: `另一个落实进程（进程号 ${readHolder(path)?.pid ?? '未知'}）占用启动锁 ${path} 已超过 3 分钟。`,
    remedy: '请查看那个进程在做什么；若它已失去响应，结束它后重新启动。',
  });
}
