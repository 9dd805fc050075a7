/** Delegations given from a post: on the sheet of its hand-over, and ended with it. The successor names a delegate of their own. */
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { defineDutySource } from '#kernel/server/duty-sources.ts';
import type { DutyMove } from '#kernel/server/duty-sources.ts';
import { record } from '#kernel/server/record.ts';
import { delegationRevoked } from '../contract/index.ts';
import { delegationStore } from './delegation-store.ts';
import { grantStore } from './grant-store.ts';

const grantOf = `identity.delegation_grant x join identity.grant g on g.region_code = x.region_code and g.grant_id = x.grant_id`;

const listGiven = statement({
  name: 'identity.list-delegations-given-at-org',
  class: 'router',
  text: `select d.delegation_id::text as id, p.display_name, d.to_on from identity.delegation d
         join identity.person p on p.region_code = d.region_code and p.user_id = d.to_user
         where d.region_code = $1 and d.from_user = $2 and d.revoked_at is null and d.to_on >= $4
           and exists (select from ${grantOf} where x.region_code = d.region_code and x.delegation_id = d.delegation_id and g.ended_at is null and g.org_id = $3)
         order by d.to_on, d.delegation_id`,
  params: { region: 'text', userId: 'uuid', orgId: 'uuid?', day: 'date' },
  row: { id: 'text', display_name: 'text', to_on: 'date' },
});

const listGrants = statement({
  name: 'identity.list-grants-of-delegations',
  class: 'router',
  text: `select x.delegation_id, g.grant_id, g.user_id, g.role, g.org_id from ${grantOf} where x.region_code = $1 and x.delegation_id = any ($2) and g.ended_at is null order by g.grant_id`,
  params: { region: 'text', ids: 'uuid[]' },
  row: { delegation_id: 'uuid', grant_id: 'uuid', user_id: 'uuid', role: 'text', org_id: 'uuid?' },
});

/** What was passed on from the unit ends; a delegation that also holds a post elsewhere goes on for that one. */
async function end(context: Context, { ids, orgId, reason }: DutyMove): Promise<void> {
  const { tx } = context;
  const grants = await tx.many(listGrants, { region: tx.region, ids });
  for (const { grant_id, user_id, role } of grants.filter(({ org_id }) => org_id === orgId)) await grantStore.end(context, { grantId: grant_id, userId: user_id, role }, reason);
  const kept = new Set(grants.filter(({ org_id }) => org_id !== orgId).map(({ delegation_id }) => delegation_id));
  for (const delegationId of ids.filter((id) => !kept.has(id))) {
    await delegationStore.revoke(context, delegationId, reason);
    await record(context, delegationRevoked, { delegationId, reason });
  }
}

export const delegationDuties = defineDutySource({
  name: 'identity',
  label: '代理',
  listOpen: async (tx, { userId, orgId, today }) => {
    const given = await tx.many(listGiven, { region: tx.region, userId, orgId, day: today });
    return given.map(({ id, display_name, to_on }) => ({
      id,
      kind: '委托的代理',
      title: `委托${display_name}代理（移交生效时终止）`,
      dueOn: to_on,
      href: null,
      endsWithPost: true as const,
    }));
  },
  move: end,
  // A delegation waits for nobody: it ends by itself on its last day.
  listHeld: () => Promise.resolve([]),
});
