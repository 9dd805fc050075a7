import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCountyOverHttp } from '../../../tests/harness/county-over-http.ts';
import type { CountyOverHttp } from '../../../tests/harness/county-over-http.ts';
import { cellsOf } from '../../../tests/harness/machine-over-http.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import type { MeetingDetails } from '../contract/index.ts';
import { meetingLifecycle } from '../domain/index.ts';

/** Every (state × action × role) of a meeting of the leading group through the HTTP API, expected from the table alone. */
const database = databaseForFile();
let http: CountyOverHttp;
let unit: string;
let director: Record<string, string>;
let memberId: string;

beforeAll(async () => {
  http = await openCountyOverHttp(database(), {
    at: '2026-03-02T09:00:00+08:00',
    rows: [
      ['meeting.meeting', 'meeting_id'],
      ['meeting.item', 'meeting_id'],
      ['meeting.attendance', 'meeting_id'],
      ['supervision.entry', 'object_id'],
    ],
  });
  unit = await http.county.org('县水务局');
  director = await http.headersOf('经手主任', { roles: ['office_director'] });
  const member = { name: '县长', post: '县长', role: 'leader', fromOn: '2026-01-01', source: '县委〔2026〕1号' };
  const { items } = await http.must<{ items: readonly { memberId: string }[] }>(director, { path: '/api/leading-group/members', body: member });
  memberId = items[0]?.memberId ?? '';
});
afterAll(() => http.close());

let serial = 0;
const wish = () => {
  serial += 1;
  return { title: `第${serial}次会议`, heldOn: '2026-03-10' };
};
async function along(actions: readonly string[]): Promise<MeetingDetails> {
  let one: MeetingDetails = await http.must(director, { path: '/api/meetings', body: wish() });
  for (const action of actions) {
    const path = `/api/meetings/${one.meetingId}`;
    one =
      action === 'attend'
        ? await http.must(director, { method: 'PUT', path: `${path}/attendance/${memberId}`, body: { presence: 'present' } })
        : await http.must(director, { path: `${path}/acts`, body: { action, revision: one.revision, note: '情况说明', minutesNo: `纪要〔2026〕${serial}号` } });
  }
  return one;
}
const frozen = ['collect', 'freeze', 'attend'];
const minuting = [...frozen, 'hold', 'end'];

test('领导小组会议的每一格（状态×操作×角色）都与接口一致', async () => {
  const made: Readonly<Record<string, MeetingDetails>> = {
    planned: await along([]),
    collecting: await along(['collect']),
    frozen: await along(frozen),
    held: await along([...frozen, 'hold']),
    minuting: await along(minuting),
    issued: await along([...minuting, 'issue']),
    closed: await along([...minuting, 'issue', 'close']),
    cancelled: await along(['cancel']),
  };
  const revisions = new Map<string, number>();
  for (const [state, one] of Object.entries(made)) {
    expect(one.state).toBe(state);
    revisions.set(one.meetingId, one.revision);
    await http.keeper.keep(one.meetingId);
  }
  const result = await http.compare({
    machine: meetingLifecycle as never,
    objects: new Map(Object.entries(made).map(([state, { meetingId }]) => [state, meetingId])),
    orgOf: () => unit,
    request: (action, id) =>
      action === 'plan'
        ? { path: '/api/meetings', body: wish() }
        : { path: `/api/meetings/${id}/acts`, body: { action, revision: revisions.get(id) ?? 1, note: '情况说明', minutesNo: '纪要〔2026〕99号' } },
    read: (id) => `/api/meetings/${id}`,
    stateOf: (json) => (json as MeetingDetails).state,
    offersOf: (json) => (json as MeetingDetails).actions,
    making: ['plan'],
  });
  expect(result.wrong).toEqual([]);
  expect(result.cells).toBe(cellsOf(meetingLifecycle, 1));
  expect(result.legal).toBeGreaterThan(18);
}, 600_000);
