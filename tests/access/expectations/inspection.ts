import type { Role } from '#identity/contract';
import { parseMoment } from '#kernel/calendar.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { gpsJpeg } from '../../harness/sample-pictures.ts';
import { multipart } from '../open-app.ts';
import type { TestRequest } from '../open-app.ts';
import { draftedTask } from '../drafted-task.ts';
import { expectations, subtreePlaces } from './expectation.ts';
import type { MatrixBase, RouteExpectation, SubtreeCase } from './expectation.ts';

/** Whoever works with an inspection reads it; what each act needs is said by the table of states, here by its first refusal. */
const office: readonly Role[] = ['office_director', 'supervisor', 'dispatcher', 'data_reviewer'];
const leaders: readonly Role[] = ['lg_leader', 'lg_deputy', 'county_leader'];
const staff: readonly Role[] = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group'];
const readers: readonly Role[] = [...office, ...leaders, ...staff, 'verifier', 'assessor', 'discipline_reader', 'congress_reader', 'upper_reader', 'agent'];
const planners: readonly Role[] = ['supervisor', 'office_director'];

interface InspectionFacts {
  readonly below: string;
  readonly inspectionId: string;
  readonly elsewhere: string;
  readonly secret: string;
  /** the part of the plan in which the task of the inspection lies, and another */
  readonly paths: { readonly own: string; readonly other: string };
}
const nobody = '01900000-0000-7000-8000-0000000000ee';
const wish = (orgId: string, nth: number, more: object = {}) => ({ subject: `事项${nth}`, orgId, plannedOn: '2026-12-30', addedReason: '上级交办', ...more });

const post = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** A visit with what was found and a photo, so that every table of the module has a row. */
async function recordVisit(base: MatrixBase): Promise<void> {
  const team = [base.people.get('supervisor'), base.people.get('verifier')];
  const send = async (path: string, request: TestRequest) => {
    const reply = await base.as('supervisor', path, request);
    if (reply.status >= 300) throw new Error(reply.text);
    return reply.json() as { readonly inspectionId: string; readonly revision: number };
  };
  const planned = await send('/api/inspections', post(wish(base.orgs.other, 2000, { team })));
  const at = `/api/inspections/${planned.inspectionId}`;
  const notified = await send(`${at}/acts`, post({ action: 'notify', revision: planned.revision }));
  await send(`${at}/acts`, post({ action: 'arrive', revision: notified.revision, place: '现场' }));
  await send(`${at}/findings`, post({ findingId: base.orgs.own, text: '发现问题', place: '现场' }));
  const { headers, body } = multipart({ purpose: 'photo', place: '现场', takenAt: '2026-11-01T09:00:00+08:00' }, { name: 'a.jpg', bytes: gpsJpeg(77) });
  await send(`${at}/files`, { method: 'POST', headers, body });
}

async function prepare(base: MatrixBase): Promise<InspectionFacts> {
  await storeDefaultParams(base.app.pool, parseMoment('2026-11-27T09:00:00+08:00'));
  const make = async (orgId: string, more: object = {}) => {
    const reply = await base.as('supervisor', '/api/inspections', post(wish(orgId, 1000, more)));
    return (reply.json() as { inspectionId: string }).inspectionId;
  };
  await recordVisit(base);
  const issue = await base.as('office_director', '/api/inspection-plans/2026/issues', post({ documentNo: '试检〔2026〕1号' }));
  if (issue.status !== 200) throw new Error(issue.text);
  const { taskId, paths } = await draftedTask(base);
  return {
    below: base.orgs.below,
    paths,
    inspectionId: await make(base.orgs.own, { subject: '本单位事项', taskId }),
    elsewhere: await make(base.orgs.other, { subject: '别的单位事项' }),
    secret: await make(base.orgs.own, { subject: '不打招呼的事项', isUnannounced: true }),
  };
}

const one = (json?: (facts: InspectionFacts, nth: number) => unknown): NonNullable<RouteExpectation<InspectionFacts>['request']> => {
  return (facts, nth) => ({ params: { inspectionId: facts.inspectionId, fileId: nobody }, ...(json === undefined ? {} : { json: json(facts, nth) }) });
};
/** Another unit's inspection, and an unannounced one before somebody came, are as if they were not there. */
const hidden = (json?: unknown): RouteExpectation<InspectionFacts>['places'] =>
  (['elsewhere', 'secret'] as const).map((which) => ({
    place: which === 'elsewhere' ? 'other unit' : 'unannounced',
    role: 'unit_liaison' as const,
    request: (facts: InspectionFacts) => ({ params: { inspectionId: facts[which], fileId: nobody }, ...(json === undefined ? {} : { json }) }),
    expected: 'inspection.not_found',
  }));
