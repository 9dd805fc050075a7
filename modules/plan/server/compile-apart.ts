/**
 * Compiles a file without holding up other requests: a large one in a worker thread with its own
 * memory and a time limit, a small one at once, because starting a thread would cost more.
 */
import { Worker } from 'node:worker_threads';
import { Refusal } from '#kernel/refusals.ts';
import type { RefusalContent } from '#kernel/refusals.ts';
import { compileForStorage } from './compile-bytes.ts';
import type { CompileInput } from './compile-bytes.ts';
import type { CompiledFile } from './compiled-file.ts';

export type CompileMessage = { readonly ok: true; readonly file: CompiledFile } | { readonly ok: false; readonly refusal: RefusalContent };

const smallBytes = 128 * 1024;
const seconds = 110;

/** Same result and refusals as `compileForStorage`. */
export async function compileApart(input: CompileInput): Promise<CompiledFile> {
  if (input.bytes.length <= smallBytes) return compileForStorage(input);
  const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { workerData: input, resourceLimits: { maxOldGenerationSizeMb: 2048 } });
  const timer = setTimeout(() => void worker.terminate(), seconds * 1000);
  try {
    const message = await new Promise<CompileMessage>((resolve, reject) => {
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
