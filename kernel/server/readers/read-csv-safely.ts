/** Reads an untrusted CSV in a limited child process. */
import type { CsvReading } from './read-csv.ts';
import { type ReadLimits, defaultReadLimits } from './read-refusal.ts';
import { type ReadFailure, runReader } from './run-reader.ts';

export interface ReadCsv {
  readonly ok: true;
  readonly csv: CsvReading;
}

/** Resolves with the rows or what is wrong with the text, or with the refusal of the limits. */
export const readCsvSafely = (bytes: Uint8Array, limits: ReadLimits = defaultReadLimits): Promise<ReadCsv | ReadFailure> => runReader<ReadCsv>(bytes, 'csv', limits);
