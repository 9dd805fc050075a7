/** Statements of login sessions. The database knows the hash of the cookie only. */
import { statement } from '#kernel/server/db.ts';

export const findSession = statement({
  name: 'identity.find-session',
  class: 'router',
  text: `select s.session_id, s.user_id, s.method, s.created_at, s.seen_at, s.idle_seconds, s.ends_at, s.second_factor, p.stamp, p.display_name, p.account_name, p.kind,
           c.must_change, c.set_at as password_set_at
         from identity.session s
         join identity.person p on p.region_code = s.region_code and p.user_id = s.user_id and p.status = 'active'
         left join identity.credential c on c.region_code = s.region_code and c.user_id = s.user_id
         where s.region_code = $1 and s.token_hash = $2 and s.ended_at is null`,
  params: { region: 'text', tokenHash: 'bytea' },
  row: {
    session_id: 'uuid',
    user_id: 'uuid',
    method: 'text',
    created_at: 'timestamptz',
    seen_at: 'timestamptz',
    idle_seconds: 'int4',
    ends_at: 'timestamptz',
    second_factor: 'text?',
    stamp: 'text',
    display_name: 'text',
    account_name: 'text?',
    kind: 'text',
    must_change: 'bool?',
    password_set_at: 'timestamptz?',
  },
});

export const markSeen = statement({
  name: 'identity.mark-session-seen',
  class: 'router',
  text: `update identity.session set seen_at = $3 where region_code = $1 and session_id = $2 and ended_at is null and seen_at < $3`,
  params: { region: 'text', sessionId: 'uuid', at: 'timestamptz' },
  row: {},
});

export const insertSession = statement({
  name: 'identity.insert-session',
  class: 'router',
  text: `insert into identity.session (region_code, session_id, user_id, token_hash, method, address, agent, created_at, seen_at, idle_seconds, ends_at, second_factor, second_factor_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, case when $11::text is null then null else $8::timestamptz end)`,
  params: {
    region: 'text',
    sessionId: 'uuid',
    userId: 'uuid',
    tokenHash: 'bytea',
    method: 'text',
    address: 'text',
    agent: 'text',
    at: 'timestamptz',
    idleSeconds: 'int4',
    endsAt: 'timestamptz',
    secondFactor: 'text?',
  },
  row: {},
});

/** New id for the same session: at a rise of rights, so that an id seen before is worth nothing after. */
export const replaceToken = statement({
  name: 'identity.replace-session-token',
  class: 'router',
  text: `update identity.session set token_hash = $3, second_factor = coalesce($4, second_factor), second_factor_at = case when $4::text is null then second_factor_at else $5::timestamptz end
         where region_code = $1 and session_id = $2 and ended_at is null`,
  params: { region: 'text', sessionId: 'uuid', tokenHash: 'bytea', secondFactor: 'text?', at: 'timestamptz' },
  row: {},
});

export const endSession = statement({
  name: 'identity.end-session',
  class: 'router',
  text: `update identity.session set ended_at = $4, ended_reason = $5 where region_code = $1 and user_id = $2 and session_id = $3 and ended_at is null`,
  params: { region: 'text', userId: 'uuid', sessionId: 'uuid', at: 'timestamptz', reason: 'text' },
  row: {},
});

export const endSessionByToken = statement({
  name: 'identity.end-session-by-token',
  class: 'router',
  text: `update identity.session set ended_at = $3, ended_reason = $4 where region_code = $1 and token_hash = $2 and ended_at is null`,
  params: { region: 'text', tokenHash: 'bytea', at: 'timestamptz', reason: 'text' },
  row: {},
});

/** All sessions of a person but one (null: all). */
export const endSessionsOf = statement({
  name: 'identity.end-sessions-of-person',
  class: 'router',
  text: `update identity.session set ended_at = $4, ended_reason = $5
         where region_code = $1 and user_id = $2 and ended_at is null and ($3::uuid is null or session_id <> $3)`,
  params: { region: 'text', userId: 'uuid', except: 'uuid?', at: 'timestamptz', reason: 'text' },
  row: {},
});

export const listSessions = statement({
  name: 'identity.list-sessions-of-person',
  class: 'router',
  text: `select session_id, method, second_factor, address, agent, created_at, seen_at, ends_at from identity.session
         where region_code = $1 and user_id = $2 and ended_at is null and ends_at > $3 and seen_at + make_interval(secs => idle_seconds) > $3
         order by seen_at desc, session_id desc limit 100`,
  params: { region: 'text', userId: 'uuid', now: 'timestamptz' },
  row: {
    session_id: 'uuid',
    method: 'text',
    second_factor: 'text?',
    address: 'text',
    agent: 'text',
    created_at: 'timestamptz',
    seen_at: 'timestamptz',
    ends_at: 'timestamptz',
  },
});
