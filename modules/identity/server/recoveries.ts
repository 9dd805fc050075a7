/** Recovery of an account: two different security administrators, then a code that works once. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { joinSigners } from '#kernel/signature.ts';
import type { Signature } from '#kernel/signature.ts';
import { decideApart, decideRecovery, identitySeparations, listRecoveries, partyOf, recover, requestRecovery } from '../contract/index.ts';
import type { RecoveryState } from '../contract/index.ts';
import { skeletonOf } from '../domain/index.ts';
import { recordAccount } from './account-events.ts';
import { accountRefusals } from './account-refusals.ts';
import { attemptSucceeded, beginAttempt } from './attempts.ts';
import { requireGoodPassword, storePassword } from './change-password.ts';
import { hashing } from './hashing.ts';
import { ownSession } from './my-sessions.ts';
import { hashCode, newCode } from './one-time-code.ts';
import { removePasskeysOf } from './passkey-store.ts';
import { findAccount } from './person-store.ts';
import { countLinks, countWaiting, insertRecovery, listRecoveryRows, lockRecovery, lockRecoveryByCode, markRecoveryUsed, writeDecision } from './recovery-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { readSignInRules } from './sign-in-params.ts';
import { deleteTotp } from './totp-store.ts';

const { 'identity.approve-recovery': approving } = identitySeparations;

/** Who asked, and for whom. */
const askersOf = (row: { readonly requested_by: string; readonly requested_for: string | null }): Signature =>
  joinSigners([row.requested_by, ...(row.requested_for === null ? [] : [row.requested_for])]);

export const requestRecoveryUseCase = useCase(requestRecovery, async ({ body }, context) => {
  const { tx, now, refuse } = context;
  const { userId: requestedBy } = ownSession(context.actor);
  const account = await tx.maybe(findAccount, { region: tx.region, skeleton: skeletonOf(body.account) });
  if (account === undefined || account.status !== 'active') return refuse(accountRefusals.unknown());
  const { persons } = partyOf(context.actor);
  if (persons.includes(account.user_id)) return refuse(accountRefusals.own());
  // An account of single sign-on has no local password, so that nobody can make one for it here (Metabase CVE-2022-39360).
  const { links } = await tx.one(countLinks, { region: tx.region, userId: account.user_id });
  if (links > 0) return refuse(signInRefusals.offline_account());
  const { waiting } = await tx.one(countWaiting, { region: tx.region, userId: account.user_id });
  if (waiting > 0) return refuse(accountRefusals.recovery_waiting());
  const recoveryId = context.newId();
  await tx.run(insertRecovery, {
    region: tx.region,
    recoveryId,
    userId: account.user_id,
    reason: body.reason,
    requestedBy,
    requestedFor: context.actor.onBehalfOf?.userId ?? null,
    at: formatMoment(now),
  });
  await recordAccount(context, account.user_id, 'recovery-requested', body.reason);
  return { recoveryId };
});

function stateOf(row: { readonly decision: string | null; readonly used_at: string | null; readonly code_ends_at: string | null }, now: number): RecoveryState {
  if (row.decision === null) return 'waiting';
  if (row.decision === 'refused') return 'refused';
  if (row.used_at !== null) return 'used';
  return row.code_ends_at !== null && parseMoment(row.code_ends_at).epochMilliseconds < now ? 'expired' : 'approved';
}

export const listRecoveriesUseCase = useCase(listRecoveries, async (_input, { tx, actor, now }) => {
  const rows = await tx.many(listRecoveryRows, { region: tx.region });
  const { persons } = partyOf(actor);
  const standing = joinSigners(persons);
  return {
    items: rows.map((row) => ({
      recoveryId: row.recovery_id,
      displayName: row.display_name,
      accountName: row.account_name,
      reason: row.reason,
      state: stateOf(row, now.epochMilliseconds),
      requestedBy: row.requested_for_name === null ? row.requester : `${row.requester}（代${row.requested_for_name}）`,
      requestedAt: row.requested_at,
      decidedBy: row.decider,
      canDecide: row.decision === null && decideApart(approving, { first: [askersOf(row)], second: standing }).allowed && !persons.includes(row.user_id),
    })),
  };
});

export const decideRecoveryUseCase = useCase(
  decideRecovery,
  async ({ params: { recoveryId }, body }, context) => {
    const { tx, now, refuse } = context;
    const { userId: decidedBy } = ownSession(context.actor);
    const found = await tx.maybe(lockRecovery, { region: tx.region, recoveryId });
    if (found === undefined) return refuse(accountRefusals.recovery_unknown());
    const { persons } = partyOf(context.actor);
    if (persons.includes(found.user_id)) return refuse(accountRefusals.own());
    if (found.decision !== null) return refuse(accountRefusals.recovery_decided());
    // Whoever asked may withdraw the request, never approve it.
    if (body.approves && !decideApart(approving, { first: [askersOf(found)], second: joinSigners(persons) }).allowed) return refuse(accountRefusals.same_administrator());
    const code = body.approves ? newCode() : null;
    const { codeSeconds } = await readSignInRules(context);
    const endsAt = code === null ? null : formatMoment(now.add({ seconds: codeSeconds }));
    const decision = body.approves ? 'approved' : 'refused';
    await tx.run(writeDecision, { region: tx.region, recoveryId, decidedBy, at: formatMoment(now), decision, codeHash: code === null ? null : hashCode(code), endsAt });
    await recordAccount(context, found.user_id, body.approves ? 'recovery-approved' : 'recovery-refused');
    return { code, endsAt };
  },
  { isShownOnce: true },
);

export const recoverUseCase = preparedUseCase(recover, {
  isShownOnce: true,
  prepare: ({ body }, context) =>
    hashing.admit(async (hasher) => {
      const skeleton = skeletonOf(body.account);
      const attemptId = await context.inTransaction(async (inner) => {
        const { profile } = await readSignInRules(inner);
        requireGoodPassword(body.password, { profile, names: [body.account], path: 'body.password' });
        return beginAttempt(inner, { key: skeleton, method: 'recovery' });
      });
      return { attemptId, skeleton, hash: await hasher.hash(body.password) };
    }),
  handler: async ({ body }, context, { attemptId, skeleton, hash }) => {
    const { tx, now, refuse } = context;
    const at = formatMoment(now);
    const found = await tx.maybe(lockRecoveryByCode, { region: tx.region, codeHash: hashCode(body.code), skeleton, now: at });
    if (found === undefined) return refuse(accountRefusals.code_wrong());
    const { user_id: userId } = found;
    await tx.run(markRecoveryUsed, { region: tx.region, recoveryId: found.recovery_id, at });
    await tx.run(deleteTotp, { region: tx.region, userId });
    await tx.run(removePasskeysOf, { region: tx.region, userId, at });
    await storePassword(context, { userId, hash, mustChange: false, except: null });
    await attemptSucceeded(context, attemptId, userId);
    await recordAccount(context, userId, 'recovered');
    return { userId };
  },
});
