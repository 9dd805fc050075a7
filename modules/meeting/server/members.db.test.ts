import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCountyOverHttp } from '../../../tests/harness/county-over-http.ts';
import type { CountyOverHttp } from '../../../tests/harness/county-over-http.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import type { MeetingDetails } from '../contract/index.ts';

/** Terms of members, at their edges: the last day counts, the next term begins the day after. */
const database = databaseForFile();
let http: CountyOverHttp;
let director: Record<string, string>;

beforeAll(async () => {
  http = await openCountyOverHttp(database(), {
    at: '2026-03-02T09:00:00+08:00',
  });
  director = await http.headersOf('经手主任', { roles: ['office_director'] });
});
afterAll(() => http.close());

interface Members {
  readonly items: readonly { readonly memberId: string; readonly name: string; readonly toOn: string | null }[];
}
const path = '/api/leading-group/members';
const leader = (name: string, fromOn: string) => ({ path, body: { name, post: '县委书记', role: 'leader', fromOn, source: '县委〔2026〕1号' } });
const end = (memberId: string, toOn: string) => ({ path: `${path}/${memberId}/ends`, body: { toOn, source: '县委〔2026〕9号' } });
const namesOn = async (on: string): Promise<readonly string[]> => (await http.must<Members>(director, { method: 'GET', path: `${path}?on=${on}` })).items.map(({ name }) => name);

test('任期到当天为止：同一天不能有两位组长，次日起由后一位担任；那天的会议只列当时在任的', async () => {
  const { items } = await http.must<Members>(director, leader('前任组长', '2026-01-01'));
  const { memberId } = items[0] as Members['items'][number];
  expect((await http.send(director, leader('后任组长', '2026-04-01'))).code).toBe('meeting.leader_twice');

  expect((await http.send(director, end(memberId, '2025-12-31'))).code).toBe('meeting.term_unfit');
  await http.must(director, end(memberId, '2026-03-31'));
  expect((await http.send(director, end(memberId, '2026-03-31'))).code).toBe('meeting.term_unfit');

  expect((await http.send(director, leader('后任组长', '2026-03-31'))).code).toBe('meeting.leader_twice');
  await http.must(director, leader('后任组长', '2026-04-01'));

  expect(await namesOn('2025-12-31')).toEqual([]);
  expect(await namesOn('2026-01-01')).toEqual(['前任组长']);
  expect(await namesOn('2026-03-31')).toEqual(['前任组长']);
  expect(await namesOn('2026-04-01')).toEqual(['后任组长']);

  for (const [heldOn, name] of [
    ['2026-03-31', '前任组长'],
    ['2026-04-01', '后任组长'],
  ] as const) {
    const made = await http.must<MeetingDetails>(director, { path: '/api/meetings', body: { title: `${heldOn}会议`, heldOn } });
    const { attendance } = await http.must<MeetingDetails>(director, { method: 'GET', path: `/api/meetings/${made.meetingId}` });
    expect(attendance.map((one) => one.name)).toEqual([name]);
  }
});

test('一天的任期也是任期；不存在的成员不能结束', async () => {
  const { items } = await http.must<Members>(director, { path, body: { name: '副组长', post: '县长', role: 'deputy', fromOn: '2026-05-06', source: '县委〔2026〕2号' } });
  const deputy = items.find(({ name }) => name === '副组长');
  await http.must(director, end(deputy?.memberId ?? '', '2026-05-06'));
  expect(await namesOn('2026-05-05')).not.toContain('副组长');
  expect(await namesOn('2026-05-06')).toContain('副组长');
  expect(await namesOn('2026-05-07')).not.toContain('副组长');
  expect((await http.send(director, end('01900000-0000-7000-8000-00000000dead', '2026-05-06'))).code).toBe('meeting.member_not_found');
});
