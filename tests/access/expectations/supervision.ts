import type { Role } from '#identity/contract';
import { parseMoment } from '#kernel/calendar.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { defaultLightRules } from '#supervision/contract';
import { expectations } from './expectation.ts';
import type { MatrixBase, RouteExpectation } from './expectation.ts';

/** Orders are read by whoever works with them; what each act needs is said by the table of states, here by its first refusal. */
const office: readonly Role[] = ['office_director', 'supervisor', 'dispatcher', 'data_reviewer'];
const leaders: readonly Role[] = ['lg_leader', 'lg_deputy', 'county_leader'];
const heads: readonly Role[] = ['unit_head', 'unit_deputy'];
const owners: readonly Role[] = ['township', 'park', 'team', 'invest_group'];
const staff: readonly Role[] = ['unit_liaison', 'unit_reporter', 'co_unit', ...owners];
const readers: readonly Role[] = [...office, ...leaders, ...heads, ...staff, 'verifier', 'assessor', 'discipline_reader', 'congress_reader', 'upper_reader', 'agent'];

interface SupervisionFacts {
  readonly orderId: string;
  readonly own: string;
  readonly elsewhere: string;
  readonly blockageId: string;
  readonly blockageElsewhere: string;
}

const content = (leadOrgId: string, nth = 0) => ({
  title: `清理河道${nth}`,
  matter: '完成清淤',
  standard: '通过验收',
  dueOn: '2026-12-31',
  leadOrgId,
  coOrgIds: [],
  colour: 'none',
  source: 'instruction',
});

const blockage = (raisedOrgId: string, authorityOrgId: string, nth = 0) => ({
  type: 'land',
  title: `用地未批${nth}`,
  what: '指标未落实',
  raisedOrgId,
  authorityOrgId,
  sinceOn: '2026-01-05',
});

async function prepare(base: MatrixBase): Promise<SupervisionFacts> {
  await storeDefaultParams(base.app.pool, parseMoment('2026-11-27T09:00:00+08:00'));
  const make = async (orgId: string) => {
    const reply = await base.as('supervisor', '/api/orders', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(content(orgId)) });
    return (reply.json() as { orderId: string }).orderId;
  };
  const raise = async (orgId: string) => {
    const reply = await base.as('office_director', '/api/blockages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(blockage(orgId, orgId)),
    });
    return (reply.json() as { blockageId: string }).blockageId;
  };
  const { own, other } = base.orgs;
  return { orderId: await make(own), own, elsewhere: await make(other), blockageId: await raise(own), blockageElsewhere: await raise(other) };
}

const one = (json?: (facts: SupervisionFacts, nth: number) => unknown): NonNullable<RouteExpectation<SupervisionFacts>['request']> => {
  return (facts, nth) => ({ params: { orderId: facts.orderId, orgId: facts.own, changeId: facts.orderId }, ...(json === undefined ? {} : { json: json(facts, nth) }) });
};
/** Somebody else's order is as if it were not there. */
const elsewhere = (json?: unknown): RouteExpectation<SupervisionFacts>['places'] => [
  {
    place: 'other unit',
    role: 'unit_liaison',
    request: (facts) => ({ params: { orderId: facts.elsewhere, orgId: facts.own, changeId: facts.orderId }, ...(json === undefined ? {} : { json }) }),
    expected: 'supervision.order_not_found',
  },
];
const forHeads: readonly Role[] = ['unit_head', ...owners];

