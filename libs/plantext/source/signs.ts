/**
 * One pass over a text for all extractors: which groups of trigger words a sentence and a clause hold. An extractor names
 * the words without which it finds nothing (`sign`), and asks one number instead of walking the clause itself.
 *
 * All groups are one automaton; the signs of a node are those of every word on the way to it, so a place costs one walk
 * along its longest word, whatever the number of groups.
 */
import { unitIds } from './code-trie.ts';

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

class SignAutomaton {
  /** unit id → node of the first character */
  readonly #root: Uint16Array;
  readonly #keys: Int32Array;
  readonly #to: Int32Array;
  readonly #shift: number;
  readonly #last: number;
  /** node → signs of all words that end on the way to it */
  readonly #signs: Int32Array;
  readonly #ids: Uint16Array;

  constructor(all: readonly (readonly string[])[]) {
    const steps = new Map<number, number>();
    const edges: (readonly [node: number, code: number, to: number])[] = [];
    const own: number[] = [0];
    const parents: number[] = [0];
    const firsts: (readonly [id: number, to: number])[] = [];
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
            if (node === 0) firsts.push([unitIds.of(code), to]);
            else edges.push([node, code, to]);
          }
          node = to;
        }
        own[node] = (own[node] ?? 0) | (1 << group);
      }
    });
    this.#ids = unitIds.table;
    this.#root = new Uint16Array(unitIds.count() + 1);
    for (const [id, to] of firsts) this.#root[id] = to;
    // parents come before their children
    this.#signs = new Int32Array(own.length);
    for (let node = 1; node < own.length; node++) this.#signs[node] = (own[node] ?? 0) | (this.#signs[parents[node] ?? 0] ?? 0);
    let bits = 2;
    while (1 << bits < edges.length * 2 + 2) bits++;
    this.#shift = 32 - bits;
    this.#last = (1 << bits) - 1;
    this.#keys = new Int32Array(1 << bits);
    this.#to = new Int32Array(1 << bits);
    for (const [node, code, to] of edges) {
      const key = (node << 16) | code;
      let at = Math.imul(key, SPREAD) >>> this.#shift;
      while (this.#keys[at] !== 0) at = (at + 1) & this.#last;
      this.#keys[at] = key;
      this.#to[at] = to;
    }
  }

  within(text: string, start: number, end: number): number {
    const ids = this.#ids;
    const root = this.#root;
    const keys = this.#keys;
    const to = this.#to;
    const shift = this.#shift;
    const last = this.#last;
    const signs = this.#signs;
    let found = 0;
    for (let i = start; i < end; i++) {
      const id = ids[text.charCodeAt(i)] as number;
      let node = id < root.length ? (root[id] as number) : 0;
      if (node === 0) continue;
      for (let k = i + 1; k < end; k++) {
        const key = (node << 16) | text.charCodeAt(k);
        let at = Math.imul(key, SPREAD) >>> shift;
        let seen = keys[at] as number;
        while (seen !== key && seen !== 0) {
          at = (at + 1) & last;
          seen = keys[at] as number;
        }
        if (seen === 0) break;
        node = to[at] as number;
      }
      found |= signs[node] as number;
    }
    return found;
  }
}

/** Signs of the trigger words that lie in a stretch. */
export const signsIn = (text: string, start: number, end: number): number => {
  automaton ??= new SignAutomaton(groups);
  return automaton.within(text, start, end);
};
