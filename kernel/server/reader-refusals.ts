/** Refusals of the readers of html, docx and pdf, as problem documents: `file.` + the reader's code. */
import type { RefusalStatus } from '../refusals.ts';
import { Refusal } from '../refusals.ts';
import { readRefusalCodes } from './readers/read-refusal.ts';
import type { ReadRefusalCode } from './readers/read-refusal.ts';

const status = {
  empty_file: 422,
  type_mismatch: 415,
  too_large: 413,
  pdf_encrypted: 422,
  pdf_limits: 422,
  no_text: 422,
  archive_ratio: 413,
  archive_entries: 413,
  archive_corrupt: 400,
  archive_path: 400,
  nested_archive: 415,
  xml_dtd: 400,
  active_content: 415,
  read_limits: 422,
} as const satisfies Record<ReadRefusalCode, RefusalStatus>;

export const readerCodes: readonly string[] = readRefusalCodes.map((code) => `file.${code}`);

export function readerRefusal(code: ReadRefusalCode, message: string): Refusal {
  return new Refusal({ code: `file.${code}`, status: status[code], title: '文件不能读取', detail: message });
}
