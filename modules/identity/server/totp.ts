/** Time-based one-time passwords (RFC 6238) by a library; that a code works once only is ours (ASVS 6.5.1). */
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#kernel/calendar.ts';

const period = 30;
/** One step either way for clocks that differ (RFC 6238, 5.2). */
const window = 1;

const totpOf = (secret: string, label = ''): TOTP => new TOTP({ issuer: '落实', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });

/** 160 bits (RFC 4226, 4 R6), in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** `otpauth://totp/…` for the QR code of an authenticator app. */
export function totpAddress(secret: string, accountName: string): string {
  return totpOf(secret, accountName).toString();
}

/**
 * The time step that a code stands for, or null when it is wrong or not newer than the last one used. Who calls it stores the
 * step in the same transaction, so that a code read over a shoulder is worthless.
 */
export function acceptedStep(secret: string, code: string, moment: { readonly now: Instant; readonly lastStep: number | null }): number | null {
  const typed = code.replace(/\s/g, '');
  if (!/^[0-9]{6}$/.test(typed)) return null;
  const timestamp = moment.now.epochMilliseconds;
  const delta = totpOf(secret).validate({ token: typed, timestamp, window });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / period) + delta;
  return moment.lastStep !== null && step <= moment.lastStep ? null : step;
}

/** The code of a moment, as an authenticator app shows it; for enrolment tests. */
export function codeAt(secret: string, now: Instant): string {
  return totpOf(secret).generate({ timestamp: now.epochMilliseconds });
}