export const supervisionExpectations = expectations<SupervisionFacts>({
  module: 'supervision',
  prepare,
  routes: {
    'GET /api/orders': { may: readers, done: 200 },
    'GET /api/orders/export': { may: readers, done: 200 },
    'GET /api/orders/:orderId': { may: readers, done: 200, request: one(), places: elsewhere() },
    'GET /api/orders/:orderId/document': { may: readers, done: 200, request: one(), places: elsewhere() },
    'POST /api/orders': { may: ['supervisor'], done: 201, request: (facts, nth) => ({ json: content(facts.own, nth) }) },
    'PATCH /api/orders/:orderId': { may: ['supervisor'], done: 200, request: one((facts) => ({ ...withoutSource(content(facts.own)), revision: 1 })) },
    // Readers reach the order; whether they may act is decided there: sign-in is for the liaison and not yet possible.
    'POST /api/orders/:orderId/acts': {
      may: readers,
      done: ['access.forbidden', 'lifecycle.wrong_state'],
      request: one(() => ({ action: 'sign-in', revision: 1 })),
      places: elsewhere({ action: 'sign-in', revision: 1 }),
    },
    'POST /api/orders/acts': { may: readers, done: 200, request: (facts) => ({ json: { orderIds: [facts.orderId], action: 'sign-in', isPreview: true } }) },
    'POST /api/orders/:orderId/parties/:orgId/acts': {
      may: readers,
      done: 'supervision.party_not_found',
      request: one(() => ({ action: 'sign-in' })),
      places: elsewhere({ action: 'sign-in' }),
    },
    'POST /api/orders/:orderId/urges': { may: ['supervisor', 'office_director'], done: 'lifecycle.wrong_state', request: one(() => ({ way: 'phone', note: '请抓紧' })) },
    'POST /api/orders/:orderId/changes': {
      may: forHeads,
      secondFactor: true,
      done: 'lifecycle.wrong_state',
      request: one(() => ({ kind: 'extension', reason: '因故', newDueOn: '2026-12-31' })),
    },
    'POST /api/orders/:orderId/changes/:changeId/acts': {
      may: readers,
      done: 'supervision.change_not_found',
      request: one(() => ({ action: 'examine' })),
      places: elsewhere({ action: 'examine' }),
    },
    'POST /api/orders/:orderId/colours': {
      may: ['county_leader'],
      secondFactor: true,
      done: 'supervision.order_changed',
      request: one(() => ({ colour: 'red', revision: 999, note: '滞后' })),
    },
    'POST /api/orders/:orderId/relations': {
      may: ['office_director'],
      secondFactor: true,
      done: 'supervision.order_changed',
      request: one((facts) => ({ kind: 'transfer', revision: 999, leadOrgId: facts.own, note: '职责' })),
    },
    'GET /api/orders/:orderId/standing': { may: readers, done: 200, request: one(), places: elsewhere() },
    'GET /api/orders/:orderId/letter': { may: readers, done: 'supervision.letter_not_due', request: one(), places: elsewhere() },
    'POST /api/orders/:orderId/objections': { may: [...heads, ...owners], done: 'supervision.no_colour', request: one(() => ({ reason: '情况有误' })) },
    'POST /api/orders/:orderId/objections/:objectionId/decisions': {
      may: ['office_director'],
      secondFactor: true,
      done: 'supervision.objection_not_found',
      request: ({ orderId }) => ({ params: { orderId, objectionId: orderId }, json: { isUpheld: true, ruling: '情况属实' } }),
    },
    'POST /api/orders/:orderId/reviews/:reviewId/outcomes': {
      may: ['supervisor'],
      done: 'supervision.review_not_found',
      request: ({ orderId }) => ({ params: { orderId, reviewId: orderId }, json: { note: '另有佐证' } }),
    },
    'GET /api/blockages': { may: readers, done: 200 },
    'GET /api/blockages/export': { may: readers, done: 200 },
    'GET /api/blockages/:blockageId': {
      may: readers,
      done: 200,
      request: ({ blockageId }) => ({ params: { blockageId } }),
      places: [
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: ({ blockageElsewhere }) => ({ params: { blockageId: blockageElsewhere } }),
          expected: 'supervision.blockage_not_found',
        },
      ],
    },
    'POST /api/blockages': {
      may: [...heads, ...staff, 'agent', 'supervisor', 'office_director'],
      done: 201,
      request: (facts, nth) => ({ json: blockage(facts.own, facts.own, nth) }),
      places: [{ place: 'other unit', role: 'unit_liaison', request: (facts) => ({ json: blockage(facts.elsewhere, facts.own) }), expected: 'access.out_of_scope' }],
    },
    // A row out of reach is a line of the reply, as if it were unknown.
    'POST /api/blockages/acts': { may: readers, done: 200, request: ({ blockageId }) => ({ json: { blockageIds: [blockageId], action: 'accept', isPreview: true } }) },
    // Readers reach it; confirming is for the raiser and not yet possible.
    'POST /api/blockages/:blockageId/acts': {
      may: readers,
      done: ['access.forbidden', 'access.out_of_scope', 'lifecycle.wrong_state'],
      request: ({ blockageId }) => ({ params: { blockageId }, json: { action: 'confirm', revision: 1 } }),
      places: [
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: ({ blockageElsewhere }) => ({ params: { blockageId: blockageElsewhere }, json: { action: 'confirm', revision: 1 } }),
          expected: 'supervision.blockage_not_found',
        },
      ],
    },
    'GET /api/lights/tasks': { may: readers, done: 200 },
    'GET /api/lights/tasks/export': { may: readers, done: 200 },
    // No task of that id: readers are told so, others are not.
    'GET /api/lights/tasks/:taskId': { may: readers, done: 'supervision.object_not_found', request: ({ orderId }) => ({ params: { taskId: orderId } }) },
    'POST /api/light-rules/trials': {
      may: ['office_director', 'supervisor', 'dispatcher'],
      done: 200,
      request: ({ orderId }) => ({ json: { planId: orderId, year: 2026, rules: defaultLightRules } }),
    },
    'GET /api/authorities': { may: readers, done: 200 },
    'POST /api/authorities': {
      may: ['office_director'],
      done: [200, 'supervision.authority_overlap'],
      request: (facts) => ({ json: { type: 'land', level: 'leader', orgId: facts.own, fromOn: '2026-01-01', source: '县办文件' } }),
    },
  },
});

function withoutSource<T extends { source: string }>({ source: _source, ...rest }: T): Omit<T, 'source'> {
  return rest;
}
