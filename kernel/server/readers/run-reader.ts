/**
 * Runs a reader of untrusted files in a child process with its own memory, time and empty environment, so that a
 * hostile file can at worst end the child.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type ReadLimits, type ReadRefusalCode, readRefusalText } from './read-refusal.ts';

export type ReaderFormat = 'docx' | 'pdf' | 'html' | 'xlsx' | 'csv';

export interface ReadFailure {
  readonly ok: false;
  readonly code: ReadRefusalCode;
  /** zh-CN, says what to do next */
  readonly message: string;
}

/** Text comes back as JSON; twice the archive limit is more than any honest document needs. */
const maxReplyBytes = 400 * 1024 * 1024;

const refused = (code: ReadRefusalCode): ReadFailure => ({ ok: false, code, message: readRefusalText[code] });

/** Resolves with the child's reply, or with the refusal; never rejects for anything that is in the file. */
export const runReader = <R extends { readonly ok: true }>(bytes: Uint8Array, format: ReaderFormat, limits: ReadLimits): Promise<R | ReadFailure> =>
  new Promise((done) => {
    const script = join(import.meta.dirname, 'read-child.ts');
    const child = spawn(process.execPath, [`--max-old-space-size=${limits.memoryMiB}`, '--disable-warning=ExperimentalWarning', script, format, JSON.stringify(limits)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let killed = false;
    const kill = (): void => {
      killed = true;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(kill, limits.seconds * 1000);
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxReplyBytes) kill();
    });
    child.stdin.on('error', () => undefined); // the child ended before it read everything: its exit tells why
    child.on('error', () => {
      clearTimeout(timer);
      done(refused('read_limits'));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (killed || code !== 0) done(refused(format === 'pdf' ? 'pdf_limits' : 'read_limits'));
      else done(JSON.parse(Buffer.concat(chunks).toString('utf8')) as R | ReadFailure);
    });
    child.stdin.end(bytes);
  });
