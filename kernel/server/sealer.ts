/**
 * Seals small secrets that have to be read again, such as the seed of an authenticator app: AES-256-GCM with a key derived from
 * the node's secret per purpose. Whoever has the database alone cannot read them.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer {
  /** `purpose` is bound in: a text sealed for one cannot be opened for another. */
  seal(purpose: string, text: string): string;
  /** Throws when the text was changed, sealed for another purpose or with another secret. */
  open(purpose: string, sealed: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

export function createSealer(secret: string): Sealer {
  const keyOf = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'luoshi', `seal:${purpose}`, 32));
  return Object.freeze({
    seal: (purpose: string, text: string): string => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(purpose), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open: (purpose: string, sealed: string): string => {
      const text = sealed.replace(/^v1\./, '');
      const bytes = Buffer.from(text, 'base64url');
      // The last base64 character can hold unused bits: a text that is not the one we wrote is a changed one.
      if (bytes.toString('base64url') !== text) throw new Error('sealed text is not in its canonical form');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(purpose), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
  });
}
