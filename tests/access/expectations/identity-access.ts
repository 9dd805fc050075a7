import type { Role } from '#identity/contract';
import { expectations } from './expectation.ts';
import type { MatrixBase } from './expectation.ts';

/** Rights are given by the security administrator; the three administrators and the head of the office may look; the trail is the audit administrator's. */
const readers: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin', 'office_director'];

interface AccessFacts {
  readonly region: string;
  readonly userId: string;
  readonly grantIds: readonly string[];
  /** a grant at the other unit */
  readonly elsewhereId: string;
  readonly orgs: MatrixBase['orgs'];
}

async function prepare(base: MatrixBase): Promise<AccessFacts> {
  const { region, orgs } = base;
  const userId = await base.person('被授权人');
  const give = async (nth: number, orgId: string): Promise<string> => {
    const body = {
      userId,
      role: 'agent',
      orgId,
      reach: 'unit',
      regions: [region],
      planPaths: [`/p/${nth}/`],
      from: '2026-01-01',
      to: null,
      isDelegable: false,
      reason: '测试',
    };
    const reply = await base.as('security_admin', '/api/grants', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return (reply.json() as { grantId: string }).grantId;
  };
  const grantIds = [await give(1, orgs.own), await give(2, orgs.own), await give(3, orgs.own)];
  return { region, userId, grantIds, elsewhereId: await give(4, orgs.other), orgs };
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
    'GET /api/grants': {
      may: readers,
      done: 200,
      places: [
        {
          place: 'right at one unit only',
          role: 'office_director',
          request: ({ userId }) => ({ query: `?userId=${userId}` }),
          expected: 200,
          shows: ({ grantIds }) => grantIds[0] ?? '',
          hides: ({ elsewhereId }) => elsewhereId,
        },
        {
          place: 'other plan subtree',
          role: 'office_director',
          grant: { planPaths: () => ['/elsewhere/'] },
          request: ({ userId }) => ({ query: `?userId=${userId}` }),
          expected: 200,
          hides: ({ grantIds }) => grantIds[0] ?? '',
        },
      ],
    },
    'POST /api/grants': {
      may: ['security_admin'],
      secondFactor: true,
      done: 201,
      request: (facts, nth) => ({ json: newGrant(facts, nth) }),
      places: [
        { place: 'own unit', role: 'security_admin', request: (facts) => ({ json: newGrant(facts, 90_001) }), expected: 201 },
        { place: 'other unit', role: 'security_admin', request: (facts) => ({ json: { ...newGrant(facts, 90_002), orgId: facts.orgs.other } }), expected: 'access.out_of_scope' },
        { place: 'unit below', role: 'security_admin', request: (facts) => ({ json: { ...newGrant(facts, 90_003), orgId: facts.orgs.below } }), expected: 'access.out_of_scope' },
        {
          place: 'unit below, with subordinate units',
          role: 'security_admin',
          grant: { reach: 'subtree' },
          request: (facts) => ({ json: { ...newGrant(facts, 90_004), orgId: facts.orgs.below } }),
          expected: 201,
        },
        {
          place: 'every unit',
          role: 'security_admin',
          request: (facts) => ({ json: { ...newGrant(facts, 90_005), orgId: null, reach: 'all', role: 'dispatcher' } }),
          expected: 'access.out_of_scope',
        },
      ],
    },
    'POST /api/grants/previews': { may: ['security_admin'], secondFactor: true, done: 200, request: (facts, nth) => ({ json: newGrant(facts, nth) }) },
    'POST /api/grants/:grantId/end': {
      may: ['security_admin'],
      secondFactor: true,
      done: [200, 'identity.grant_ended_already'],
      request: ({ grantIds }, nth) => ({ params: { grantId: grantIds[nth % grantIds.length] ?? '' }, json: { reason: '测试' } }),
      places: [
        {
          place: 'a grant at another unit',
          role: 'security_admin',
          request: ({ elsewhereId }) => ({ params: { grantId: elsewhereId }, json: { reason: '测试' } }),
          expected: 'access.out_of_scope',
        },
      ],
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
