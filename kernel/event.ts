/**
 * Event kinds as data: name, version and a class per field (architecture 5.6). A published
 * kind is never changed; version 2 is a new kind beside version 1.
 *
 * Values are strings: days, moments, decimals and ids in their wire form, so that the
 * canonical bytes of the log never depend on a number format.
 */

/** Who may see a field's value. A personal value can be erased together with its salt. */
export type FieldClass = 'open' | 'internal' | 'personal';

export type EventFields = Readonly<Record<string, FieldClass>>;

export interface EventKind<F extends EventFields = EventFields> {
  readonly kind: `${string}.${string}`;
  readonly version: number;
  /** name of the field that holds the id of the thing the event is about */
  readonly subject: string;
  readonly fields: F;
}

export type FieldsOf<F extends EventFields> = { readonly [K in keyof F]: string };

/** Declares an event kind. Throws at load time when the version is no positive integer. */
export function event<const F extends EventFields>(
  kind: `${string}.${string}`,
  spec: { readonly version: number; readonly subject: keyof F & string; readonly fields: F },
): EventKind<F> {
  if (!Number.isInteger(spec.version) || spec.version < 1) throw new RangeError(`event ${kind}: version must be a positive integer`);
  return Object.freeze({ kind, version: spec.version, subject: spec.subject, fields: Object.freeze(spec.fields) });
}
