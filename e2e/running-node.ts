import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A real node, started as a user starts it, on a data folder of its own. */
export interface RunningNode {
  readonly origin: string;
  /** what it printed, for the message of a failing test */
  readonly output: () => string;
  /** stops it as Ctrl+C does and removes its data; resolves with the exit code */
  readonly stop: () => Promise<number | null>;
}

const root = resolve(import.meta.dirname, '..');
const startLimitMs = 150_000;
const pollMs = 250;
const stopLimitMs = 20_000;

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed(new Error('no port'))));
    });
  });

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const isUp = (origin: string): Promise<boolean> =>
  fetch(`${origin}/api/plans`).then(
    (response) => response.ok,
    () => false,
  );

export interface NodeOptions {
  readonly port?: number;
  /** settings of the operator */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `luoshi start` on a fresh folder and waits until it answers. Throws with its output when it does not. */
export const startNode = async (options: NodeOptions = {}): Promise<RunningNode> => {
  const data = mkdtempSync(join(tmpdir(), 'luoshi-e2e-'));
  const port = options.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const start = [join(root, 'bin/luoshi.mjs'), 'start', '--port', String(port), '--data', data];
  // The tool `env` of the system adds settings for this one node.
  const settings = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`);
  const [command = '', ...rest] = settings.length === 0 ? [process.execPath, ...start] : ['env', ...settings, process.execPath, ...start];
  const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  let over = false;
  void ended.then(() => (over = true));

  const stop = async (): Promise<number | null> => {
    if (!over) child.kill('SIGTERM');
    const code = await Promise.race([ended, pause(stopLimitMs).then(() => undefined)]);
    if (code === undefined) {
      child.kill('SIGKILL');
      throw new Error(`the node did not stop within ${stopLimitMs} ms\n${output}`);
    }
    rmSync(data, { recursive: true, force: true });
    return code;
  };
  for (let waited = 0; waited < startLimitMs && !over; waited += pollMs) {
    if (await isUp(origin)) return { origin, output: () => output, stop };
    await pause(pollMs);
  }
  await stop();
  throw new Error(`the node did not start\n${output}`);
};
