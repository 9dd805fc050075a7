/**
 * A Decision is a value: whether an act is allowed and, if not, why (architecture 5.1).
 * The same function that guards a write supplies the actions of a reply, so the screen
 * disables a button with the reason and never derives rights itself.
 */
import { z } from 'zod';

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly code: string; readonly reason: string };

export const allowed: Decision = Object.freeze({ allowed: true });

/** A negative decision; `code` is a refusal code, `reason` a Chinese sentence for the user. */
export function denied(code: string, reason: string): Decision {
  return { allowed: false, code, reason };
}

/** The first negative decision, or `allowed` when there is none. */
export function firstRefusal(...decisions: readonly Decision[]): Decision {
  return decisions.find((decision) => !decision.allowed) ?? allowed;
}

/** One action of a reply. `reason` is null exactly when the action is allowed. */
export const actionOfferSchema = z.strictObject({
  action: z.string(),
  label: z.string(),
  allowed: z.boolean(),
  reason: z.string().nullable(),
  /** the refusal code where something on the spot helps: the second factor */
  code: z.literal('access.second_factor').optional(),
});
export type ActionOffer = z.output<typeof actionOfferSchema>;

/** Puts a decision into the form in which it travels with the data. */
export function presentAction(action: string, label: string, decision: Decision): ActionOffer {
  if (decision.allowed) return { action, label, allowed: true, reason: null };
  const { code, reason } = decision;
  return { action, label, allowed: false, reason, ...(code === 'access.second_factor' ? { code } : {}) };
}
