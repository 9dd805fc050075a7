/** Before factors change, the person proves once more to be the owner: by second factor, else by password. */
import type { PrepareContext } from '#kernel/server/use-case.ts';
import { checkPassword } from './check-password.ts';
import { attemptSucceeded } from './attempts.ts';
import { ownSession } from './my-sessions.ts';
import { findAccountById, listFactors } from './person-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';

export async function proveOwner(password: string | undefined, context: PrepareContext): Promise<void> {
  const { userId } = ownSession(context.actor);
  if (context.actor.secondFactor) return;
  const { account, factors } = await context.inTransaction(async ({ tx }) => ({
    account: await tx.one(findAccountById, { region: tx.region, userId }),
    factors: await tx.one(listFactors, { region: tx.region, userId }),
  }));
  // With a factor set up, the factor is the proof: a stolen password must not replace it.
  if (factors.totp + factors.passkeys > 0) throw signInRefusals.factor_needed();
  if (account.password_hash === null || account.account_name === null) return;
  if (password === undefined) throw signInRefusals.factor_needed();
  const { attemptId } = await checkPassword({ account: account.account_name, password }, context);
  await context.inTransaction((inner) => attemptSucceeded(inner, attemptId, userId));
}
