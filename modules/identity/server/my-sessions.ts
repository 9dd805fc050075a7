import { formatMoment } from '#kernel/calendar.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { accessRefusals } from '#kernel/standard-refusals.ts';
import { endMySession, listMySessions } from '../contract/index.ts';
import { endSession, endSessionsOf, listSessions } from './session-store.ts';
import { signInRefusals } from './sign-in-refusals.ts';

/** Endpoints about oneself need a person with a session; the command line and the system are none. */
export function ownSession(actor: Actor): { readonly userId: string; readonly sessionId: string } {
  if (actor.userId === null || actor.sessionId === undefined) throw accessRefusals.not_signed_in();
  return { userId: actor.userId, sessionId: actor.sessionId };
}

export const listMySessionsUseCase = useCase(listMySessions, async (_input, { tx, actor, now }) => {
  const { userId, sessionId } = ownSession(actor);
  const rows = await tx.many(listSessions, { region: tx.region, userId, now: formatMoment(now) });
  return {
    items: rows.map((row) => ({
      sessionId: row.session_id,
      isThis: row.session_id === sessionId,
      method: row.method as 'password',
      secondFactor: row.second_factor as 'totp' | null,
      address: row.address,
      agent: row.agent,
      startedAt: row.created_at,
      seenAt: row.seen_at,
      endsAt: row.ends_at,
    })),
  };
});

export const endMySessionUseCase = useCase(endMySession, async ({ body }, { tx, actor, now, refuse }) => {
  const { userId, sessionId } = ownSession(actor);
  const at = formatMoment(now);
  if (body.session === 'others') return { ended: await tx.run(endSessionsOf, { region: tx.region, userId, except: sessionId, at, reason: 'ended_by_owner' }) };
  const ended = await tx.run(endSession, { region: tx.region, userId, sessionId: body.session, at, reason: 'ended_by_owner' });
  return ended === 0 ? refuse(signInRefusals.session_not_found()) : { ended };
});
