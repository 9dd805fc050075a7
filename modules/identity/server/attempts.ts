/**
 * Attempts to prove who one is. Each is stored as failed before the proof is looked at, in a transaction of its own, and marked
 * as succeeded afterwards: guesses at the same time cannot slip under the limit, and a crash counts as a failure.
 */
import { createHash } from 'node:crypto';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { lockState, strictest } from '../domain/index.ts';
import { signInRefusals } from './sign-in-refusals.ts';
import { readSignInRules } from './sign-in-params.ts';

const takeTurn = statement({
  name: 'identity.take-attempt-turn',
  class: 'router',
  // PostgreSQL keeps a volatile column of a subquery even when nobody reads it.
  text: `select count(*)::int4 as taken from (select pg_advisory_xact_lock(hashtextextended(encode($2, 'hex'), 0)) from (select $1::text as region_code) r where region_code = $1) t`,
  params: { region: 'text', accountKey: 'bytea' },
  row: { taken: 'int4' },
});

/** A success wipes the slate (ids follow time); the newest of the rest are enough to judge. */
const listFailures = statement({
  name: 'identity.list-failed-attempts',
  class: 'router',
  text: `select f.scope, f.attempted_at from ((select 'account' as scope, a.attempted_at from identity.sign_in_attempt a
          where a.region_code = $1 and a.account_key = $2 and a.method = $4 and a.outcome = 'failed' and a.attempted_at > $5
            and (a.method <> 'password' or a.decided_at is not null or a.attempted_at > $6)
            and not exists (select from identity.sign_in_attempt s where s.region_code = $1 and s.account_key = $2 and s.method = $4
              and s.outcome = 'succeeded' and s.attempted_at > $5 and s.attempt_id > a.attempt_id)
          order by a.attempted_at desc limit 1000)
         union all
         (select 'address', a.attempted_at from identity.sign_in_attempt a
          where a.region_code = $1 and a.address = $3 and a.outcome = 'failed' and a.decided_at is not null and a.attempted_at > $5
          order by a.attempted_at desc limit 1000)) f`,
  params: { region: 'text', accountKey: 'bytea', address: 'text', method: 'text', since: 'timestamptz', mayRunSince: 'timestamptz' },
  row: { scope: 'text', attempted_at: 'timestamptz' },
});

const insertAttempt = statement({
  name: 'identity.insert-attempt',
  class: 'router',
  text: `insert into identity.sign_in_attempt (region_code, attempt_id, account_key, user_id, address, method, outcome, attempted_at)
         values ($1, $2, $3, $4, $5, $6, 'failed', $7)`,
  params: { region: 'text', attemptId: 'uuid', accountKey: 'bytea', userId: 'uuid?', address: 'text', method: 'text', at: 'timestamptz' },
  row: {},
});

const markSucceeded = statement({
  name: 'identity.mark-attempt-succeeded',
  class: 'router',
  text: `update identity.sign_in_attempt set outcome = 'succeeded', user_id = $3 where region_code = $1 and attempt_id = $2`,
  params: { region: 'text', attemptId: 'uuid', userId: 'uuid?' },
  row: {},
});

const markFailed = statement({
  name: 'identity.mark-attempt-failed',
  class: 'router',
  text: `update identity.sign_in_attempt set decided_at = $3 where region_code = $1 and attempt_id = $2`,
  params: { region: 'text', attemptId: 'uuid', at: 'timestamptz' },
  row: {},
});

/**
 * A password that proved wrong is decided at once. One left undecided for longer than a request lives was right, or the database
 * went away in between: nobody learnt anything from it, and whoever was put off by us is not locked out for it.
 */
const longestRequestSeconds = 120;

export type AttemptMethod = 'password' | 'totp' | 'passkey' | 'recovery' | 'setup' | 'oidc' | 'demo';

export interface Attempt {
  /** what the limit is kept by, e.g. the skeleton of the account name that was typed; never an address or header of the caller's choice */
  readonly key: string;
  readonly method: AttemptMethod;
  readonly userId?: string;
}

/** Refuses `sign_in.locked` while the account or the address has to wait; else notes the attempt as failed and returns its id. */
export async function beginAttempt(context: Context, { key, method, userId }: Attempt): Promise<string> {
  const { tx, now, refuse } = context;
  const rules = await readSignInRules(context);
  const accountKey = createHash('sha256').update(`${method}:${key}`, 'utf8').digest();
  const address = context.client?.address ?? 'local';
  await tx.one(takeTurn, { region: tx.region, accountKey });
  const longest = Math.max(rules.accountLock.windowSeconds, rules.addressLock.windowSeconds);
  const since = formatMoment(now.subtract({ seconds: longest }));
  const mayRunSince = formatMoment(now.subtract({ seconds: longestRequestSeconds }));
  const failures = await tx.many(listFailures, { region: tx.region, accountKey, address, method, since, mayRunSince });
  const of = (scope: string) => failures.filter((row) => row.scope === scope).map((row) => parseMoment(row.attempted_at));
  const state = strictest(lockState(of('account'), rules.accountLock, now), lockState(of('address'), rules.addressLock, now));
  if (!state.open) return refuse(signInRefusals.locked({ seconds: state.seconds }));
  const attemptId = context.newId();
  await tx.run(insertAttempt, { region: tx.region, attemptId, accountKey, userId: userId ?? null, address, method, at: formatMoment(now) });
  return attemptId;
}

export async function attemptSucceeded({ tx }: Pick<Context, 'tx'>, attemptId: string, userId: string | null): Promise<void> {
  await tx.run(markSucceeded, { region: tx.region, attemptId, userId });
}

/** From now on it counts against the address too. Call it in a transaction that stands although the request is refused. */
export async function attemptFailed({ tx, now }: Pick<Context, 'tx' | 'now'>, attemptId: string): Promise<void> {
  await tx.run(markFailed, { region: tx.region, attemptId, at: formatMoment(now) });
}
