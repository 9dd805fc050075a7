/** Single sign-on: out to the provider and back. The browser carries a random cookie; everything the answer is held against stays here. */
import { formatMoment } from '#kernel/calendar.ts';
import type { NodeFacts } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import type { PrepareContext } from '#kernel/server/use-case.ts';
import { beginProvider, finishProvider } from '../contract/index.ts';
import { recordAccount } from './account-events.ts';
import type { IdentityAdapter, ProvenIdentity } from './identity-adapter.ts';
import { ownSession } from './my-sessions.ts';
import { oidcAdapter } from './oidc-adapter.ts';
import { hashToken, newToken } from './one-time-code.ts';
import { openSession, renewSession } from './open-session.ts';
import { findAccountById } from './person-store.ts';
import { proveOwner } from './prove-owner.ts';
import { dropPassword, findLink, insertLink, insertProviderAttempt, lockProviderAttempt, useProviderAttempt } from './provider-store.ts';
import { clientOf, nodeOf } from './require-part.ts';
import { endSessionsOf } from './session-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { insertPerson } from './write-person.ts';

const providerCookie = 'luoshi-oidc';
const attemptMinutes = 10;
const purposeOf = (attemptId: string): string => `oidc:${attemptId}`;
const redirectUriOf = (context: Pick<Context, 'client'>): string => `${clientOf(context).origin}/console/sign-in/return`;

/** One adapter per configured provider, so that its metadata is fetched once. */
const adapters = new WeakMap<NodeFacts['providers'][number], IdentityAdapter>();

function adapterOf(node: NodeFacts, provider: string): IdentityAdapter {
  const settings = node.providers.find((one) => one.provider === provider);
  if (settings === undefined) throw signInRefusals.provider_unknown();
  const known = adapters.get(settings) ?? oidcAdapter(settings, { allowsHttp: node.profile !== 'production' });
  adapters.set(settings, known);
  return known;
}

/** Node and client as the transaction sees them: the preparation itself has none. */
const facts = (context: PrepareContext) => context.inTransaction(async (inner) => ({ node: nodeOf(inner), redirectUri: redirectUriOf(inner) }));

export const beginProviderUseCase = preparedUseCase(beginProvider, {
  isShownOnce: true,
  prepare: async ({ params, body }, context) => {
    if (body.links) await proveOwner(body.password, context);
    const { node, redirectUri } = await facts(context);
    return adapterOf(node, params.provider)
      .begin(redirectUri)
      .catch(() => {
        throw signInRefusals.provider_silent();
      });
  },
  handler: async ({ params, body }, context, begun) => {
    const { tx, now } = context;
    const attemptId = context.newId();
    const token = newToken();
    await tx.run(insertProviderAttempt, {
      region: tx.region,
      attemptId,
      tokenHash: hashToken(token),
      userId: body.links ? ownSession(context.actor).userId : null,
      provider: params.provider,
      sealedChecks: nodeOf(context).sealer.seal(purposeOf(attemptId), JSON.stringify(begun.checks)),
      returnPath: body.returnPath,
      at: formatMoment(now),
      endsAt: formatMoment(now.add({ minutes: attemptMinutes })),
    });
    context.setCookie?.({ name: providerCookie, value: token });
    return { address: begun.address };
  },
});

interface Returned {
  readonly identity: ProvenIdentity;
  readonly userId: string | null;
  readonly returnPath: string;
  readonly registers: boolean;
}

/** The attempt is used up before the provider is asked, so an answer can be tried once. */
async function takeAttempt(context: PrepareContext) {
  return context.inTransaction(async (inner) => {
    const { tx, now } = inner;
    const token = clientOf(inner).cookies[providerCookie];
    const at = formatMoment(now);
    const found = token === undefined ? undefined : await tx.maybe(lockProviderAttempt, { region: tx.region, tokenHash: hashToken(token), now: at });
    if (found === undefined) throw signInRefusals.provider_refused();
    await tx.run(useProviderAttempt, { region: tx.region, attemptId: found.attempt_id, at });
    const node = nodeOf(inner);
    const checks = JSON.parse(node.sealer.open(purposeOf(found.attempt_id), found.sealed_checks)) as Record<string, string>;
    return { found, checks, node, redirectUri: redirectUriOf(inner) };
  });
}

