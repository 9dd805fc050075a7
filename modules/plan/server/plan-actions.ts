import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { planPermissions } from '../contract/index.ts';

/** What the actor may do with plans, from the same decision that guards the write. */
export function planActions(actor: Actor): ActionOffer[] {
  const { label } = planPermissions['plan.import'];
  return [presentAction('plan.import', label, decidePermission(actor, 'plan.import'))];
}
