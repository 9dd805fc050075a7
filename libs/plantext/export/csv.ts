/** CSV (RFC 4180) that a spreadsheet opens as text: cells that begin like a formula are disarmed. */

/** Characters that make a spreadsheet take a cell for a formula, their full-width twins included. */
const formulaStarts = '=+-@\t\r＝＋－＠';

const isNumber = (text: string): boolean => {
  const body = text.startsWith('-') ? text.slice(1) : text;
  return body !== '' && body.length <= 15 && /^\d+(\.\d+)?$/.test(body);
};

/** Text that no spreadsheet evaluates: a leading apostrophe before formula starts; true negative numbers stay. */
export const disarm = (text: string): string => (text !== '' && formulaStarts.includes(text[0] ?? '') && !isNumber(text) ? `'${text}` : text);

/** Takes away what `disarm` put before a cell, for tables that come back. */
export const rearm = (text: string): string => (text.startsWith("'") && disarm(text.slice(1)) === text ? text.slice(1) : text);

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows to CSV with CRLF line ends and a BOM, which spreadsheets need to read Chinese. */
export const toCsv = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((row) => row.map((cell) => quote(disarm(cell))).join(',')).join('\r\n')}\r\n`;
