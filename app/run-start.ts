/** `luoshi start` at the terminal: starts, prints the address, stops on a signal. */
import type { Config } from '#kernel/server/config.ts';
import { startServer } from './server.ts';
import { exitCodes, note, print } from './terminal.ts';

/** Resolves with the name of the first signal that asks the process to end. */
export function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
}

export async function runStart(config: Config, plan: string | undefined): Promise<number> {
  const stop = askedToStop();
  const server = await startServer(config, { plan }, note);
  await print(server.announcement);
  await stop;
  note('正在停止：等待进行中的请求完成…');
  // A second signal ends at once; PostgreSQL recovers by itself.
  process.once('SIGINT', () => process.exit(exitCodes.fault));
  process.once('SIGTERM', () => process.exit(exitCodes.fault));
  await server.close();
  note('已停止。');
  return exitCodes.done;
}
