/**
 * Memory of the thread that compiles a large file. The records of a plan live until it is compiled: with room for the
 * young ones they are copied once instead of at every scavenge (a tenth of the time of an 8 MB text).
 */
export const compileLimits = { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 192 } as const;