/** An inspection lies where the task lies whose promise is looked at. */
const subtree = (one: Pick<SubtreeCase<InspectionFacts>, 'there' | 'here' | 'named' | 'request'>) =>
  subtreePlaces<InspectionFacts>({ own: ({ paths }) => paths.own, other: ({ paths }) => paths.other }, { role: 'unit_liaison', ...one });
const listPlaces = (request: SubtreeCase<InspectionFacts>['request'], { own, theirs }: { readonly own: string; readonly theirs: string }) => [
  ...subtree({ request, there: 200, here: 200, named: () => own }),
  { place: 'other unit', role: 'unit_liaison' as const, request, expected: 200, shows: () => own, hides: () => theirs },
  { place: 'unannounced', role: 'unit_liaison' as const, request, expected: 200, hides: () => '不打招呼的事项' },
];
const photo = (nth: number) => multipart({ purpose: 'photo' }, { name: 'a.jpg', bytes: gpsJpeg(nth) });

export const inspectionExpectations = expectations<InspectionFacts>({
  module: 'inspection',
  prepare,
  routes: {
    'GET /api/inspections': { may: readers, done: 200, places: listPlaces(() => ({}), { own: '本单位事项', theirs: '别的单位事项' }) },
    'GET /api/inspections/export': { may: readers, done: 200, places: listPlaces(() => ({}), { own: '本单位事项', theirs: '别的单位事项' }) },
    // The ceiling of the unit is soon reached; then the planner is told so.
    'POST /api/inspections': { may: planners, done: [201, 'inspection.limit'], request: (facts, nth) => ({ json: wish(facts.below, nth) }) },
    'POST /api/inspections/acts': {
      may: readers,
      done: 200,
      request: (facts) => ({ json: { inspectionIds: [facts.inspectionId], action: 'notify', isPreview: true } }),
      places: listPlaces((facts) => ({ json: { inspectionIds: [facts.inspectionId, facts.elsewhere, facts.secret], action: 'notify', isPreview: true } }), {
        own: '本单位事项',
        theirs: '别的单位事项',
      }),
    },
    'GET /api/inspections/:inspectionId': {
      may: readers,
      done: 200,
      request: one(),
      places: [...(hidden() ?? []), ...subtree({ request: (facts) => one()(facts, 0), there: 'inspection.not_found', here: 200 })],
    },
    // Readers reach it; arriving is for the team, and the unit has not been told.
    'POST /api/inspections/:inspectionId/acts': {
      may: readers,
      done: ['access.forbidden', 'inspection.not_notified'],
      request: one(() => ({ action: 'arrive', revision: 1, place: '现场' })),
      places: hidden({ action: 'arrive', revision: 1 }),
    },
    'POST /api/inspections/:inspectionId/findings': {
      may: ['supervisor', 'verifier'],
      done: 'lifecycle.wrong_state',
      request: one(() => ({ findingId: nobody, text: '发现问题', place: '现场' })),
    },
    // Readers reach it; files are for the team while it records, and for the unit while it puts things right.
    'POST /api/inspections/:inspectionId/files': {
      may: readers,
      done: ['access.forbidden', 'lifecycle.wrong_state'],
      request: (facts, nth) => ({ params: { inspectionId: facts.inspectionId }, form: photo(nth) }),
      places: [
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: (facts) => ({ params: { inspectionId: facts.elsewhere }, form: photo(0) }),
          expected: 'inspection.not_found',
        },
      ],
    },
    'GET /api/inspections/:inspectionId/files/:fileId': { may: readers, done: 'inspection.file_not_found', request: one(), places: hidden() },
    'GET /api/inspections/:inspectionId/notice': { may: readers, done: 'inspection.no_notice', request: one(), places: hidden() },
    'GET /api/inspections/:inspectionId/rectify-notice': { may: readers, done: 'inspection.no_rectify_notice', request: one(), places: hidden() },
    'GET /api/inspection-plans/:year': {
      may: readers,
      done: 200,
      request: () => ({ params: { year: '2026' } }),
      places: listPlaces(() => ({ params: { year: '2026' } }), { own: '"name":"本单位"', theirs: '"name":"别的单位"' }),
    },
    'POST /api/inspection-plans/:year/issues': {
      may: ['office_director'],
      secondFactor: true,
      done: 'inspection.plan_empty',
      request: () => ({ params: { year: '2031' }, json: { documentNo: '试检〔2031〕1号' } }),
    },
    'GET /api/inspection-plans/:year/document': {
      may: readers,
      done: 200,
      request: () => ({ params: { year: '2026' } }),
      places: [
        ...subtree({ request: () => ({ params: { year: '2026' } }), there: 'inspection.plan_empty', here: 200 }),
        { place: 'other unit', role: 'unit_liaison', request: () => ({ params: { year: '2026' } }), expected: 200, shows: () => '本单位', hides: () => '别的单位' },
      ],
    },
  },
});
