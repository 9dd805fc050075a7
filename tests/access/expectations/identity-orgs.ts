import { expectations } from './expectation.ts';
import type { MatrixBase } from './expectation.ts';

/**
 * Units and divisions: divisions are facts of the country and public; the tree of units is for everybody who is signed in;
 * changing it belongs to the system administrator.
 */
interface OrgFacts {
  readonly orgId: string;
  readonly changeId: string;
}

const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const establish = (name: string) => ({ act: 'establish', on: '2026-01-01', name, kind: 'department', reason: '测试' });

async function prepare(base: MatrixBase): Promise<OrgFacts> {
  const { orgId } = (await base.as('system_admin', '/api/orgs/changes', json(establish('演示一局')))).json() as { orgId: string };
  const { changes } = (await base.as('system_admin', `/api/orgs/${orgId}`)).json() as { changes: { changeId: string }[] };
  return { orgId, changeId: changes[0]?.changeId ?? '' };
}

export const identityOrgExpectations = expectations<OrgFacts>({
  module: 'identity',
  prepare,
  routes: {
    'GET /api/divisions': { may: 'everyone', done: 200 },
    'GET /api/divisions/:code': { may: 'everyone', done: 200, request: () => ({ params: { code: '340323' } }) },
    'GET /api/orgs': { may: 'signed-in', done: 200 },
    'GET /api/orgs/search': { may: 'signed-in', done: 200, request: () => ({ query: '?q=%E5%B1%80' }) },
    'GET /api/orgs/:orgId': { may: 'signed-in', done: 200, request: ({ orgId }) => ({ params: { orgId } }) },
    'POST /api/orgs/changes': { may: ['system_admin'], secondFactor: true, done: 201, request: (_facts, nth) => ({ json: establish(`演示第${nth}局`) }) },
    'POST /api/orgs/changes/:changeId/corrections': {
      may: ['system_admin'],
      secondFactor: true,
      done: [200, 'identity.org_change_replaced'],
      request: ({ changeId }, nth) => ({ params: { changeId }, json: { name: `演示更正${nth}局`, reason: '测试' } }),
    },
  },
});
