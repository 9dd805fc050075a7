import type { Role } from '#identity/contract';
import { parseMoment } from '#kernel/calendar.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { defaultLightRules } from '#supervision/contract';
import { draftedTask } from '../drafted-task.ts';
import { expectations, subtreePlaces } from './expectation.ts';
import type { MatrixBase, RouteExpectation, SubtreeCase } from './expectation.ts';

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
  readonly elsewhereOrg: string;
  readonly blockageElsewhere: string;
  /** an order and a blockage about a task of the plan, with the part in which it lies and another */
  readonly taskId: string;
  readonly taskElsewhere: string;
  readonly taskTitle: string;
  readonly orderOnTask: string;
  readonly blockageOnTask: string;
  readonly paths: { readonly own: string; readonly other: string };
  /** a clause in the own part of the plan */
  readonly clause: { readonly planId: string; readonly clauseKey: string };
}

const storedDay = '?on=2026-11-01';
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
  const send = async <Reply>(role: Role, path: string, body: object): Promise<Reply> => {
    const reply = await base.as(role, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (reply.status >= 400) throw new Error(`${path}: ${reply.text}`);
    return reply.json() as Reply;
  };
  const make = async (orgId: string, more: object = {}) => (await send<{ orderId: string }>('supervisor', '/api/orders', { ...content(orgId), ...more })).orderId;
  const raise = async (orgId: string, more: object = {}) =>
    (await send<{ blockageId: string }>('office_director', '/api/blockages', { ...blockage(orgId, orgId), ...more })).blockageId;
  const { own, other } = base.orgs;
  const { taskId, paths, planId } = await draftedTask(base);
  const { taskId: taskElsewhere } = await draftedTask(base, other);
  for (const [id, orgId] of [[taskId, own] as const, [taskElsewhere, other] as const])
    await base.write(
      `insert into supervision.light (region_code, object_kind, object_id, day_on, object_light, unit_light, org_id, rule_ref, content, known_at)
       values ($1, 'task', $2::text, '2026-11-01', 'grey', 'grey', $3, $2::uuid, '{}', now())`,
      [base.region, id, orgId],
    );
  await send('dispatcher', `/api/plans/${planId}/clause-registrations`, {});
  const board = (await base.as('dispatcher', `/api/plans/${planId}/answers`)).json() as { groups: { clauses: { clauseKey: string; kind: string }[] }[] };
  const clauseKey = board.groups.flatMap(({ clauses }) => clauses).find(({ kind }) => kind === 'duty')?.clauseKey ?? '';
  const onTask = {
    taskId,
    taskElsewhere,
    taskTitle: ((await base.as('dispatcher', `/api/tasks/${taskId}`)).json() as { task: { title: string } }).task.title,
    paths,
    clause: { planId, clauseKey },
    orderOnTask: await make(own, { title: '桥梁工程滞后', objectRef: `task:${taskId}` }),
    blockageOnTask: await raise(own, { title: '桥梁用地未批', objectKind: 'task', objectId: taskId }),
  };
  return { ...onTask, elsewhereOrg: other, orderId: await make(own), own, elsewhere: await make(other), blockageId: await raise(own), blockageElsewhere: await raise(other) };
}

const one = (json?: (facts: SupervisionFacts, nth: number) => unknown): NonNullable<RouteExpectation<SupervisionFacts>['request']> => {
  return (facts, nth) => ({ params: { orderId: facts.orderId, orgId: facts.own, changeId: facts.orderId }, ...(json === undefined ? {} : { json: json(facts, nth) }) });
};
/** Somebody else's order is as if it were not there. */
const elsewhere = (json?: unknown): NonNullable<RouteExpectation<SupervisionFacts>['places']> => [
  {
    place: 'other unit',
    role: 'unit_liaison',
    request: (facts) => ({ params: { orderId: facts.elsewhere, orgId: facts.own, changeId: facts.orderId }, ...(json === undefined ? {} : { json }) }),
    expected: 'supervision.order_not_found',
  },
];
const subtree = (one: SubtreeCase<SupervisionFacts>) => subtreePlaces<SupervisionFacts>({ own: ({ paths }) => paths.own, other: ({ paths }) => paths.other }, one);
type Ask = (facts: SupervisionFacts) => { params?: Record<string, string>; query?: string; json?: unknown };
const onTask =
  (json?: unknown): Ask =>
  (facts) => ({ params: { orderId: facts.orderOnTask, orgId: facts.own, changeId: facts.orderId }, ...(json === undefined ? {} : { json }) });
