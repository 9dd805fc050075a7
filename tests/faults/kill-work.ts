/** How the fault tests kill: connections cut inside the process, and worker processes that die by SIGKILL. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { environment } from '#kernel/server/config.ts';
import type { Pool } from '#kernel/server/db.ts';

/** A repeatable sequence of numbers below `below`. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Breaks the connections as a killed process would: the server sees them end in the middle of a transaction. */
export function cutConnections(pool: Pool): number {
  const clients = (pool as unknown as { readonly _clients: readonly { readonly connection: { readonly stream: { destroy(): void } } }[] })._clients;
  for (const { connection } of clients) connection.stream.destroy();
  return clients.length;
}

export interface Killed {
  readonly signal: string | null;
  readonly output: string;
}

/** Compiled sources are kept between the processes of one run: a process is then mostly its own work, and a thousand are affordable. */
export function killedWorkers(): (args: readonly string[]) => Promise<Killed> {
  const compiled = mkdtempSync(join(tmpdir(), 'luoshi-kill-'));
  afterAll(() => rmSync(compiled, { recursive: true, force: true }));
  return (args) =>
    new Promise((resolve) => {
      const options = { env: { ...environment(), NODE_COMPILE_CACHE: compiled } };
      const child = execFile(process.execPath, [join(import.meta.dirname, 'kill-in-work.ts'), ...args], options, (_error, stdout) =>
        resolve({ signal: child.signalCode, output: stdout }),
      );
    });
}
