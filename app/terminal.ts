/** Writing to the terminal: whole texts to pipes, quiet when the reader has gone, one JSON line on failure. */

import { Presets, SingleBar } from 'cli-progress';

/** Exit codes of every command (docs/cli.md). */
export const exitCodes = { done: 0, fault: 1, usage: 2, refused: 3 } as const;

/** A reader that closes early, such as `head`, is no fault of ours: stop at once, without a message. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
}
process.stdout.on('error', endQuietly);
process.stderr.on('error', () => undefined);

const chunkUnits = 1024 * 1024;

/** Writes a text to stdout, piece by piece; resolves when the last byte has been handed over. */
export async function print(text: string): Promise<void> {
  for (let at = 0; at < text.length; ) {
    let to = Math.min(text.length, at + chunkUnits);
    const unit = text.charCodeAt(to - 1);
    if (to < text.length && unit >= 0xd800 && unit <= 0xdbff) to += 1;
    const piece = text.slice(at, to);
    await new Promise<void>((resolve) => {
      process.stdout.write(piece, () => resolve());
    });
    at = to;
  }
}

/** Writes a file that is no text to stdout; resolves when the last byte has been handed over. */
export function printBytes(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(bytes, () => resolve());
  });
}

/** One line to stderr for the person at the terminal. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

const ticksPerSecond = 4;

/**
 * Runs long work. When a person watches, a bar on stderr shows the seconds from the first second on;
 * otherwise nothing is written, because a failure must leave exactly one line there.
 */
export async function whileShowing<T>(title: string, work: () => Promise<T>): Promise<T> {
  if (process.stderr.isTTY !== true) return work();
  const bar = new SingleBar({ stream: process.stderr, format: `${title}  已用 {duration_formatted}`, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  const start = setTimeout(() => bar.start(1, 0), 1000);
  const tick = setInterval(() => bar.update(0), 1000 / ticksPerSecond);
  try {
    return await work();
  } finally {
    clearTimeout(start);
    clearInterval(tick);
    bar.stop();
  }
}

/** The one line on stderr that a failed command leaves; stdout stays empty. */
export async function reportFailure(failure: { readonly code: string; readonly message: string; readonly facts?: object }): Promise<void> {
  const line = JSON.stringify({ code: failure.code, message: failure.message, ...failure.facts });
  await new Promise<void>((resolve) => {
    process.stderr.write(`${line}\n`, () => resolve());
  });
}
