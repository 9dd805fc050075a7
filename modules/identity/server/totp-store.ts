import { statement } from '#kernel/server/db.ts';

export const readTotp = statement({
  name: 'identity.read-totp',
  class: 'router',
  text: 'select sealed_seed, last_step, created_at, confirmed_at from identity.totp where region_code = $1 and user_id = $2 for update',
  params: { region: 'text', userId: 'uuid' },
  row: { sealed_seed: 'text', last_step: 'int8?', created_at: 'timestamptz', confirmed_at: 'timestamptz?' },
});

/** A new seed takes the place of one that was never confirmed. */
export const writeTotp = statement({
  name: 'identity.write-totp',
  class: 'router',
  text: `insert into identity.totp (region_code, user_id, sealed_seed, created_at) values ($1, $2, $3, $4)
         on conflict (region_code, user_id) do update set sealed_seed = excluded.sealed_seed, created_at = excluded.created_at, last_step = null
         where identity.totp.confirmed_at is null`,
  params: { region: 'text', userId: 'uuid', sealedSeed: 'text', at: 'timestamptz' },
  row: {},
});

/** Uses up a time step; nothing is written when it is not newer than the last. */
export const useTotpStep = statement({
  name: 'identity.use-totp-step',
  class: 'router',
  text: `update identity.totp set last_step = $3, confirmed_at = coalesce(confirmed_at, $4)
         where region_code = $1 and user_id = $2 and (last_step is null or last_step < $3)`,
  params: { region: 'text', userId: 'uuid', step: 'int8', at: 'timestamptz' },
  row: {},
});

export const deleteTotp = statement({
  name: 'identity.delete-totp',
  class: 'router',
  text: 'delete from identity.totp where region_code = $1 and user_id = $2',
  params: { region: 'text', userId: 'uuid' },
  row: {},
});
