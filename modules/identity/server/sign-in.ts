import { dayOf, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { signIn } from '../contract/index.ts';
import type { SignInStep } from '../contract/index.ts';
import { isPasswordExpired } from '../domain/index.ts';
import { attemptSucceeded } from './attempts.ts';
import { checkPassword } from './check-password.ts';
import { openSession } from './open-session.ts';
import { findAccountById, listFactors, renewHash } from './person-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { readSignInRules } from './sign-in-params.ts';

export const signInUseCase = preparedUseCase(signIn, {
  prepare: ({ body }, context) => checkPassword(body, context),
  handler: async (_input, context, checked) => {
    const { tx } = context;
    const { userId, storedHash, renewedHash, attemptId } = checked;
    const account = await tx.maybe(findAccountById, { region: tx.region, userId });
    // Whoever knows the password may know this; a password changed while it was checked is a wrong one.
    if (account === undefined || account.password_hash !== storedHash) return context.refuse(signInRefusals.failed());
    if (account.status !== 'active') return context.refuse(signInRefusals.suspended());
    if (renewedHash !== undefined) await tx.run(renewHash, { region: tx.region, userId, former: storedHash, hash: renewedHash });
    await attemptSucceeded(context, attemptId, userId);
    await openSession(context, { userId, method: 'password', secondFactor: null });
    return { next: await nextStep(context, { userId, setAt: account.set_at ?? '', mustChange: account.must_change === true }), displayName: account.display_name };
  },
});

async function nextStep(context: Context, password: { readonly userId: string; readonly setAt: string; readonly mustChange: boolean }): Promise<SignInStep> {
  const { tx, today } = context;
  const { profile } = await readSignInRules(context);
  const ageDays = dayOf(parseMoment(password.setAt)).until(today, { largestUnit: 'days' }).days;
  if (password.mustChange || isPasswordExpired(ageDays, profile)) return 'password';
  const factors = await tx.one(listFactors, { region: tx.region, userId: password.userId });
  return factors.totp + factors.passkeys > 0 ? 'factor' : 'done';
}
