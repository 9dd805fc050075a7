/** Reads the text of an untrusted .docx, .pdf or .html in a limited child process. */
import type { Origin, ReadWarning } from '#libs/plantext/readers/index.ts';
import { type ReadLimits, defaultReadLimits } from './read-refusal.ts';
import { type ReadFailure, runReader } from './run-reader.ts';

export type ContainerFormat = 'docx' | 'pdf' | 'html';

export interface ReadDocument {
  readonly ok: true;
  readonly text: string;
  readonly origin: readonly Origin[];
  readonly warnings: readonly ReadWarning[];
}

export type ReadOutcome = ReadDocument | ReadFailure;

/** Resolves with text, provenance and warnings, or with the code and Chinese text of the refusal. */
export const readFileSafely = (bytes: Uint8Array, format: ContainerFormat, limits: ReadLimits = defaultReadLimits): Promise<ReadOutcome> =>
  runReader<ReadDocument>(bytes, format, limits);
