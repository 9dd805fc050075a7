/**
 * Compiles a file without holding up other requests: a large one in a worker thread with its own
 * memory and a time limit, a small one at once, because starting a thread would cost more.
 */
import { Worker } from 'node:worker_threads';
import { Refusal } from '#kernel/refusals.ts';
import type { RefusalContent } from '#kernel/refusals.ts';
import { readerRefusal } from '#kernel/server/reader-refusals.ts';
import { compileForStorage } from './compile-bytes.ts';
import type { CompileInput } from './compile-bytes.ts';
import { compileLimits } from './compile-limits.ts';
import type { CompiledFile } from './compiled-file.ts';

export type CompileMessage = { readonly ok: true; readonly file: CompiledFile } | { readonly ok: false; readonly refusal: RefusalContent };

const smallBytes = 128 * 1024;
/** below the 120 s after which the server gives up on a request */
const defaultSeconds = 110;

/** Same result and refusals as `compileForStorage`. */
export async function compileApart(input: CompileInput, seconds = defaultSeconds): Promise<CompiledFile> {
  if (input.bytes.length <= smallBytes) return compileForStorage(input);
  const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { workerData: input, resourceLimits: compileLimits });
  let timer: NodeJS.Timeout | undefined;
  try {
    const message = await new Promise<CompileMessage>((resolve, reject) => {
      timer = setTimeout(() => reject(readerRefusal('read_limits', `文件在 ${seconds} 秒内没有读完，请拆分后重新上传；或用命令行 luoshi plan import 导入。`)), seconds * 1000);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`compile worker ended early with code ${code}`)));
    });
    if (message.ok) return message.file;
    throw new Refusal(message.refusal);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
