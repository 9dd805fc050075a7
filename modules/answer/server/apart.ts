/** In whose names somebody acts on clauses and evidence, and which acts want two people (ADR 0050). */
import type { Resource } from '#kernel/access.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Evidence } from '#kernel/evidence.ts';
import { signatureOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { joinSigners, signatureOf, signersOf } from '#kernel/signature.ts';
import type { Signature } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { answerSeparations } from '../contract/index.ts';
import type { AnswerPermission } from '../contract/index.ts';
import { ofEntry } from './reach.ts';

type Asking = Pick<Context, 'actor' | 'tx' | 'today'>;
type Acts = keyof typeof answerSeparations;

/** In whose names the caller does the act on all of these. */
export function signatureAt({ actor, today }: Asking, permission: AnswerPermission, on: readonly Resource[]): Signature {
  return joinSigners([...signersOf(signatureOf(actor)), ...on.flatMap((resource) => signersOf(signatureOn(actor, [permission], { resource, today })))]);
}

/** Whether somebody other than the caller did the earlier of two acts. */
export const decideOther = (acts: Acts, first: Signature | null, second: Signature): Decision => decideApart(answerSeparations[acts], { first: [first], second });

/** The same for an envelope about these places of the plan, against whoever recorded it. */
export function decideOnRecorder(
  acts: Acts,
  { recordedBy, orgId }: Evidence,
  by: { readonly context: Asking; readonly permission: AnswerPermission; readonly paths: readonly string[] },
): Decision {
  const { context, permission, paths } = by;
  const places = (paths.length === 0 ? [''] : paths).map((planPath) => ofEntry(context.tx.region, { orgId, planPath }));
  return decideOther(acts, recordedBy, signatureAt(context, permission, places));
}
