/** Entry of the worker thread of compile-apart.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#kernel/refusals.ts';
import type { CompileMessage } from './compile-apart.ts';
import { compileForStorage } from './compile-bytes.ts';
import type { CompileInput } from './compile-bytes.ts';

async function compile(input: CompileInput): Promise<CompileMessage> {
  try {
    return { ok: true, file: await compileForStorage(input) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, status, title, detail, facts } = error;
    return { ok: false, refusal: { code, status, title, detail, facts } };
  }
}

parentPort?.postMessage(await compile(workerData as CompileInput));