async function prove(search: string, context: PrepareContext): Promise<Returned> {
  const { found, checks, node, redirectUri } = await takeAttempt(context);
  const identity = await adapterOf(node, found.provider)
    .callback({ redirectUri, search, checks })
    .catch(() => {
      throw signInRefusals.provider_refused();
    });
  const registers = node.providers.some((one) => one.provider === found.provider && one.registers);
  return { identity, userId: found.user_id, returnPath: found.return_path, registers };
}

async function writeLink(context: Context, identity: ProvenIdentity, userId: string): Promise<void> {
  const { tx, now, actor } = context;
  const { issuer, subject, loa, kind, orgCode } = identity;
  await tx.run(insertLink, { region: tx.region, issuer, subject, userId, loa, kind, orgCode, at: formatMoment(now), by: actor.id });
  await recordAccount(context, userId, 'linked', issuer);
}

async function linkAccount(context: Context, { identity, userId }: Returned): Promise<string> {
  const { tx, now, refuse } = context;
  const own = ownSession(context.actor);
  // Whoever came back must be the one who went out.
  if (own.userId !== userId) return refuse(signInRefusals.provider_refused());
  const other = await tx.maybe(findLink, { region: tx.region, issuer: identity.issuer, subject: identity.subject });
  if (other !== undefined) return refuse(signInRefusals.linked_elsewhere());
  await writeLink(context, identity, own.userId);
  await tx.run(dropPassword, { region: tx.region, userId: own.userId });
  await tx.run(endSessionsOf, { region: tx.region, userId: own.userId, except: own.sessionId, at: formatMoment(now), reason: 'linked' });
  await renewSession(context, null);
  return (await tx.one(findAccountById, { region: tx.region, userId: own.userId })).display_name;
}

async function registerHolder(context: Context, identity: ProvenIdentity): Promise<{ readonly userId: string; readonly displayName: string }> {
  const { tx, now } = context;
  const userId = context.newId();
  const displayName = (identity.displayName ?? '统一认证用户').slice(0, 60);
  const kind = identity.kind === 'legal' ? 'enterprise' : 'citizen';
  await tx.run(insertPerson, { region: tx.region, userId, kind, accountName: null, skeleton: null, displayName, stamp: 'real', at: formatMoment(now) });
  await writeLink(context, identity, userId);
  return { userId, displayName };
}

async function enter(context: Context, { identity, registers }: Returned): Promise<string> {
  const { tx, refuse } = context;
  const found = await tx.maybe(findLink, { region: tx.region, issuer: identity.issuer, subject: identity.subject });
  if (found !== undefined && found.status !== 'active') return refuse(signInRefusals.suspended());
  if (found === undefined && !registers) return refuse(signInRefusals.not_linked());
  const holder = found === undefined ? await registerHolder(context, identity) : { userId: found.user_id, displayName: found.display_name };
  await openSession(context, { userId: holder.userId, method: 'oidc', secondFactor: identity.hasSecondFactor ? 'provider' : null });
  return holder.displayName;
}

export const finishProviderUseCase = preparedUseCase(finishProvider, {
  isShownOnce: true,
  prepare: ({ body }, context) => prove(body.search, context),
  handler: async (_input, context, returned) => {
    const isLinked = returned.userId !== null;
    const displayName = isLinked ? await linkAccount(context, returned) : await enter(context, returned);
    context.setCookie?.({ name: providerCookie, value: null });
    return { displayName, returnPath: returned.returnPath, isLinked };
  },
});
