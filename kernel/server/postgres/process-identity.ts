import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from '../setup-fault.ts';

/**
 * A process id alone does not name a process: it is given again after a crash, a reboot, or in a new container.
 * The id with its start time does. `born` is opaque; it is compared, never read.
 */
export type ProcessIdentity = { readonly pid: number; readonly born: string };

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, born: bornAt(process.pid) ?? '' };
}

const identityShape = z.object({ pid: z.number(), born: z.string() });

/** Notes a process in a file, for whoever comes later. */
export function writeIdentity(path: string, pid: number): void {
  writeFileSync(path, JSON.stringify({ pid, born: bornAt(pid) ?? '' }), { mode: 0o600 });
}

/** The process noted in a file; undefined when the file is gone or half written (its writer died). */
export function readIdentity(path: string): ProcessIdentity | undefined {
  try {
    return identityShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** True when that very process still runs. A zombie (dead, not yet collected by its parent) does not run. */
export function isRunning(identity: ProcessIdentity): boolean {
  const born = bornAt(identity.pid);
  return born !== undefined && born === identity.born;
}

/** Start of a living process, or undefined when there is none. */
export function bornAt(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return bornOnLinux(pid);
  if (!isNumberInUse(pid)) return undefined;
  if (process.platform === 'win32') return 'unknown';
  const state = askPs(pid, 'state=');
  return state === undefined || state.startsWith('Z') ? undefined : askPs(pid, 'lstart=');
}

/**
 * True when `pid` is a PostgreSQL postmaster that works in `directory`: the postmaster makes the data
 * directory its working directory, so another program with a recycled id is told apart.
 */
export function isPostmasterOf(pid: number, directory: string): boolean {
  if (bornAt(pid) === undefined) return false;
  if (process.platform === 'linux') return isPostmasterOnLinux(pid, directory);
  if (process.platform === 'win32') return true;
  return (askPs(pid, 'command=') ?? '').includes(realOrSame(directory));
}

function isPostmasterOnLinux(pid: number, directory: string): boolean {
  if (!hasProc()) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realOrSame(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return false;
    // Root in a container may not look into another user's process (no CAP_SYS_PTRACE); its command line is open.
    return commandWords(pid).some((word) => realOrSame(word) === realOrSame(directory));
  }
}

/** Fields of /proc/<pid>/stat after the program's name: [0] state, [19] start in clock ticks since boot (proc(5)). */
function bornOnLinux(pid: number): string | undefined {
  if (!hasProc()) return isNumberInUse(pid) ? 'unknown' : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()}:${fields[19]}`;
  } catch {
    // ENOENT, or ESRCH when it ended between open and read: no such process.
    return undefined;
  }
}

/** A bare chroot has no /proc: then a number in use counts as the process meant, which is the safe side. */
function hasProc(): boolean {
  return existsSync('/proc/self/stat');
}

/** Sandboxes may hide it; the start time alone still tells most strangers apart. */
function bootId(): string {
  const path = '/proc/sys/kernel/random/boot_id';
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

function commandWords(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .filter((word) => word !== '');
  } catch {
    // It ended meanwhile.
    return [];
  }
}

/** True when some process, living or zombie, has this number. */
export function isNumberInUse(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function askPs(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // ps exits with 1 when there is no such process.
    return undefined;
  }
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
