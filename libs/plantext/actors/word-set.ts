/** A set of words as an automaton: the longest word that starts at a place, in constant time. */
import { WordTrie } from '../quantities/word-trie.ts';

/** Longest word of any pack, characters. */
const LONGEST_WORD = 24;

export interface WordSet {
  /** longest word that starts at `at`, or undefined */
  at(text: string, at: number): string | undefined;
}

export function wordSet(words: readonly string[]): WordSet {
  const trie = new WordTrie(words.map((w) => [w, w] as const));
  return { at: (text, at) => trie.valueAt(text, at, at + LONGEST_WORD) };
}

export interface EndingSet {
  /** longest word that ends at `end` and starts at `from` or later, or undefined */
  at(text: string, end: number, from?: number): string | undefined;
}

/** The same for words that END at a place. */
export function endingSet(words: readonly string[]): EndingSet {
  const trie = new WordTrie(
    words.map((w) => [w, w] as const),
    true,
  );
  return { at: (text, end, from = 0) => trie.valueEndingAt(text, end, from) };
}
