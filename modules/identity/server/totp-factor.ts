/** Setting up, proving and removing the authenticator app. */
import { permissionSpec } from '#kernel/access.ts';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import type { PrepareContext } from '#kernel/server/use-case.ts';
import { beginTotp, confirmTotp, proveTotp, removeTotp } from '../contract/index.ts';
import { recordAccount } from './account-events.ts';
import { attemptSucceeded, beginAttempt } from './attempts.ts';
import { ownSession } from './my-sessions.ts';
import { renewSession } from './open-session.ts';
import { findAccountById, listFactors } from './person-store.ts';
import { proveOwner } from './prove-owner.ts';
import { nodeOf } from './require-part.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { endSessionsOf } from './session-store.ts';
import { deleteTotp, readTotp, useTotpStep, writeTotp } from './totp-store.ts';
import { acceptedStep, newTotpSecret, totpAddress } from './totp.ts';

const purposeOf = (userId: string): string => `totp:${userId}`;
/** An enrolment that nobody confirms is void after this. */
const enrolmentMinutes = 10;

export const beginTotpUseCase = preparedUseCase(beginTotp, {
  isShownOnce: true,
  prepare: ({ body }, context) => proveOwner(body.password, context),
  handler: async (_input, context) => {
    const { tx, now, refuse } = context;
    const { userId } = ownSession(context.actor);
    const secret = newTotpSecret();
    const written = await tx.run(writeTotp, { region: tx.region, userId, sealedSeed: nodeOf(context).sealer.seal(purposeOf(userId), secret), at: formatMoment(now) });
    if (written === 0) return refuse(signInRefusals.factor_exists());
    const account = await tx.one(findAccountById, { region: tx.region, userId });
    return { secret, address: totpAddress(secret, account.account_name ?? account.display_name) };
  },
});

/** Counts the attempt before the code is looked at, as with passwords. */
const countTotp = (context: PrepareContext): Promise<string> => {
  const { userId } = ownSession(context.actor);
  return context.inTransaction((inner) => beginAttempt(inner, { key: userId, method: 'totp', userId }));
};

async function useCode(context: Context, code: string, wants: 'confirmed' | 'fresh'): Promise<void> {
  const { tx, now, refuse } = context;
  const { userId } = ownSession(context.actor);
  const totp = await tx.maybe(readTotp, { region: tx.region, userId });
  const isFresh = totp?.confirmed_at === null;
  if (totp === undefined || (wants === 'confirmed') === isFresh) return refuse(wants === 'confirmed' ? signInRefusals.factor_missing() : signInRefusals.enrolment_missing());
  if (isFresh && parseMoment(totp.created_at).add({ minutes: enrolmentMinutes }).epochMilliseconds < now.epochMilliseconds) return refuse(signInRefusals.enrolment_missing());
  const secret = nodeOf(context).sealer.open(purposeOf(userId), totp.sealed_seed);
  const step = acceptedStep(secret, code, { now, lastStep: totp.last_step === null ? null : Number(totp.last_step) });
  if (step === null) return refuse(signInRefusals.code_wrong());
  const used = await tx.run(useTotpStep, { region: tx.region, userId, step: String(step), at: formatMoment(now) });
  if (used === 0) return refuse(signInRefusals.code_wrong());
}

export const confirmTotpUseCase = preparedUseCase(confirmTotp, {
  isShownOnce: true,
  prepare: (_input, context) => countTotp(context),
  handler: async ({ body }, context, attemptId) => {
    const { userId } = ownSession(context.actor);
    await useCode(context, body.code, 'fresh');
    await attemptSucceeded(context, attemptId, userId);
    await recordAccount(context, userId, 'factor-added', 'totp');
    await renewSession(context, 'totp');
    return {};
  },
});

export const proveTotpUseCase = preparedUseCase(proveTotp, {
  isShownOnce: true,
  prepare: (_input, context) => countTotp(context),
  handler: async ({ body }, context, attemptId) => {
    await useCode(context, body.code, 'confirmed');
    await attemptSucceeded(context, attemptId, ownSession(context.actor).userId);
    await renewSession(context, 'totp');
    return {};
  },
});

/** Whether one factor may go: not the last one of somebody whose post needs one, and only after proving a factor. */
export async function requireSpareFactor(context: Context): Promise<void> {
  const { tx, actor, refuse } = context;
  if (!actor.secondFactor) return refuse(signInRefusals.factor_needed());
  const factors = await tx.one(listFactors, { region: tx.region, userId: ownSession(actor).userId });
  const isNeeded = [...actor.permissions].some((permission) => permissionSpec(permission).secondFactor === true);
  if (isNeeded && factors.totp + factors.passkeys <= 1) return refuse(signInRefusals.last_factor());
}

/** Whoever came in by a factor that is gone comes in again, as after a change of the password; the login at hand has just proved one. */
export async function factorRemoved(context: Context, factor: 'totp' | 'passkey'): Promise<void> {
  const { tx, now, actor } = context;
  const { userId, sessionId } = ownSession(actor);
  await tx.run(endSessionsOf, { region: tx.region, userId, except: sessionId, at: formatMoment(now), reason: 'factor_removed' });
  await recordAccount(context, userId, 'factor-removed', factor);
}

export const removeTotpUseCase = useCase(removeTotp, async (_input, context) => {
  const { tx, refuse } = context;
  const { userId } = ownSession(context.actor);
  await requireSpareFactor(context);
  if ((await tx.run(deleteTotp, { region: tx.region, userId })) === 0) return refuse(signInRefusals.factor_missing());
  await factorRemoved(context, 'totp');
  return {};
});
