/**
 * What every reader hands over: the text that all offsets refer to, where its stretches come from, and what was odd.
 * Readers get tokens or trees from the host (which opens ZIP, XML, HTML and PDF under its limits) and do the rest.
 */

/** A stretch of the text and its place in the file, e.g. `p[12]`, `table[2]/row[3]`, `page 4`. */
export interface Origin {
  readonly start: number;
  readonly end: number;
  readonly at: string;
  /** true for characters that the file does not hold, such as an automatic number */
  readonly synthetic?: true;
}

/** Something a person should know about how the file was read. */
export interface ReadWarning {
  readonly code: 'tracked_changes' | 'external_links_ignored' | 'hidden_text_dropped' | 'pictures_ignored' | 'unknown_numbering' | 'running_heads_dropped';
  /** zh-CN */
  readonly message: string;
  readonly count: number;
}

export interface ReadText {
  readonly text: string;
  readonly origin: readonly Origin[];
  readonly warnings: readonly ReadWarning[];
}

/** Collects lines into one text; every line ends with one `\n`. */
export class TextBuilder {
  readonly #parts: string[] = [];
  readonly #origin: Origin[] = [];
  #length = 0;

  /** Adds one line; `synthetic` counts the leading characters that the file does not hold. Empty lines are left out. */
  line(text: string, at: string, synthetic = 0): void {
    if (text.trim() === '') return;
    const start = this.#length;
    if (synthetic > 0) this.#origin.push({ start, end: start + synthetic, at, synthetic: true });
    this.#origin.push({ start: start + synthetic, end: start + text.length, at });
    this.#parts.push(text);
    this.#length += text.length + 1;
  }

  build(warnings: readonly ReadWarning[]): ReadText {
    return { text: this.#parts.length === 0 ? '' : `${this.#parts.join('\n')}\n`, origin: this.#origin, warnings };
  }
}

const isBlank = (c: string): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r' || c === '\f' || c === '\u00a0' || c === '\u3000' || c === '\u200b' || c === '\ufeff';

/** Trims blanks of every kind that office software leaves at the ends of paragraphs. Linear, without a pattern. */
export const trimBlanks = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start] ?? '')) start += 1;
  while (end > start && isBlank(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
};

/** Folds runs of ASCII white space (as HTML and XML layout leaves them) into one space. */
export const foldSpaces = (text: string): string => text.replace(/[ \t\r\n\f]+/g, ' ');

/** One table row as one line: cells joined by tabs, line ends and tabs inside a cell folded into spaces. */
export const rowLine = (cells: readonly string[]): string => cells.map((cell) => trimBlanks(cell.replace(/[\t\n\r]+/g, ' '))).join('\t');
