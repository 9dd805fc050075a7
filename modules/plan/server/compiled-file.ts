/** A plan file after reading and compiling: what import, preview and the command line work with. */
import type { Ledger, SourceFormat } from '../contract/index.ts';

export interface CompiledFile {
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256 of the file's bytes, hex */
  readonly fileSha256: string;
  /** SHA-256 of the decoded text in UTF-8: equal for the same words in another encoding */
  readonly textSha256: string;
  readonly format: SourceFormat;
  readonly encoding: string;
  readonly text: string;
  readonly ledger: Ledger;
  /** the bytes that `luoshi compile` prints, and their SHA-256 */
  readonly ledgerText: string;
  readonly ledgerSha256: string;
  readonly compilerVersion: string;
  /** the text's own title; null when it has none */
  readonly title: string | null;
}
