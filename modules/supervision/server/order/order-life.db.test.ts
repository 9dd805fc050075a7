import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { openCounty } from '../../../../tests/harness/county.ts';
import type { County } from '../../../../tests/harness/county.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import type { OrderDetails } from '../../contract/index.ts';
import { supervisionJobs } from '../jobs.ts';
import { actOnOrderUseCase, actOnOrdersUseCase } from './act-on-order.ts';
import { actOnChangeUseCase, applyChangeUseCase } from './change-order.ts';
import { exportOrdersUseCase, getOrderUseCase, listOrdersUseCase } from './list-orders.ts';
import { getOrderDocumentUseCase } from './order-document.ts';
import { actOnPartyUseCase } from './party-acts.ts';
import { editOrderUseCase, proposeOrderUseCase } from './propose-order.ts';
import { colourOrderUseCase, relateOrderUseCase } from './relate-order.ts';
import { urgeOrderUseCase } from './urge-order.ts';

const database = databaseForFile();
let county: County;
let lead: string;
let co: string;
let other: string;
const who = {} as Record<'supervisor' | 'second' | 'director' | 'leader' | 'liaison' | 'reporter' | 'head' | 'coLiaison' | 'verifier' | 'ownVerifier' | 'stranger', Actor>;

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [{ name: 'supervision', jobs: supervisionJobs }] });
  lead = await county.org('县水务局');
  co = await county.org('县财政局');
  other = await county.org('县交通局');
  who.supervisor = await county.person('督查员甲', 'supervisor');
  who.second = await county.person('督查员乙', 'supervisor');
  who.director = await county.person('办公室主任', 'office_director');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.liaison = await county.person('水务联络员', 'unit_liaison', lead);
  who.reporter = await county.person('水务填报人', 'unit_reporter', lead);
  who.head = await county.person('水务局长', 'unit_head', lead);
  who.coLiaison = await county.person('财政联络员', 'unit_liaison', co);
  who.verifier = await county.person('核验员', 'verifier');
  who.ownVerifier = await county.person('水务核验员', 'verifier', lead);
  who.stranger = await county.person('交通联络员', 'unit_liaison', other);
});
afterAll(() => county.close());

