import { statement } from '#kernel/server/db.ts';

export const insertChallenge = statement({
  name: 'identity.insert-challenge',
  class: 'router',
  text: `insert into identity.challenge (region_code, challenge_id, user_id, purpose, challenge, created_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { region: 'text', challengeId: 'uuid', userId: 'uuid?', purpose: 'text', challenge: 'text', at: 'timestamptz', endsAt: 'timestamptz' },
  row: {},
});

/** Locked until the end of the transaction, so that a challenge is answered once. */
export const openChallenge = statement({
  name: 'identity.open-challenge',
  class: 'router',
  text: `select challenge from identity.challenge
         where region_code = $1 and challenge_id = $2 and purpose = $3 and user_id is not distinct from $4 and used_at is null and ends_at >= $5 for update`,
  params: { region: 'text', challengeId: 'uuid', purpose: 'text', userId: 'uuid?', at: 'timestamptz' },
  row: { challenge: 'text' },
});

export const useChallenge = statement({
  name: 'identity.use-challenge',
  class: 'router',
  text: 'update identity.challenge set used_at = $3 where region_code = $1 and challenge_id = $2',
  params: { region: 'text', challengeId: 'uuid', at: 'timestamptz' },
  row: {},
});

export const insertPasskey = statement({
  name: 'identity.insert-passkey',
  class: 'router',
  text: `insert into identity.passkey (region_code, passkey_id, user_id, credential_id, public_key, sign_count, transports, label, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (region_code, credential_id) do nothing`,
  params: {
    region: 'text',
    passkeyId: 'uuid',
    userId: 'uuid',
    credentialId: 'text',
    publicKey: 'bytea',
    signCount: 'int8',
    transports: 'text[]',
    label: 'text',
    at: 'timestamptz',
  },
  row: {},
});

export const listPasskeysOf = statement({
  name: 'identity.list-passkeys-of-person',
  class: 'router',
  text: `select passkey_id, credential_id, transports, label, created_at, used_at from identity.passkey
         where region_code = $1 and user_id = $2 and removed_at is null order by passkey_id limit 100`,
  params: { region: 'text', userId: 'uuid' },
  row: { passkey_id: 'uuid', credential_id: 'text', transports: 'text[]', label: 'text', created_at: 'timestamptz', used_at: 'timestamptz?' },
});

export const findPasskey = statement({
  name: 'identity.find-passkey',
  class: 'router',
  text: `select k.passkey_id, k.user_id, k.credential_id, k.public_key, k.sign_count, k.transports, p.display_name, p.status
         from identity.passkey k join identity.person p on p.region_code = k.region_code and p.user_id = k.user_id
         where k.region_code = $1 and k.credential_id = $2 and k.removed_at is null for update of k`,
  params: { region: 'text', credentialId: 'text' },
  row: {
    passkey_id: 'uuid',
    user_id: 'uuid',
    credential_id: 'text',
    public_key: 'bytea',
    sign_count: 'int8',
    transports: 'text[]',
    display_name: 'text',
    status: 'text',
  },
});

export const markPasskeyUsed = statement({
  name: 'identity.mark-passkey-used',
  class: 'router',
  text: `update identity.passkey set sign_count = $3, used_at = $4 where region_code = $1 and passkey_id = $2`,
  params: { region: 'text', passkeyId: 'uuid', signCount: 'int8', at: 'timestamptz' },
  row: {},
});

export const removePasskeyRow = statement({
  name: 'identity.remove-passkey',
  class: 'router',
  text: `update identity.passkey set removed_at = $4 where region_code = $1 and user_id = $2 and passkey_id = $3 and removed_at is null`,
  params: { region: 'text', userId: 'uuid', passkeyId: 'uuid', at: 'timestamptz' },
  row: {},
});

export const removePasskeysOf = statement({
  name: 'identity.remove-passkeys-of-person',
  class: 'router',
  text: `update identity.passkey set removed_at = $3 where region_code = $1 and user_id = $2 and removed_at is null`,
  params: { region: 'text', userId: 'uuid', at: 'timestamptz' },
  row: {},
});
