/** CSV bytes → cells as text, and how they were read. Runs in the limited child process; nothing in a cell is ever computed. */
import { parse } from 'csv-parse/sync';
import { rearm } from '#libs/plantext/export/csv.ts';
import { decodeText } from '#libs/plantext/source/decode.ts';
import type { TextEncodingName } from '#libs/plantext/source/decode.ts';
import { ReadRefusal, maxTableLineBytes } from './read-refusal.ts';
import { splitLines } from './split-lines.ts';

export type CsvSeparator = ',' | ';' | '\t';

export type CsvReading =
  | {
      readonly rows: readonly (readonly { readonly text: string }[])[];
      readonly encoding: TextEncodingName;
      /** false when the encoding is a guess from the bytes: neither UTF-8 nor a byte order mark says it */
      readonly isCertain: boolean;
      readonly separator: CsvSeparator;
      readonly firstLines: readonly string[];
    }
  | { readonly fault: 'empty' }
  | { readonly fault: 'not-text' }
  /** offset of the byte that is no text */
  | { readonly fault: 'encoding'; readonly offset: number }
  /** line of the text, from 1 */
  | { readonly fault: 'line' | 'quote'; readonly line: number }
  | { readonly fault: 'columns'; readonly row: number; readonly columns: number; readonly header: number };

const maxCells = 2_000_000;
const separators: readonly CsvSeparator[] = [',', '\t', ';'];

/** The separator that the first line with words holds most often outside quotes; a comma when it holds none. */
export function separatorOf(header: string): CsvSeparator {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const char of header) {
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return separators.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}

/** The line on which the cell begins whose quotes do not pair; the parser itself names the line where it noticed. */
export function lineOfOddQuote(text: string, separator: CsvSeparator): number {
  let line = 1;
  let opened = 0;
  let isStart = true;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    const isEnd = char === '\n' || (char === '\r' && text[i + 1] !== '\n');
    if (opened > 0 && char === '"') {
      const next = text[i + 1];
      if (next === '"') i += 1;
      else if (next === undefined || next === separator || next === '\n' || next === '\r') opened = 0;
      else return opened;
    } else if (opened === 0 && char === '"') {
      if (!isStart) return line;
      opened = line;
    }
    isStart = opened === 0 && (char === separator || isEnd);
    if (isEnd) line += 1;
  }
  return opened;
}

const used = (row: readonly string[]): number => row.findLastIndex((cell) => cell.trim() !== '') + 1;

/** The first row that reaches beyond the header; a missing cell at the end of a row is an empty one. */
function tooWide(rows: readonly (readonly string[])[]): CsvReading | undefined {
  const head = rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  const header = used(rows[head] ?? []);
  const at = head < 0 ? -1 : rows.findIndex((row, index) => index > head && used(row) > header);
  return at < 0 ? undefined : { fault: 'columns', row: at + 1, columns: used(rows[at] ?? []), header };
}

function cellsOf(text: string, separator: CsvSeparator): string[][] | { readonly line: number } {
  let cells = 0;
  try {
    return parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (row: string[]) => {
        cells += row.length;
        if (cells > maxCells) throw new ReadRefusal('read_limits');
        return row;
      },
    });
  } catch (error) {
    if (error instanceof ReadRefusal) throw error;
    return { line: lineOfOddQuote(text, separator) };
  }
}

const hasMark = (bytes: Uint8Array): boolean => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** Reads the whole file, or says what is wrong with it and where. Throws ReadRefusal for more cells than a table has. */
export function readCsv(bytes: Uint8Array): CsvReading {
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    if (decoded.code === 'text_encoding') return { fault: 'encoding', offset: decoded.offset };
    return { fault: decoded.code === 'empty_file' ? 'empty' : 'not-text' };
  }
  const { text, encoding } = decoded;
  if (text.trim() === '') return { fault: 'empty' };
  const lines = splitLines(text);
  const long = lines.findIndex((line) => line.length * 3 > maxTableLineBytes && Buffer.byteLength(line) > maxTableLineBytes);
  if (long >= 0) return { fault: 'line', line: long + 1 };
  const separator = separatorOf(lines.find((line) => line.trim() !== '') ?? '');
  const rows = cellsOf(text, separator);
  if (!Array.isArray(rows)) return { fault: 'quote', line: rows.line };
  return (
    tooWide(rows) ?? {
      rows: rows.map((row) => row.map((cell) => ({ text: rearm(cell) }))),
      encoding,
      isCertain: encoding === 'utf-8' || hasMark(bytes),
      separator,
      firstLines: lines.slice(0, 3).map((line) => line.slice(0, 200)),
    }
  );
}
