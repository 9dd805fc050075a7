/** The two ceremonies of WebAuthn by a library: what we ask of the browser, and whether its answer holds. */
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { AuthenticationResponseJSON, AuthenticatorTransport, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { z } from 'zod';
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { webauthnResponseSchema } from '../contract/index.ts';
import { findPasskey, insertChallenge, markPasskeyUsed, openChallenge, useChallenge } from './passkey-store.ts';
import { clientOf } from './require-part.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { canUsePasskeys } from './sign-in-options.ts';

export type BrowserAnswer = z.output<typeof webauthnResponseSchema>;
export type ChallengePurpose = 'enrol' | 'factor' | 'sign_in';
type Json = Readonly<Record<string, z.core.util.JSONType>>;

const challengeSeconds = 300;

/** The site that a passkey belongs to: the name in the address bar. */
export function relyingParty(context: Context): { readonly rpID: string; readonly origin: string } {
  const { origin } = clientOf(context);
  if (!canUsePasskeys(origin)) return context.refuse(signInRefusals.passkey_unusable());
  return { rpID: new URL(origin).hostname, origin };
}

async function keepChallenge(context: Context, purpose: ChallengePurpose, options: { readonly challenge: string; readonly userId: string | null }): Promise<string> {
  const { tx, now } = context;
  const challengeId = context.newId();
  const { challenge, userId } = options;
  await tx.run(insertChallenge, {
    region: tx.region,
    challengeId,
    userId,
    purpose,
    challenge,
    at: formatMoment(now),
    endsAt: formatMoment(now.add({ seconds: challengeSeconds })),
  });
  return challengeId;
}

const asJson = (options: object): Json => JSON.parse(JSON.stringify(options)) as Json;

export interface Owner {
  readonly userId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly known: readonly { readonly credential_id: string; readonly transports: readonly string[] }[];
}

const descriptors = (known: Owner['known']) => known.map((key) => ({ id: key.credential_id, transports: [...key.transports] as AuthenticatorTransport[] }));

/** User verification (PIN, fingerprint) is required: the key alone must not be enough. */
export async function askToEnrol(context: Context, owner: Owner): Promise<{ challengeId: string; options: Json }> {
  const { rpID } = relyingParty(context);
  const options = await generateRegistrationOptions({
    rpName: '落实',
    rpID,
    userID: new TextEncoder().encode(owner.userId),
    userName: owner.accountName,
    userDisplayName: owner.displayName,
    attestationType: 'none',
    excludeCredentials: descriptors(owner.known),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
  return { challengeId: await keepChallenge(context, 'enrol', { challenge: options.challenge, userId: owner.userId }), options: asJson(options) };
}

/** For a known person the keys are named; for a sign-in the browser offers what it has. */
export async function askToProve(context: Context, owner: Pick<Owner, 'userId' | 'known'> | null): Promise<{ challengeId: string; options: Json }> {
  const { rpID } = relyingParty(context);
  const options = await generateAuthenticationOptions({ rpID, userVerification: 'required', allowCredentials: owner === null ? [] : descriptors(owner.known) });
  const kept = await keepChallenge(context, owner === null ? 'sign_in' : 'factor', { challenge: options.challenge, userId: owner?.userId ?? null });
  return { challengeId: kept, options: asJson(options) };
}

async function takeChallenge(context: Context, taken: { readonly challengeId: string; readonly purpose: ChallengePurpose; readonly userId: string | null }): Promise<string> {
  const { tx, now, refuse } = context;
  const at = formatMoment(now);
  const found = await tx.maybe(openChallenge, { region: tx.region, ...taken, at });
  if (found === undefined) return refuse(signInRefusals.enrolment_missing());
  await tx.run(useChallenge, { region: tx.region, challengeId: taken.challengeId, at });
  return found.challenge;
}

/** The new key, or a refusal. */
export async function verifyEnrolment(context: Context, answer: { readonly challengeId: string; readonly userId: string; readonly response: BrowserAnswer }) {
  const { rpID, origin } = relyingParty(context);
  const expectedChallenge = await takeChallenge(context, { challengeId: answer.challengeId, purpose: 'enrol', userId: answer.userId });
  const response = answer.response as unknown as RegistrationResponseJSON;
  const verified = await verifyRegistrationResponse({ response, expectedChallenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true }).catch(
    () => undefined,
  );
  return verified?.verified === true ? verified.registrationInfo.credential : context.refuse(signInRefusals.passkey_wrong());
}

/**
 * Whose key answered. A counter that does not rise shows a copied key and is refused (WebAuthn 6.1.1); keys that do not count stay
 * at zero. `userId` null: any person's key.
 */
export async function verifyProof(context: Context, answer: { readonly challengeId: string; readonly userId: string | null; readonly response: BrowserAnswer }) {
  const { tx, now, refuse } = context;
  const { rpID, origin } = relyingParty(context);
  const expectedChallenge = await takeChallenge(context, { challengeId: answer.challengeId, purpose: answer.userId === null ? 'sign_in' : 'factor', userId: answer.userId });
  const key = await tx.maybe(findPasskey, { region: tx.region, credentialId: answer.response.id });
  if (key === undefined || (answer.userId !== null && key.user_id !== answer.userId)) return refuse(signInRefusals.passkey_wrong());
  const credential = {
    id: key.credential_id,
    publicKey: new Uint8Array(key.public_key),
    counter: Number(key.sign_count),
    transports: [...key.transports] as AuthenticatorTransport[],
  };
  const response = answer.response as unknown as AuthenticationResponseJSON;
  const verified = await verifyAuthenticationResponse({ response, expectedChallenge, expectedOrigin: origin, expectedRPID: rpID, credential, requireUserVerification: true }).catch(
    () => undefined,
  );
  if (verified?.verified !== true) return refuse(signInRefusals.passkey_wrong());
  await tx.run(markPasskeyUsed, { region: tx.region, passkeyId: key.passkey_id, signCount: String(verified.authenticationInfo.newCounter), at: formatMoment(now) });
  return { userId: key.user_id, displayName: key.display_name, status: key.status };
}
