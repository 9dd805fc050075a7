/** Opens, renews and ends login sessions together with their cookie. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { SecondFactor, SignInMethod } from '../contract/index.ts';
import { hashToken, newToken } from './one-time-code.ts';
import { endSessionByToken, insertSession, replaceToken } from './session-store.ts';
import { readSignInRules } from './sign-in-params.ts';

export const sessionCookie = 'luoshi';
/** Long enough for every browser's own name, short enough to be read. */
const mostAgentLength = 300;

export interface SessionStart {
  readonly userId: string;
  readonly method: SignInMethod;
  readonly secondFactor: SecondFactor | null;
}

/** Always a new id: what the browser sent before is ended, never adopted (session fixation). */
export async function openSession(context: Context, { userId, method, secondFactor }: SessionStart): Promise<string> {
  const { tx, now, client } = context;
  const rules = await readSignInRules(context);
  await endPresentSession(context, 'replaced');
  const token = newToken();
  const sessionId = context.newId();
  await tx.run(insertSession, {
    region: tx.region,
    sessionId,
    userId,
    tokenHash: hashToken(token),
    method,
    address: client?.address ?? 'local',
    agent: (client?.agent ?? '').slice(0, mostAgentLength),
    at: formatMoment(now),
    idleSeconds: rules.idleSeconds,
    endsAt: formatMoment(now.add({ seconds: rules.longestSeconds })),
    secondFactor,
  });
  context.setCookie?.({ name: sessionCookie, value: token });
  return token;
}

/** Another id for the session at hand; with a factor, its rights rise. */
export async function renewSession(context: Context, secondFactor: SecondFactor | null): Promise<void> {
  const { tx, now, actor } = context;
  if (actor.sessionId === undefined) return;
  const token = newToken();
  await tx.run(replaceToken, { region: tx.region, sessionId: actor.sessionId, tokenHash: hashToken(token), secondFactor, at: formatMoment(now) });
  context.setCookie?.({ name: sessionCookie, value: token });
}

/** Ends the session whose cookie came with the request, whoever's it is. */
export async function endPresentSession(context: Context, reason: string): Promise<void> {
  const token = context.client?.cookies[sessionCookie];
  if (token === undefined) return;
  await context.tx.run(endSessionByToken, { region: context.tx.region, tokenHash: hashToken(token), at: formatMoment(context.now), reason });
}
