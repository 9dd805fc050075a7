/** Dictionary automaton with a value for each word: longest word starting at a place, or ending at a place. */
import { CodeTrie } from '../source/code-trie.ts';

export interface Hit<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

export class WordTrie<T> {
  readonly #trie: CodeTrie;
  /** value of each word by its number; place 0 is none */
  readonly #values: (T | undefined)[] = [undefined];

  /** `reverse` builds the automaton for words that END at a place. The first of equal words counts. */
  constructor(entries: Iterable<readonly [string, T]>, reverse = false) {
    const words: string[] = [];
    for (const [word, value] of entries) {
      if (word === '' || value === undefined) continue;
      words.push(word);
      this.#values.push(value);
    }
    this.#trie = new CodeTrie(words, reverse);
  }

  /** True when some word starts (in a reverse automaton: ends) with this unit; lets a pass skip most places at once. */
  starts(code: number): boolean {
    return this.#trie.starts(code);
  }

  /** Value of the longest word that starts at `i` and ends before `limit`, without its place. */
  valueAt(text: string, i: number, limit: number): T | undefined {
    return this.#values[this.#trie.startingAt(text, i, limit)];
  }

  /** Value of the longest word that ends at `end` and starts at `from` or later. Needs `reverse`. */
  valueEndingAt(text: string, end: number, from: number): T | undefined {
    return this.#values[this.#trie.endingAt(text, end, from)];
  }

  /** End of the longest word that starts at `i` and ends before `limit`, -1 for none; makes no object. */
  endFrom(text: string, i: number, limit: number): number {
    const word = this.#trie.startingAt(text, i, limit);
    return word === 0 ? -1 : i + (this.#trie.lengths[word] as number);
  }

  /** Start of the longest word that ends at `end` and starts at `from` or later, -1 for none. Needs `reverse`. */
  startTo(text: string, end: number, from: number): number {
    const word = this.#trie.endingAt(text, end, from);
    return word === 0 ? -1 : end - (this.#trie.lengths[word] as number);
  }

  /** Longest word that starts at `i` and ends before `limit`. */
  startingAt(text: string, i: number, limit: number): Hit<T> | null {
    const word = this.#trie.startingAt(text, i, limit);
    return word === 0 ? null : { start: i, end: i + (this.#trie.lengths[word] as number), value: this.#values[word] as T };
  }

  /** Longest word that ends at `end` (exclusive) and starts at `from` or later. Needs `reverse`. */
  endingAt(text: string, end: number, from: number): Hit<T> | null {
    const word = this.#trie.endingAt(text, end, from);
    return word === 0 ? null : { start: end - (this.#trie.lengths[word] as number), end, value: this.#values[word] as T };
  }
}
