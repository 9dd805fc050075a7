/** Passkeys: setting up, removing, as second factor and as a way to sign in. */
import { formatMoment } from '#kernel/calendar.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { addPasskey, beginFactorPasskey, beginPasskey, beginPasskeySignIn, listPasskeys, provePasskey, removePasskey, signInWithPasskey } from '../contract/index.ts';
import { recordAccount } from './account-events.ts';
import { attemptSucceeded, beginAttempt } from './attempts.ts';
import { ownSession } from './my-sessions.ts';
import { openSession, renewSession } from './open-session.ts';
import { askToEnrol, askToProve, verifyEnrolment, verifyProof } from './passkey-ceremony.ts';
import { insertPasskey, listPasskeysOf, removePasskeyRow } from './passkey-store.ts';
import { findAccountById } from './person-store.ts';
import { proveOwner } from './prove-owner.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { factorRemoved, requireSpareFactor } from './totp-factor.ts';

export const beginPasskeyUseCase = preparedUseCase(beginPasskey, {
  isShownOnce: true,
  prepare: ({ body }, context) => proveOwner(body.password, context),
  handler: async (_input, context) => {
    const { tx } = context;
    const { userId } = ownSession(context.actor);
    const account = await tx.one(findAccountById, { region: tx.region, userId });
    const known = await tx.many(listPasskeysOf, { region: tx.region, userId });
    return askToEnrol(context, { userId, accountName: account.account_name ?? account.display_name, displayName: account.display_name, known });
  },
});

export const addPasskeyUseCase = useCase(
  addPasskey,
  async ({ body }, context) => {
    const { tx, now, refuse } = context;
    const { userId } = ownSession(context.actor);
    const credential = await verifyEnrolment(context, { challengeId: body.challengeId, userId, response: body.response });
    const passkeyId = context.newId();
    const written = await tx.run(insertPasskey, {
      region: tx.region,
      passkeyId,
      userId,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      signCount: String(credential.counter),
      transports: credential.transports ?? [],
      label: body.label,
      at: formatMoment(now),
    });
    if (written === 0) return refuse(signInRefusals.passkey_wrong());
    await recordAccount(context, userId, 'factor-added', 'passkey');
    await renewSession(context, 'passkey');
    return { passkeyId };
  },
  { isShownOnce: true },
);

export const listPasskeysUseCase = useCase(listPasskeys, async (_input, { tx, actor }) => {
  const rows = await tx.many(listPasskeysOf, { region: tx.region, userId: ownSession(actor).userId });
  return { items: rows.map((row) => ({ passkeyId: row.passkey_id, label: row.label, createdAt: row.created_at, usedAt: row.used_at })) };
});

export const removePasskeyUseCase = useCase(removePasskey, async ({ params }, context) => {
  const { tx, now, refuse } = context;
  const { userId } = ownSession(context.actor);
  const mine = await tx.many(listPasskeysOf, { region: tx.region, userId });
  if (!mine.some((key) => key.passkey_id === params.passkeyId)) return refuse(signInRefusals.passkey_not_found());
  await requireSpareFactor(context);
  const removed = await tx.run(removePasskeyRow, { region: tx.region, userId, passkeyId: params.passkeyId, at: formatMoment(now) });
  if (removed === 0) return refuse(signInRefusals.passkey_not_found());
  await factorRemoved(context, 'passkey');
  return {};
});

export const beginFactorPasskeyUseCase = useCase(
  beginFactorPasskey,
  async (_input, context) => {
    const { tx, refuse } = context;
    const { userId } = ownSession(context.actor);
    const known = await tx.many(listPasskeysOf, { region: tx.region, userId });
    return known.length === 0 ? refuse(signInRefusals.factor_missing()) : askToProve(context, { userId, known });
  },
  { isShownOnce: true },
);

export const provePasskeyUseCase = useCase(
  provePasskey,
  async ({ body }, context) => {
    await verifyProof(context, { challengeId: body.challengeId, userId: ownSession(context.actor).userId, response: body.response });
    await renewSession(context, 'passkey');
    return {};
  },
  { isShownOnce: true },
);

export const beginPasskeySignInUseCase = useCase(beginPasskeySignIn, async (_input, context) => askToProve(context, null), { isShownOnce: true });

export const signInWithPasskeyUseCase = preparedUseCase(signInWithPasskey, {
  isShownOnce: true,
  // Counted by the key that answers, so that only its address limit can put others off.
  prepare: ({ body }, context) => context.inTransaction((inner) => beginAttempt(inner, { key: body.challengeId, method: 'passkey' })),
  handler: async ({ body }, context, attemptId) => {
    const proven = await verifyProof(context, { challengeId: body.challengeId, userId: null, response: body.response });
    if (proven.status !== 'active') return context.refuse(signInRefusals.suspended());
    await attemptSucceeded(context, attemptId, proven.userId);
    await openSession(context, { userId: proven.userId, method: 'passkey', secondFactor: 'passkey' });
    return { next: 'done' as const, displayName: proven.displayName };
  },
});
