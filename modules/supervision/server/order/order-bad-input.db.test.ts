import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/refusals.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { openCounty } from '../../../../tests/harness/county.ts';
import type { County } from '../../../../tests/harness/county.ts';
import { peopleSeeder } from '../../../../tests/harness/seed-people.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import type { OrderDetails } from '../../contract/index.ts';
import { raiseBlockageUseCase } from '../blockage/raise-blockage.ts';
import { actOnOrderUseCase } from './act-on-order.ts';
import { actOnChangeUseCase, applyChangeUseCase } from './change-order.ts';
import { getOrderUseCase } from './list-orders.ts';
import { editOrderUseCase, proposeOrderUseCase } from './propose-order.ts';
import { relateOrderUseCase } from './relate-order.ts';

/** Bad input of the issue, each with a name: a clear Chinese answer that names the field and what to do; nothing changes. */
const database = databaseForFile();
let county: County;
let lead: string;
let other: string;
const who = {} as Record<'supervisor' | 'second' | 'director' | 'leader' | 'liaison' | 'head', Actor>;

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [] });
  lead = await county.org('县水务局');
  other = await county.org('县交通局');
  who.supervisor = await county.person('督查员甲', 'supervisor');
  who.second = await county.person('督查员乙', 'supervisor');
  who.director = await county.person('办公室主任', 'office_director');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.liaison = await county.person('水务联络员', 'unit_liaison', lead);
  who.head = await county.person('水务局长', 'unit_head', lead);
});
afterAll(() => county.close());

let serial = 0;
const content = (more: object = {}) => {
  serial += 1;
  return {
    title: `清淤第${serial}段`,
    matter: '完成清淤',
    standard: '通过验收',
    dueOn: '2026-03-31',
    leadOrgId: lead,
    coOrgIds: [],
    colour: 'none',
    source: 'instruction',
    ...more,
  };
};
const propose = (more: object = {}): Promise<OrderDetails> => county.call(proposeOrderUseCase, who.supervisor, { body: content(more) });
const input = (order: OrderDetails, action: string, more: object = {}) => ({
  params: { orderId: order.orderId },
  body: { action, revision: order.revision, note: '情况属实', ...more },
});
const act = (order: OrderDetails, actor: Actor, action: string, more: object = {}): Promise<OrderDetails> => county.call(actOnOrderUseCase, actor, input(order, action, more));
const handling = async (more: object = {}): Promise<OrderDetails> =>
  act(await act(await act(await propose(more), who.supervisor, 'submit'), who.director, 'approve'), who.liaison, 'sign-in', { personId: who.liaison.userId });
const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was to be refused');
};
const read = (order: OrderDetails): Promise<OrderDetails> => county.call(getOrderUseCase, who.supervisor, { params: { orderId: order.orderId } });

describe('一万字', () => {
  const tooLong = '字'.repeat(10_000);
  test.each([
    ['办理要求', { matter: tooLong }],
    ['完成标准', { standard: tooLong }],
    ['事项', { title: tooLong }],
  ] as const)('立项的「%s」写一万字：指出栏目和上限，什么也没有保存', async (label, more) => {
    const refusal = await refusalOf(propose(more));
    expect(refusal.code).toBe('request.invalid');
    expect(JSON.stringify(refusal)).toContain(label);
  });

  test('办理时的说明写一万字：指出栏目，状态和来往记录不变；四千字可以', async () => {
    const order = await handling();
    const refusal = await refusalOf(act(order, who.liaison, 'feedback', { note: tooLong }));
    expect([refusal.code, JSON.stringify(refusal).includes('「说明」不能超过4000字')]).toEqual(['request.invalid', true]);
    expect(await read(order)).toMatchObject({ revision: order.revision, entries: { length: order.entries.length } });
    expect((await act(order, who.liaison, 'feedback', { note: '字'.repeat(4000) })).state).toBe('handling');
  });

  test('需协调事项的受阻情况写一万字：指出栏目', async () => {
    const body = { type: 'land', title: '用地未批', what: tooLong, raisedOrgId: lead, authorityOrgId: other, sinceOn: '2026-03-02' };
    const refusal = await refusalOf(county.call(raiseBlockageUseCase, who.liaison, { body }));
    expect([refusal.code, JSON.stringify(refusal).includes('受阻情况')]).toEqual(['request.invalid', true]);
  });
});

describe('两个牵头单位', () => {
  test('牵头单位又列为配合单位：拒绝并说出单位；牵头单位给两个：指出栏目', async () => {
    expect(await refusalOf(propose({ coOrgIds: [lead] }))).toMatchObject({ code: 'supervision.lead_is_co', detail: expect.stringContaining('县水务局') });
    const refusal = await refusalOf(propose({ leadOrgId: [lead, other] }));
    expect([refusal.code, JSON.stringify(refusal).includes('牵头单位')]).toEqual(['request.invalid', true]);
  });
  test('拆分的各张子单各有一个牵头单位；同一单位不能在一张单上既牵头又配合', async () => {
    const order = await handling({ coOrgIds: [other] });
    const body = { kind: 'transfer', revision: order.revision, leadOrgId: other, note: '职责在交通局' };
    const done: OrderDetails = await county.call(relateOrderUseCase, who.director, { params: { orderId: order.orderId }, body });
    const child: OrderDetails = await county.call(getOrderUseCase, who.supervisor, { params: { orderId: done.links[0]?.orderId ?? order.orderId } });
    expect([child.lead.name, child.parties]).toEqual(['县交通局', []]);
  });
});

