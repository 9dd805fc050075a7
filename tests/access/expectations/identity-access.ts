import { randomUUID } from 'node:crypto';
import type { Role } from '#identity/contract';
import { expectations } from './expectation.ts';
import type { MatrixBase } from './expectation.ts';

/** Rights are given by the security administrator; the three administrators and the head of the office may look; the trail is the audit administrator's. */
const readers: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin', 'office_director'];

interface AccessFacts {
  readonly region: string;
  readonly userId: string;
  readonly grantIds: readonly string[];
  readonly orgs: MatrixBase['orgs'];
}

async function prepare(base: MatrixBase): Promise<AccessFacts> {
  const { region, orgs } = base;
  // A person of its own: grants given here must not change what the people of other tables may do.
  const userId = randomUUID();
  await base.write(
    `insert into identity.person (region_code, user_id, kind, account_name, account_skeleton, display_name, status, stamp, revision, created_at, updated_at)
     values ($1, $2::uuid, 'staff', $3, $3, '受权人员', 'active', 'demo', 1, now(), now())`,
    [region, userId, `g-${userId}`],
  );
  const grantIds: string[] = [];
  for (let nth = 1; nth <= 3; nth += 1) {
    const body = {
      userId,
      role: 'agent',
      orgId: orgs.own,
      reach: 'unit',
      regions: [region],
      planPaths: [`/p/${nth}/`],
      from: '2026-01-01',
      to: null,
      isDelegable: false,
      reason: '测试',
    };
    const reply = await base.as('security_admin', '/api/grants', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    grantIds.push((reply.json() as { grantId: string }).grantId);
  }
  return { region, userId, grantIds, orgs };
}

const newGrant = ({ region, userId, orgs }: AccessFacts, nth: number) => ({
  userId,
  role: 'unit_reporter',
  orgId: orgs.own,
  reach: 'unit',
  regions: [region],
  planPaths: [`/q/${nth}/`],
  from: '2026-01-01',
  to: null,
  isDelegable: false,
  reason: '测试',
});

export const identityAccessExpectations = expectations<AccessFacts>({
  module: 'identity',
  prepare,
  routes: {
    'GET /api/grants': { may: readers, done: 200 },
    'POST /api/grants': { may: ['security_admin'], secondFactor: true, done: 201, request: (facts, nth) => ({ json: newGrant(facts, nth) }) },
    'POST /api/grants/previews': { may: ['security_admin'], secondFactor: true, done: 200, request: (facts, nth) => ({ json: newGrant(facts, nth) }) },
    'POST /api/grants/:grantId/end': {
      may: ['security_admin'],
      secondFactor: true,
      done: [200, 'identity.grant_ended_already'],
      request: ({ grantIds }, nth) => ({ params: { grantId: grantIds[nth % grantIds.length] ?? '' }, json: { reason: '测试' } }),
    },
    'GET /api/people/:userId/access': {
      may: readers,
      done: 200,
      request: ({ userId }) => ({ params: { userId } }),
      places: [
        { place: 'a person of the county, seen from one unit', role: 'office_director', request: ({ userId }) => ({ params: { userId } }), expected: 'identity.person_unknown' },
      ],
    },
    'GET /api/audit': { may: ['audit_admin'], secondFactor: true, done: 200 },
    'GET /api/audit/export': { may: ['audit_admin'], secondFactor: true, done: 200, request: () => ({ query: '?format=csv' }) },
    'GET /api/me/accesses': { may: 'signed-in', done: 200 },
  },
});