const papersOnTask =
  (json?: unknown): Ask =>
  ({ orderOnTask }) => ({ params: { orderId: orderOnTask, publicationId: orderOnTask, letterId: orderOnTask }, ...(json === undefined ? {} : { json }) });
const orderPlaces = (
  role: Role,
  { request, here, readable = false }: { readonly request: Ask; readonly here: SubtreeCase<SupervisionFacts>['here']; readonly readable?: boolean },
) =>
  subtree({
    role,
    request,
    there: 'supervision.order_not_found',
    ...(here === undefined ? {} : { here }),
    ...(readable ? { readableThere: 'access.out_of_scope' } : {}),
  });
const forHeads: readonly Role[] = ['unit_head', ...owners];

export const supervisionExpectations = expectations<SupervisionFacts>({
  module: 'supervision',
  prepare,
  routes: {
    'GET /api/orders': {
      may: readers,
      done: 200,
      places: [
        ...subtree({ role: 'unit_liaison', request: () => ({}), there: 200, here: 200, named: ({ orderOnTask }) => orderOnTask }),
        { place: 'other unit', role: 'unit_liaison', request: () => ({}), expected: 200, hides: ({ elsewhere: theirs }) => theirs },
      ],
    },
    'GET /api/orders/export': {
      may: readers,
      done: 200,
      places: subtree({ role: 'unit_liaison', request: () => ({}), there: 200, here: 200, named: () => '桥梁工程滞后' }),
    },
    'GET /api/orders/:orderId': { may: readers, done: 200, request: one(), places: [...elsewhere(), ...orderPlaces('unit_liaison', { request: onTask(), here: 200 })] },
    'GET /api/orders/:orderId/document': { may: readers, done: 200, request: one(), places: [...elsewhere(), ...orderPlaces('unit_liaison', { request: onTask(), here: 200 })] },
    'POST /api/orders': {
      may: ['supervisor'],
      done: 201,
      request: (facts, nth) => ({ json: content(facts.own, nth) }),
      places: [
        { place: 'other unit', role: 'supervisor', request: (facts) => ({ json: { ...content(facts.elsewhereOrg), title: '别处' } }), expected: 'access.out_of_scope' },
        ...subtree({
          role: 'supervisor',
          request: (facts) => ({ json: { ...content(facts.own), title: '又一张桥梁督办单', objectRef: `task:${facts.taskId}`, distinctReason: '另一件事' } }),
          there: 'access.out_of_scope',
          here: 201,
        }),
      ],
    },
    'PATCH /api/orders/:orderId': {
      may: ['supervisor'],
      done: 200,
      request: one((facts) => ({ ...withoutSource(content(facts.own)), revision: 1 })),
      places: subtree({
        role: 'supervisor',
        request: (facts) => ({ params: { orderId: facts.orderOnTask }, json: { ...withoutSource(content(facts.own)), title: '桥梁工程滞后', revision: 1 } }),
        there: 'supervision.order_not_found',
        here: 200,
        readableThere: 'access.out_of_scope',
      }),
    },
    // Readers reach the order; whether they may act is decided there: sign-in is for the liaison and not yet possible.
    'POST /api/orders/:orderId/acts': {
      may: readers,
      done: ['access.forbidden', 'lifecycle.wrong_state'],
      request: one(() => ({ action: 'sign-in', revision: 1 })),
      places: [
        ...elsewhere({ action: 'sign-in', revision: 1 }),
        ...orderPlaces('unit_liaison', { request: onTask({ action: 'sign-in', revision: 1 }), here: ['access.forbidden', 'lifecycle.wrong_state'] }),
      ],
    },
    // A row out of reach is a line of the reply, as if it were unknown.
    'POST /api/orders/acts': {
      may: readers,
      done: 200,
      request: (facts) => ({ json: { orderIds: [facts.orderId], action: 'sign-in', isPreview: true } }),
      places: [
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: (facts) => ({ json: { orderIds: [facts.elsewhere], action: 'sign-in', isPreview: true } }),
          expected: 200,
          shows: () => '没有这张督办单',
          hides: () => '清理河道',
        },
        ...subtree({
          role: 'unit_liaison',
          request: (facts) => ({ json: { orderIds: [facts.orderOnTask], action: 'sign-in', isPreview: true } }),
          there: 200,
          here: 200,
          named: () => '桥梁工程滞后',
        }),
      ],
    },
    'POST /api/orders/:orderId/parties/:orgId/acts': {
      may: readers,
      done: 'supervision.party_not_found',
      request: one(() => ({ action: 'sign-in' })),
      places: [...elsewhere({ action: 'sign-in' }), ...orderPlaces('unit_liaison', { request: onTask({ action: 'sign-in' }), here: 'supervision.party_not_found' })],
    },
    'POST /api/orders/:orderId/urges': {
      may: ['supervisor', 'office_director'],
      done: 'lifecycle.wrong_state',
      request: one(() => ({ way: 'phone', note: '请抓紧' })),
      places: orderPlaces('supervisor', { request: onTask({ way: 'phone', note: '请抓紧' }), here: 'lifecycle.wrong_state', readable: true }),
    },
    'POST /api/orders/:orderId/changes': {
      may: forHeads,
      secondFactor: true,
      done: 'lifecycle.wrong_state',
      request: one(() => ({ kind: 'extension', reason: '因故', newDueOn: '2026-12-31' })),
      places: orderPlaces('unit_head', { request: onTask({ kind: 'extension', reason: '因故', newDueOn: '2026-12-31' }), here: 'lifecycle.wrong_state', readable: true }),
    },
    'POST /api/orders/:orderId/changes/:changeId/acts': {
      may: readers,
      done: 'supervision.change_not_found',
      request: one(() => ({ action: 'examine' })),
      places: [...elsewhere({ action: 'examine' }), ...orderPlaces('unit_liaison', { request: onTask({ action: 'examine' }), here: 'supervision.change_not_found' })],
    },
    'POST /api/orders/:orderId/colours': {
      may: ['county_leader'],
      secondFactor: true,
      done: 'supervision.order_changed',
      request: one(() => ({ colour: 'red', revision: 999, note: '滞后' })),
      places: orderPlaces('county_leader', { request: onTask({ colour: 'red', revision: 999, note: '滞后' }), here: 'supervision.order_changed', readable: true }),
    },
    'POST /api/orders/:orderId/relations': {
      may: ['office_director'],
      secondFactor: true,
      done: 'supervision.order_changed',
      request: one((facts) => ({ kind: 'transfer', revision: 999, leadOrgId: facts.own, note: '职责' })),
      places: orderPlaces('office_director', {
        request: (facts) => ({ params: { orderId: facts.orderOnTask }, json: { kind: 'transfer', revision: 999, leadOrgId: facts.own, note: '职责' } }),
        here: 'supervision.order_changed',
        readable: true,
      }),
    },
    'GET /api/blockages': {
      may: readers,
      done: 200,
      places: [
        ...subtree({ role: 'unit_liaison', request: () => ({}), there: 200, here: 200, named: ({ blockageOnTask }) => blockageOnTask }),
        { place: 'other unit', role: 'unit_liaison', request: () => ({}), expected: 200, hides: ({ blockageElsewhere }) => blockageElsewhere },
      ],
    },
    'GET /api/blockages/export': {
      may: readers,
      done: 200,
      places: subtree({ role: 'unit_liaison', request: () => ({}), there: 200, here: 200, named: () => '桥梁用地未批' }),
    },
    'GET /api/orders/:orderId/standing': { may: readers, done: 200, request: one(), places: [...elsewhere(), ...orderPlaces('unit_liaison', { request: onTask(), here: 200 })] },
    'GET /api/orders/:orderId/letter': {
      may: readers,
      done: 'supervision.letter_not_due',
      request: one(),
      places: [...elsewhere(), ...orderPlaces('unit_liaison', { request: onTask(), here: 'supervision.letter_not_due' })],
    },
    'GET /api/orders/:orderId/papers': { may: readers, done: 200, request: one(), places: [...elsewhere(), ...orderPlaces('unit_liaison', { request: onTask(), here: 200 })] },
    'POST /api/orders/:orderId/publications': {
      may: ['office_director'],
      secondFactor: true,
      done: 'lifecycle.wrong_state',
      request: one(() => ({ place: '县政府网站', result: '已验收' })),
      places: orderPlaces('office_director', { request: onTask({ place: '县政府网站', result: '已验收' }), here: 'lifecycle.wrong_state', readable: true }),
    },
    'POST /api/orders/:orderId/publications/:publicationId/stops': {
      may: ['office_director'],
      secondFactor: true,
      done: 'lifecycle.wrong_state',
      request: ({ orderId }) => ({ params: { orderId, publicationId: orderId }, json: { reason: '内容有误' } }),
      places: orderPlaces('office_director', { request: papersOnTask({ reason: '内容有误' }), here: 'lifecycle.wrong_state', readable: true }),
    },
    'GET /api/orders/:orderId/publications/:publicationId/document': {
      may: readers,
      done: 'supervision.publication_not_found',
      request: ({ orderId }) => ({ params: { orderId, publicationId: orderId } }),
      places: orderPlaces('unit_liaison', { request: papersOnTask(), here: 'supervision.publication_not_found' }),
    },
    'POST /api/orders/:orderId/letters': {
      may: ['office_director'],
      secondFactor: true,
      done: 'lifecycle.wrong_state',
      request: one(() => ({ kind: 'urge', words: '请抓紧办理' })),
      places: orderPlaces('office_director', { request: onTask({ kind: 'urge', words: '请抓紧办理' }), here: 'lifecycle.wrong_state', readable: true }),
    },
    'GET /api/orders/:orderId/letters/:letterId': {
      may: readers,
      done: 'supervision.letter_not_found',
      request: ({ orderId }) => ({ params: { orderId, letterId: orderId } }),
      places: orderPlaces('unit_liaison', { request: papersOnTask(), here: 'supervision.letter_not_found' }),
    },
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
        ...subtree({
          role: 'unit_liaison',
          request: ({ blockageOnTask }) => ({ params: { blockageId: blockageOnTask } }),
          there: 'supervision.blockage_not_found',
          here: 200,
        }),
      ],
    },
    'POST /api/blockages': {
      may: [...heads, ...staff, 'agent', 'supervisor', 'office_director'],
      done: 201,
      request: (facts, nth) => ({ json: blockage(facts.own, facts.own, nth) }),
      places: [
        { place: 'other unit', role: 'unit_liaison', request: (facts) => ({ json: blockage(facts.elsewhere, facts.own) }), expected: 'access.out_of_scope' },
        ...subtree({
          role: 'unit_liaison',
          request: (facts) => ({ json: { ...blockage(facts.own, facts.own, 9), objectKind: 'task', objectId: facts.taskId } }),
          there: 'access.out_of_scope',
          here: 201,
        }),
      ],
    },
    // A row out of reach is a line of the reply, as if it were unknown.
    'POST /api/blockages/acts': {
      may: readers,
      done: 200,
      request: ({ blockageId }) => ({ json: { blockageIds: [blockageId], action: 'accept', isPreview: true } }),
      places: [
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: ({ blockageElsewhere }) => ({ json: { blockageIds: [blockageElsewhere], action: 'accept', isPreview: true } }),
          expected: 200,
          shows: () => '没有这个需协调事项',
          hides: () => '用地未批',
        },
        ...subtree({
          role: 'unit_liaison',
          request: ({ blockageOnTask }) => ({ json: { blockageIds: [blockageOnTask], action: 'accept', isPreview: true } }),
          there: 200,
          here: 200,
          named: () => '桥梁用地未批',
        }),
      ],
    },
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
        ...subtree({
          role: 'unit_liaison',
          request: ({ blockageOnTask }) => ({ params: { blockageId: blockageOnTask }, json: { action: 'confirm', revision: 1 } }),
          there: 'supervision.blockage_not_found',
          here: ['access.forbidden', 'access.out_of_scope', 'lifecycle.wrong_state'],
        }),
      ],
    },
    'GET /api/lights/tasks': {
      may: readers,
      done: 200,
      places: subtree({ role: 'unit_liaison', request: () => ({ query: '?year=2026' }), there: 200, here: 200, named: ({ taskId }) => taskId }),
    },
    'GET /api/lights/tasks/export': {
      may: readers,
      done: 200,
      places: subtree({ role: 'unit_liaison', request: () => ({ query: '?year=2026' }), there: 200, here: 200 }),
    },
    // No task of that id: readers are told so, others are not.
    'GET /api/lights/tasks/:taskId': {
      may: readers,
      done: 'supervision.object_not_found',
      request: ({ orderId }) => ({ params: { taskId: orderId } }),
      places: subtree({ role: 'unit_liaison', request: ({ taskId }) => ({ params: { taskId } }), there: 'supervision.object_not_found', here: 200 }),
    },
    'GET /api/lights/marks': {
      may: readers,
      done: 200,
      request: ({ taskId }) => ({ query: `?tasks=${taskId}` }),
      places: subtree({ role: 'unit_liaison', request: ({ taskId }) => ({ query: `?tasks=${taskId}` }), there: 200, here: 200, named: ({ taskId }) => taskId }),
    },
    'GET /api/lights/clauses': {
      may: readers,
      done: 200,
      request: ({ clause }) => ({ query: `?planId=${clause.planId}` }),
      places: subtree({
        role: 'unit_liaison',
        request: ({ clause }) => ({ query: `?planId=${clause.planId}&limit=100` }),
        there: 200,
        here: 200,
        named: ({ clause }) => `"${clause.clauseKey}"`,
      }),
    },
    'GET /api/lights/clauses/:planId/:clauseKey': {
      may: readers,
      done: 200,
      request: ({ clause }) => ({ params: clause }),
      places: subtree({ role: 'unit_liaison', request: ({ clause }) => ({ params: clause }), there: 'supervision.object_not_found', here: 200 }),
    },
    'GET /api/lights/clauses/export': {
      may: readers,
      done: 200,
      request: ({ clause }) => ({ query: `?planId=${clause.planId}` }),
      places: subtree({ role: 'unit_liaison', request: ({ clause }) => ({ query: `?planId=${clause.planId}` }), there: 200, here: 200 }),
    },
    'GET /api/lights/stored': {
      may: readers,
      done: 200,
      places: [
        ...subtree({ role: 'unit_liaison', request: () => ({ query: storedDay }), there: 200, here: 200, named: ({ taskId }) => taskId }),
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: () => ({ query: storedDay }),
          expected: 200,
          shows: ({ taskId }) => taskId,
          hides: ({ taskElsewhere }) => taskElsewhere,
        },
      ],
    },
    'GET /api/lights/stored/export': {
      may: readers,
      done: 200,
      places: subtree({ role: 'unit_liaison', request: () => ({ query: storedDay }), there: 200, here: 200, named: ({ taskTitle }) => taskTitle }),
    },
    'POST /api/light-rules/trials': {
      may: ['office_director', 'supervisor', 'dispatcher'],
      done: 200,
      request: ({ orderId }) => ({ json: { planId: orderId, year: 2026, rules: defaultLightRules } }),
      places: [
        {
          place: 'right at one unit only',
          role: 'dispatcher',
          request: ({ orderId }) => ({ json: { planId: orderId, year: 2026, rules: defaultLightRules } }),
          expected: 'access.out_of_scope',
        },
      ],
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