describe('延期', () => {
  test('到期之后申请：说明期限已过、怎样办；现时限、原时限都不变', async () => {
    const order = await handling({ dueOn: '2026-03-10' });
    county.runtime.clock.moveTo('2026-03-11T09:00:00+08:00');
    const apply = (newDueOn: string) => county.call(applyChangeUseCase, who.head, { params: { orderId: order.orderId }, body: { kind: 'extension', reason: '汛期', newDueOn } });
    expect(await refusalOf(apply('2026-03-12'))).toMatchObject({ code: 'supervision.change_unfit', detail: expect.stringContaining('2026-03-10') });
    expect(await read(order)).toMatchObject({ dueOn: '2026-03-10', dueOriginalOn: '2026-03-10', changes: [] });
    county.runtime.clock.moveTo('2026-03-02T09:00:00+08:00');
  });

  test('至多延期两次，原时限保留；第三次拒绝并指向领导小组；申请人不能批自己的申请', async () => {
    let order = await handling({ dueOn: '2026-03-31' });
    const apply = (newDueOn: string) => county.call(applyChangeUseCase, who.head, { params: { orderId: order.orderId }, body: { kind: 'extension', reason: '汛期', newDueOn } });
    const decide = (actor: Actor, action: string) =>
      county.call(actOnChangeUseCase, actor, { params: { orderId: order.orderId, changeId: order.changes.at(-1)?.changeId }, body: { action } });
    const both = { ...who.head, grants: [...who.head.grants, ...who.leader.grants], permissions: new Set([...who.head.permissions, ...who.leader.permissions]) };
    for (const day of ['2026-04-03', '2026-04-08']) {
      order = await apply(day);
      await decide(who.supervisor, 'examine');
      expect((await refusalOf(decide(both, 'grant'))).code).toMatch(/own_application|separation|apart/);
      order = await decide(who.leader, 'grant');
      expect(order).toMatchObject({ dueOn: day, dueOriginalOn: '2026-03-31' });
    }
    expect(await refusalOf(apply('2026-04-10'))).toMatchObject({ code: 'supervision.change_unfit', detail: expect.stringContaining('领导小组会议') });
  });
});

describe('单位中途撤销', () => {
  test('撤销之日起不能再以它牵头或配合；在办的督办单还在，可转给别的单位，时限照旧', async () => {
    const gone = await county.org('县农机局');
    const staff = await county.person('农机联络员', 'unit_liaison', gone);
    let order = await act(await act(await propose({ leadOrgId: gone, dueOn: '2026-03-20' }), who.supervisor, 'submit'), who.director, 'approve');
    order = await act(order, staff, 'sign-in', { personId: staff.userId });
    const { write } = peopleSeeder(county.runtime.pool, county.runtime.region);
    await write(`update identity.org_version set to_on = '2026-03-05' where region_code = $1 and org_id = $2`, [county.runtime.region, gone]);
    county.runtime.clock.moveTo('2026-03-05T09:00:00+08:00');
    expect((await propose({ leadOrgId: gone })).lead.name).toBe('县农机局');
    county.runtime.clock.moveTo('2026-03-06T09:00:00+08:00');
    expect(await refusalOf(propose({ leadOrgId: gone }))).toMatchObject({ code: 'supervision.org_not_found', detail: expect.stringContaining('牵头单位') });
    expect(await refusalOf(propose({ coOrgIds: [gone] }))).toMatchObject({ code: 'supervision.org_not_found', detail: expect.stringContaining('配合单位') });
    expect((await read(order)).state).toBe('handling');
    const body = { kind: 'transfer', revision: order.revision, leadOrgId: other, note: '单位撤销，由交通局承接' };
    const moved: OrderDetails = await county.call(relateOrderUseCase, who.director, { params: { orderId: order.orderId }, body });
    const child: OrderDetails = await county.call(getOrderUseCase, who.supervisor, { params: { orderId: moved.links[0]?.orderId ?? '' } });
    expect(child).toMatchObject({ lead: { name: '县交通局' }, dueOn: '2026-03-20', dueOriginalOn: '2026-03-20' });
    county.runtime.clock.moveTo('2026-03-02T09:00:00+08:00');
  });
});

describe('两人同时办理', () => {
  test('办理：后到的被告知已有变动，状态只走一步；修改：后到的看到双方内容，不冲突的合并', async () => {
    const order = await act(await propose(), who.supervisor, 'submit');
    const [one, two] = await Promise.allSettled([act(order, who.director, 'approve'), act(order, who.director, 'reject')]);
    const refused = [one, two].filter((result) => result?.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: expect.stringMatching(/order_changed|wrong_state/) });
    const draft = await propose();
    const whole = {
      title: draft.title,
      matter: draft.matter,
      standard: draft.standard,
      dueOn: draft.dueOn,
      leadOrgId: lead,
      coOrgIds: [],
      colour: 'none',
      revision: draft.revision,
    };
    const edit = (actor: Actor, change: object) => county.call(editOrderUseCase, actor, { params: { orderId: draft.orderId }, body: { ...whole, ...change } });
    await edit(who.supervisor, { matter: '完成清淤并外运' });
    expect(await refusalOf(edit(who.second, { matter: '完成清淤并晾晒' }))).toMatchObject({
      code: 'supervision.edit_conflict',
      detail: expect.stringContaining('对方：完成清淤并外运；您：完成清淤并晾晒'),
    });
    expect(await edit(who.second, { standard: '取得验收意见书' })).toMatchObject({ matter: '完成清淤并外运', standard: '取得验收意见书' });
  });
});
