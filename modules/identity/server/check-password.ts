/** Whether a password belongs to an account: the same path, statements and work whether the account exists or not. */
import type { PrepareContext } from '#kernel/server/use-case.ts';
import { skeletonOf } from '../domain/index.ts';
import { attemptFailed, beginAttempt } from './attempts.ts';
import { hashing } from './hashing.ts';
import { isOfCost } from './password-hash.ts';
import type { PasswordHasher } from './password-hash.ts';
import { findAccount } from './person-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';

export interface CheckedPassword {
  readonly attemptId: string;
  readonly userId: string;
  readonly storedHash: string;
  /** the same password at today's cost, when the stored hash is older */
  readonly renewedHash: string | undefined;
}

interface TypedPassword {
  readonly account: string;
  readonly password: string;
}

/**
 * Refuses `sign_in.failed` for an unknown account, an account without password and a wrong password alike, and `sign_in.busy`
 * before anything is written: whoever is put off has not used up an attempt.
 */
export const checkPassword = (typed: TypedPassword, context: PrepareContext): Promise<CheckedPassword> => hashing.admit((hasher) => checkWith(hasher, typed, context));

/** The same inside a place in the queue that the caller holds. */
export async function checkWith(hasher: PasswordHasher, typed: TypedPassword, context: PrepareContext): Promise<CheckedPassword> {
  const skeleton = skeletonOf(typed.account);
  const { attemptId, account } = await context.inTransaction(async (inner) => ({
    attemptId: await beginAttempt(inner, { key: skeleton, method: 'password' }),
    account: await inner.tx.maybe(findAccount, { region: inner.tx.region, skeleton }),
  }));
  const stored = account?.password_hash ?? undefined;
  const isRight = await hasher.matches(stored, typed.password);
  if (!isRight || account === undefined || stored === undefined) {
    await context.inTransaction((inner) => attemptFailed(inner, attemptId));
    throw signInRefusals.failed();
  }
  const renewedHash = isOfCost(stored) ? undefined : await hasher.hash(typed.password);
  return { attemptId, userId: account.user_id, storedHash: stored, renewedHash };
}
