import { formatMoment } from '#kernel/calendar.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { register } from '../contract/index.ts';
import { recordAccount } from './account-events.ts';
import { attemptFailed, beginAttempt } from './attempts.ts';
import { requireGoodPassword } from './change-password.ts';
import { hashing } from './hashing.ts';
import { freeAccountName } from './name-account.ts';
import { writePassword } from './person-store.ts';
import { readSignInRules } from './sign-in-params.ts';
import { insertPerson, takeNameTurn } from './write-person.ts';

/**
 * Citizens and enterprises make their own accounts; the kind never changes, so such an account can never hold a post. Every
 * registration counts as one attempt of its address, so that names cannot be tried out or used up wholesale.
 */
export const registerUseCase = preparedUseCase(register, {
  isShownOnce: true,
  prepare: ({ body }, context) =>
    hashing.admit(async (hasher) => {
      const { profile } = await context.inTransaction(async (inner) => {
        await attemptFailed(inner, await beginAttempt(inner, { key: inner.newId(), method: 'setup' }));
        return readSignInRules(inner);
      });
      requireGoodPassword(body.password, { profile, names: [body.accountName, body.displayName], path: 'body.password' });
      return hasher.hash(body.password);
    }),
  handler: async ({ body }, context, hash) => {
    const { tx, now } = context;
    await tx.one(takeNameTurn, { region: tx.region });
    const { name, skeleton } = await freeAccountName(body.accountName, context, null);
    const userId = context.newId();
    const at = formatMoment(now);
    await tx.run(insertPerson, { region: tx.region, userId, kind: body.kind, accountName: name, skeleton, displayName: body.displayName, stamp: 'real', at });
    await tx.run(writePassword, { region: tx.region, userId, hash, at, mustChange: false });
    await recordAccount(context, userId, 'registered', body.kind);
    return { accountName: name };
  },
  statusOf: () => 201,
});
