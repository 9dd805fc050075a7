import { createHash } from 'node:crypto';

/** Digest of a value in its JSON form; keys in the order in which they were written. */
export const sha256Of = (value: unknown): string =>
  createHash('sha256')
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex');
