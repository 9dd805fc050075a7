import { createHash } from 'node:crypto';
import type { Role } from '#identity/contract';
import { bulletin, entryOf, incomeDefinition } from '../../harness/sample-indicators.ts';
import { multipart } from '../open-app.ts';
import { countyOnly, expectations } from './expectation.ts';
import type { MatrixBase, RouteExpectation } from './expectation.ts';

/**
 * Figures are for everybody who works on the plan, not for companies, citizens or administrators. Official figures are
 * entered by the bureau of statistics alone; a second person with a second factor decides on them.
 */
const readers: readonly Role[] = [
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
];
const definers: readonly Role[] = ['statistician', 'data_reviewer', 'office_director'];
const enterers: readonly Role[] = ['statistician'];
const linkers: readonly Role[] = ['office_director', 'dispatcher', 'data_reviewer'];

interface Facts {
  readonly area: string;
  readonly indicatorId: string;
  readonly seriesId: string;
  readonly linkId: string;
  readonly peerSetId: string;
  readonly sheet: Uint8Array;
}

const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const members = (area: string) => [{ area, name: '本县' }];

async function prepare(base: MatrixBase): Promise<Facts> {
  const area = base.region;
  const send = async <Reply>(role: Role, path: string, body: object) => (await base.as(role, path, json(body))).json() as Reply;
  const { indicatorId } = await send<{ indicatorId: never }>('statistician', '/api/indicators', { definition: incomeDefinition });
  const { items } = await send<{ items: { seriesId: string }[] }>('statistician', '/api/observations', {
    entries: [entryOf(indicatorId, area, { period: '2020', text: '22' })],
    source: bulletin,
  });
  const { link } = await send<{ link: { linkId: string } }>('dispatcher', `/api/indicators/${indicatorId}/links`, { anchor: 'plan/t1', recordName: '财政收入', quote: '财政收入' });
  const { peerSet } = await send<{ peerSet: { peerSetId: string } }>('statistician', '/api/peer-sets', {
    name: '同类县',
    from: '2020-01-01',
    members: members(area),
    source: bulletin,
  });
  const sheet = (await base.as('statistician', '/api/observation-sheets?from=2020&to=2021')).bytes;
  return { area, indicatorId, seriesId: items[0]?.seriesId ?? '', linkId: link.linkId, peerSetId: peerSet.peerSetId, sheet };
}

const read = (query: (facts: Facts) => string = () => ''): RouteExpectation<Facts> => ({
  may: readers,
  done: 200,
  request: (facts) => ({ params: { indicatorId: facts.indicatorId, area: facts.area, period: '2020' }, query: query(facts) }),
});
const target = ({ seriesId }: Facts) => ({ seriesId, period: '2020', revision: 1 });
const sheetForm = ({ sheet }: Facts, fields: Record<string, string> = {}) => multipart(fields, { name: 'b.xlsx', bytes: sheet });
const oneOf = ({ indicatorId }: Facts) => ({ indicatorId });
/** A year of its own for every call, so that entries do not meet. */
const yearOf = (nth: number): string => String(1949 + (nth % 70));

export const indicatorExpectations = expectations<Facts>({
  module: 'indicator',
  prepare,
  routes: {
    'GET /api/indicators': { may: readers, done: 200 },
    'POST /api/indicators': countyOnly('statistician', {
      may: definers,
      done: 201,
      request: (_facts, nth) => ({ json: { definition: { ...incomeDefinition, name: `指标${nth}` } } }),
    }),
    'GET /api/indicators/:indicatorId': read(),
    'POST /api/indicators/:indicatorId/versions': countyOnly('statistician', {
      may: definers,
      done: [201, 'indicator.definition_changed'],
      request: (facts) => ({ params: oneOf(facts), json: { definition: incomeDefinition, expectedVersion: 1, reason: '测试' } }),
    }),
    'GET /api/indicators/:indicatorId/forecast': read(),
    'GET /api/indicators/:indicatorId/rank': read(({ peerSetId }) => `?peerSet=${peerSetId}&period=2020`),
    'GET /api/indicators/:indicatorId/export': read(() => '?format=csv'),
    'GET /api/indicators/:indicatorId/observations/:area/:period': read(),
    'GET /api/indicators/:indicatorId/links/suggestions': { may: linkers, done: 200, request: (facts) => ({ params: oneOf(facts) }) },
    'POST /api/indicators/:indicatorId/links': countyOnly('dispatcher', {
      may: linkers,
      done: 201,
      request: (facts, nth) => ({ params: oneOf(facts), json: { anchor: `plan/t${nth}`, recordName: '财政收入', quote: '财政收入' } }),
    }),
    'POST /api/indicators/:indicatorId/links/:linkId/end': countyOnly('dispatcher', {
      may: linkers,
      done: [200, 'indicator.link_not_found'],
      request: (facts) => ({ params: { indicatorId: facts.indicatorId, linkId: facts.linkId }, json: { reason: '测试' } }),
    }),
    'GET /api/observations': { may: readers, done: 200 },
    'POST /api/observations': countyOnly('statistician', {
      may: enterers,
      done: [201, 'indicator.period_taken'],
      request: ({ indicatorId, area }, nth) => ({ json: { entries: [entryOf(indicatorId as never, area, { period: yearOf(nth), text: '暂无' })], source: bulletin } }),
    }),
    'POST /api/observations/checks': {
      may: enterers,
      done: 200,
      request: ({ indicatorId, area }) => ({ json: { entries: [entryOf(indicatorId as never, area, { period: '2019', text: '20' })] } }),
    },
    'POST /api/observations/submissions': countyOnly('statistician', { may: enterers, done: 200, request: (facts) => ({ json: { items: [target(facts)] } }) }),
    'POST /api/observations/decisions': countyOnly('statistician', {
      may: definers,
      secondFactor: true,
      done: 200,
      request: (facts) => ({ json: { decision: 'approve', items: [target(facts)] } }),
    }),
    'GET /api/observations/ground': { may: enterers, done: 200, request: () => ({ query: '?frequency=month' }) },
    'GET /api/peer-sets': { may: readers, done: 200 },
    'POST /api/peer-sets': countyOnly('statistician', {
      may: definers,
      done: 201,
      request: ({ area }, nth) => ({ json: { name: `对照组${nth}`, from: '2020-01-01', members: members(area), source: bulletin } }),
    }),
    'GET /api/observation-sheets': { may: enterers, done: 200, request: () => ({ query: '?from=2020&to=2021' }) },
    'POST /api/observation-sheets/previews': { may: enterers, done: 200, request: (facts) => ({ form: sheetForm(facts) }) },
    'POST /api/observation-sheets/imports': countyOnly('statistician', {
      may: enterers,
      done: 200,
      request: (facts) => ({ form: sheetForm(facts, { expectedSha256: createHash('sha256').update(facts.sheet).digest('hex'), sourceDocument: '统计公报' }) }),
    }),
  },
});
