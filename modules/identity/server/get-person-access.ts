import { decide, isLiveOn, permissionSpec } from '#kernel/access.ts';
import type { Grant } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { Tx } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getPersonAccess } from '../contract/index.ts';
import type { GrantReach, PersonStatus, Role } from '../contract/index.ts';
import { accessRefusals } from './access-refusals.ts';
import { recordView } from './audit-trail.ts';
import { grantStore } from './grant-store.ts';
import { readGrants } from './load-actor.ts';
import { presentReached } from './reached-orgs.ts';

function reachOf(grant: Grant): GrantReach {
  if (grant.orgs === 'all') return 'all';
  return grant.orgs.length === 1 && grant.orgs[0] === grant.orgId ? 'unit' : 'subtree';
}

async function presentReaches(tx: Tx, grants: readonly Grant[], on: PlainDate) {
  const reached = await presentReached(tx, [...new Set(grants.flatMap(({ orgs }) => (orgs === 'all' ? [] : orgs)))], on);
  return grants.map((grant) => ({
    grantId: grant.grantId,
    role: grant.role as Role,
    reach: reachOf(grant),
    orgs: grant.orgs === 'all' ? null : reached.filter(({ orgId }) => grant.orgs.includes(orgId)),
    regions: [...grant.regions],
    planPaths: grant.planPaths === 'all' ? null : [...grant.planPaths],
    from: grant.from,
    to: grant.to,
    isDelegated: grant.delegatedBy !== undefined,
  }));
}

/** Each permission with the grants that give it. */
function presentPermissions(grants: readonly Grant[]) {
  const names = [...new Set(grants.flatMap(({ permissions }) => permissions))].sort();
  return names.map((permission) => {
    const { label, secondFactor } = permissionSpec(permission);
    const grantIds = grants.filter(({ permissions }) => permissions.includes(permission)).map(({ grantId }) => grantId);
    return { permission, label, needsSecondFactor: secondFactor === true, grantIds };
  });
}

export const getPersonAccessUseCase = useCase(
  getPersonAccess,
  async ({ params, query }, context) => {
    const { tx, actor, today, refuse } = context;
    const person = await grantStore.findPerson(tx, params.userId);
    const isInScope = decide(actor, 'identity.read-grants', { region: tx.region, ownerOrg: null, level: 'internal' }, today).allowed;
    if (person === undefined || !isInScope) return refuse(accessRefusals.person_unknown());
    const on = query.on === undefined ? today : parseDay(query.on);
    await recordView(context, { action: getPersonAccess.id, userIds: [person.userId], subject: `/api/people/${person.userId}/access`, purpose: '核对授权：这个人能看到什么' });
    // A suspended person can do nothing, whatever the grants say.
    const held = person.status === 'active' ? await readGrants(tx, person.userId, on) : [];
    const grants = held.filter((grant) => isLiveOn(grant, on));
    return {
      person: { userId: person.userId, name: person.name, status: person.status as PersonStatus },
      on: on.toString(),
      reaches: await presentReaches(tx, grants, on),
      permissions: presentPermissions(grants),
    };
  },
  { recordsViews: true },
);
