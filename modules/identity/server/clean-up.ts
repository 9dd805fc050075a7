/**
 * Every night the traces of signing in that have served their time are deleted (PIPL: no longer than needed). Facts stay: who was
 * recovered or set up when, the audit trail, the events. What was deleted is itself an event.
 */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { signInCleaned } from '../contract/index.ts';
import { readRetention } from './retention-params.ts';

/** Rows per statement and statements per night: a backlog of years goes over several nights instead of one long transaction. */
const batch = '5000';
const mostBatches = 20;
const params = { region: 'text', before: 'timestamptz', limit: 'int8' } as const;

const deleteAttempts = statement({
  name: 'identity.delete-old-attempts',
  class: 'router',
  text: `delete from identity.sign_in_attempt where region_code = $1 and attempt_id in (
           select a.attempt_id from identity.sign_in_attempt a where a.region_code = $1 and a.attempted_at < $2 order by a.attempted_at limit $3)`,
  params,
  row: {},
});
/**
 * Over since it was ended, since its longest time, or since it was last used plus the idle time, whichever came first. The newest of a
 * person stays: administrators see from it when an account was last used.
 */
const deleteSessions = statement({
  name: 'identity.delete-old-sessions',
  class: 'router',
  text: `delete from identity.session where region_code = $1 and session_id in (
           select s.session_id from identity.session s
           where s.region_code = $1 and least(s.ended_at, s.ends_at, s.seen_at + make_interval(secs => s.idle_seconds)) < $2
             and exists (select from identity.session n where n.region_code = s.region_code and n.user_id = s.user_id and n.session_id > s.session_id) limit $3)`,
  params,
  row: {},
});
const deleteChallenges = statement({
  name: 'identity.delete-old-challenges',
  class: 'router',
  text: `delete from identity.challenge where region_code = $1 and challenge_id in (select c.challenge_id from identity.challenge c where c.region_code = $1 and c.ends_at < $2 limit $3)`,
  params,
  row: {},
});
const deleteProviderAttempts = statement({
  name: 'identity.delete-old-oidc-attempts',
  class: 'router',
  text: `delete from identity.oidc_attempt where region_code = $1 and attempt_id in (select o.attempt_id from identity.oidc_attempt o where o.region_code = $1 and o.ends_at < $2 limit $3)`,
  params,
  row: {},
});
const forgetRecoveryCodes = statement({
  name: 'identity.forget-recovery-codes',
  class: 'router',
  text: `update identity.recovery set code_hash = null where region_code = $1 and recovery_id in (
           select r.recovery_id from identity.recovery r where r.region_code = $1 and r.code_hash is not null and least(r.used_at, r.code_ends_at) < $2 limit $3)`,
  params,
  row: {},
});
/** The one that was used closes the set-up for good and stays, without its code. */
const forgetSetupCode = statement({
  name: 'identity.forget-setup-code',
  class: 'router',
  text: `update identity.setup_code set code_hash = null where region_code = $1 and setup_id in (
           select c.setup_id from identity.setup_code c where c.region_code = $1 and c.code_hash is not null and c.used_at < $2 limit $3)`,
  params,
  row: {},
});
const deleteSetupCodes = statement({
  name: 'identity.delete-old-setup-codes',
  class: 'router',
  text: `delete from identity.setup_code where region_code = $1 and setup_id in (
           select c.setup_id from identity.setup_code c where c.region_code = $1 and c.used_at is null and c.ends_at < $2 limit $3)`,
  params,
  row: {},
});

type Sweep =
  | typeof deleteAttempts
  | typeof deleteSessions
  | typeof deleteChallenges
  | typeof deleteProviderAttempts
  | typeof forgetRecoveryCodes
  | typeof forgetSetupCode
  | typeof deleteSetupCodes;

async function sweep(tx: Tx, one: Sweep, before: string): Promise<number> {
  let done = 0;
  for (let turn = 0; turn < mostBatches; turn += 1) {
    const count = await tx.run(one, { region: tx.region, before, limit: batch });
    done += count;
    if (count < Number(batch)) break;
  }
  return done;
}

/** Deletes what is older than the retention in force today. */
export async function cleanUpSignIn(context: Context): Promise<void> {
  const { tx, now } = context;
  const keep = await readRetention(context);
  const before = (days: number): string => formatMoment(now.subtract({ hours: days * 24 }));
  const attempts = await sweep(tx, deleteAttempts, before(keep.attempts));
  const sessions = await sweep(tx, deleteSessions, before(keep.sessions));
  let codes = 0;
  for (const one of [deleteChallenges, deleteProviderAttempts, forgetRecoveryCodes, forgetSetupCode, deleteSetupCodes]) codes += await sweep(tx, one, before(keep.codes));
  if (attempts + sessions + codes === 0) return;
  const counts = { attempts: String(attempts), sessions: String(sessions), codes: String(codes) };
  await record(context, signInCleaned, {
    cleanUpId: context.newId(),
    ...counts,
    keepAttempts: String(keep.attempts),
    keepSessions: String(keep.sessions),
    keepCodes: String(keep.codes),
  });
}
