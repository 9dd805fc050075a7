/** Units and persons named in a request must be there today. */
import type { Context } from '#kernel/server/context.ts';
import { findOrg, holdersOf, listOrgNames } from '#identity/server';
import type { Role } from '#identity/contract';
import { taskRefusals } from './refusals.ts';

/** The unit as it is today; `task.org_dissolved` when it has ceased, `task.org_unknown` when it never was. */
export async function requireLivingOrg(context: Context, orgId: string, place: string): Promise<{ readonly name: string; readonly isDemo: boolean }> {
  const { tx, today, refuse } = context;
  const org = await findOrg(tx, orgId, today);
  if (org !== undefined) return org;
  const name = (await listOrgNames(tx, [orgId], today)).get(orgId);
  return name === undefined ? refuse(taskRefusals.org_unknown({ place })) : refuse(taskRefusals.org_dissolved({ name, on: today.toString() }));
}

const postsAtUnit: readonly Role[] = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group'];

/** A living, active person who holds a post at the unit. */
export async function requireStaff(context: Context, who: { readonly userId: string; readonly orgId: string; readonly orgName: string; readonly field: string }): Promise<void> {
  for (const role of postsAtUnit) {
    const holders = await holdersOf(context.tx, { role, orgId: who.orgId }, context.today);
    if (holders.some(({ userId }) => userId === who.userId)) return;
  }
  context.refuse(taskRefusals.person_not_at_unit({ field: who.field, org: who.orgName }));
}
