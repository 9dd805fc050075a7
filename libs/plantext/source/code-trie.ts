/**
 * The dictionary automaton of all packs: longest word that begins, or ends, at a place. A look-up costs at most the
 * longest word, whatever the number of words, so a pass over a text stays linear (plantext 5).
 *
 * First characters are one array read: characters that occur in any pack get small ids, so a row is a few kB and stays
 * in the cache where rows of 65,536 places would not. Further characters are one probe of an open hash table.
 */

const UNITS = 65_536;
/** Small ids of the characters of all packs; 0 = in no pack. */
const IDS = new Uint16Array(UNITS);
let known = 0;

const idOf = (code: number): number => {
  const id = IDS[code] ?? 0;
  if (id !== 0) return id;
  IDS[code] = ++known;
  return known;
};

/** Odd multiplier near 2^32 divided by the golden ratio; the high bits of the product are the place in the table. */
const SPREAD = 0x9e3779b1;

interface Edge {
  readonly node: number;
  readonly code: number;
  readonly to: number;
}

export class CodeTrie {
  /** lengths of the words by number, number 0 is none */
  readonly lengths: Int32Array;
  readonly #root: Uint16Array;
  readonly #keys: Int32Array;
  readonly #to: Int32Array;
  readonly #shift: number;
  readonly #last: number;
  /** node → number of the word that is complete there, or 0 */
  readonly #word: Int32Array;

  /**
   * @param words non-empty words; the number of a word is its place in the list plus one, the first of equal words counts
   * @param backward reads words from their ends, for `endingAt`
   */
  constructor(words: readonly string[], backward: boolean) {
    const steps = new Map<number, number>();
    const edges: Edge[] = [];
    const firsts: { readonly id: number; readonly to: number }[] = [];
    const complete = new Map<number, number>();
    this.lengths = new Int32Array(words.length + 1);
    let nodes = 0;
    for (let n = 0; n < words.length; n++) {
      const word = words[n] as string;
      this.lengths[n + 1] = word.length;
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const code = word.charCodeAt(backward ? word.length - 1 - i : i);
        const step = node * UNITS + code;
        let to = steps.get(step);
        if (to === undefined) {
          to = ++nodes;
          steps.set(step, to);
          if (node === 0) firsts.push({ id: idOf(code), to });
          else edges.push({ node, code, to });
        }
        node = to;
      }
      if (node !== 0 && !complete.has(node)) complete.set(node, n + 1);
    }
    this.#root = new Uint16Array(known + 1);
    for (const { id, to } of firsts) this.#root[id] = to;
    let bits = 2;
    while (1 << bits < edges.length * 2 + 2) bits++;
    this.#shift = 32 - bits;
    this.#last = (1 << bits) - 1;
    this.#keys = new Int32Array(1 << bits);
    this.#to = new Int32Array(1 << bits);
    for (const edge of edges) this.#put(edge);
    this.#word = new Int32Array(nodes + 1);
    for (const [node, n] of complete) this.#word[node] = n;
  }

  #put({ node, code, to }: Edge): void {
    const key = (node << 16) | code;
    let at = Math.imul(key, SPREAD) >>> this.#shift;
    while (this.#keys[at] !== 0) at = (at + 1) & this.#last;
    this.#keys[at] = key;
    this.#to[at] = to;
  }

  #step(node: number, code: number): number {
    const key = (node << 16) | code;
    const keys = this.#keys;
    let at = Math.imul(key, SPREAD) >>> this.#shift;
    for (let found = keys[at]; found !== 0; found = keys[at]) {
      if (found === key) return this.#to[at] as number;
      at = (at + 1) & this.#last;
    }
    return 0;
  }

  #first(code: number): number {
    const id = IDS[code] as number;
    return id < this.#root.length ? (this.#root[id] as number) : 0;
  }

  /** True when some word begins (in a backward automaton: ends) with this unit. */
  starts(code: number): boolean {
    return this.#first(code) !== 0;
  }

  /** Number of the longest word that begins at `at` and ends at or before `end`, or 0. */
  startingAt(text: string, at: number, end: number): number {
    const stop = end < text.length ? end : text.length;
    if (at >= stop || at < 0) return 0;
    let node = this.#first(text.charCodeAt(at));
    let best = 0;
    for (let i = at + 1; node !== 0; i++) {
      const word = this.#word[node] as number;
      if (word !== 0) best = word;
      if (i >= stop) break;
      node = this.#step(node, text.charCodeAt(i));
    }
    return best;
  }

  /** Number of the longest word that ends at `end` and begins at or after `start`, or 0. */
  endingAt(text: string, end: number, start: number): number {
    const stop = start > 0 ? start : 0;
    if (end <= stop || end > text.length) return 0;
    let node = this.#first(text.charCodeAt(end - 1));
    let best = 0;
    for (let i = end - 2; node !== 0; i--) {
      const word = this.#word[node] as number;
      if (word !== 0) best = word;
      if (i < stop) break;
      node = this.#step(node, text.charCodeAt(i));
    }
    return best;
  }
}
