/** Secrets that people or browsers hand back: only their hash is stored. They are random and long, so a plain SHA-256 will do. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits for a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** No I, L, O, U, 0, 1: read out over the telephone and typed in again. 30 letters: bytes from 240 on are drawn again. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 5;
const groupLength = 5;

/** A code for people, e.g. `7KQ2M-…`: 25 letters of 30, about 122 bits. */
export function newCode(): string {
  const drawn: string[] = [];
  while (drawn.length < groups * groupLength) {
    for (const byte of randomBytes(32)) {
      if (byte < 240 && drawn.length < groups * groupLength) drawn.push(letters[byte % letters.length] ?? '');
    }
  }
  return Array.from({ length: groups }, (_, group) => drawn.slice(group * groupLength, (group + 1) * groupLength).join('')).join('-');
}

/** What was typed in, without blanks and dashes, in capitals. */
export function hashCode(typed: string): Uint8Array {
  return hashToken(typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, ''));
}
