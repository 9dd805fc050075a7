/**
 * Word sets that answer "which is the longest word beginning (or ending) here" in bounded time.
 * A pack is a string of words split at blanks; lookups compare at most the words that share a first (last) character.
 */
export interface WordSet {
  /** length of the longest word that begins at `at` and ends at or before `end`; 0 if none */
  readonly startingAt: (text: string, at: number, end: number) => number;
  /** length of the longest word that ends at `end` and begins at or after `start`; 0 if none */
  readonly endingAt: (text: string, end: number, start: number) => number;
  readonly has: (word: string) => boolean;
}

const bucket = (words: readonly string[], charOf: (word: string) => string): Map<string, string[]> => {
  const map = new Map<string, string[]>();
  for (const word of words) {
    const key = charOf(word);
    const list = map.get(key);
    if (list === undefined) map.set(key, [word]);
    else list.push(word);
  }
  for (const list of map.values()) list.sort((a, b) => b.length - a.length);
  return map;
};

/** Splits a pack at blanks and line ends, without empty words. */
export const wordsOf = (pack: string): string[] => [...new Set(pack.split(/[ \n]/).filter((word) => word !== ''))];

/** Builds a set from words or from a pack. */
export const wordSet = (source: string | readonly string[]): WordSet => {
  const words = typeof source === 'string' ? wordsOf(source) : [...new Set(source)];
  const all = new Set(words);
  const first = bucket(words, (word) => word.charAt(0));
  const last = bucket(words, (word) => word.charAt(word.length - 1));
  return {
    has: (word) => all.has(word),
    startingAt: (text, at, end) => {
      for (const word of first.get(text.charAt(at)) ?? []) if (at + word.length <= end && text.startsWith(word, at)) return word.length;
      return 0;
    },
    endingAt: (text, end, start) => {
      for (const word of last.get(text.charAt(end - 1)) ?? []) if (end - word.length >= start && text.startsWith(word, end - word.length)) return word.length;
      return 0;
    },
  };
};
