/**
 * Word sets that answer "which is the longest word beginning (or ending) here" in time bounded by the longest word.
 * A pack is a string of words split at blanks. Two tries (forward, backward) over character codes; a bitmap of first
 * and last characters settles most places with one look.
 */
export interface WordSet {
  /** length of the longest word that begins at `at` and ends at or before `end`; 0 if none */
  readonly startingAt: (text: string, at: number, end: number) => number;
  /** length of the longest word that ends at `end` and begins at or after `start`; 0 if none */
  readonly endingAt: (text: string, end: number, start: number) => number;
  readonly has: (word: string) => boolean;
}

interface Trie {
  readonly first: Uint8Array;
  /** node * 65536 + character code → node */
  readonly next: Map<number, number>;
  readonly final: Set<number>;
}

const CODES = 65_536;

const trieOf = (words: readonly string[], backward: boolean): Trie => {
  const first = new Uint8Array(CODES);
  const next = new Map<number, number>();
  const final = new Set<number>();
  let nodes = 0;
  for (const word of words) {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(backward ? word.length - 1 - i : i);
      if (i === 0) first[code] = 1;
      const step = node * CODES + code;
      node = next.get(step) ?? 0;
      if (node === 0) {
        node = ++nodes;
        next.set(step, node);
      }
    }
    final.add(node);
  }
  return { first, next, final };
};

/** Splits a pack at blanks and line ends, without empty words. */
export const wordsOf = (pack: string): string[] => [...new Set(pack.split(/[ \n]/).filter((word) => word !== ''))];

/** Builds a set from words or from a pack. */
export const wordSet = (source: string | readonly string[]): WordSet => {
  const words = typeof source === 'string' ? wordsOf(source) : [...new Set(source)];
  const all = new Set(words);
  const forward = trieOf(words, false);
  const backward = trieOf(words, true);
  return {
    has: (word) => all.has(word),
    startingAt: (text, at, end) => {
      if (at >= end || forward.first[text.charCodeAt(at)] !== 1) return 0;
      let node = 0;
      let best = 0;
      for (let i = at; i < end; i++) {
        node = forward.next.get(node * CODES + text.charCodeAt(i)) ?? 0;
        if (node === 0) break;
        if (forward.final.has(node)) best = i + 1 - at;
      }
      return best;
    },
    endingAt: (text, end, start) => {
      if (end <= start || backward.first[text.charCodeAt(end - 1)] !== 1) return 0;
      let node = 0;
      let best = 0;
      for (let i = end - 1; i >= start; i--) {
        node = backward.next.get(node * CODES + text.charCodeAt(i)) ?? 0;
        if (node === 0) break;
        if (backward.final.has(node)) best = end - i;
      }
      return best;
    },
  };
};
