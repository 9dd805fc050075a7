/**
 * Bytes of a plan file → text → ledger, under the refusals of the contract. Needs no database. The kind
 * of file is decided by content; containers are opened in a limited child process.
 */
import { createHash } from 'node:crypto';
import { formatBytes } from '#kernel/server/problem.ts';
import { readerRefusal } from '#kernel/server/reader-refusals.ts';
import { readFileSafely } from '#kernel/server/readers/read-file-safely.ts';
import type { ContainerFormat } from '#kernel/server/readers/read-file-safely.ts';
import { programVersion } from '#kernel/server/version.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';
import { compilePlan, decodeText, sniffFormat } from '#libs/plantext/index.ts';
import type { ReadWarning } from '#libs/plantext/readers/index.ts';
import { ledgerSchema, maxPlanLineBytes } from '../contract/index.ts';
import type { SourceFormat } from '../contract/index.ts';
import { withReaderFindings } from '../domain/index.ts';
import type { CompiledFile } from './compiled-file.ts';
import { writeLedger } from './write-ledger.ts';

export interface CompileInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly maxBytes: number;
}

interface DecodedFile {
  readonly text: string;
  readonly format: SourceFormat;
  /** `none` for docx and pdf, whose encoding is internal */
  readonly encoding: string;
  /** what a person should know about how a container was read */
  readonly warnings: readonly ReadWarning[];
}

const accepted = '纯文本（txt）、网页（html）、Word（docx）和 PDF';

const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

async function readContainer(bytes: Uint8Array, format: ContainerFormat): Promise<DecodedFile> {
  const outcome = await readFileSafely(bytes, format);
  if (!outcome.ok) throw readerRefusal(outcome.code, outcome.message);
  return { text: outcome.text, format, encoding: 'none', warnings: outcome.warnings };
}

function readPlainText(bytes: Uint8Array): DecodedFile {
  const decoded = decodeText(bytes);
  if (decoded.ok) return { text: decoded.text, format: 'txt', encoding: decoded.encoding, warnings: [] };
  if (decoded.code === 'empty_file') throw fileRefusals.empty_file();
  if (decoded.code === 'text_encoding') throw fileRefusals.text_encoding({ offset: decoded.offset });
  throw fileRefusals.type_mismatch({ found: '其他类型的数据', accepted });
}

/** The text that all offsets refer to, without compiling it. Throws a Refusal `file.*`. */
export async function decodeFile({ bytes, maxBytes }: CompileInput): Promise<DecodedFile> {
  if (bytes.length > maxBytes) throw fileRefusals.too_large({ limit: formatBytes(maxBytes) });
  if (bytes.length === 0) throw fileRefusals.empty_file();
  const format = sniffFormat(bytes);
  return format === 'html' || format === 'docx' || format === 'pdf' ? readContainer(bytes, format) : readPlainText(bytes);
}

function refuseLongLines(text: string): void {
  for (let line = 1, from = 0; from < text.length; line += 1) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    // a UTF-16 unit is at most three bytes of UTF-8: most lines are settled by their length
    if ((to - from) * 3 > maxPlanLineBytes && Buffer.byteLength(text.slice(from, to)) > maxPlanLineBytes)
      throw fileRefusals.line_too_long({ line, limit: formatBytes(maxPlanLineBytes) });
    from = to + 1;
  }
}

/** Compiles a file. Throws a Refusal `file.*`; never anything else because of what is in the file. */
export async function compileBytes(input: CompileInput): Promise<CompiledFile> {
  const { text, format, encoding, warnings } = await decodeFile(input);
  const fileSha256 = sha256(input.bytes);
  const plan = withReaderFindings(compilePlan({ text, sha256: fileSha256, format }), warnings);
  const ledgerText = writeLedger(plan);
  return {
    fileName: input.fileName,
    bytes: input.bytes.length,
    fileSha256,
    textSha256: sha256(text),
    format,
    encoding,
    text,
    // One shape, declared twice: as types of the library without dependencies and as schema of the contract.
    ledger: plan as unknown as CompiledFile['ledger'],
    ledgerText,
    ledgerSha256: sha256(ledgerText),
    compilerVersion: programVersion,
    title: plan.outline.find((node) => node.kind === 'title')?.title ?? null,
  };
}

/**
 * For storing: the ledger is checked against the contract, and the text must be storable. PostgreSQL
 * has no U+0000, and a lone surrogate would become another character and shift no offset but lie. The compiler reads a
 * line of any length; a page that shows one cannot.
 */
export async function compileForStorage(input: CompileInput): Promise<CompiledFile> {
  const compiled = await compileBytes(input);
  refuseLongLines(compiled.text);
  const unitBytes = compiled.encoding.startsWith('utf-16') ? 2 : 1;
  const nul = compiled.text.indexOf('\0');
  if (nul !== -1 || !compiled.text.isWellFormed()) throw fileRefusals.text_encoding({ offset: Math.max(nul, 0) * unitBytes });
  return { ...compiled, ledger: ledgerSchema.parse(compiled.ledger) };
}
