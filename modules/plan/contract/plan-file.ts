/** Limits and refusals of a plan file, the same for the command line and for upload. */

/** 32 MiB: the default limit of the import (contract luoshi.plan/1, section 7). The compiler itself has none. */
export const maxPlanFileBytes = 32 * 1024 * 1024;

/** For storing: a longer line is no paragraph of a plan but a file that lost its line ends. */
export const maxPlanLineBytes = 1024 * 1024;

/** Refusals that an uploaded file can cause; `luoshi compile` prints the part after the dot. */
export const fileRefusalCodes = [
  'file.missing',
  'file.empty_file',
  'file.text_encoding',
  'file.line_too_long',
  'file.type_mismatch',
  'file.too_large',
  'file.pdf_encrypted',
  'file.pdf_limits',
  'file.no_text',
  'file.archive_ratio',
  'file.archive_entries',
  'file.archive_corrupt',
  'file.archive_path',
  'file.nested_archive',
  'file.xml_dtd',
  'file.active_content',
  'file.read_limits',
] as const;
