import type { Role } from '#identity/contract';
import { parseMoment } from '#kernel/calendar.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { countyOnly, expectations } from './expectation.ts';
import type { MatrixBase, RouteExpectation } from './expectation.ts';

/** The leading group's own matters: its leaders and office read, the office runs, its director issues. */
const readers: readonly Role[] = ['office_director', 'supervisor', 'dispatcher', 'lg_leader', 'lg_deputy', 'county_leader', 'data_reviewer', 'discipline_reader', 'upper_reader'];
const runners: readonly Role[] = ['office_director', 'dispatcher'];

interface MeetingFacts {
  readonly meetingId: string;
  readonly itemId: string;
  readonly own: string;
}
const json = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const nobody = '01900000-0000-7000-8000-0000000000ee';

async function prepare(base: MatrixBase): Promise<MeetingFacts> {
  await storeDefaultParams(base.app.pool, parseMoment('2026-11-27T09:00:00+08:00'));
  const { meetingId } = (await base.as('dispatcher', '/api/meetings', json({ title: '第一次会议', heldOn: '2026-12-30' }))).json() as { meetingId: string };
  const added = await base.as('dispatcher', `/api/meetings/${meetingId}/items`, json({ title: '研究清单', reason: '县长交办' }));
  return { meetingId, itemId: (added.json() as { agenda: { itemId: string }[] }).agenda[0]?.itemId ?? '', own: base.orgs.own };
}
const one = (body?: (facts: MeetingFacts, nth: number) => unknown): NonNullable<RouteExpectation<MeetingFacts>['request']> => {
  return (facts, nth) => ({
    params: { meetingId: facts.meetingId, itemId: facts.itemId, memberId: nobody, decisionId: nobody },
    ...(body === undefined ? {} : { json: body(facts, nth) }),
  });
};

export const meetingExpectations = expectations<MeetingFacts>({
  module: 'meeting',
  prepare,
  routes: {
    'GET /api/leading-group/members': { may: readers, done: 200 },
    'POST /api/leading-group/members': countyOnly('office_director', {
      may: ['office_director'],
      secondFactor: true,
      done: 200,
      request: (_facts, nth) => ({ json: { name: `成员${nth}`, post: '局长', role: 'member', fromOn: '2026-01-01', source: '县委文件' } }),
    }),
    'POST /api/leading-group/members/:memberId/ends': countyOnly('office_director', {
      may: ['office_director'],
      secondFactor: true,
      done: 'meeting.member_not_found',
      request: one(() => ({ toOn: '2026-12-31', source: '县委文件' })),
    }),
    'GET /api/meetings': {
      may: readers,
      done: 200,
      places: [{ place: 'right at one unit only', role: 'discipline_reader', request: () => ({}), expected: 200, hides: ({ meetingId }) => meetingId }],
    },
    'POST /api/meetings': countyOnly('dispatcher', { may: runners, done: 201, request: (_facts, nth) => ({ json: { title: `会议${nth}`, heldOn: '2026-12-30' } }) }),
    'GET /api/meetings/:meetingId': { may: readers, done: 200, request: one() },
    'GET /api/meetings/:meetingId/minutes': { may: readers, done: 200, request: one() },
    // Readers reach it; what an act needs is said by the table of states.
    'POST /api/meetings/:meetingId/acts': { may: readers, done: ['access.forbidden', 'lifecycle.wrong_state'], request: one(() => ({ action: 'end', revision: 1 })) },
    'POST /api/meetings/:meetingId/agenda': countyOnly('dispatcher', { may: runners, done: 200, request: one() }),
    'POST /api/meetings/:meetingId/items': countyOnly('dispatcher', { may: runners, done: 200, request: one((_facts, nth) => ({ title: `议题${nth}`, reason: '交办' })) }),
    'POST /api/meetings/:meetingId/items/:itemId/acts': countyOnly('dispatcher', {
      may: runners,
      done: 'meeting.changed',
      request: one(() => ({ action: 'drop', revision: 99, reason: '不成熟' })),
    }),
    'PUT /api/meetings/:meetingId/attendance/:memberId': countyOnly('dispatcher', { may: runners, done: 'lifecycle.wrong_state', request: one(() => ({ presence: 'present' })) }),
    'POST /api/meetings/:meetingId/decisions': countyOnly('dispatcher', {
      may: runners,
      done: 'lifecycle.wrong_state',
      request: one(({ itemId }) => ({ itemId, kind: 'approve', text: '同意' })),
    }),
    'POST /api/meetings/:meetingId/decisions/:decisionId/drops': countyOnly('dispatcher', {
      may: runners,
      done: 'lifecycle.wrong_state',
      request: one(() => ({ reason: '记错了' })),
    }),
  },
});
