/**
 * A set of single characters by code. `'…'.includes(text.charAt(i))` makes a string for every place it looks at; this is
 * two array reads.
 */
const UNITS = 65_536;
/** Bits of sets that are made while a module loads: 32 sets to one table of codes. */
const TABLES: Int32Array[] = [];
let made = 0;

export class CharSet {
  readonly #table: Int32Array;
  readonly #bit: number;

  constructor(chars: string) {
    const index = made >> 5;
    TABLES[index] ??= new Int32Array(UNITS);
    this.#table = TABLES[index] as Int32Array;
    this.#bit = 1 << (made & 31);
    made++;
    for (let i = 0; i < chars.length; i++) {
      const code = chars.charCodeAt(i);
      this.#table[code] = (this.#table[code] as number) | this.#bit;
    }
  }

  /** False for NaN, which `charCodeAt` gives outside a text. */
  has(code: number): boolean {
    return ((this.#table[code] as number) & this.#bit) !== 0;
  }

  /** True as well outside the text, as `includes('')` is. */
  at(text: string, i: number): boolean {
    const code = text.charCodeAt(i);
    return Number.isNaN(code) || ((this.#table[code] as number) & this.#bit) !== 0;
  }
}
