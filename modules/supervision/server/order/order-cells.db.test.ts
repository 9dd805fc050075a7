import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionSpec } from '#kernel/access.ts';
import type { Role } from '#identity/contract';
import { openCountyOverHttp } from '../../../../tests/harness/county-over-http.ts';
import type { CountyOverHttp } from '../../../../tests/harness/county-over-http.ts';
import { cellsOf } from '../../../../tests/harness/machine-over-http.ts';
import type { Sent } from '../../../../tests/harness/machine-over-http.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { orderChangeStates, partyStates } from '../../contract/index.ts';
import type { OrderChangeState, OrderDetails, PartyState } from '../../contract/index.ts';
import { changeLifecycle, orderLifecycle, partyLifecycle } from '../../domain/index.ts';
import { supervisionJobs } from '../jobs.ts';

/** Every (state × action × role) of orders, co-units and applications, through the HTTP API, expected from the tables alone. */
const database = databaseForFile();
let http: CountyOverHttp;
let lead: string;
let co: string;
let other: string;
/** who signs for the unit */
let handler: string;
/** Those who bring the orders into their states; the people of the cells never took part. */
let makers: Record<'supervisor' | 'director' | 'leader' | 'staff' | 'head' | 'verifier' | 'coStaff', Record<string, string>>;

beforeAll(async () => {
  http = await openCountyOverHttp(database(), {
    at: '2025-09-01T09:00:00+08:00',
    modules: [{ name: 'supervision', jobs: supervisionJobs }],
    rows: [
      ['supervision."order"', 'order_id'],
      ['supervision.order_party', 'order_id'],
      ['supervision.order_change', 'order_id'],
      ['supervision.order_link', 'from_id'],
      ['supervision.entry', 'object_id'],
    ],
  });
  await http.county.goTo('2025-09-01T09:00:00+08:00');
  lead = await http.county.org('县水务局');
  co = await http.county.org('县财政局');
  other = await http.county.org('县交通局');
  handler = (await http.county.person('责任人', 'unit_reporter', lead)).userId ?? '';
  await signInMakers();
});
afterAll(() => http.close());

async function signInMakers(): Promise<void> {
  const person = (key: string, role: Role, orgId?: string) =>
    http.headersOf(`经手${key}${http.county.runtime.clock.now().toString()}`, { roles: [role], displayName: `经手${key}`, ...(orgId === undefined ? {} : { orgId }) });
  makers = {
    supervisor: await person('督查员', 'supervisor'),
    director: await person('主任', 'office_director'),
    leader: await person('县领导', 'county_leader'),
    staff: await person('联络员', 'unit_liaison', lead),
    head: await person('局长', 'unit_head', lead),
    verifier: await person('核验员', 'verifier'),
    coStaff: await person('配合联络员', 'unit_liaison', co),
  };
}

let serial = 0;
const content = (more: object = {}) => {
  serial += 1;
  return {
    title: `清淤第${serial}段`,
    matter: '完成清淤',
    standard: '通过验收',
    dueOn: '2026-12-31',
    leadOrgId: lead,
    coOrgIds: [],
    source: 'instruction',
    sourceRef: `r${serial}`,
    ...more,
  };
};
const propose = (more: object = {}): Promise<OrderDetails> => http.must(makers.supervisor, { path: '/api/orders', body: content(more) });
async function act(order: OrderDetails, who: keyof typeof makers, action: string): Promise<OrderDetails> {
  const body = { action, revision: order.revision, note: '情况属实', dueOn: '2026-12-31', ...(action === 'sign-in' ? { personId: handler } : {}) };
  return http.must(makers[who], { path: `/api/orders/${order.orderId}/acts`, body });
}
type Path = readonly (readonly [who: keyof typeof makers, action: string])[];
async function along(path: Path, more: object = {}): Promise<OrderDetails> {
  let order = await propose(more);
  for (const [who, action] of path) order = await act(order, who, action);
  return order;
}
const toApproving: Path = [['supervisor', 'submit']];
const toIssued: Path = [...toApproving, ['director', 'approve']];
const toHandling: Path = [...toIssued, ['staff', 'sign-in']];
const toCountersigning: Path = [...toHandling, ['staff', 'apply-completion']];
const toReviewing: Path = [...toCountersigning, ['head', 'countersign']];
const toFinalising: Path = [...toReviewing, ['supervisor', 'review']];
const toCompleted: Path = [...toFinalising, ['leader', 'finalise']];
const toClosed: Path = [...toCompleted, ['verifier', 'close']];

const relate = (order: OrderDetails, body: object): Promise<OrderDetails> =>
  http.must(makers.director, { path: `/api/orders/${order.orderId}/relations`, body: { revision: order.revision, note: '同一事项', ...body } });
