import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCountyOverHttp } from '../../../../tests/harness/county-over-http.ts';
import type { CountyOverHttp } from '../../../../tests/harness/county-over-http.ts';
import { cellsOf } from '../../../../tests/harness/machine-over-http.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import type { BlockageDetails, BlockageState } from '../../contract/index.ts';
import { blockageStates } from '../../contract/index.ts';
import { blockageLifecycle } from '../../domain/index.ts';

/** Every (state × action × role) of 需协调事项 through the HTTP API, expected from the table alone. */
const database = databaseForFile();
let http: CountyOverHttp;
let raiser: string;
let authority: string;
let other: string;
let makers: Record<'staff' | 'authority' | 'director', Record<string, string>>;

beforeAll(async () => {
  http = await openCountyOverHttp(database(), {
    at: '2026-03-02T09:00:00+08:00',
    rows: [
      ['supervision.blockage', 'blockage_id'],
      ['supervision.entry', 'object_id'],
    ],
  });
  raiser = await http.county.org('县水务局');
  authority = await http.county.org('县自然资源局');
  other = await http.county.org('县交通局');
  makers = {
    staff: await http.headersOf('经手联络员', { roles: ['unit_liaison'], orgId: raiser }),
    authority: await http.headersOf('经手协调单位', { roles: ['unit_head'], orgId: authority }),
    director: await http.headersOf('经手主任', { roles: ['office_director'] }),
  };
});
afterAll(() => http.close());

let serial = 0;
const content = () => {
  serial += 1;
  return { type: 'land', title: `用地第${serial}宗`, what: '指标未落实', raisedOrgId: raiser, authorityOrgId: authority, sinceOn: '2026-03-02' };
};
const raise = (): Promise<BlockageDetails> => http.must(makers.staff, { path: '/api/blockages', body: content() });
const bodyOf = (action: string, revision: number, joinedTo: string) => ({
  action,
  revision,
  note: '情况属实',
  answer: 'solved',
  promisedOn: '2026-12-31',
  authorityOrgId: other,
  joinedTo,
  fromOn: '2026-03-02',
  toOn: '2026-03-06',
});
type Path = readonly (readonly [who: keyof typeof makers, action: string])[];
const accepted: Path = [['authority', 'accept']];
const answered: Path = [...accepted, ['authority', 'answer']];
const paths: Readonly<Record<BlockageState, Path>> = {
  registered: [],
  handling: accepted,
  incomplete: [['authority', 'reject']],
  answered,
  closed: [...answered, ['staff', 'confirm']],
  withdrawn: [['staff', 'withdraw']],
  joined: [['director', 'join']],
};

test('需协调事项的每一格（状态×操作×角色）都与接口一致', async () => {
  const target = (await raise()).blockageId;
  const objects = new Map<string, string>();
  const revisions = new Map<string, number>();
  for (const state of blockageStates) {
    let one = await raise();
    for (const [who, action] of paths[state]) one = await http.must(makers[who], { path: `/api/blockages/${one.blockageId}/acts`, body: bodyOf(action, one.revision, target) });
    expect(one.state).toBe(state);
    objects.set(state, one.blockageId);
    revisions.set(one.blockageId, one.revision);
    await http.keeper.keep(one.blockageId);
  }
  const answering = new Set<string>(blockageLifecycle.steps.filter(({ permission }) => permission === 'blockage.answer').map(({ action }) => action));
  const ofRaiser = new Set(['supplement', 'withdraw', 'confirm', 'object', 'rise']);
  const result = await http.compare({
    machine: blockageLifecycle as never,
    objects,
    orgOf: (action) => (answering.has(action) ? authority : raiser),
    request: (action, id) =>
      action === 'raise' ? { path: '/api/blockages', body: content() } : { path: `/api/blockages/${id}/acts`, body: bodyOf(action, revisions.get(id) ?? 1, target) },
    read: (id) => `/api/blockages/${id}`,
    stateOf: (json) => (json as BlockageDetails).state,
    offersOf: (json) => (json as BlockageDetails).actions,
    making: ['raise'],
    // Who serves at no unit may raise for one; confirming, withdrawing and rising are the unit's own, or the director's.
    guarded: ({ action, role }) => (ofRaiser.has(action) && role === 'supervisor' ? 'blockage.not_raiser' : undefined),
  });
  expect(result.wrong).toEqual([]);
  expect(result.cells).toBe(cellsOf(blockageLifecycle, 1));
  expect(result.legal).toBeGreaterThan(60);
}, 600_000);
