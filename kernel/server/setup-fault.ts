/** What stops the boot: a stable code, one Chinese sentence saying what is wrong, one saying what to do next. */
export type SetupFaultSpec = { readonly code: string; readonly problem: string; readonly remedy: string; readonly cause?: unknown };

/**
 * Thrown only while the product is being set up (configuration, database server, migrations), before any
 * request exists; entry points print `message` and exit with 1. Refusals of requests are another type.
 */
export class SetupFault extends Error {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(spec: SetupFaultSpec) {
    super(`${spec.problem}\n处理办法：${spec.remedy}\n（${spec.code}）`, { cause: spec.cause });
    this.name = 'SetupFault';
    this.code = spec.code;
    this.problem = spec.problem;
    this.remedy = spec.remedy;
  }
}

/** Long steps of the set-up tell the user what they are doing; one short Chinese line each. */
export type Progress = (line: string) => void;

/** The `code` of a Node or PostgreSQL error ('EACCES', '28P01'), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The text of whatever was thrown; aggregate errors (several addresses tried) give their first member's text. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorText(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
