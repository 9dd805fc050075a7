/**
 * The one way in for uploaded tables: xlsx or CSV by content, read under limits before any transaction, with what a person has
 * to know about the reading (design: bad input A10, A12, A14, A15, A17, A18).
 */
import { createHash } from 'node:crypto';
import type { UploadedFile } from '#kernel/endpoint.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';
import type { TableReading } from '#kernel/table-file.ts';
import { sniffFormat } from '#libs/plantext/source/sniff.ts';
import { formatBytes } from '../problem.ts';
import { readerRefusal } from '../reader-refusals.ts';
import { notesOnSheets } from './notes-on-sheets.ts';
import { readCsvSafely } from './read-csv-safely.ts';
import type { CsvReading } from './read-csv.ts';
import { maxTableLineBytes } from './read-refusal.ts';
import { readWorkbookSafely } from './read-workbook-safely.ts';
import type { Sheet } from './read-xlsx.ts';

export interface TableSpec {
  readonly maxBytes: number;
  /** where the right file comes from, e.g. 从本系统导出的任务分解表 */
  readonly origin: string;
  /** sheets to read; without a match, or when left out, the first one */
  readonly isWanted?: (name: string) => boolean;
}

export interface OpenedTable {
  readonly fileName: string;
  readonly sha256: string;
  /** the sheets that are read, never none; a CSV is one sheet without a name */
  readonly sheets: readonly [Sheet, ...Sheet[]];
  readonly isCsv: boolean;
  readonly reading: TableReading;
}

type Opened = Pick<OpenedTable, 'sheets' | 'isCsv' | 'reading'>;

const encodingWords = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16（小端）', 'utf-16be': 'UTF-16（大端）', gb18030: 'GB18030' } as const;
const separatorWords = { ',': '逗号', ';': '分号', '\t': '制表符' } as const;
const noSheet: Sheet = { name: '', rows: [], hiddenRows: [] };

const acceptedBy = ({ origin }: TableSpec): string => `${origin}（Excel 的 xlsx，或另存的 CSV）`;

async function openWorkbook(bytes: Uint8Array, spec: TableSpec): Promise<Opened> {
  const outcome = await readWorkbookSafely(bytes);
  if (!outcome.ok)
    throw outcome.code === 'type_mismatch' ? fileRefusals.type_mismatch({ found: '其他类型的压缩文件', accepted: acceptedBy(spec) }) : readerRefusal(outcome.code, outcome.message);
  const wanted = outcome.sheets.filter(({ name }) => spec.isWanted?.(name) === true);
  const [first = outcome.sheets[0] ?? noSheet, ...rest] = wanted;
  const sheets = [first, ...rest] as const;
  const unread = outcome.sheets.filter((sheet) => !sheets.includes(sheet)).map(({ name }) => name);
  return { sheets: [...sheets], isCsv: false, reading: { detected: null, firstLines: [], ...notesOnSheets(sheets, unread) } };
}

function throwFault(csv: Extract<CsvReading, { readonly fault: string }>, spec: TableSpec): never {
  switch (csv.fault) {
    case 'empty':
      throw fileRefusals.empty_file();
    case 'not-text':
      throw fileRefusals.type_mismatch({ found: '其他类型的数据', accepted: acceptedBy(spec) });
    case 'encoding':
      throw fileRefusals.text_encoding({ offset: csv.offset });
    case 'line':
      throw fileRefusals.line_too_long({ line: csv.line, limit: formatBytes(maxTableLineBytes) });
    case 'quote':
      throw fileRefusals.csv_quote({ line: csv.line });
    default:
      throw fileRefusals.csv_columns(csv);
  }
}

async function openCsv(bytes: Uint8Array, spec: TableSpec): Promise<Opened> {
  const outcome = await readCsvSafely(bytes);
  if (!outcome.ok) throw readerRefusal(outcome.code, outcome.message);
  const { csv } = outcome;
  if ('fault' in csv) return throwFault(csv, spec);
  const detected = `按 ${encodingWords[csv.encoding]} 编码、${separatorWords[csv.separator]}分隔读取`;
  return {
    sheets: [{ ...noSheet, rows: csv.rows }],
    isCsv: true,
    reading: { detected, firstLines: [...csv.firstLines], notes: [], needsConfirmation: !csv.isCertain },
  };
}

/** What the bytes are: content first, and a name that says another kind is a mismatch. */
function kindOf({ name, bytes }: UploadedFile, spec: TableSpec): 'xlsx' | 'csv' {
  const accepted = acceptedBy(spec);
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    if (ending === 'csv' || ending === 'txt') throw fileRefusals.type_mismatch({ found: '压缩文件或 Excel 文件，与文件名的扩展名不符', accepted });
    return 'xlsx';
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw fileRefusals.type_mismatch({ found: '旧版 Excel（xls）或加密的文件', accepted });
  const found = { txt: undefined, html: '网页', docx: 'Word 文件', pdf: 'PDF', zip: '压缩文件', binary: '其他类型的数据' }[sniffFormat(bytes)];
  if (found !== undefined) throw fileRefusals.type_mismatch({ found, accepted });
  if (ending === 'xlsx') throw fileRefusals.type_mismatch({ found: '其他类型的数据，与文件名的扩展名不符', accepted });
  return 'csv';
}

/** Opens an uploaded table. Throws a Refusal `file.*`. */
export async function openTable(file: UploadedFile, spec: TableSpec): Promise<OpenedTable> {
  const { name, bytes } = file;
  if (bytes.length === 0) throw fileRefusals.empty_file();
  if (bytes.length > spec.maxBytes) throw fileRefusals.too_large({ limit: formatBytes(spec.maxBytes) });
  const opened = kindOf(file, spec) === 'xlsx' ? await openWorkbook(bytes, spec) : await openCsv(bytes, spec);
  return { fileName: name, sha256: createHash('sha256').update(bytes).digest('hex'), ...opened };
}

/** For imports: a reading that is a guess, or that leaves a person in doubt, has been looked at by one. Throws `file.reading_unconfirmed`. */
export function requireConfirmed({ reading }: Pick<OpenedTable, 'reading'>, isConfirmed: boolean): void {
  if (!reading.needsConfirmation || isConfirmed) return;
  const { detected, firstLines, notes } = reading;
  const lines = detected === null ? [] : [`${detected}；前 ${firstLines.length} 行：${firstLines.map((line) => `「${line.slice(0, 60)}」`).join('')}`];
  throw fileRefusals.reading_unconfirmed({ words: [...lines, ...notes].join('；') });
}
