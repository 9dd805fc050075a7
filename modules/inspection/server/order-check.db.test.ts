import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { openCounty } from '../../../tests/harness/county.ts';
import type { County } from '../../../tests/harness/county.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { getOrderUseCase } from '../../supervision/server/order/list-orders.ts';
import { getOrderPapersUseCase } from '../../supervision/server/order/publish-order.ts';
import { actOnOrderUseCase } from '../../supervision/server/order/act-on-order.ts';
import { proposeOrderUseCase } from '../../supervision/server/order/propose-order.ts';
import type { OrderDetails } from '#supervision/contract';
import type { InspectionDetails } from '../contract/index.ts';
import { actOnInspectionUseCase } from './act-on-inspection.ts';
import { noteFindingUseCase } from './findings.ts';
import { planInspectionUseCase } from './plan-inspection.ts';

/** A visit may look at an order before it is closed; what it finds stands in the order's log and opens or shuts 销号. */
const database = databaseForFile();
let county: County;
let lead: string;
let other: string;
let order: OrderDetails;
const who = {} as Record<'supervisor' | 'leader' | 'first' | 'second' | 'third', Actor>;

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [] });
  lead = await county.org('县水务局');
  other = await county.org('县交通局');
  who.supervisor = await county.person('督查员', 'supervisor');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.first = await county.person('核验员甲', 'verifier');
  who.second = await county.person('核验员乙', 'verifier');
  who.third = await county.person('核验员丙', 'verifier');
  const body = { title: '沱河清淤', matter: '完成清淤', standard: '通过验收', dueOn: '2026-03-31', leadOrgId: lead, coOrgIds: [], colour: 'red', source: 'instruction' };
  order = await county.call(proposeOrderUseCase, who.supervisor, { body });
  for (const [actor, action] of [
    [who.supervisor, 'submit'],
    [who.leader, 'approve-red'],
  ] as const)
    order = await county.call(actOnOrderUseCase, actor, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '说明' } });
});
afterAll(() => county.close());

const wish = (more: object = {}) => ({
  body: { subject: '沱河清淤现场', orgId: lead, orderId: order.orderId, plannedOn: '2026-03-02', isUnannounced: true, team: [who.first.userId, who.second.userId], ...more },
});
const act = (one: InspectionDetails, actor: Actor, action: string, more: object = {}): Promise<InspectionDetails> =>
  county.call(actOnInspectionUseCase, actor, { params: { inspectionId: one.inspectionId }, body: { action, revision: one.revision, note: '现场查看', place: '河堤', ...more } });
const standing = async () => (await county.call(getOrderPapersUseCase, who.supervisor, { params: { orderId: order.orderId } })).isCheckPassed;
const lines = async () =>
  (await county.call(getOrderUseCase, who.supervisor, { params: { orderId: order.orderId } })).entries
    .filter(({ action }) => action.startsWith('site-check'))
    .map(({ label }) => label);

test('核查的督办单须由被查单位牵头、尚在办；到场之前督办单里没有痕迹', async () => {
  expect(await county.refusal(planInspectionUseCase, who.supervisor, wish({ orgId: other }))).toBe('inspection.order_not_found');
  expect(await county.refusal(planInspectionUseCase, who.supervisor, wish({ orderId: randomUUID() }))).toBe('inspection.order_not_found');
  expect(await lines()).toEqual([]);
});

test('部分属实的不算通过；整改后由另一人复查通过的算；更正认定的作废', async () => {
  let one: InspectionDetails = await county.call(planInspectionUseCase, who.supervisor, wish());
  expect(one.forOrderId).toBe(order.orderId);
  expect(await standing()).toBeNull();
  one = await act(one, who.first, 'arrive');
  one = await county.call(noteFindingUseCase, who.first, { params: { inspectionId: one.inspectionId }, body: { findingId: randomUUID(), text: '尚余二百米未清', place: '下游' } });
  one = await act(await act(one, who.first, 'record'), who.first, 'conclude', { verdict: 'partly' });
  expect(await standing()).toBe(false);
  one = await act(one, who.first, 'demand', { dueOn: '2026-03-16' });
  const unitHead = await county.person('水务局长', 'unit_head', lead);
  one = await act(one, unitHead, 'rectified');
  one = await act(one, who.third, 'recheck-pass');
  expect(await standing()).toBe(true);
  one = await act(one, who.first, 'correct');
  expect(await standing()).toBe(false);
  await act(one, who.first, 'conclude', { verdict: 'true' });
  expect(await standing()).toBe(true);
  expect(await lines()).toEqual([`现场核查不属实（${one.number}）`, `现场核查属实（${one.number}）`, `现场核查更正，原认定作废（${one.number}）`, `现场核查属实（${one.number}）`]);
});
