import { permissionsOfRole } from '#kernel/access.ts';
import type { Grant } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import { userActor } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { Role } from '#identity/contract';

export interface TestActorSpec {
  readonly roles: readonly Role[];
  /** default: all units */
  readonly orgs?: readonly string[];
  /** default: all plans */
  readonly planPaths?: readonly string[];
  /** default: everywhere */
  readonly regions?: readonly string[];
  readonly from?: string;
  readonly to?: string | null;
  /** default: passed */
  readonly secondFactor?: boolean;
  readonly userId?: string;
  readonly displayName?: string;
  /** holds everything as the delegate of this person */
  readonly actsFor?: Actor;
}

const anybody = '01900000-0000-7000-8000-0000000000aa';

/** An Actor value for `runUseCase`, as module identity would make it: the permissions of a role are those declared for it. */
export function testActor(spec: TestActorSpec): Actor {
  const grants: readonly Grant[] = spec.roles.map((role) => ({
    grantId: `test-${role}`,
    role,
    orgId: spec.orgs?.[0] ?? null,
    permissions: permissionsOfRole(role),
    orgs: spec.orgs ?? 'all',
    planPaths: spec.planPaths ?? 'all',
    regions: spec.regions ?? ['000000'],
    from: spec.from ?? '2000-01-01',
    to: spec.to ?? null,
    ...(spec.actsFor?.userId ? { delegatedBy: spec.actsFor.userId, delegatedByName: spec.actsFor.displayName } : {}),
  }));
  const facts = { userId: spec.userId ?? anybody, displayName: spec.displayName ?? '测试人员', grants, secondFactor: spec.secondFactor ?? true };
  return userActor(facts, { today: parseDay('2026-06-01'), region: spec.regions?.[0] ?? '000000' });
}
