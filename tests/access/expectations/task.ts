import { createHash } from 'node:crypto';
import { systemClock } from '#kernel/server/clock.ts';
import { transaction } from '#kernel/server/db.ts';
import { systemContext } from '#kernel/server/system-context.ts';
import type { Role } from '#identity/contract';
import { openRound } from '#task/server';
import { bridgePlan } from '../../harness/task-world.ts';
import { multipart } from '../open-app.ts';
import { chaptersOf } from '../chapters.ts';
import { expectations, subtreePlaces } from './expectation.ts';
import type { MatrixBase, RouteExpectation, SubtreeCase } from './expectation.ts';

/**
 * The office draws up, issues, dispatches and reviews; units comment, accept, report and sign for themselves only; county
 * leaders rule; everybody who works on the plan may read. Companies, citizens, administrators and statistics have no part.
 */
const office: readonly Role[] = ['office_director', 'supervisor', 'dispatcher', 'data_reviewer'];
const leaders: readonly Role[] = ['lg_leader', 'lg_deputy', 'county_leader'];
const heads: readonly Role[] = ['unit_head', 'unit_deputy'];
const owners: readonly Role[] = ['township', 'park', 'team', 'invest_group'];
const staff: readonly Role[] = ['unit_liaison', 'unit_reporter', 'co_unit', ...owners];
const outside: readonly Role[] = ['assessor', 'discipline_reader', 'congress_reader', 'upper_reader'];
const roundReaders: readonly Role[] = [...office, ...leaders, ...heads, ...staff, 'verifier', ...outside];
const readers: readonly Role[] = [...roundReaders, 'agent'];
const burdenReaders: readonly Role[] = [...office, ...leaders, ...heads, ...staff, 'assessor', 'discipline_reader'];
const drafters: readonly Role[] = ['dispatcher', 'office_director'];
const writers = staff;

interface Facts {
  readonly planId: string;
  readonly own: string;
  readonly reporter: string;
  readonly clause: string;
  readonly excusable: string;
  readonly fields: Record<string, unknown>;
  /** a draft, one that is consulted, one that is issued, one that is accepted */
  readonly draft: string;
  readonly consulting: string;
  readonly issued: string;
  readonly accepted: string;
  readonly issuedAssignment: string;
  readonly assignment: string;
  readonly opinion: string;
  readonly roundId: string;
  readonly sealedRound: string;
  readonly reportId: string;
  readonly photoId: string;
  readonly unlockId: string;
  /** of one assignment, decided already */
  readonly partUnlockId: string;
  readonly formId: string;
  readonly formElsewhere: string;
  readonly sheet: Uint8Array;
  /** the part of the plan in which the tasks lie, and one in which they do not */
  readonly paths: { readonly own: string; readonly other: string };
}

const year = 2026;
const json = (body: object, method = 'POST') => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const photoFields = (assignmentId: string) => ({ assignmentId, takenAt: '2026-10-01T08:00:00+08:00', latitude: '33.3', longitude: '117.3' });

async function send<Reply>(base: MatrixBase, role: Role, path: string, request: Parameters<MatrixBase['as']>[2]): Promise<Reply> {
  const reply = await base.as(role, path, request);
  if (reply.status >= 400) throw new Error(`${role} ${path}: ${reply.text}`);
  return reply.json() as Reply;
}

async function openRounds(base: MatrixBase): Promise<{ sealedRound: string; roundId: string }> {
  const now = systemClock.now();
  const runtime = { pool: base.app.pool, clock: systemClock, region: base.app.region, limits: { importBytes: 1 } };
  const open = (period: string) =>
    transaction(base.app.pool, { region: base.app.region, mode: 'write' }, (tx) => openRound(systemContext(runtime, tx, { part: 'scheduler', now }), period));
  const sealedRound = (await open('2026-09')) ?? '';
  await base.write(`update task.round set state = 'sealed' where region_code = $1 and round_id = $2`, [base.region, sealedRound]);
  return { sealedRound, roundId: (await open('2026-10')) ?? '' };
}

interface TaskReply {
  readonly assignments: readonly { readonly assignmentId: string; readonly revision: number }[];
}
type Proposals = { readonly items: readonly { readonly clause: string; readonly fields: Record<string, unknown> }[] };

