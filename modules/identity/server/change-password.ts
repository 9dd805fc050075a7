import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import type { PrepareContext } from '#kernel/server/use-case.ts';
import { invalidRequest } from '#kernel/standard-refusals.ts';
import { changePassword } from '../contract/index.ts';
import { passwordFaults, passwordFaultText } from '../domain/index.ts';
import type { PasswordProfile } from '../domain/index.ts';
import { recordAccount } from './account-events.ts';
import { attemptSucceeded } from './attempts.ts';
import { checkWith } from './check-password.ts';
import { hashing } from './hashing.ts';
import { ownSession } from './my-sessions.ts';
import { renewSession } from './open-session.ts';
import { isCommonPassword } from './password-hash.ts';
import type { PasswordHasher } from './password-hash.ts';
import { findAccountById, writePassword } from './person-store.ts';
import { endSessionsOf } from './session-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { readSignInRules } from './sign-in-params.ts';

const listFormer = statement({
  name: 'identity.list-former-passwords',
  class: 'router',
  text: `select password_hash from (
           select password_hash, set_at from identity.credential where region_code = $1 and user_id = $2
           union all select password_hash, set_at from identity.former_password where region_code = $1 and user_id = $2) f
         order by set_at desc limit $3`,
  params: { region: 'text', userId: 'uuid', count: 'int8' },
  row: { password_hash: 'text' },
});

const keepFormer = statement({
  name: 'identity.keep-former-password',
  class: 'router',
  text: `insert into identity.former_password (region_code, user_id, set_at, password_hash)
         select c.region_code, c.user_id, c.set_at, c.password_hash from identity.credential c where c.region_code = $1 and c.user_id = $2
         on conflict (region_code, user_id, set_at) do nothing`,
  params: { region: 'text', userId: 'uuid' },
  row: {},
});

/** Throws 422 naming the field with everything that is wrong with a new password. */
export function requireGoodPassword(password: string, check: { readonly profile: PasswordProfile; readonly names: readonly string[]; readonly path: string }): void {
  const faults = passwordFaults(password, { ...check, isCommon: isCommonPassword });
  if (faults.length > 0) throw invalidRequest(faults.map((fault) => ({ path: check.path, label: '密码', message: passwordFaultText(fault, check.profile) })));
}

/** Refuses the last few passwords; each look costs one hash in the queue. */
async function requireUnused(
  hasher: PasswordHasher,
  password: string,
  check: { readonly hashes: readonly string[]; readonly profile: PasswordProfile; readonly path: string },
): Promise<void> {
  for (const hash of check.hashes) {
    if (await hasher.matches(hash, password)) throw invalidRequest([{ path: check.path, label: '密码', message: passwordFaultText('reused', check.profile) }]);
  }
}

/** Stores a new password; the former one is remembered as a hash. All sessions but `except` end. */
export async function storePassword(
  context: Context,
  change: { readonly userId: string; readonly hash: string; readonly mustChange: boolean; readonly except: string | null },
): Promise<number> {
  const { tx, now } = context;
  const at = formatMoment(now);
  const { userId, hash, mustChange, except } = change;
  await tx.run(keepFormer, { region: tx.region, userId });
  await tx.run(writePassword, { region: tx.region, userId, hash, at, mustChange });
  return tx.run(endSessionsOf, { region: tx.region, userId, except, at, reason: 'password_changed' });
}

interface TypedChange {
  readonly current: string;
  readonly next: string;
}

async function prepareChange(hasher: PasswordHasher, typed: TypedChange, context: PrepareContext) {
  const { userId } = ownSession(context.actor);
  const { account, rules, former } = await context.inTransaction(async (inner) => {
    const { tx } = inner;
    const rules = await readSignInRules(inner);
    return {
      rules,
      account: await tx.one(findAccountById, { region: tx.region, userId }),
      former: await tx.many(listFormer, { region: tx.region, userId, count: String(Math.max(1, rules.profile.rememberedCount)) }),
    };
  });
  if (account.account_name === null || account.password_hash === null) throw signInRefusals.no_password();
  const { attemptId } = await checkWith(hasher, { account: account.account_name, password: typed.current }, context);
  // The present password is right, whatever is wrong with the new one: trying weak ones locks nobody out.
  await context.inTransaction((inner) => attemptSucceeded(inner, attemptId, userId));
  requireGoodPassword(typed.next, { profile: rules.profile, names: [account.account_name, account.display_name], path: 'body.next' });
  await requireUnused(hasher, typed.next, { hashes: former.map((row) => row.password_hash), profile: rules.profile, path: 'body.next' });
  return hasher.hash(typed.next);
}

export const changePasswordUseCase = preparedUseCase(changePassword, {
  // Its fingerprint would be a fast hash of passwords; such a request is never kept.
  isShownOnce: true,
  prepare: ({ body }, context) => hashing.admit((hasher) => prepareChange(hasher, body, context)),
  handler: async (_input, context, hash) => {
    const { userId, sessionId } = ownSession(context.actor);
    const endedSessions = await storePassword(context, { userId, hash, mustChange: false, except: sessionId });
    await recordAccount(context, userId, 'password-changed');
    await renewSession(context, null);
    return { endedSessions };
  },
});
