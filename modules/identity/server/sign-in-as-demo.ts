import { useCase } from '#kernel/server/use-case.ts';
import { signInAsDemo } from '../contract/index.ts';
import { skeletonOf } from '../domain/index.ts';
import { openSession } from './open-session.ts';
import { findAccount } from './person-store.ts';
import { clientOf, nodeOf } from './require-part.ts';
import { signInRefusals } from './sign-in-refusals.ts';

/** Three locks: the profile, the machine (development, loopback, our own page), the stamp of the account. */
export const signInAsDemoUseCase = useCase(signInAsDemo, async ({ body }, context) => {
  const { tx, refuse } = context;
  if (nodeOf(context).profile !== 'development' || !clientOf(context).isAtThisMachine) return refuse(signInRefusals.no_demo());
  const account = await tx.maybe(findAccount, { region: tx.region, skeleton: skeletonOf(body.account) });
  if (account === undefined || account.stamp !== 'demo' || account.status !== 'active') return refuse(signInRefusals.no_demo());
  await openSession(context, { userId: account.user_id, method: 'demo', secondFactor: 'demo' });
  return { next: 'done' as const, displayName: account.display_name };
});
