/** Statements that find a person by account for signing in. */
import { statement } from '#kernel/server/db.ts';

/** Person and password in one look, the same for known and unknown accounts. */
export const findAccount = statement({
  name: 'identity.find-account',
  class: 'router',
  text: `select p.user_id, p.display_name, p.account_name, p.kind, p.status, p.stamp, c.password_hash, c.set_at, c.must_change
         from identity.person p left join identity.credential c on c.region_code = p.region_code and c.user_id = p.user_id
         where p.region_code = $1 and p.account_skeleton = $2`,
  params: { region: 'text', skeleton: 'text' },
  row: {
    user_id: 'uuid',
    display_name: 'text',
    account_name: 'text?',
    kind: 'text',
    status: 'text',
    stamp: 'text',
    password_hash: 'text?',
    set_at: 'timestamptz?',
    must_change: 'bool?',
  },
});

export const findAccountById = statement({
  name: 'identity.find-account-by-id',
  class: 'router',
  text: `select p.user_id, p.display_name, p.account_name, p.kind, p.status, p.stamp, p.revision, c.password_hash, c.set_at, c.must_change
         from identity.person p left join identity.credential c on c.region_code = p.region_code and c.user_id = p.user_id
         where p.region_code = $1 and p.user_id = $2`,
  params: { region: 'text', userId: 'uuid' },
  row: {
    user_id: 'uuid',
    display_name: 'text',
    account_name: 'text?',
    kind: 'text',
    status: 'text',
    stamp: 'text',
    revision: 'int4',
    password_hash: 'text?',
    set_at: 'timestamptz?',
    must_change: 'bool?',
  },
});

export const listFactors = statement({
  name: 'identity.list-factors-of-person',
  class: 'router',
  text: `select (select count(*)::int4 from identity.totp t where t.region_code = $1 and t.user_id = $2 and t.confirmed_at is not null) as totp,
           (select count(*)::int4 from identity.passkey k where k.region_code = $1 and k.user_id = $2 and k.removed_at is null) as passkeys
         from (select $1::text as region_code) r where r.region_code = $1`,
  params: { region: 'text', userId: 'uuid' },
  row: { totp: 'int4', passkeys: 'int4' },
});

export const writePassword = statement({
  name: 'identity.write-password',
  class: 'router',
  text: `insert into identity.credential (region_code, user_id, password_hash, set_at, must_change) values ($1, $2, $3, $4, $5)
         on conflict (region_code, user_id) do update set password_hash = excluded.password_hash, set_at = excluded.set_at, must_change = excluded.must_change`,
  params: { region: 'text', userId: 'uuid', hash: 'text', at: 'timestamptz', mustChange: 'bool' },
  row: {},
});

/** The same password in a hash of today's cost; its age stays. Only if nobody has changed it meanwhile. */
export const renewHash = statement({
  name: 'identity.renew-password-hash',
  class: 'router',
  text: `update identity.credential set password_hash = $4 where region_code = $1 and user_id = $2 and password_hash = $3`,
  params: { region: 'text', userId: 'uuid', former: 'text', hash: 'text' },
  row: {},
});