async function prepareTasks(base: MatrixBase, planId: string) {
  const { own } = base.orgs;
  const { items } = await send<Proposals>(base, 'dispatcher', `/api/tasks/proposals?planId=${planId}&year=${year}`, {});
  const [first, , , last] = items;
  const fields = {
    ...first?.fields,
    tier: 'monthly',
    startsOn: '2026-01-05',
    dueOn: '2026-12-31',
    units: [{ orgId: own, role: 'lead' }],
    milestones: ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'].map((dueOn) => ({ title: '节点', dueOn })),
  };
  const clause = first?.clause ?? '';
  const tasks = [0, 1, 2, 3].map(() => ({ clause, fields }));
  const stored = await send<{ items: { taskId: string }[] }>(base, 'dispatcher', '/api/tasks', json({ planId, year, tasks }));
  const [draft = '', consulting = '', issued = '', accepted = ''] = stored.items.map(({ taskId }) => taskId);
  await send(base, 'dispatcher', '/api/tasks/steps', json({ action: 'consult', taskIds: [consulting, issued, accepted] }));
  await send(base, 'office_director', '/api/tasks/steps', json({ action: 'issue', taskIds: [issued, accepted] }));
  return { clause, excusable: last?.clause ?? '', fields, draft, consulting, issued, accepted };
}

async function prepare(base: MatrixBase): Promise<Facts> {
  const { own } = base.orgs;
  const form = multipart({}, { name: '桥梁.txt', bytes: bridgePlan });
  const { planId } = await send<{ planId: string }>(base, 'office_director', '/api/plans/imports', { method: 'POST', headers: form.headers, body: form.body });
  const tasks = await prepareTasks(base, planId);
  const reporter = base.people.get('unit_reporter') ?? '';
  const [issuedAssignment] = (await send<TaskReply>(base, 'dispatcher', `/api/tasks/${tasks.issued}`, {})).assignments;
  const [assignment] = (await send<TaskReply>(base, 'dispatcher', `/api/tasks/${tasks.accepted}`, {})).assignments;
  await send(base, 'unit_deputy', `/api/assignments/${assignment?.assignmentId}/steps`, json({ action: 'accept', expectedRevision: assignment?.revision, personId: reporter }));
  const { opinion } = await send<{ opinion: { opinionId: string } }>(base, 'unit_liaison', `/api/tasks/${tasks.consulting}/opinions`, json({ orgId: own, words: '时限偏紧' }));
  const rounds = await openRounds(base);
  const assignmentId = assignment?.assignmentId ?? '';
  const report = json({ expectedRevision: 0, content: { done: '进展' } }, 'PUT');
  const { reportId } = await send<{ reportId: string }>(base, 'unit_reporter', `/api/rounds/${rounds.roundId}/debts/${assignmentId}/report`, report);
  const photoForm = multipart(photoFields(assignmentId), { name: 'a.png', bytes: png });
  const { photoId } = await send<{ photoId: string }>(base, 'unit_reporter', '/api/photos', { method: 'POST', headers: photoForm.headers, body: photoForm.body });
  const ask = (body: object) => send<{ unlockId: string }>(base, 'unit_head', `/api/rounds/${rounds.sealedRound}/unlocks`, json({ orgId: own, reason: '数字写错', ...body }));
  const { unlockId: partUnlockId } = await ask({ assignmentId });
  await send(base, 'office_director', `/api/unlocks/${partUnlockId}/decisions`, json({ isGranted: false, reason: '不需要' }));
  const { unlockId } = await send<{ unlockId: string }>(base, 'unit_head', `/api/rounds/${rounds.sealedRound}/unlocks`, json({ orgId: own, reason: '数字写错' }));
  const drafted = await send<{ form: { formId: string } }>(base, 'dispatcher', '/api/forms', json(formBody(own, 'prepared')));
  const { form: formElsewhere } = await send<{ form: { formId: string } }>(base, 'dispatcher', '/api/forms', json(formBody(base.orgs.other, 'elsewhere')));
  const chapter = await chaptersOf(base, planId);
  const sheet = (await base.as('dispatcher', `/api/tasks/export?year=2026&planId=${planId}`)).bytes;
  return {
    planId,
    own,
    reporter,
    ...tasks,
    issuedAssignment: issuedAssignment?.assignmentId ?? '',
    assignment: assignmentId,
    opinion: opinion.opinionId,
    ...rounds,
    reportId,
    photoId,
    unlockId,
    partUnlockId,
    formId: drafted.form.formId,
    formElsewhere: formElsewhere.formId,
    sheet,
    paths: { own: chapter('重点任务'), other: chapter('总体要求') },
  };
}

