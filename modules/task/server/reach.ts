/** What the kernel's decision needs to know of a task or an assignment, and decisions that name the posts that may act. */
import { decide, permissionSpec, scope } from '#kernel/access.ts';
import type { Resource } from '#kernel/access.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { roleLabel } from '#identity/contract';
import type { Role } from '#identity/contract';
import type { TaskPermission } from '../contract/index.ts';

export interface Owned {
  readonly planPath: string;
  readonly leadOrg: string | null;
  readonly coOrgs: readonly string[];
}

export const taskResource = (region: string, { planPath, leadOrg, coOrgs }: Owned): Resource => ({ region, ownerOrg: leadOrg, relatedOrgs: coOrgs, planPath, level: 'internal' });

/** An assignment is the unit's own: another unit of the same task has no say in it. */
export const assignmentResource = (region: string, of: { readonly planPath: string; readonly orgId: string }): Resource => ({
  region,
  ownerOrg: of.orgId,
  planPath: of.planPath,
  level: 'internal',
});

/** An unlock of one assignment lies where its task stands in the plan; one of everything that a unit owes is a matter of the unit as a whole. */
export const unlockResource = (region: string, of: { readonly orgId: string; readonly planPath: string | null }): Resource => ({
  region,
  ownerOrg: of.orgId,
  planPath: of.planPath,
  level: 'internal',
});

/** A clause belongs to no unit: region and place in the plan decide. */
export const clauseResource = (region: string, planPath: string): Resource => ({ region, ownerOrg: null, isForEveryUnit: true, planPath, level: 'internal' });

/** Whether the right reaches a place in the plan, at whatever unit it is held. */
export const reachesClause = ({ actor, today, tx }: Pick<Context, 'actor' | 'today' | 'tx'>, permission: TaskPermission): ((planPath: string) => boolean) => {
  const { paths } = scope(actor, permission, tx.region, today);
  return (planPath) => paths.some((prefix) => prefix === null || planPath.startsWith(prefix));
};

export function requireClause({ actor, today, tx, refuse }: Context, permission: TaskPermission, planPath: string): void {
  refuse.unless(decide(actor, permission, clauseResource(tx.region, planPath), today));
}

/** What concerns the plan as a whole needs a right for all of it. */
export const requirePlan = (context: Context, permission: TaskPermission, planId: string): void => requireClause(context, permission, `/${planId}/`);

const postsOf = (permission: string): string =>
  permissionSpec(permission)
    .roles.map((role) => roleLabel[role as Role])
    .join('、');

/** May the caller do this to that? A refusal names the posts that may. */
export function permitsOn({ actor, today }: Pick<Context, 'actor' | 'today'>, resource: Resource): (permission: TaskPermission) => Decision {
  return (permission) => {
    const decision = decide(actor, permission, resource, today);
    if (decision.allowed || decision.code === 'access.second_factor') return decision;
    return { ...decision, reason: `${decision.reason}可办理的岗位：${postsOf(permission)}。` };
  };
}

/** The units at which the caller holds posts; what separation of duty looks at. */
export function ownUnits({ actor }: Pick<Context, 'actor'>): ReadonlySet<string> {
  return new Set(actor.grants.flatMap(({ orgs, orgId }) => [...(orgs === 'all' ? [] : orgs), ...(orgId === null ? [] : [orgId])]));
}
