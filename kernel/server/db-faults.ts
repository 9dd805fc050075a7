/**
 * Faults of the connection to PostgreSQL, apart from faults of ours: no connection within the time limit, a server that
 * restarts or has no room, a statement cut off by its time limit. For the caller that is "come back later", not "broken".
 */

/** SQLSTATEs by which the server says that it cannot now: classes 08 and 53 whole, shut-down and time limits of 57, a lock not had, an idle transaction cut. */
const unavailable = /^(?:08...|53...|57014|57P0[1-5]|55P03|25P0[34])$/;
const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** The driver's own errors carry no code. */
const driverText = /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The database could not serve; `isOutcomeUnknown` when the connection went while the commit was under way. */
export class DatabaseUnavailable extends Error {
  readonly code: string | undefined;
  readonly isOutcomeUnknown: boolean;

  constructor(cause: unknown, isOutcomeUnknown: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'DatabaseUnavailable';
    this.code = codeOf(cause);
    this.isOutcomeUnknown = isOutcomeUnknown;
  }
}

/** True when the error says that the server or the way to it was not to be had. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const code = codeOf(error) ?? '';
  return unavailable.test(code) || socketCodes.has(code) || (error instanceof Error && driverText.test(error.message));
}
