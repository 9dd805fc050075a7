import { statement } from '#kernel/server/db.ts';

export const insertProviderAttempt = statement({
  name: 'identity.insert-oidc-attempt',
  class: 'router',
  text: `insert into identity.oidc_attempt (region_code, attempt_id, token_hash, user_id, provider, sealed_checks, return_path, created_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  params: {
    region: 'text',
    attemptId: 'uuid',
    tokenHash: 'bytea',
    userId: 'uuid?',
    provider: 'text',
    sealedChecks: 'text',
    returnPath: 'text',
    at: 'timestamptz',
    endsAt: 'timestamptz',
  },
  row: {},
});

export const lockProviderAttempt = statement({
  name: 'identity.lock-oidc-attempt',
  class: 'router',
  text: `select attempt_id, user_id, provider, sealed_checks, return_path from identity.oidc_attempt
         where region_code = $1 and token_hash = $2 and used_at is null and ends_at >= $3 for update`,
  params: { region: 'text', tokenHash: 'bytea', now: 'timestamptz' },
  row: { attempt_id: 'uuid', user_id: 'uuid?', provider: 'text', sealed_checks: 'text', return_path: 'text' },
});

export const useProviderAttempt = statement({
  name: 'identity.use-oidc-attempt',
  class: 'router',
  text: 'update identity.oidc_attempt set used_at = $3 where region_code = $1 and attempt_id = $2',
  params: { region: 'text', attemptId: 'uuid', at: 'timestamptz' },
  row: {},
});

export const findLink = statement({
  name: 'identity.find-oidc-link',
  class: 'router',
  text: `select l.user_id, p.display_name, p.status from identity.oidc_link l join identity.person p on p.region_code = l.region_code and p.user_id = l.user_id
         where l.region_code = $1 and l.issuer = $2 and l.subject = $3`,
  params: { region: 'text', issuer: 'text', subject: 'text' },
  row: { user_id: 'uuid', display_name: 'text', status: 'text' },
});

export const insertLink = statement({
  name: 'identity.insert-oidc-link',
  class: 'router',
  text: `insert into identity.oidc_link (region_code, issuer, subject, user_id, loa, holder_kind, org_code, linked_at, linked_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (region_code, issuer, subject) do nothing`,
  params: {
    region: 'text',
    issuer: 'text',
    subject: 'text',
    userId: 'uuid',
    loa: 'text?',
    kind: 'text',
    orgCode: 'text?',
    at: 'timestamptz',
    by: 'text',
  },
  row: {},
});

/** An account of single sign-on has no local password. */
export const dropPassword = statement({
  name: 'identity.drop-password',
  class: 'router',
  text: 'delete from identity.credential where region_code = $1 and user_id = $2',
  params: { region: 'text', userId: 'uuid' },
  row: {},
});
