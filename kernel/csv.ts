/** CSV by RFC 4180 for spreadsheets: text that begins like a formula, full-width signs too, gets an apostrophe (bad input F1–F3). */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;
const plainNumber = /^[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?$/;

/** A text that a spreadsheet would take for a formula is kept as text. */
export const guardFormula = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

export function csvField(text: string): string {
  const safe = plainNumber.test(text) ? text : guardFormula(text);
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows with CRLF ends and a byte order mark, which Excel needs to read UTF-8. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`;
}

/** RFC 4180: the first row is the header. */
export const csvMediaType = 'text/csv; charset=utf-8; header=present';
