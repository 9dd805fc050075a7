/**
 * Cookies by bare name. Over https they carry the prefix `__Host-`, which browsers accept only with Secure, Path=/ and without
 * Domain, so no sister site can plant one; plain http (this machine only) has no such prefix. Values are random tokens, so
 * nothing has to be quoted, encoded or signed.
 */
import type { CookieChange } from './caller.ts';

const prefix = '__Host-';
const tokenForm = /^[A-Za-z0-9_-]{1,200}$/;

/** Cookies of other software on the same host are skipped; of two with one name the first counts. */
export function readCookies(header: string | undefined, isHttps: boolean): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    const fullName = pair.slice(0, Math.max(0, equals)).trim();
    const value = pair.slice(equals + 1).trim();
    if (fullName.startsWith(prefix) !== isHttps || !tokenForm.test(value)) continue;
    const name = isHttps ? fullName.slice(prefix.length) : fullName;
    if (tokenForm.test(name) && !found.has(name)) found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** The Set-Cookie line of a change. */
export function cookieLine({ name, value }: CookieChange, isHttps: boolean): string {
  if (value !== null && !tokenForm.test(value)) throw new Error(`the value of cookie ${name} is no token`);
  const attributes = ['Path=/', 'HttpOnly', ...(isHttps ? ['Secure'] : []), 'SameSite=Lax', ...(value === null ? ['Max-Age=0'] : [])];
  return [`${isHttps ? prefix : ''}${name}=${value ?? ''}`, ...attributes].join('; ');
}