const parts = () => [
  { title: '清淤上段', leadOrgId: lead },
  { title: '清淤下段', leadOrgId: other },
];
const apply = (order: OrderDetails, body: object): Promise<OrderDetails> => http.must(makers.head, { path: `/api/orders/${order.orderId}/changes`, body });
const actOnChange = (order: OrderDetails, who: keyof typeof makers, action: string): Promise<OrderDetails> =>
  http.must(makers[who], { path: `/api/orders/${order.orderId}/changes/${order.changes[0]?.changeId}/acts`, body: { action, note: '情况属实' } });
async function examinedSuspension(order: OrderDetails): Promise<OrderDetails> {
  const asked = await apply(order, { kind: 'suspension', reason: '上级要求暂停', ground: 'upper-level', reviewOn: '2026-05-29' });
  return actOnChange(asked, 'supervisor', 'examine');
}
const inHandlingAsked = async (): Promise<OrderDetails> => examinedSuspension(await along(toHandling));

describe('督办单的每一格（状态×操作×角色）都与接口一致', () => {
  test('督办单', async () => {
    const archived = await along(toClosed, { dueOn: '2025-09-30' });
    await http.county.goTo('2026-03-02T09:00:00+08:00');
    await signInMakers();
    const target = await along(toIssued);
    const merged = await along(toIssued);
    await relate(merged, { kind: 'merge', intoOrderId: target.orderId });
    const transferred = await along(toIssued);
    await relate(transferred, { kind: 'transfer', leadOrgId: other });
    const split = await along(toIssued);
    await relate(split, { kind: 'split', parts: parts() });
    const suspended = await inHandlingAsked();
    await actOnChange(suspended, 'leader', 'grant');
    const made: Readonly<Record<string, OrderDetails>> = {
      drafted: await propose(),
      approving: await along(toApproving),
      'approving:approve-red': await along(toApproving, { colour: 'red' }),
      issued: await along(toIssued),
      handling: await along(toHandling),
      'handling:suspend': await inHandlingAsked(),
      countersigning: await along(toCountersigning),
      reviewing: await along(toReviewing),
      finalising: await along(toFinalising),
      returned: await along([...toReviewing, ['supervisor', 'return']]),
      completed: await along(toCompleted),
      closed: await along(toClosed),
      withdrawn: await along([...toIssued, ['leader', 'withdraw']]),
      archived,
      suspended,
      transferred,
      merged,
      split,
    };
    const changes = await plantSuspensions(made);
    const revisions = new Map<string, number>();
    for (const { orderId } of Object.values(made)) {
      revisions.set(orderId, (await http.must<OrderDetails>(makers.supervisor, { method: 'GET', path: `/api/orders/${orderId}` })).revision);
      await http.keeper.keep(orderId);
    }
    const request = (action: string, id: string): Sent => {
      const path = `/api/orders/${id}`;
      const revision = revisions.get(id) ?? 1;
      const note = '情况属实';
      if (action === 'propose') return { path: '/api/orders', body: content() };
      if (action === 'suspend') return { path: `${path}/changes/${changes.get(id) ?? handler}/acts`, body: { action: 'grant', note } };
      if (action === 'transfer') return { path: `${path}/relations`, body: { kind: 'transfer', revision, note, leadOrgId: other } };
      if (action === 'merge') return { path: `${path}/relations`, body: { kind: 'merge', revision, note, intoOrderId: target.orderId } };
      if (action === 'split') return { path: `${path}/relations`, body: { kind: 'split', revision, note, parts: parts() } };
      return { path: `${path}/acts`, body: { action, revision, note, dueOn: '2026-12-31', ...(action === 'sign-in' ? { personId: handler } : {}) } };
    };
    const result = await http.compare({
      machine: orderLifecycle as never,
      objects: new Map(Object.entries(made).map(([key, { orderId }]) => [key, orderId])),
      orgOf: () => lead,
      request,
      read: (id) => `/api/orders/${id}`,
      stateOf: (json) => (json as OrderDetails).state,
      offersOf: (json) => (json as OrderDetails).actions,
      making: ['propose'],
      // 中止 comes along with the grant of an application; the button 申请中止 belongs to that.
      hidden: ['suspend'],
      beside: ['urge', 'colour', 'extend', 'suspend', 'edit'],
    });
    expect(result.wrong).toEqual([]);
    expect(result.cells).toBe(cellsOf(orderLifecycle, 1));
    expect(result.legal).toBeGreaterThan(60);
  }, 600_000);

  test('配合单位', async () => {
    const toOrder = (): Promise<OrderDetails> => along(toHandling, { coOrgIds: [co] });
    const party = (order: OrderDetails, who: keyof typeof makers, action: string): Promise<OrderDetails> =>
      http.must(makers[who], { path: `/api/orders/${order.orderId}/parties/${co}/acts`, body: { action, note: '情况属实' } });
    const paths: Readonly<Record<PartyState, Path>> = {
      awaiting: [],
      signed: [['coStaff', 'sign-in']],
      working: [
        ['coStaff', 'sign-in'],
        ['coStaff', 'work'],
      ],
      answered: [
        ['coStaff', 'sign-in'],
        ['coStaff', 'answer'],
      ],
      confirmed: [
        ['coStaff', 'sign-in'],
        ['coStaff', 'answer'],
        ['staff', 'confirm'],
      ],
      returned: [
        ['coStaff', 'sign-in'],
        ['coStaff', 'answer'],
        ['staff', 'return'],
      ],
      refused: [['coStaff', 'refuse']],
      excused: [['director', 'excuse']],
    };
    const objects = new Map<string, string>();
    for (const state of partyStates) {
      let order = await toOrder();
      for (const [who, action] of paths[state]) order = await party(order, who, action);
      objects.set(state, order.orderId);
      await http.keeper.keep(order.orderId);
    }
    const assisting = new Set<string>(partyLifecycle.steps.filter(({ permission }) => permission === 'order.assist').map(({ action }) => action));
    const result = await http.compare({
      machine: partyLifecycle as never,
      objects,
      orgOf: (action) => (assisting.has(action) ? co : lead),
      request: (action, id) => ({ path: `/api/orders/${id}/parties/${co}/acts`, body: { action, note: '情况属实' } }),
      read: (id) => `/api/orders/${id}`,
      stateOf: (json) => (json as OrderDetails).parties[0]?.state ?? '',
      offersOf: (json) => (json as OrderDetails).parties[0]?.actions ?? [],
    });
    expect(result.wrong).toEqual([]);
    expect(result.cells).toBe(cellsOf(partyLifecycle, 0));
    expect(result.legal).toBeGreaterThan(60);
  }, 600_000);

  test('延期与中止申请', async () => {
    const asked = async (): Promise<OrderDetails> => apply(await along(toHandling, { dueOn: '2026-06-30' }), { kind: 'extension', reason: '汛期提前', newDueOn: '2026-07-31' });
    const paths: Readonly<Record<OrderChangeState, Path>> = {
      applied: [],
      examined: [['supervisor', 'examine']],
      granted: [
        ['supervisor', 'examine'],
        ['leader', 'grant'],
      ],
      refused: [
        ['supervisor', 'examine'],
        ['leader', 'refuse'],
      ],
      incomplete: [['supervisor', 'ask-more']],
    };
    const objects = new Map<string, string>();
    const changes = new Map<string, string>();
    for (const state of orderChangeStates) {
      let order = await asked();
      for (const [who, action] of paths[state]) order = await actOnChange(order, who, action);
      objects.set(state, order.orderId);
      changes.set(order.orderId, order.changes[0]?.changeId ?? '');
      await http.keeper.keep(order.orderId);
    }
    const applicants = permissionSpec('order.apply-change').roles.length;
    const fresh: string[] = [];
    while (fresh.length < applicants) fresh.push((await along(toHandling, { dueOn: '2026-06-30' })).orderId);
    const result = await http.compare({
      machine: changeLifecycle as never,
      objects,
      orgOf: () => lead,
      request: (action, id) =>
        action === 'apply'
          ? { path: `/api/orders/${id === 'new' ? fresh.pop() : id}/changes`, body: { kind: 'extension', reason: '汛期提前', newDueOn: '2026-07-31' } }
          : { path: `/api/orders/${id}/changes/${changes.get(id) ?? handler}/acts`, body: { action, note: '情况属实' } },
      read: (id) => `/api/orders/${id}`,
      stateOf: (json) => (json as OrderDetails).changes[0]?.state ?? '',
      offersOf: (json) => (json as OrderDetails).changes[0]?.actions ?? [],
      making: ['apply'],
    });
    expect(result.wrong).toEqual([]);
    expect(result.cells).toBe(cellsOf(changeLifecycle, 1));
    expect(result.legal).toBe(applicants + 3 + applicants + 2);
  }, 600_000);
});

/** The same examined suspension beside every order, so that granting it in a wrong state can be tried. */
async function plantSuspensions(made: Readonly<Record<string, OrderDetails>>): Promise<ReadonlyMap<string, string>> {
  const planted = new Map<string, string>();
  const asked = made['handling:suspend']?.orderId ?? '';
  for (const [key, { orderId }] of Object.entries(made)) {
    if (key !== 'handling:suspend' && key !== 'suspended')
      await http.keeper.client.query(
        `insert into supervision.order_change select * from jsonb_populate_record(null::supervision.order_change,
           (select to_jsonb(c) || jsonb_build_object('order_id', $1::text, 'change_id', gen_random_uuid()) from supervision.order_change c where c.order_id = $2))`,
        [orderId, asked],
      );
    if (key === 'suspended') await http.keeper.client.query(`update supervision.order_change set state = 'examined', decided_on = null where order_id = $1`, [orderId]);
    const { rows } = await http.keeper.client.query<{ change_id: string }>('select change_id from supervision.order_change where order_id = $1', [orderId]);
    planted.set(orderId, rows[0]?.change_id ?? '');
  }
  return planted;
}
