import type { Role } from '#identity/contract';
import { multipart } from '../open-app.ts';
import { expectations } from './expectation.ts';
import type { MatrixBase } from './expectation.ts';

/**
 * People and posts: colleagues may look each other up, the system administrator registers, the security administrator appoints
 * (who registers never gives rights). Everybody may delegate what is their own; a hand-over is conducted by the head of the
 * office or the security administrator and seen by its parties.
 */
const staff: readonly Role[] = [
  'lg_leader',
  'lg_deputy',
  'county_leader',
  'office_director',
  'supervisor',
  'dispatcher',
  'data_reviewer',
  'verifier',
  'unit_head',
  'unit_deputy',
  'unit_liaison',
  'unit_reporter',
  'co_unit',
  'township',
  'park',
  'team',
  'invest_group',
  'agent',
  'statistician',
  'assessor',
  'discipline_reader',
  'congress_reader',
  'upper_reader',
  'partner_region',
  'system_admin',
  'security_admin',
  'audit_admin',
];
const conductors: readonly Role[] = ['office_director', 'security_admin'];

interface PeopleFacts {
  readonly userId: string;
  readonly orgId: string;
  readonly postId: string;
  readonly handoverId: string;
  readonly incomingId: string;
  readonly deputyId: string;
}

const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function prepare(base: MatrixBase): Promise<PeopleFacts> {
  const orgId = base.orgs.own;
  const add = async (displayName: string) => ((await base.as('system_admin', '/api/people', json({ displayName }))).json() as { userId: string }).userId;
  const [userId, incomingId, deputyId] = [await add('矩阵移交人'), await add('矩阵接收人'), await add('矩阵代理人')];
  const post = { orgId, role: 'unit_liaison', from: '2026-01-01', reason: '测试' };
  const { postId } = (await base.as('security_admin', `/api/people/${userId}/posts`, json(post))).json() as { postId: string };
  const plan = { postId, incomingId, deputyId, effectiveOn: '2199-01-01', reason: '测试' };
  const { handoverId } = (await base.as('office_director', '/api/handovers', json(plan))).json() as { handoverId: string };
  return { userId, orgId, postId, handoverId, incomingId, deputyId };
}

const unknown = '01900000-0000-7000-8000-0000000000ff';
const seen = [200, 'identity.handover_not_found'] as const;

export const identityPeopleExpectations = expectations<PeopleFacts>({
  module: 'identity',
  prepare,
  routes: {
    'GET /api/people': { may: staff, done: 200 },
    'GET /api/people/search': { may: staff, done: 200 },
    'GET /api/people/export': { may: staff, done: 200 },
    'GET /api/people/:userId': { may: staff, done: 200, request: ({ userId }) => ({ params: { userId } }) },
    'POST /api/people': { may: ['system_admin'], secondFactor: true, done: 201, request: (_facts, nth) => ({ json: { displayName: `矩阵第${nth}人` } }) },
    'PATCH /api/people/:userId': {
      may: ['system_admin'],
      secondFactor: true,
      done: [200, 'identity.person_changed_since'],
      request: ({ userId }, nth) => ({ params: { userId }, json: { displayName: `矩阵更名${nth}`, expectedRevision: 1, reason: '测试' } }),
    },
    'POST /api/people/:userId/posts': {
      may: ['security_admin'],
      secondFactor: true,
      done: 201,
      request: ({ userId, orgId }, nth) => ({ params: { userId }, json: { orgId, role: 'unit_reporter', planPaths: [`/m/${nth}/`], from: '2026-01-01', reason: '测试' } }),
    },
    'POST /api/posts/:postId/end': {
      may: ['security_admin'],
      secondFactor: true,
      done: 'identity.post_in_handover',
      request: ({ postId }) => ({ params: { postId }, json: { on: '2026-06-30', reason: '测试' } }),
    },
    'POST /api/register/previews': {
      may: ['system_admin', 'security_admin'],
      secondFactor: true,
      done: 'file.type_mismatch',
      request: () => ({ form: multipart({}, { name: 'a.xlsx', bytes: 'no workbook' }) }),
    },
    'POST /api/register/imports': {
      may: ['system_admin', 'security_admin'],
      secondFactor: true,
      done: 'file.type_mismatch',
      request: () => ({ form: multipart({ expectedSha256: '0'.repeat(64) }, { name: 'a.xlsx', bytes: 'no workbook' }) }),
    },
    'GET /api/register/export': { may: staff, done: 200 },
    'GET /api/my/delegations': { may: staff, done: 200 },
    'POST /api/my/delegations': {
      may: staff,
      done: 'identity.delegation_exceeds_own',
      request: ({ incomingId, postId }) => ({ json: { to: incomingId, postIds: [postId], cause: 'leave', firstDay: '2198-01-01', lastDay: '2198-01-02', reason: '测试' } }),
    },
    'POST /api/delegations/:delegationId/revocations': {
      may: staff,
      done: 'identity.delegation_not_found',
      request: () => ({ params: { delegationId: unknown }, json: { reason: '测试' } }),
    },
    'GET /api/handovers': { may: staff, done: 200 },
    'GET /api/handovers/export': { may: staff, done: 200 },
    'GET /api/handovers/unheld-duties': { may: conductors, done: 200 },
    'POST /api/handovers': {
      may: conductors,
      done: 'identity.handover_open_already',
      request: ({ postId, incomingId, deputyId }) => ({ json: { postId, incomingId, deputyId, effectiveOn: '2199-01-01', reason: '测试' } }),
    },
    'GET /api/handovers/:handoverId': { may: staff, done: seen, request: ({ handoverId }) => ({ params: { handoverId } }) },
    'GET /api/handovers/:handoverId/sheet': { may: staff, done: seen, request: ({ handoverId }) => ({ params: { handoverId } }) },
    'POST /api/handovers/:handoverId/steps': {
      may: staff,
      done: [200, 'identity.handover_not_found', 'identity.handover_changed_since'],
      request: ({ handoverId }) => ({ params: { handoverId }, json: { action: 'list', expectedRevision: 1 } }),
    },
    'POST /api/handovers/:handoverId/notes': {
      may: staff,
      done: [201, 'identity.handover_not_found'],
      request: ({ handoverId }, nth) => ({ params: { handoverId }, json: { body: `测试意见${nth}` } }),
    },
  },
});
