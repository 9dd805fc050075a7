/**
 * One pass over a text for all extractors: which groups of trigger words a sentence and a clause hold. An extractor names
 * the words without which it finds nothing (`sign`), and asks one number instead of walking the clause itself.
 *
 * All groups are one automaton; the signs of a node are those of every word on the way to it, so a place costs one walk
 * along its longest word, whatever the number of groups.
 */

/** A sign is one bit of a small integer. */
const MOST_SIGNS = 31;
const UNITS = 65_536;
const SPREAD = 0x9e3779b1;

const groups: (readonly string[])[] = [];
let automaton: SignAutomaton | null = null;

/** Declares a group of trigger words while a module loads and gives its sign. Only whole words count, single characters too. */
export const sign = (words: readonly string[]): number => {
  if (groups.length >= MOST_SIGNS) throw new RangeError('no sign is left for another group of trigger words');
  automaton = null;
  groups.push(words);
  return 1 << (groups.length - 1);
};

/** As many words may be single characters, so that their table is one of bytes. */
const MOST_SINGLES = 255;
/** Bits of the filter of beginnings: thirty times as many as there are beginnings of two characters. */
const FILTER_BITS = 15;

const beginningOf = (first: number, second: number): number => Math.imul((first << 16) | second, SPREAD) >>> (32 - FILTER_BITS);

/** All but the filter and the words of one character are looked up only where two characters begin a word. */
class SignAutomaton {
  /** character → its place among the words of one character, 0 for none */
  readonly #single = new Uint8Array(UNITS);
  readonly #singleSigns = new Int32Array(MOST_SINGLES + 1);
  /** one bit for each beginning of two characters */
  readonly #beginnings = new Int32Array(1 << (FILTER_BITS - 5));
  /** character → node of it as the first of a word */
  readonly #first = new Uint16Array(UNITS);
  readonly #keys: Int32Array;
  readonly #to: Int32Array;
  readonly #shift: number;
  readonly #last: number;
  /** node → signs of all words that end on the way to it */
  readonly #signs: Int32Array;

  constructor(all: readonly (readonly string[])[]) {
    const steps = new Map<number, number>();
    const edges: (readonly [node: number, code: number, to: number])[] = [];
    const own: number[] = [0];
    const parents: number[] = [0];
    all.forEach((words, group) => {
      for (const word of words) {
        let node = 0;
        for (let i = 0; i < word.length; i++) {
          const code = word.charCodeAt(i);
          let to = steps.get(node * UNITS + code);
          if (to === undefined) {
            to = own.length;
            own.push(0);
            parents.push(node);
            steps.set(node * UNITS + code, to);
            if (node === 0) this.#first[code] = to;
            else edges.push([node, code, to]);
            if (i === 1) this.#addBeginning(beginningOf(word.charCodeAt(0), code));
          }
          node = to;
        }
        own[node] = (own[node] ?? 0) | (1 << group);
      }
    });
    // parents come before their children
    this.#signs = new Int32Array(own.length);
    for (let node = 1; node < own.length; node++) this.#signs[node] = (own[node] ?? 0) | (this.#signs[parents[node] ?? 0] ?? 0);
    this.#addSingles(new Set(all.flat().filter((word) => word.length === 1)));
    let bits = 2;
    while (1 << bits < edges.length * 2 + 2) bits++;
    this.#shift = 32 - bits;
    this.#last = (1 << bits) - 1;
    this.#keys = new Int32Array(1 << bits);
    this.#to = new Int32Array(1 << bits);
    for (const [node, code, to] of edges) this.#put((node << 16) | code, to);
  }

  #put(key: number, to: number): void {
    let at = Math.imul(key, SPREAD) >>> this.#shift;
    while (this.#keys[at] !== 0) at = (at + 1) & this.#last;
    this.#keys[at] = key;
    this.#to[at] = to;
  }

  #addBeginning(bit: number): void {
    this.#beginnings[bit >> 5] = (this.#beginnings[bit >> 5] as number) | (1 << (bit & 31));
  }

  #addSingles(words: ReadonlySet<string>): void {
    if (words.size > MOST_SINGLES) throw new RangeError('too many trigger words of one character');
    let place = 0;
    for (const word of words) {
      const code = word.charCodeAt(0);
      this.#single[code] = ++place;
      this.#singleSigns[place] = this.#signs[this.#first[code] as number] as number;
    }
  }

  within(text: string, start: number, end: number): number {
    const single = this.#single;
    const singleSigns = this.#singleSigns;
    const beginnings = this.#beginnings;
    let found = 0;
    let before = 0;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      found |= singleSigns[single[code] as number] as number;
      const bit = beginningOf(before, code);
      if (((beginnings[bit >> 5] as number) & (1 << (bit & 31))) !== 0) found |= this.#behind(this.#first[before] as number, text, i, end);
      before = code;
    }
    return found;
  }

  /** Signs on the way that goes on from a node with the characters from `at` on. */
  #behind(from: number, text: string, at: number, end: number): number {
    const keys = this.#keys;
    const last = this.#last;
    let node = from;
    for (let k = at; k < end; k++) {
      const key = (node << 16) | text.charCodeAt(k);
      let place = Math.imul(key, SPREAD) >>> this.#shift;
      let seen = keys[place] as number;
      while (seen !== key && seen !== 0) {
        place = (place + 1) & last;
        seen = keys[place] as number;
      }
      if (seen === 0) break;
      node = this.#to[place] as number;
    }
    return this.#signs[node] as number;
  }
}

/** Signs of the trigger words that lie in a stretch. */
export const signsIn = (text: string, start: number, end: number): number => {
  automaton ??= new SignAutomaton(groups);
  return automaton.within(text, start, end);
};
