/** A LIKE pattern that finds the words literally: `%`, `_` and `\` lose their meaning (bad input R6). */
export function containsPattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}
