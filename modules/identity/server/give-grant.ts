import { decide, decideHeld, permissionSpec, permissionsOfRole } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { giveGrant, partyOf, previewGrant } from '../contract/index.ts';
import type { NewGrant, ReachedOrg } from '../contract/index.ts';
import { grantFaults } from '../domain/index.ts';
import type { GrantFacts } from '../domain/index.ts';
import { accessRefusalOf } from './access-refusals.ts';
import { grantStore } from './grant-store.ts';
import { readGrants } from './load-actor.ts';
import { findOrg } from './org-names.ts';
import { reachedOrgs } from './reached-orgs.ts';

async function factsOf(grant: NewGrant, { tx, actor, today }: Context): Promise<GrantFacts> {
  return {
    today: today.toString(),
    homeRegion: tx.region,
    giverIds: partyOf(actor).persons,
    person: await grantStore.findPerson(tx, grant.userId),
    isOrgKnown: grant.orgId === null || (await findOrg(tx, grant.orgId, parseDay(grant.from))) !== undefined,
    others: await grantStore.listOpen(tx, grant.userId),
  };
}

/** A grant is given within the giver's own reach, and tried out there only. */
function requireGiver({ orgId }: NewGrant, { actor, tx, today, refuse }: Context): void {
  refuse.unless(decide(actor, 'identity.administer-grants', { region: tx.region, ownerOrg: orgId, level: 'internal' }, today));
}

export const giveGrantUseCase = useCase(
  giveGrant,
  async ({ body }, context) => {
    requireGiver(body, context);
    await grantStore.lockPerson(context.tx, body.userId);
    const [fault] = grantFaults(body, await factsOf(body, context));
    if (fault !== undefined) context.refuse(accessRefusalOf(fault));
    return { grantId: await grantStore.give(context, body) };
  },
  { statusOf: () => 201 },
);

/** Units that a grant would reach on its first day; null = all. */
async function reachOf(grant: NewGrant, { tx }: Context): Promise<ReachedOrg[] | null> {
  if (grant.reach === 'all' || grant.orgId === null) return null;
  return reachedOrgs(tx, { orgId: grant.orgId, isSubtree: grant.reach === 'subtree' }, parseDay(grant.from));
}

export const previewGrantUseCase = useCase(previewGrant, async ({ body }, context) => {
  requireGiver(body, context);
  const held = { grants: await readGrants(context.tx, body.userId, context.today), secondFactor: true, whyNot: '' };
  const permissions = permissionsOfRole(body.role).map((permission) => {
    const { label, secondFactor } = permissionSpec(permission);
    return { permission, label, needsSecondFactor: secondFactor === true, isNew: !decideHeld(held, permission, context.today).allowed };
  });
  const faults = grantFaults(body, await factsOf(body, context)).map(({ code, reason }) => ({ code, reason }));
  return { faults, permissions, orgs: await reachOf(body, context) };
});