const formBody = (orgId: string, key: number | string) => ({
  title: `专项表${key}`,
  purpose: '摸底',
  every: 'year',
  expiresOn: '2199-12-31',
  orgIds: [orgId],
  fields: [{ label: `栏目${key}`, fact: `test.f${key}`, cellKind: 'number' }],
});

type Ask = NonNullable<RouteExpectation<Facts>['request']>;
const subtree = (one: SubtreeCase<Facts>) => subtreePlaces<Facts>({ own: ({ paths }) => paths.own, other: ({ paths }) => paths.other }, one);
/** Adds what somebody gets who has the right for another part of the plan, and for this part. */
const placed = (row: RouteExpectation<Facts> & { readonly request: Ask }, one: Omit<SubtreeCase<Facts>, 'request' | 'here'> & { readonly here?: SubtreeCase<Facts>['here'] }) => ({
  ...row,
  places: subtree({ here: row.done, ...one, request: (facts) => row.request(facts, 900_000) }),
});
const read = (
  may: readonly Role[],
  params: (facts: Facts) => Record<string, string> = () => ({}),
  query: (facts: Facts) => string = () => '',
): RouteExpectation<Facts> & { readonly request: Ask } => ({
  may,
  done: 200,
  request: (facts) => ({ params: params(facts), query: query(facts) }),
});
const titleOf = ({ fields }: Facts): string => String(fields['title']);
const notThere = { role: 'unit_liaison', there: 'task.not_found' } as const;
const debtNotThere = { role: 'unit_liaison', there: 'task.debt_not_found' } as const;
const partOnly = (role: Role, request: Ask) => subtree({ role, request: (facts) => request(facts, 900_001), there: 'access.out_of_scope' });
const ofYear = ({ planId }: Facts): string => `?planId=${planId}&year=${year}`;
const debt = ({ roundId, assignment }: Facts) => ({ roundId, assignmentId: assignment });
const sheetForm = ({ planId, sheet }: Facts, more: Record<string, string> = {}) => multipart({ planId, year: String(year), ...more }, { name: '任务分解表.xlsx', bytes: sheet });

