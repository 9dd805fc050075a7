/** A grant as lists show it. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { denied, firstRefusal } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { partyOf } from '../contract/index.ts';
import type { GrantReach, GrantState, Role, listGrants } from '../contract/index.ts';

export const grantColumns = `g.grant_id, g.user_id, p.display_name, g.role, g.org_id, g.reach, g.regions, g.plan_paths, g.from_on, g.to_on, g.is_delegable,
  o.user_id as delegated_user, d.display_name as delegated_name, g.reason, coalesce(b.display_name, g.granted_by) as granted_by, g.granted_at,
  coalesce(e.display_name, g.ended_by) as ended_by, g.ended_at, g.ended_reason,
  case when g.ended_at is not null then 'ended' when g.from_on > $2 then 'planned' when g.to_on < $2 then 'expired' else 'live' end as state`;

/** Who gave and who ended are kept as actor ids; a person's name is looked up, others are shown as they are. */
export const grantSource = `from identity.grant g
  join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id
  left join identity.grant o on o.region_code = g.region_code and o.grant_id = g.delegated_from
  left join identity.person d on d.region_code = o.region_code and d.user_id = o.user_id
  left join identity.person b on b.region_code = g.region_code and 'user:' || b.user_id::text = g.granted_by
  left join identity.person e on e.region_code = g.region_code and 'user:' || e.user_id::text = g.ended_by`;

export const grantRow = {
  grant_id: 'uuid',
  user_id: 'uuid',
  display_name: 'text',
  role: 'text',
  org_id: 'uuid?',
  reach: 'text',
  regions: 'text[]',
  plan_paths: 'text[]?',
  from_on: 'date',
  to_on: 'date?',
  is_delegable: 'bool',
  delegated_user: 'uuid?',
  delegated_name: 'text?',
  reason: 'text',
  granted_by: 'text',
  granted_at: 'timestamptz',
  ended_by: 'text?',
  ended_at: 'timestamptz?',
  ended_reason: 'text?',
  state: 'text',
} as const;
export type GrantRow = ValuesOf<typeof grantRow>;

type GrantItem = ReplyInput<typeof listGrants>['items'][number];

const actorNames: Readonly<Record<string, string>> = { 'local:command-line': '命令行', 'local:operator': '本机操作员' };
const nameOf = (actor: string): string => actorNames[actor] ?? (actor.startsWith('system:') ? '系统' : actor);

function endAction(row: GrantRow, actor: Actor): GrantItem['actions'][number] {
  const isOver = row.ended_at !== null;
  return presentAction(
    'identity.end-grant',
    '结束授权',
    firstRefusal(
      decidePermission(actor, 'identity.administer-grants'),
      isOver ? denied('identity.grant_ended_already', '这项授权已经结束。') : { allowed: true },
      partyOf(actor).persons.includes(row.user_id) ? denied('identity.grant_to_self', '不能结束自己的授权。') : { allowed: true },
    ),
  );
}

export function presentGrant(row: GrantRow, orgNames: ReadonlyMap<string, string>, actor: Actor): GrantItem {
  return {
    grantId: row.grant_id,
    person: { userId: row.user_id, name: row.display_name },
    role: row.role as Role,
    org: row.org_id === null ? null : { orgId: row.org_id, name: orgNames.get(row.org_id) ?? '' },
    reach: row.reach as GrantReach,
    regions: [...row.regions],
    planPaths: row.plan_paths === null ? null : [...row.plan_paths],
    from: row.from_on,
    to: row.to_on,
    isDelegable: row.is_delegable,
    delegatedBy: row.delegated_user === null ? null : { userId: row.delegated_user, name: row.delegated_name ?? '' },
    state: row.state as GrantState,
    reason: row.reason,
    grantedBy: nameOf(row.granted_by),
    grantedAt: formatMoment(parseMoment(row.granted_at)),
    ended: row.ended_at === null ? null : { by: nameOf(row.ended_by ?? ''), at: formatMoment(parseMoment(row.ended_at)), reason: row.ended_reason ?? '' },
    actions: [endAction(row, actor)],
  };
}
