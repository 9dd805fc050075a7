/**
 * What happens because something happened: a module names an event kind and a handler in its manifest. Reactions run in
 * log order; cursor and effects commit together, so each event acts once (architecture 5.6).
 */
import type { Instant } from '../calendar.ts';
import type { EventFields, EventKind, FieldsOf } from '../event.ts';
import type { Context } from './context.ts';

/** An event with its place in the log. An erased personal value is the empty text. */
export interface LoggedEvent<F extends EventFields = EventFields> {
  readonly eventId: string;
  /** gapless within the region, as a decimal string */
  readonly logIndex: string;
  readonly kind: string;
  readonly version: number;
  readonly subject: string;
  readonly actor: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly fields: FieldsOf<F>;
}

export interface Reaction {
  /** unique within the module; the kind unless the module reacts to it more than once */
  readonly name: string;
  readonly kind: string;
  readonly version: number;
  readonly handler: (event: LoggedEvent<never>, context: Context) => Promise<void>;
}

/** Declares a reaction. The handler has no effect outside its transaction, because it may be run again. */
export function on<F extends EventFields>(
  kind: EventKind<F>,
  handler: (event: LoggedEvent<F>, context: Context) => Promise<void>,
  options: { readonly name?: string } = {},
): Reaction {
  return Object.freeze({ name: options.name ?? kind.kind, kind: kind.kind, version: kind.version, handler: handler as Reaction['handler'] });
}

/** A reaction with the name under which its cursor is kept. */
export interface NamedReaction extends Reaction {
  /** `module:name` */
  readonly id: string;
}