export const taskExpectations = expectations<Facts>({
  module: 'task',
  prepare,
  routes: {
    'GET /api/tasks': placed(read(readers), { role: 'unit_liaison', there: 200, named: ({ accepted }) => accepted }),
    'GET /api/tasks/proposals': placed(read(drafters, undefined, ofYear), { role: 'dispatcher', there: 200, named: () => '"clause":' }),
    'POST /api/tasks': placed(
      { may: drafters, done: 201, request: ({ planId, clause, fields }) => ({ json: { planId, year, tasks: [{ clause, fields }] } }) },
      { role: 'dispatcher', there: 'access.out_of_scope' },
    ),
    'GET /api/tasks/:taskId': placed(
      read(readers, ({ accepted }) => ({ taskId: accepted })),
      notThere,
    ),
    'PUT /api/tasks/:taskId': placed(
      {
        may: drafters,
        done: [200, 'task.changed_meanwhile'],
        request: ({ draft, fields }) => ({ params: { taskId: draft }, json: { expectedRevision: 1, fields, reason: '测试' } }),
      },
      { role: 'dispatcher', there: 'task.not_found' },
    ),
    'GET /api/tasks/:taskId/versions/:revision': placed(
      read(readers, ({ accepted }) => ({ taskId: accepted, revision: '1' })),
      notThere,
    ),
    // Each task of a list for itself: what is not reached is unknown.
    'POST /api/tasks/steps': placed(
      { may: readers, done: 200, request: ({ draft }) => ({ json: { action: 'consult', taskIds: [draft], isPreview: true } }) },
      { role: 'dispatcher', there: 200, named: ({ fields }) => `"title":"${String(fields['title'])}` },
    ),
    'POST /api/assignments/:assignmentId/steps': placed(
      {
        may: [...heads, ...owners],
        done: [200, 'lifecycle.wrong_state'],
        request: ({ issuedAssignment, reporter }) => ({ params: { assignmentId: issuedAssignment }, json: { action: 'accept', expectedRevision: 3, personId: reporter } }),
      },
      { role: 'unit_head', there: 'task.not_found' },
    ),
    'POST /api/tasks/:taskId/item-steps': placed(
      {
        may: ['unit_head', ...owners],
        secondFactor: true,
        done: 'task.standard_unmet',
        request: ({ accepted }) => ({ params: { taskId: accepted }, json: { action: 'apply', expectedRevision: 3, reason: '测试' } }),
      },
      { role: 'unit_head', there: 'task.not_found' },
    ),
    'POST /api/tasks/:taskId/opinions': placed(
      {
        may: [...heads, ...staff],
        done: 201,
        request: ({ consulting, own }) => ({ params: { taskId: consulting }, json: { orgId: own, words: '意见' } }),
      },
      notThere,
    ),
    'POST /api/opinions/:opinionId/answers': placed(
      {
        may: drafters,
        done: [201, 'task.opinion_answered'],
        request: ({ opinion }) => ({ params: { opinionId: opinion }, json: { isAdopted: true, reason: '采纳' } }),
      },
      { role: 'dispatcher', there: 'task.not_found' },
    ),
    'GET /api/tasks/coverage': placed(read(readers, undefined, ofYear), { role: 'unit_liaison', there: 200, named: titleOf }),
    'POST /api/tasks/excuses': placed(
      { may: drafters, done: 200, request: ({ planId, excusable }) => ({ json: { planId, year, clause: excusable, reason: '本年不办' } }) },
      { role: 'dispatcher', there: 'task.clause_unknown' },
    ),
    'GET /api/tasks/export': placed(read(readers), { role: 'unit_liaison', there: 200, named: titleOf }),
    // The lines of the sheet are of tasks that are not reached: unknown, line by line.
    'POST /api/tasks/imports/previews': placed(
      { may: drafters, done: 200, request: (facts) => ({ form: sheetForm(facts) }) },
      { role: 'dispatcher', there: 200, named: () => '"errors":[]' },
    ),
    'POST /api/tasks/imports': placed(
      {
        may: drafters,
        done: [200, 'task.sheet_invalid'],
        request: (facts) => ({ form: sheetForm(facts, { expectedSha256: createHash('sha256').update(facts.sheet).digest('hex') }) }),
      },
      { role: 'dispatcher', there: 'task.sheet_invalid' },
    ),
    'GET /api/work-points': placed(read(readers, undefined, ofYear), { role: 'unit_liaison', there: 200, named: titleOf }),
    'GET /api/work-points/document': placed(read(readers, undefined, ofYear), { role: 'unit_liaison', there: 200, named: titleOf }),
    // It speaks for the whole plan.
    'POST /api/work-points': {
      may: ['office_director'],
      secondFactor: true,
      done: 'task.coverage_incomplete',
      request: ({ planId }) => ({ json: { planId, year, documentNo: '1号' } }),
      places: partOnly('office_director', ({ planId }) => ({ json: { planId, year, documentNo: '1号' } })),
    },
    // A round is the same for all; its rates are of what the right reaches.
    'GET /api/rounds': placed(read(roundReaders), { role: 'unit_liaison', there: 200, named: () => '"expected":1' }),
    'GET /api/rounds/:roundId': placed(read(roundReaders, debt), { role: 'unit_liaison', there: 200, named: ({ own }) => own }),
    'POST /api/rounds/:roundId/summaries': {
      may: ['dispatcher'],
      done: 'lifecycle.wrong_state',
      request: (facts) => ({ params: debt(facts), json: { summary: '说明' } }),
    },
    'GET /api/rounds/:roundId/export': placed(read(roundReaders, debt), { role: 'unit_liaison', there: 200, named: titleOf }),
    'GET /api/debts/export': placed(read(roundReaders), { role: 'unit_liaison', there: 200, named: titleOf }),
    'POST /api/rounds/:roundId/reminders': {
      may: ['dispatcher'],
      done: 200,
      request: (facts) => ({ params: debt(facts), json: { orgIds: [facts.own], isPreview: true } }),
    },
    'GET /api/debts': placed(read(roundReaders), { role: 'unit_liaison', there: 200, named: ({ assignment }) => assignment }),
    'GET /api/rounds/:roundId/debts/:assignmentId': placed(read(roundReaders, debt), debtNotThere),
    'PUT /api/rounds/:roundId/debts/:assignmentId/report': placed(
      {
        may: writers,
        done: [200, 'task.changed_meanwhile'],
        request: (facts) => ({ params: debt(facts), json: { expectedRevision: 1, content: { done: '进展' } } }),
      },
      debtNotThere,
    ),
    'POST /api/rounds/:roundId/no-changes': placed(
      { may: writers, done: 200, request: (facts) => ({ params: debt(facts), json: { assignmentIds: [facts.assignment] } }) },
      { role: 'unit_liaison', there: 200 },
    ),
    'GET /api/reports': placed(read(roundReaders), { role: 'unit_liaison', there: 200, named: ({ reportId }) => reportId }),
    'POST /api/reports/steps': placed(
      { may: roundReaders, done: 200, request: ({ reportId }) => ({ json: { action: 'approve', reportIds: [reportId], isPreview: true } }) },
      { role: 'unit_liaison', there: 200 },
    ),
    'POST /api/reports/:reportId/openings': placed({ may: roundReaders, done: 200, request: ({ reportId }) => ({ params: { reportId } }) }, debtNotThere),
    'POST /api/photos': placed(
      { may: writers, done: 201, request: ({ assignment }) => ({ form: multipart(photoFields(assignment), { name: 'a.png', bytes: png }) }) },
      { role: 'unit_liaison', there: 'access.out_of_scope' },
    ),
    'GET /api/photos/:photoId': placed(
      read(roundReaders, ({ photoId }) => ({ photoId })),
      { role: 'unit_liaison', there: 'task.photo_unknown' },
    ),
    'POST /api/rounds/:roundId/unlocks': {
      may: [...heads, 'unit_liaison', ...owners],
      done: 'task.unlock_open',
      request: ({ sealedRound, own }) => ({ params: { roundId: sealedRound }, json: { orgId: own, reason: '数字写错' } }),
      places: [
        // A matter of the unit as a whole, in whatever part of the plan its tasks lie.
        ...partOnly('unit_head', ({ sealedRound, own }) => ({ params: { roundId: sealedRound }, json: { orgId: own, reason: '数字写错' } })),
        ...subtree({
          role: 'unit_head',
          request: ({ sealedRound, own, assignment }) => ({ params: { roundId: sealedRound }, json: { orgId: own, assignmentId: assignment, reason: '数字写错' } }),
          // Another row may have decided what was open.
          here: [201, 'task.unlock_open'],
          there: 'access.out_of_scope',
        }),
      ],
    },
    'POST /api/unlocks/:unlockId/decisions': {
      may: ['office_director'],
      secondFactor: true,
      done: [201, 'task.unlock_decided'],
      request: ({ unlockId }) => ({ params: { unlockId }, json: { isGranted: false, reason: '不需要' } }),
      places: [
        ...partOnly('office_director', ({ unlockId }) => ({ params: { unlockId }, json: { isGranted: false, reason: '不需要' } })),
        ...subtree({
          role: 'office_director',
          request: ({ partUnlockId }) => ({ params: { unlockId: partUnlockId }, json: { isGranted: false, reason: '不需要' } }),
          here: 'task.unlock_decided',
          there: 'access.out_of_scope',
        }),
      ],
    },
    'GET /api/unlocks': {
      ...read(roundReaders),
      places: [
        ...subtree({ role: 'unit_liaison', request: () => ({}), there: 200, named: ({ unlockId }) => unlockId }),
        ...subtree({ role: 'unit_liaison', request: () => ({}), here: 200, there: 200, named: ({ partUnlockId }) => partUnlockId }),
      ],
    },
    'GET /api/burden': {
      ...read(burdenReaders, undefined, () => '?month=2026-11'),
      places: subtree({ role: 'unit_liaison', request: () => ({ query: '?month=2026-11' }), here: 200, there: 200, named: () => '"isPart":true' }),
    },
    'GET /api/forms': {
      ...read(burdenReaders),
      places: [
        {
          place: 'other unit',
          role: 'unit_liaison',
          request: () => ({}),
          expected: 200,
          shows: ({ formId }) => formId,
          hides: ({ formElsewhere }) => formElsewhere,
        },
      ],
    },
    'POST /api/forms': { may: office, done: 201, request: ({ own }, nth) => ({ json: formBody(own, nth) }) },
    'POST /api/forms/:formId/approvals': { may: ['office_director'], secondFactor: true, done: [201, 'task.form_approved'], request: ({ formId }) => ({ params: { formId } }) },
    // How many are due depends on the rows judged before; there it is none.
    'GET /api/task-home': {
      ...read(readers),
      places: subtree({ role: 'unit_liaison', request: () => ({}), there: 200, here: 200 }).map((place) =>
        place.place === 'other plan subtree' ? { ...place, shows: () => '"expected":0' } : { ...place, hides: () => '"expected":0' },
      ),
    },
    'GET /api/saved-filters': { may: 'signed-in', done: 200, request: () => ({ query: '?page=tasks' }) },
    'POST /api/saved-filters': { may: 'signed-in', done: 200, request: (_facts, nth) => ({ json: { page: 'tasks', name: `筛选${nth}`, query: 'year=2026' } }) },
  },
});
