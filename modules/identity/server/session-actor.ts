/**
 * The port `resolveActor`: from the cookie of a request to the person who acts. Read from the database for every request, so
 * that a suspension, an ended grant or a changed password bites with the next one.
 */
import { dayOf, formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { userActor, visitor } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { transaction } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { clientOf } from '#kernel/server/request-actor.ts';
import type { OriginPolicy, ResolveActor } from '#kernel/server/request-actor.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { isPasswordExpired } from '../domain/index.ts';
import { loadActor } from './load-actor.ts';
import { hashToken } from './one-time-code.ts';
import { sessionCookie } from './open-session.ts';
import { findSession, markSeen } from './session-store.ts';
import { readSignInRules } from './sign-in-params.ts';

type SessionRow = ValuesOf<(typeof findSession)['row']>;

/** Writing every request down would double its cost; within this time the idle limit is that much stricter. */
const seenStepMs = 60_000;

/** Live: not ended, within its longest time, and used within the idle time. The last moment of either still counts. */
export function isLive(session: Pick<SessionRow, 'ends_at' | 'seen_at' | 'idle_seconds'>, now: Instant): boolean {
  const at = now.epochMilliseconds;
  return at <= parseMoment(session.ends_at).epochMilliseconds && at <= parseMoment(session.seen_at).epochMilliseconds + session.idle_seconds * 1000;
}

const mustChangeText = '您的密码需要先修改。请在「我的账户」修改密码后重试。';

/** Somebody whose password has to be changed is known, but may do nothing else. */
async function withoutRights(tx: Tx, session: SessionRow, now: Instant): Promise<boolean> {
  if (session.must_change === true) return true;
  if (session.password_set_at === null || session.method !== 'password') return false;
  const today = dayOf(now);
  const { profile } = await readSignInRules({ tx, today });
  return isPasswordExpired(dayOf(parseMoment(session.password_set_at)).until(today, { largestUnit: 'days' }).days, profile);
}

async function actorOfSession(tx: Tx, session: SessionRow, now: Instant): Promise<Actor> {
  const today = dayOf(now);
  const identity = { sessionId: session.session_id, secondFactor: session.second_factor !== null };
  if (await withoutRights(tx, session, now)) {
    return { ...userActor({ userId: session.user_id, displayName: session.display_name, grants: [], ...identity }, { today, region: tx.region }), whyNot: mustChangeText };
  }
  const actor = await loadActor(tx, { userId: session.user_id, secondFactor: identity.secondFactor }, today);
  return actor === undefined ? visitor : { ...actor, sessionId: session.session_id };
}

export function sessionActors(runtime: Runtime, policy: OriginPolicy): ResolveActor {
  const options = { region: runtime.region } as const;
  return async (facts) => {
    const token = clientOf(facts, policy).cookies[sessionCookie];
    if (token === undefined) return visitor;
    const now = runtime.clock.now();
    const found = await transaction(runtime.pool, { ...options, mode: 'read' }, async (tx) => {
      const session = await tx.maybe(findSession, { region: tx.region, tokenHash: hashToken(token) });
      if (session === undefined || !isLive(session, now)) return undefined;
      // Demo sign-ins end with the development profile, whatever is still in the database.
      if (policy.profile === 'production' && session.stamp === 'demo') return undefined;
      return { session, actor: await actorOfSession(tx, session, now) };
    });
    if (found === undefined) return visitor;
    const { session, actor } = found;
    const isStale = now.epochMilliseconds - parseMoment(session.seen_at).epochMilliseconds >= seenStepMs;
    if (isStale && facts.isBackground !== true) {
      await transaction(runtime.pool, { ...options, mode: 'write' }, (tx) => tx.run(markSeen, { region: tx.region, sessionId: session.session_id, at: formatMoment(now) }));
    }
    return actor;
  };
}
