/** A LIKE pattern that finds the words literally: `%`, `_` and `\` lose their meaning. */
export const containsPattern = (words: string): string => `%${words.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
