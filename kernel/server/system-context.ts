/** The context of work that nobody asked for: reactions, duties, deliveries. */
import { declaredPermissions } from '../access.ts';
import { dayOf } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import type { Context } from './context.ts';
import { systemActor } from './actor.ts';
import type { Tx } from './db.ts';
import { newId } from './new-id.ts';
import { refuse } from './use-case.ts';
import type { Runtime } from './use-case.ts';

/** `part` names who acts in the events: `system:<part>`. */
export function systemContext(runtime: Runtime, tx: Tx, { part, now }: { readonly part: string; readonly now: Instant }): Context {
  const actor = systemActor(part, declaredPermissions());
  return { tx, actor, now, today: dayOf(now), newId, refuse, requestId: null, publicOrigin: runtime.publicOrigin ?? '', node: runtime.node };
}
