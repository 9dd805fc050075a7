/** Reads an untrusted .xlsx in a limited child process. */
import { type ReadLimits, defaultReadLimits } from './read-refusal.ts';
import type { Sheet } from './read-xlsx.ts';
import { type ReadFailure, runReader } from './run-reader.ts';

export interface ReadWorkbook {
  readonly ok: true;
  readonly sheets: readonly Sheet[];
}

/** Resolves with the sheets, or with the code and Chinese text of the refusal. */
export const readWorkbookSafely = (bytes: Uint8Array, limits: ReadLimits = defaultReadLimits): Promise<ReadWorkbook | ReadFailure> =>
  runReader<ReadWorkbook>(bytes, 'xlsx', limits);
