/** Buttons of this module's replies, from the same decision that guards the acts. */
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { permissionSpec } from '#kernel/access.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { IdentityPermission } from '../contract/index.ts';

export const offer = (actor: Actor, permission: IdentityPermission): ActionOffer =>
  presentAction(permission, permissionSpec(permission).label, decidePermission(actor, permission));
