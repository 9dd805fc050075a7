/** Persons with grants and a real login session, stored as the product stores them. */
import { formatMoment } from '#kernel/calendar.ts';
import { visitor } from '#kernel/server/actor.ts';
import { statement } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { runWrite } from '#kernel/server/use-case.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { normalReach } from '#identity/contract';
import type { PersonKind, Role } from '#identity/contract';
import { skeletonOf } from '#identity/domain';
import { openSession } from '#identity/server';
import { insertPerson } from '../../modules/identity/server/write-person.ts';

export interface SignedInSpec {
  readonly roles: readonly Role[];
  /** the unit of every role that has one; default: the whole county */
  readonly orgId?: string;
  /** prefixes of plan paths; default: all plans */
  readonly planPaths?: readonly string[];
  /** default: false */
  readonly secondFactor?: boolean;
  readonly kind?: PersonKind;
  readonly displayName?: string;
  /** default: a new person */
  readonly userId?: string;
  readonly from?: string;
  readonly to?: string;
}

const insertGrant = statement({
  name: 'test.insert-grant',
  class: 'router',
  text: `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, plan_paths, from_on, to_on, is_delegable, reason, granted_by, granted_at)
         values ($1, $2, $3, $4, $5, $6, array[$1], $7, $8, $9, true, '测试', 'system:test', $10)`,
  params: {
    region: 'text',
    grantId: 'uuid',
    userId: 'uuid',
    role: 'text',
    orgId: 'uuid?',
    reach: 'text',
    planPaths: 'text[]?',
    fromOn: 'date',
    toOn: 'date?',
    at: 'timestamptz',
  },
  row: {},
});

/** Stores person, grants and session; returns the Cookie header. */
export async function signedIn(runtime: Runtime, spec: SignedInSpec): Promise<string> {
  const token = await runWrite(runtime, { actor: visitor, requestId: null }, async (context) => {
    const { tx } = context;
    const at = formatMoment(context.now);
    const region = tx.region;
    const userId = spec.userId ?? newId();
    if (spec.userId === undefined) {
      const person = { accountName: userId, skeleton: skeletonOf(userId), displayName: spec.displayName ?? '测试人员', kind: spec.kind ?? 'staff', stamp: 'real' };
      await tx.run(insertPerson, { region, userId, ...person, at });
    }
    for (const role of spec.roles) {
      const orgId = spec.orgId ?? null;
      const reach = orgId === null ? 'all' : normalReach(role);
      await tx.run(insertGrant, {
        region,
        grantId: newId(),
        userId,
        role,
        orgId,
        reach,
        planPaths: spec.planPaths ?? null,
        fromOn: spec.from ?? '2000-01-01',
        toOn: spec.to ?? null,
        at,
      });
    }
    return openSession(context, { userId, method: 'password', secondFactor: spec.secondFactor === true ? 'totp' : null });
  });
  return `${runtime.node?.profile === 'production' ? '__Host-' : ''}luoshi=${token}`;
}
