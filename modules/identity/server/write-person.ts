/** Statements that make and change persons. */
import { statement } from '#kernel/server/db.ts';

export const insertPerson = statement({
  name: 'identity.insert-person',
  class: 'router',
  text: `insert into identity.person (region_code, user_id, kind, account_name, account_skeleton, display_name, status, stamp, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'active', $7, 1, $8, $8)`,
  params: {
    region: 'text',
    userId: 'uuid',
    kind: 'text',
    accountName: 'text?',
    skeleton: 'text?',
    displayName: 'text',
    stamp: 'text',
    at: 'timestamptz',
  },
  row: {},
});

/** Names of accounts are given out one after the other, so that two requests cannot both find one free. */
export const takeNameTurn = statement({
  name: 'identity.take-account-name-turn',
  class: 'router',
  text: `select count(*)::int4 as taken from (select pg_advisory_xact_lock(hashtextextended('account-name:' || r.region_code, 0)) from (select $1::text as region_code) r where region_code = $1) t`,
  params: { region: 'text' },
  row: { taken: 'int4' },
});

export const writeAccountName = statement({
  name: 'identity.write-account-name',
  class: 'router',
  text: `update identity.person set account_name = $4, account_skeleton = $5, revision = revision + 1, updated_at = $6
         where region_code = $1 and user_id = $2 and revision = $3`,
  params: { region: 'text', userId: 'uuid', revision: 'int4', accountName: 'text', skeleton: 'text', at: 'timestamptz' },
  row: {},
});
