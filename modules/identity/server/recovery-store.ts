import { statement } from '#kernel/server/db.ts';

export const insertRecovery = statement({
  name: 'identity.insert-recovery',
  class: 'router',
  text: `insert into identity.recovery (region_code, recovery_id, user_id, reason, requested_by, requested_for, requested_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { region: 'text', recoveryId: 'uuid', userId: 'uuid', reason: 'text', requestedBy: 'uuid', requestedFor: 'uuid?', at: 'timestamptz' },
  row: {},
});

export const countWaiting = statement({
  name: 'identity.count-waiting-recoveries',
  class: 'router',
  text: `select count(*)::int4 as waiting from identity.recovery where region_code = $1 and user_id = $2 and decision is null`,
  params: { region: 'text', userId: 'uuid' },
  row: { waiting: 'int4' },
});

export const listRecoveryRows = statement({
  name: 'identity.list-recoveries',
  class: 'router',
  text: `select r.recovery_id, r.user_id, p.display_name, p.account_name, r.reason, r.requested_by, r.requested_for, q.display_name as requester, f.display_name as requested_for_name, r.requested_at, d.display_name as decider,
           r.decision, r.code_ends_at, r.used_at
         from identity.recovery r
         join identity.person p on p.region_code = r.region_code and p.user_id = r.user_id
         join identity.person q on q.region_code = r.region_code and q.user_id = r.requested_by
         left join identity.person f on f.region_code = r.region_code and f.user_id = r.requested_for
         left join identity.person d on d.region_code = r.region_code and d.user_id = r.decided_by
         where r.region_code = $1 order by r.recovery_id desc limit 100`,
  params: { region: 'text' },
  row: {
    recovery_id: 'uuid',
    user_id: 'uuid',
    display_name: 'text',
    account_name: 'text?',
    reason: 'text',
    requested_by: 'uuid',
    requested_for: 'uuid?',
    requester: 'text',
    requested_for_name: 'text?',
    requested_at: 'timestamptz',
    decider: 'text?',
    decision: 'text?',
    code_ends_at: 'timestamptz?',
    used_at: 'timestamptz?',
  },
});

export const lockRecovery = statement({
  name: 'identity.lock-recovery',
  class: 'router',
  text: `select user_id, requested_by, requested_for, decision from identity.recovery where region_code = $1 and recovery_id = $2 for update`,
  params: { region: 'text', recoveryId: 'uuid' },
  row: { user_id: 'uuid', requested_by: 'uuid', requested_for: 'uuid?', decision: 'text?' },
});

export const writeDecision = statement({
  name: 'identity.write-recovery-decision',
  class: 'router',
  text: `update identity.recovery set decided_by = $3, decided_at = $4, decision = $5, code_hash = $6, code_ends_at = $7
         where region_code = $1 and recovery_id = $2 and decision is null`,
  params: { region: 'text', recoveryId: 'uuid', decidedBy: 'uuid', at: 'timestamptz', decision: 'text', codeHash: 'bytea?', endsAt: 'timestamptz?' },
  row: {},
});

export const lockRecoveryByCode = statement({
  name: 'identity.lock-recovery-by-code',
  class: 'router',
  text: `select r.recovery_id, r.user_id, p.display_name from identity.recovery r join identity.person p on p.region_code = r.region_code and p.user_id = r.user_id
         where r.region_code = $1 and r.code_hash = $2 and p.account_skeleton = $3 and r.used_at is null and r.code_ends_at >= $4 and p.status = 'active' for update of r`,
  params: { region: 'text', codeHash: 'bytea', skeleton: 'text', now: 'timestamptz' },
  row: { recovery_id: 'uuid', user_id: 'uuid', display_name: 'text' },
});

export const markRecoveryUsed = statement({
  name: 'identity.mark-recovery-used',
  class: 'router',
  text: `update identity.recovery set used_at = $3 where region_code = $1 and recovery_id = $2`,
  params: { region: 'text', recoveryId: 'uuid', at: 'timestamptz' },
  row: {},
});

export const countLinks = statement({
  name: 'identity.count-oidc-links',
  class: 'router',
  text: `select count(*)::int4 as links from identity.oidc_link where region_code = $1 and user_id = $2`,
  params: { region: 'text', userId: 'uuid' },
  row: { links: 'int4' },
});
