/**
 * Structured logs to stderr, one JSON object per line, so that CR/LF or ESC in a value cannot forge a
 * line. Bodies, headers, query words and personal fields are never logged (architecture 10.15).
 */
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger, LoggerOptions } from 'pino';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly ip?: string;
}

const options: LoggerOptions = {
  base: { name: 'luoshi' },
  timestamp: stdTimeFunctions.isoTime,
  serializers: {
    req: (request: LoggedRequest) => ({ method: request.method, path: request.url.split('?', 1)[0], ip: request.ip }),
    res: (reply: { readonly statusCode: number }) => ({ status: reply.statusCode }),
    err: (error: unknown) => (error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : { message: String(error) }),
  },
};

/** A logger at the level; tests pass their own destination. */
export function createLogger(level: LogLevel, destination: DestinationStream = process.stderr): Logger {
  return pino({ ...options, level }, destination);
}
