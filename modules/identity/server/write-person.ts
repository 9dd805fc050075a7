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
