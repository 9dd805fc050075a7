import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What hold-database.ts tells; the fields of one line each. */
export type Told = { progress?: string; adminUrl?: string; started?: boolean; left?: boolean; code?: string; message?: string };

export type OtherProcess = {
  readonly child: ChildProcess;
  /** The first line that is no progress: what it got, or why not. */
  readonly opened: Promise<Told>;
  /** Asks it to leave and waits until it has ended. */
  leave(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
};

/** Starts another process on the same data folder; `uid` runs it as that user (root only). */
export function startOther(dataDir: string, uid?: number): OtherProcess {
  const script = join(import.meta.dirname, 'hold-database.ts');
  const as = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'pipe'], cwd: '/', ...as });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const opened = new Promise<Told>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as Told;
      if (told.progress === undefined) resolve(told);
    });
    void ended.then(() => resolve({ code: 'ended', message: errors }));
  });
  return {
    child,
    opened,
    leave: async () => {
      child.stdin.write('leave\n');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
