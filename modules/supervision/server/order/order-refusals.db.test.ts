import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { openCounty } from '../../../../tests/harness/county.ts';
import type { County } from '../../../../tests/harness/county.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import type { OrderDetails } from '../../contract/index.ts';
import { actOnOrderUseCase, actOnOrdersUseCase } from './act-on-order.ts';
import { getOrderUseCase } from './list-orders.ts';
import { decideObjectionUseCase, objectToColourUseCase, settleReviewUseCase } from './order-standing.ts';
import { proposeOrderUseCase } from './propose-order.ts';
import { colourOrderUseCase, relateOrderUseCase } from './relate-order.ts';

/** Which refusal comes first: the right, then the state, then what the actor has seen, then the words. */
const database = databaseForFile();
let county: County;
const org = {} as Record<'lead' | 'co' | 'other', string>;
const who = {} as Record<'supervisor' | 'director' | 'leader' | 'head' | 'liaison' | 'coHead' | 'reader' | 'otherDirector' | 'otherSupervisor', Actor>;

/** What both hold, as one person. */
const both = (one: Actor, other: Actor): Actor => ({ ...one, grants: [...one.grants, ...other.grants], permissions: new Set([...one.permissions, ...other.permissions]) });

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [] });
  org.lead = await county.org('县水务局');
  org.co = await county.org('县财政局');
  org.other = await county.org('县交通局');
  who.supervisor = await county.person('督查员', 'supervisor');
  who.director = await county.person('办公室主任', 'office_director');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.head = await county.person('水务局长', 'unit_head', org.lead);
  who.liaison = await county.person('水务联络员', 'unit_liaison', org.lead);
  who.coHead = await county.person('财政局长', 'unit_head', org.co);
  who.reader = await county.person('核验员', 'verifier');
  who.otherDirector = both(who.reader, await county.person('只管交通局的主任', 'office_director', org.other));
  who.otherSupervisor = both(who.reader, await county.person('只管交通局的督查员', 'supervisor', org.other));
});
afterAll(() => county.close());

const act = (order: OrderDetails, actor: Actor, action: string): Promise<OrderDetails> =>
  county.call(actOnOrderUseCase, actor, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况属实' } });
async function issued(more: object = {}): Promise<OrderDetails> {
  const text = { title: '沱河综合治理', matter: '完成清淤', standard: '通过竣工验收', dueOn: '2026-03-31', source: 'instruction' };
  const order: OrderDetails = await county.call(proposeOrderUseCase, who.supervisor, { body: { ...text, leadOrgId: org.lead, coOrgIds: [org.co], colour: 'blue', ...more } });
  return act(await act(order, who.supervisor, 'submit'), who.director, 'approve');
}
const withdrawn = async (): Promise<OrderDetails> => act(await issued(), who.leader, 'withdraw');
const read = (order: OrderDetails): Promise<OrderDetails> => county.call(getOrderUseCase, who.supervisor, { params: { orderId: order.orderId } });

describe('看的是旧版本、又没有写说明的，仍按权限和状态说明原因', () => {
  test.each([
    ['已印发的不能再驳回', 'director', 'reject', 'lifecycle.wrong_state'],
    ['已印发的不能销号', 'reader', 'close', 'lifecycle.wrong_state'],
    ['联络员无权撤销', 'liaison', 'withdraw', 'access.forbidden'],
    ['可以办的才说已有变动', 'leader', 'withdraw', 'supervision.order_changed'],
  ] as const)('%s', async (_name, actor, action, code) => {
    const order = await issued();
    const body = { action, revision: order.revision - 1, note: '' };
    expect(await county.refusal(actOnOrderUseCase, who[actor], { params: { orderId: order.orderId }, body })).toBe(code);
    expect(await read(order)).toMatchObject({ state: 'issued', revision: order.revision });
  });

  test('已撤销的督办单不能定色', async () => {
    const order = await withdrawn();
    const body = { colour: 'red', revision: order.revision - 1, note: '' };
    expect(await county.refusal(colourOrderUseCase, who.leader, { params: { orderId: order.orderId }, body })).toBe('lifecycle.wrong_state');
  });
});

test.each([
  ['预览', true],
  ['办理', false],
] as const)('批量%s：状态不对的一张说出现在的状态，不说缺说明，什么也没有做', async (_name, isPreview) => {
  const order = await issued();
  for (const [action, note] of [
    ['approve', '同意'],
    ['reject', ''],
  ] as const) {
    const reply = await county.call(actOnOrdersUseCase, who.director, { body: { orderIds: [order.orderId], action, note, isPreview } });
    expect(reply).toMatchObject({ done: 0, items: [{ isDone: false, reason: expect.stringContaining('现在是「') }] });
  }
  expect(await read(order)).toMatchObject({ state: 'issued', revision: order.revision });
});

describe('看得到督办单的人不都能办', () => {
  test('配合单位的局长看得到，不能替牵头单位提出异议；牵头单位的可以', async () => {
    const order = await issued();
    const object = (actor: Actor) => county.refusal(objectToColourUseCase, actor, { params: { orderId: order.orderId }, body: { reason: '受汛情影响' } });
    expect(await county.refusal(getOrderUseCase, who.coHead, { params: { orderId: order.orderId } })).toBe('done');
    expect(await object(who.coHead)).toBe('access.out_of_scope');
    expect(await object(who.head)).toBe('done');
  });

  test('权限只到别的单位的，裁定异议、复核销号都拒绝，不说有没有要裁定、复核的', async () => {
    const { orderId } = await issued();
    const objection = (actor: Actor) =>
      county.refusal(decideObjectionUseCase, actor, { params: { orderId, objectionId: randomUUID() }, body: { isUpheld: true, ruling: '经核实属实' } });
    expect(await objection(who.otherDirector)).toBe('access.out_of_scope');
    expect(await objection(who.director)).toBe('supervision.objection_not_found');
    const review = (actor: Actor) => county.refusal(settleReviewUseCase, actor, { params: { orderId, reviewId: randomUUID() }, body: { note: '经复核维持' } });
    expect(await review(who.otherSupervisor)).toBe('access.out_of_scope');
    expect(await review(who.supervisor)).toBe('supervision.review_not_found');
  });
});

describe('已经了结的督办单', () => {
  test('不能再提出异议', async () => {
    const { orderId } = await withdrawn();
    expect(await county.refusal(objectToColourUseCase, who.head, { params: { orderId }, body: { reason: '受汛情影响' } })).toBe('lifecycle.wrong_state');
  });

  test('别的单不能并入；原单照旧在办', async () => {
    const [order, gone] = [await issued(), await withdrawn()];
    const body = { kind: 'merge', intoOrderId: gone.orderId, revision: order.revision, note: '同一事项' };
    expect(await county.refusal(relateOrderUseCase, who.director, { params: { orderId: order.orderId }, body })).toBe('lifecycle.wrong_state');
    expect(await read(order)).toMatchObject({ state: 'issued', links: [] });
  });
});
