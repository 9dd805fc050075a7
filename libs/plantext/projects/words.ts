/**
 * Word sets that answer "which is the longest word beginning (or ending) here" in time bounded by the longest word.
 * A pack is a string of words split at blanks.
 */
import { CodeTrie } from '../source/code-trie.ts';

export interface WordSet {
  /** length of the longest word that begins at `at` and ends at or before `end`; 0 if none */
  readonly startingAt: (text: string, at: number, end: number) => number;
  /** length of the longest word that ends at `end` and begins at or after `start`; 0 if none */
  readonly endingAt: (text: string, end: number, start: number) => number;
  readonly has: (word: string) => boolean;
}

/** Splits a pack at blanks and line ends, without empty words. */
export const wordsOf = (pack: string): string[] => [...new Set(pack.split(/[ \n]/).filter((word) => word !== ''))];

class PackSet implements WordSet {
  readonly #all: ReadonlySet<string>;
  readonly #forward: CodeTrie;
  readonly #backward: CodeTrie;

  constructor(all: ReadonlySet<string>) {
    const words = [...all];
    this.#all = all;
    this.#forward = new CodeTrie(words, false);
    this.#backward = new CodeTrie(words, true);
  }

  has(word: string): boolean {
    return this.#all.has(word);
  }

  startingAt(text: string, at: number, end: number): number {
    return this.#forward.lengths[this.#forward.startingAt(text, at, end)] as number;
  }

  endingAt(text: string, end: number, start: number): number {
    return this.#backward.lengths[this.#backward.endingAt(text, end, start)] as number;
  }
}

/** Builds a set from words or from a pack. */
export const wordSet = (source: string | readonly string[]): WordSet => new PackSet(new Set(typeof source === 'string' ? wordsOf(source) : source));
