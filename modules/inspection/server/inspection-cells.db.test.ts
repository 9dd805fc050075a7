import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#identity/contract';
import type { County } from '../../../tests/harness/county.ts';
import { openCountyOverHttp } from '../../../tests/harness/county-over-http.ts';
import type { CountyOverHttp } from '../../../tests/harness/county-over-http.ts';
import { cellsOf } from '../../../tests/harness/machine-over-http.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import type { InspectionDetails } from '../contract/index.ts';
import { inspectionLifecycle } from '../domain/index.ts';

/** Every (state × action × role) of an inspection with its findings and rectification, through the HTTP API, expected from the table alone. */
const database = databaseForFile();
let http: CountyOverHttp;
let unit: string;
let other: string;
let makers: Record<'director' | 'inspector' | 'unit', Record<string, string>>;
let team: readonly string[];
let smallerTeam: readonly string[];
let finder: string;

/** The people of the cells are on the team, but others came, noted and concluded. */
async function gatherTeam(county: County): Promise<ReadonlyMap<Role, string>> {
  const idOf = async (name: string, role: Role): Promise<string> => (await county.person(name, role)).userId ?? '';
  const known = new Map<Role, string>([
    ['supervisor', await idOf('在岗督查员', 'supervisor')],
    ['verifier', await idOf('在岗核验员', 'verifier')],
  ]);
  finder = await idOf('经手督查员', 'supervisor');
  team = [...known.values(), finder, await idOf('同行核验员', 'verifier')];
  smallerTeam = [...known.values(), finder];
  return known;
}

beforeAll(async () => {
  http = await openCountyOverHttp(database(), {
    at: '2026-03-02T09:00:00+08:00',
    rows: [
      ['inspection.inspection', 'inspection_id'],
      ['inspection.member', 'inspection_id'],
      ['inspection.finding', 'inspection_id'],
      ['supervision.entry', 'object_id'],
    ],
    known: gatherTeam,
  });
  unit = await http.county.org('县水务局');
  other = await http.county.org('县交通局');
  makers = {
    director: await http.headersOf('经手主任', { roles: ['office_director'] }),
    inspector: await http.headersOf('经手督查员', { roles: [], userId: finder }),
    unit: await http.headersOf('经手局长', { roles: ['unit_head'], orgId: unit }),
  };
});
afterAll(() => http.close());

let serial = 0;
const wish = (orgId: string, more: object = {}) => {
  serial += 1;
  return { subject: `清淤第${serial}段`, orgId, plannedOn: '2026-03-10', team, exceedReason: '汛前集中检查', ...more };
};
const bodyOf = (action: string, revision: number, more: object = {}) => ({
  action,
  revision,
  note: '情况属实',
  place: '桥头工地',
  dueOn: '2026-03-31',
  verdict: 'partly',
  ...(action === 'reschedule' ? { team: smallerTeam } : {}),
  ...more,
});
const finding = () => ({ findingId: randomUUID(), text: '堤脚渗水', place: '三号段' });
type Step = readonly [who: keyof typeof makers, action: string, more?: object];

async function along(steps: readonly Step[], more: object = {}): Promise<InspectionDetails> {
  let one: InspectionDetails = await http.must(makers.director, { path: '/api/inspections', body: wish(unit, more) });
  for (const [who, action, also] of steps) {
    const path = `/api/inspections/${one.inspectionId}`;
    one = await http.must(makers[who], action === 'note' ? { path: `${path}/findings`, body: finding() } : { path: `${path}/acts`, body: bodyOf(action, one.revision, also) });
  }
  return one;
}
const notified: readonly Step[] = [['director', 'notify']];
const arrived: readonly Step[] = [...notified, ['inspector', 'arrive'], ['inspector', 'note']];
const recorded: readonly Step[] = [...arrived, ['inspector', 'record']];
const concluded: readonly Step[] = [...recorded, ['inspector', 'conclude']];
const provenTrue: readonly Step[] = [...recorded, ['inspector', 'conclude', { verdict: 'true' }]];
const rectifying: readonly Step[] = [...concluded, ['inspector', 'demand']];

test('检查的每一格（状态×操作×角色）都与接口一致', async () => {
  const made: Readonly<Record<string, InspectionDetails>> = {
    planned: await along([]),
    'planned:arrive': await along([], { isUnannounced: true }),
    notified: await along(notified),
    arrived: await along(arrived),
    recorded: await along(recorded),
    concluded: await along(concluded),
    'concluded:close': await along(provenTrue),
    rectifying: await along(rectifying),
    rechecking: await along([...rectifying, ['unit', 'rectified']]),
    closed: await along([...provenTrue, ['inspector', 'close']]),
    cancelled: await along([['director', 'cancel']]),
  };
  const revisions = new Map<string, number>();
  for (const [key, one] of Object.entries(made)) {
    expect(one.state).toBe(key.split(':')[0]);
    revisions.set(one.inspectionId, one.revision);
    await http.keeper.keep(one.inspectionId);
  }
  const ofUnit = new Set<Role>(['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group', 'agent']);
  const result = await http.compare({
    machine: inspectionLifecycle as never,
    objects: new Map(Object.entries(made).map(([key, { inspectionId }]) => [key, inspectionId])),
    orgOf: () => unit,
    request: (action, id) => {
      if (action === 'plan') return { path: '/api/inspections', body: wish(other, { exceedReason: '' }) };
      const path = `/api/inspections/${id}`;
      return action === 'note' ? { path: `${path}/findings`, body: finding() } : { path: `${path}/acts`, body: bodyOf(action, revisions.get(id) ?? 1) };
    },
    read: (id) => `/api/inspections/${id}`,
    stateOf: (json) => (json as InspectionDetails).state,
    offersOf: (json) => (json as InspectionDetails).actions,
    making: ['plan'],
    // A visit that is not announced is unknown to the unit until somebody stands at the door.
    unseen: ({ state, action, role }) => state === 'planned' && action === 'arrive' && ofUnit.has(role),
  });
  expect(result.wrong).toEqual([]);
  expect(result.cells).toBe(cellsOf(inspectionLifecycle, 1));
  expect(result.legal).toBeGreaterThan(40);
}, 600_000);
