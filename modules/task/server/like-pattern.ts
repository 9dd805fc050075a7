/** User text as a literal part: `%`, `_` and `\` lose their meaning. */
export const containsPattern = (words: string): string => `%${words.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
