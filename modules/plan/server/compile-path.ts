/** Reads and compiles a file for a command. */
import type { CommandHost } from '#kernel/server/command.ts';
import { compileApart } from './compile-apart.ts';
import { compileBytes } from './compile-bytes.ts';
import type { CompiledFile } from './compiled-file.ts';
import { readPlanFile } from './read-plan-file.ts';

const longBytes = 256 * 1024;
const longSeconds = 3600;

/** Throws a Refusal `file.*`. */
export async function compilePath(path: string, host: CommandHost): Promise<CompiledFile> {
  const { bytes, fileName } = await readPlanFile(path, host.limits.importBytes);
  const input = { bytes, fileName, maxBytes: host.limits.importBytes };
  // A thread of its own leaves the terminal free to show that work goes on; the result is the same.
  const isLong = host.isWatched && bytes.length > longBytes;
  return isLong ? host.whileShowing('正在编译', () => compileApart(input, longSeconds)) : compileBytes(input);
}
