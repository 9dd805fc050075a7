/** What people and offices owe in inspections, for the hand-over of a post (workflows §16). */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { DutyMove } from '#kernel/server/duty-sources.ts';
import { record } from '#kernel/server/record.ts';
import { defineTableDuties } from '#kernel/server/table-duties.ts';
import { inspectionDutyMoved } from '../contract/index.ts';

/** Before the visit every member owes it; afterwards whoever came concludes it; the rest waits for an office. */
const open = `
  select 'member:' || i.inspection_id || ':' || m.user_id as id, '检查（检查组成员）' as kind, i.subject as title, i.planned_on as due_on, '/inspections/' || i.inspection_id as href,
    m.user_id, null::uuid as org_id, 'inspection.record' as office
  from inspection.inspection i join inspection.member m on m.region_code = i.region_code and m.inspection_id = i.inspection_id and m.state = 'active'
  where i.region_code = $1 and i.state in ('planned', 'notified')
  union all
  select 'plan:' || i.inspection_id, '待组织检查', i.subject, i.planned_on, '/inspections/' || i.inspection_id, null, null, 'inspection.plan'
  from inspection.inspection i where i.region_code = $1 and i.state in ('planned', 'notified')
  union all
  select 'visit:' || i.inspection_id, '检查（主查人）', i.subject, i.planned_on, '/inspections/' || i.inspection_id, i.inspector_id, null, 'inspection.record'
  from inspection.inspection i where i.region_code = $1 and i.state in ('arrived', 'recorded', 'concluded')
  union all
  select 'rectify:' || i.inspection_id, '检查问题待整改', i.subject, i.rectify_due_on, '/inspections/' || i.inspection_id, null, i.org_id, 'inspection.rectify'
  from inspection.inspection i where i.region_code = $1 and i.state = 'rectifying'
  union all
  select 'recheck:' || i.inspection_id, '待复查检查', i.subject, null, '/inspections/' || i.inspection_id, null, null, 'inspection.record'
  from inspection.inspection i where i.region_code = $1 and i.state = 'rechecking'`;

const moveVisits = statement({
  name: 'inspection.move-visits-to-person',
  class: 'router',
  text: 'update inspection.inspection set inspector_id = $3, revision = revision + 1 where region_code = $1 and inspection_id = any ($2)',
  params: { region: 'text', ids: 'uuid[]', to: 'uuid' },
  row: {},
});
/** The successor joins the team; who is on it already stays, so the one who leaves is only marked. */
const addMembers = statement({
  name: 'inspection.add-successors',
  class: 'router',
  text: `insert into inspection.member (region_code, inspection_id, user_id, state, reason, revision)
         select $1, i.id, $3, 'active', '', 1 from unnest($2::uuid[]) i (id)
         on conflict (region_code, inspection_id, user_id) do update set state = 'active', reason = '', revision = inspection.member.revision + 1 where inspection.member.state <> 'active'`,
  params: { region: 'text', ids: 'uuid[]', to: 'uuid' },
  row: {},
});
const leaveTeams = statement({
  name: 'inspection.leave-teams',
  class: 'router',
  text: `update inspection.member set state = 'replaced', revision = revision + 1 where region_code = $1 and inspection_id = any ($2) and user_id = $3 and state = 'active'`,
  params: { region: 'text', ids: 'uuid[]', from: 'uuid' },
  row: {},
});

async function move(context: Context, { ids, from, to, orgId, reason }: DutyMove): Promise<void> {
  const { tx } = context;
  const of = (kind: string) => ids.flatMap((id) => (id.startsWith(`${kind}:`) ? [id.split(':')[1] ?? ''] : []));
  const visits = of('visit');
  const teams = [...of('member'), ...visits];
  await tx.run(leaveTeams, { region: tx.region, ids: teams, from });
  await tx.run(addMembers, { region: tx.region, ids: teams, to });
  await tx.run(moveVisits, { region: tx.region, ids: visits, to });
  for (const dutyId of ids) await record(context, inspectionDutyMoved, { dutyId, orgId, fromUser: from, toUser: to, reason });
}

export const inspectionDuties = defineTableDuties({ name: 'inspection', label: '检查', open, move });