const content = (more: object = {}) => ({
  title: '沱河综合治理',
  matter: '完成河道清淤和堤防加固',
  standard: '通过竣工验收并取得验收意见书',
  dueOn: '2026-03-31',
  leadOrgId: lead,
  coOrgIds: [],
  colour: 'none',
  source: 'instruction',
  sourceRef: '',
  ...more,
});
const propose = (more: object = {}): Promise<OrderDetails> => county.call(proposeOrderUseCase, who.supervisor, { body: content(more) });
const act = async (order: OrderDetails, actor: Actor, action: string, more: object = {}): Promise<OrderDetails> =>
  county.call(actOnOrderUseCase, actor, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况属实', ...more } });
const refused = (order: OrderDetails, actor: Actor, action: string, more: object = {}): Promise<string> =>
  county.refusal(actOnOrderUseCase, actor, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况属实', ...more } });
const read = (order: OrderDetails, actor: Actor = who.supervisor): Promise<OrderDetails> => county.call(getOrderUseCase, actor, { params: { orderId: order.orderId } });
const personId = () => who.reporter.userId ?? '';

async function issued(more: object = {}): Promise<OrderDetails> {
  const order = await act(await propose(more), who.supervisor, 'submit');
  return act(order, who.director, 'approve');
}
async function handling(more: object = {}): Promise<OrderDetails> {
  return act(await issued(more), who.liaison, 'sign-in', { personId: personId() });
}
async function atReview(order: OrderDetails): Promise<OrderDetails> {
  return act(await act(order, who.reporter, 'apply-completion'), who.head, 'countersign');
}

describe('反弹的期限', () => {
  test('销号满12个月的当天仍可反弹，次日不行；时限不能是休息日', async () => {
    county.runtime.clock.moveTo('2025-06-03T09:00:00+08:00');
    let order = await act(await atReview(await handling({ dueOn: '2025-06-30' })), who.supervisor, 'review');
    order = await act(order, who.leader, 'finalise');
    order = await act(order, who.verifier, 'close');
    county.runtime.clock.moveTo('2026-06-03T09:00:00+08:00');
    expect(await refused(order, who.supervisor, 'rebound', { dueOn: '2026-06-06' })).toBe('supervision.due_unfit');
    county.runtime.clock.moveTo('2026-06-04T00:00:00+08:00');
    expect(await refused(order, who.supervisor, 'rebound', { dueOn: '2026-06-30' })).toBe('order.rebound_late');
    county.runtime.clock.moveTo('2026-06-03T23:59:59+08:00');
    expect((await act(order, who.supervisor, 'rebound', { dueOn: '2026-06-30' })).cycle).toBe(2);
    county.runtime.clock.moveTo('2026-07-01T09:00:00+08:00');
  });
});

describe('不允许的做法', () => {
  test('时限早于开始、落在休息日：说明怎样改；两个牵头单位：拒绝', async () => {
    const propose422 = (more: object) => county.refusal(proposeOrderUseCase, who.supervisor, { body: content({ dueOn: '2026-07-31', ...more }) });
    expect(await propose422({ dueOn: '2026-06-30' })).toBe('supervision.due_unfit');
    expect(await propose422({ dueOn: '2026-08-01' })).toBe('supervision.due_unfit');
    expect(await propose422({ coOrgIds: [lead] })).toBe('supervision.lead_is_co');
    expect(await propose422({ leadOrgId: '01900000-0000-7000-8000-0000000000ff' })).toBe('supervision.org_not_found');
    await expect(county.call(proposeOrderUseCase, who.supervisor, { body: content({ dueOn: '2026-08-01' }) })).rejects.toThrow('请改为2026-08-03');
  });

  test('延期须在到期日之前申请：前一天可以，当天和之后都不行', async () => {
    county.runtime.clock.moveTo('2026-07-02T09:00:00+08:00');
    const order = await handling({ dueOn: '2026-07-15' });
    const body = { kind: 'extension', reason: '材料迟到', newDueOn: '2026-07-20' };
    const apply = () => county.refusal(applyChangeUseCase, who.head, { params: { orderId: order.orderId }, body });
    county.runtime.clock.moveTo('2026-07-15T00:00:00+08:00');
    expect(await apply()).toBe('supervision.change_unfit');
    county.runtime.clock.moveTo('2026-07-16T09:00:00+08:00');
    expect(await apply()).toBe('supervision.change_unfit');
    county.runtime.clock.moveTo('2026-07-14T23:59:59+08:00');
    expect(await apply()).toBe('done');
  });

  test('延期合计不超过原时限长度的一半；最后一天可以，多一天不行', async () => {
    county.runtime.clock.moveTo('2026-08-03T09:00:00+08:00');
    const order = await handling({ dueOn: '2026-08-31' });
    const apply = (newDueOn: string) => county.refusal(applyChangeUseCase, who.head, { params: { orderId: order.orderId }, body: { kind: 'extension', reason: '因故', newDueOn } });
    expect(await apply('2026-09-15')).toBe('supervision.change_unfit');
    expect(await apply('2026-09-14')).toBe('done');
  });

  test('办理人不能初审，初审人不能终审，终审人不能销号，别的单位看不到', async () => {
    county.runtime.clock.moveTo('2026-07-01T09:00:00+08:00');
    const order = await atReview(await handling({ dueOn: '2026-07-31' }));
    const twoPosts = {
      ...who.reporter,
      grants: [...who.reporter.grants, ...who.supervisor.grants],
      permissions: new Set([...who.reporter.permissions, ...who.supervisor.permissions]),
    };
    expect(await refused(order, twoPosts, 'review')).toBe('order.own_work');
    expect(await refused(order, who.stranger, 'feedback')).toBe('supervision.order_not_found');
    expect(await refused(order, who.liaison, 'review')).toBe('access.forbidden');
    const examined = await act(order, who.supervisor, 'review');
    const both = { ...who.supervisor, grants: [...who.supervisor.grants, ...who.leader.grants], permissions: new Set([...who.supervisor.permissions, ...who.leader.permissions]) };
    expect(await refused(examined, both, 'finalise')).toBe('order.same_reviewer');
    const completed = await act(examined, who.director, 'finalise-blue');
    expect(await refused(completed, who.director, 'close')).toBe('order.same_closer');
  });

  test('配合单位没有确认或免除之前不能申请办结', async () => {
    const order = await handling({ dueOn: '2026-07-31', coOrgIds: [co] });
    expect(await refused(order, who.reporter, 'apply-completion')).toBe('order.parties_open');
    const party = (actor: Actor, action: string) => county.call(actOnPartyUseCase, actor, { params: { orderId: order.orderId, orgId: co }, body: { action, note: '资金已拨付' } });
    await party(who.coLiaison, 'sign-in');
    await party(who.coLiaison, 'answer');
    expect(await county.refusal(actOnPartyUseCase, who.coLiaison, { params: { orderId: order.orderId, orgId: co }, body: { action: 'confirm' } })).toMatch(/^access\./);
    const confirmed = await party(who.reporter, 'confirm');
    expect(confirmed.parties).toMatchObject([{ state: 'confirmed' }]);
    expect((await act(confirmed, who.reporter, 'apply-completion')).state).toBe('countersigning');
  });

  test('两人同时修改：改的不是同一处就合并，同一处则列出双方内容', async () => {
    const draft = await propose({ dueOn: '2026-07-31' });
    const edit = (change: object, revision: number) => ({ params: { orderId: draft.orderId }, body: { ...pick(draft), ...change, revision } });
    const pick = (order: OrderDetails) => ({
      title: order.title,
      matter: order.matter,
      standard: order.standard,
      dueOn: order.dueOn,
      leadOrgId: order.lead.orgId,
      coOrgIds: [],
      colour: order.colour,
    });
    await county.call(editOrderUseCase, who.supervisor, edit({ title: '沱河综合治理（一期）' }, draft.revision));
    const merged = await county.call(editOrderUseCase, who.second, edit({ standard: '取得验收意见书' }, draft.revision));
    expect(merged).toMatchObject({ title: '沱河综合治理（一期）', standard: '取得验收意见书' });
    await expect(county.call(editOrderUseCase, who.second, edit({ title: '沱河治理' }, draft.revision))).rejects.toMatchObject({
      code: 'supervision.edit_conflict',
      detail: expect.stringContaining('对方：沱河综合治理（一期）；您：沱河治理'),
    });
    expect(await refused({ ...draft, revision: 1 }, who.supervisor, 'submit')).toBe('supervision.order_changed');
  });

  test('同一来源同一单位已有在办单：须并办或说明理由', async () => {
    const source = { source: 'clue', sourceRef: 'clue-7', dueOn: '2026-07-31' };
    await propose(source);
    expect(await county.refusal(proposeOrderUseCase, who.supervisor, { body: content(source) })).toBe('supervision.similar_open');
    expect(await county.refusal(proposeOrderUseCase, who.supervisor, { body: content({ ...source, distinctReason: '另一河段' }) })).toBe('done');
  });
});

describe('中止、转办、并办、拆分、定色、催办', () => {
  test('中止停表，恢复时时限顺延中止的天数，原时限不变', async () => {
    county.runtime.clock.moveTo('2026-07-01T09:00:00+08:00');
    let order = await handling({ dueOn: '2026-07-31' });
    const apply = (body: object) => ({ params: { orderId: order.orderId }, body: { kind: 'suspension', reason: '上级要求暂停', ground: 'upper-level', ...body } });
    expect(await county.refusal(applyChangeUseCase, who.head, apply({ reviewOn: '2026-09-30' }))).toBe('supervision.change_unfit');
    expect(await county.refusal(applyChangeUseCase, who.head, apply({ ground: 'blocked', reviewOn: '2026-09-29' }))).toBe('supervision.blockage_needed');
    order = await county.call(applyChangeUseCase, who.head, apply({ reviewOn: '2026-09-29' }));
    const changeId = order.changes[0]?.changeId ?? '';
    await county.call(actOnChangeUseCase, who.supervisor, { params: { orderId: order.orderId, changeId }, body: { action: 'examine' } });
    order = await county.call(actOnChangeUseCase, who.leader, { params: { orderId: order.orderId, changeId }, body: { action: 'grant' } });
    expect(order).toMatchObject({ state: 'suspended', reviewOn: '2026-09-29' });
    county.runtime.clock.moveTo('2026-07-15T09:00:00+08:00');
    order = await act(order, who.leader, 'resume');
    expect(order).toMatchObject({ state: 'handling', dueOn: '2026-08-14', dueOriginalOn: '2026-07-31', reviewOn: null });
  });

  test('转办：旧单终结，新单承接时限与来源，两边都能看到', async () => {
    county.runtime.clock.moveTo('2026-07-01T09:00:00+08:00');
    const order = await issued({ dueOn: '2026-07-31' });
    const done = await county.call(relateOrderUseCase, who.director, {
      params: { orderId: order.orderId },
      body: { kind: 'transfer', revision: order.revision, leadOrgId: other, note: '职责在交通局' },
    });
    expect(done).toMatchObject({ state: 'transferred', links: [{ kind: 'transfer', direction: 'to', state: 'issued' }] });
    const child = await read({ ...order, orderId: done.links[0]?.orderId ?? order.orderId });
    expect(child).toMatchObject({ lead: { name: '县交通局' }, dueOn: '2026-07-31', dueOriginalOn: '2026-07-31', links: [{ kind: 'transfer', direction: 'from' }] });
  });

  test('并办取最早时限；不能并入自己，也不能成环；拆分至少两项', async () => {
    const first = await issued({ dueOn: '2026-07-31' });
    const second = await issued({ dueOn: '2026-07-24' });
    const relate = (order: OrderDetails, body: object) => ({ params: { orderId: order.orderId }, body: { revision: order.revision, note: '同一事项', ...body } });
    expect(await county.refusal(relateOrderUseCase, who.director, relate(second, { kind: 'merge', intoOrderId: second.orderId }))).toBe('supervision.same_order');
    await county.call(relateOrderUseCase, who.director, relate(second, { kind: 'merge', intoOrderId: first.orderId }));
    const joined = await read(first);
    expect(joined).toMatchObject({ dueOn: '2026-07-24', dueOriginalOn: '2026-07-31', state: 'issued' });
    expect(await county.refusal(relateOrderUseCase, who.director, relate(joined, { kind: 'merge', intoOrderId: second.orderId }))).toBe('lifecycle.wrong_state');
    expect(await county.refusal(relateOrderUseCase, who.director, relate(joined, { kind: 'split', parts: [{ title: '清淤', leadOrgId: lead }] }))).toBe(
      'supervision.split_too_few',
    );
    const parts = [
      { title: '清淤', leadOrgId: lead },
      { title: '道路', leadOrgId: other },
    ];
    const split = await county.call(relateOrderUseCase, who.director, relate(joined, { kind: 'split', parts }));
    expect(split.state).toBe('split');
    expect(split.links.filter(({ kind }) => kind === 'split')).toHaveLength(2);
  });

  test('县领导直接定色只能升高；催办是留痕的动作，不改变状态', async () => {
    let order = await handling({ dueOn: '2026-07-31' });
    const colour = (value: string) => ({ params: { orderId: order.orderId }, body: { colour: value, revision: order.revision, note: '进度严重滞后' } });
    order = await county.call(colourOrderUseCase, who.leader, colour('red'));
    expect(order.colour).toBe('red');
    expect(await county.refusal(colourOrderUseCase, who.leader, colour('yellow'))).toBe('supervision.colour_not_higher');
    order = await county.call(urgeOrderUseCase, who.supervisor, { params: { orderId: order.orderId }, body: { way: 'phone', note: '已电话催办', person: '王某' } });
    expect(order.entries.at(-1)).toMatchObject({ label: '催办：电话或短信', reason: '王某', from: null, to: null });
    expect(order.state).toBe('handling');
  });
});

describe('列表、批量、导出、公文', () => {
  test('按单位可见；可查找、筛选、翻页；批量先预览再办理，逐张给出结果', async () => {
    const mine = await county.call(listOrdersUseCase, who.stranger, { query: { standing: 'all', limit: '100' } });
    expect(mine.items.every(({ lead: { name } }) => name === '县交通局')).toBe(true);
    const all = await county.call(listOrdersUseCase, who.supervisor, { query: { standing: 'all', limit: '100' } });
    expect(all.total).toBeGreaterThan(mine.total);
    const pages: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await county.call(listOrdersUseCase, who.supervisor, { query: { standing: 'all', limit: '3', sort: 'recent', ...(cursor === undefined ? {} : { cursor }) } });
      pages.push(...page.items.map(({ orderId }) => orderId));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(new Set(pages).size).toBe(all.total);
    expect(pages).toHaveLength(all.total);
    expect((await county.call(listOrdersUseCase, who.supervisor, { query: { q: '100%', standing: 'all' } })).items).toEqual([]);

    const open = await issued({ dueOn: '2026-07-31' });
    const draft = await propose({ dueOn: '2026-07-31' });
    const bulk = (isPreview: boolean) =>
      county.call(actOnOrdersUseCase, who.supervisor, { body: { orderIds: [open.orderId, draft.orderId], action: 'urge', note: '请抓紧', isPreview } });
    expect((await bulk(true)).items.map(({ isDone }) => isDone)).toEqual([true, false]);
    expect((await read(open)).entries.some(({ action }) => action === 'urge-written')).toBe(false);
    expect(await bulk(false)).toMatchObject({ done: 1 });
    expect((await read(open)).entries.some(({ action }) => action === 'urge-written')).toBe(true);
  });

  test('台账导出为 Excel，督办单生成 Word，同一内容字节相同', async () => {
    const order = await issued({ dueOn: '2026-07-31' });
    const book = await county.call(exportOrdersUseCase, who.supervisor, { query: { standing: 'all' } });
    expect(Buffer.from(book.content, 'base64').subarray(0, 2).toString()).toBe('PK');
    const paper = () => county.call(getOrderDocumentUseCase, who.supervisor, { params: { orderId: order.orderId } });
    const [one, two] = [await paper(), await paper()];
    expect(one).toEqual(two);
    expect(one.fileName).toMatch(/^督办〔2026〕\d+号\.docx$/);
  });
});
