/** Bounded searches. `String.indexOf` has no end and would run to the end of the document for every line. */

/** First place of a character code in [from, to), -1 if it is not there. */
export const findCode = (view: string, code: number, from: number, to: number): number => {
  for (let i = from; i < to; i++) if (view.charCodeAt(i) === code) return i;
  return -1;
};

/** Last place of a character code in [from, to), -1 if it is not there. */
export const findLastCode = (view: string, code: number, from: number, to: number): number => {
  for (let i = to - 1; i >= from; i--) if (view.charCodeAt(i) === code) return i;
  return -1;
};

/** The places of one character for a pass that only moves forward: the native search sees the text once, however many lines ask. */
export class Places {
  readonly #text: string;
  readonly #char: string;
  #at = -1;

  constructor(text: string, char: string) {
    this.#text = text;
    this.#char = char;
  }

  /** First place at or behind `at`, which never goes back; the length of the text if there is none. */
  from(at: number): number {
    if (this.#at < at) {
      const found = this.#text.indexOf(this.#char, at);
      this.#at = found < 0 ? this.#text.length : found;
    }
    return this.#at;
  }
}
