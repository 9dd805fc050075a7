import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDay } from '#kernel/calendar.ts';
import type { EndpointSpec } from '#kernel/endpoint.ts';
import { transaction } from '#kernel/server/db.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import type { MeetingDetails } from '#meeting/contract';
import type { OrderDetails } from '#supervision/contract';
import { serverModules } from '../../../app/modules.server.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { actOnOrderUseCase } from '../../supervision/server/order/act-on-order.ts';
import { getOrderUseCase, listOrdersUseCase } from '../../supervision/server/order/list-orders.ts';
import { decideObjectionUseCase, getOrderStandingUseCase, objectToColourUseCase } from '../../supervision/server/order/order-standing.ts';
import { proposeOrderUseCase } from '../../supervision/server/order/propose-order.ts';
import { addDecisionUseCase, setAttendanceUseCase } from './decide-items.ts';
import { addAgendaItemUseCase, changeAgendaItemUseCase } from './edit-agenda.ts';
import { addMemberUseCase } from './members.ts';
import { actOnMeetingUseCase, planMeetingUseCase, rebuildAgendaUseCase } from './run-meeting.ts';

const database = databaseForFile();
let world: TaskWorld;
let meeting: MeetingDetails;
let memberId = '';
const orders: Record<'yellow' | 'red', OrderDetails> = {} as never;
const director = (): Actor => world.office('office_director');

/** An order issued in a colour, against which its unit objects. */
async function objectedOrder(index: number, colour: 'yellow' | 'red'): Promise<OrderDetails> {
  const unit = world.units[index] as TaskWorld['units'][number];
  const body = {
    source: 'instruction',
    title: `清理河道第${index + 1}段`,
    matter: '清理积存垃圾',
    standard: '现场核验无垃圾',
    leadOrgId: unit.orgId,
    coOrgIds: [],
    dueOn: '2026-06-30',
    colour,
  };
  let order = await world.run(proposeOrderUseCase, { body }, world.office('supervisor'));
  const act = async (actor: Actor, action: string) => {
    order = await world.run(actOnOrderUseCase, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '同意' } }, actor);
  };
  await act(world.office('supervisor'), 'submit');
  if (colour === 'red') await act(world.office('county_leader'), 'approve-red');
  else await act(director(), 'approve');
  await world.run(objectToColourUseCase, { params: { orderId: order.orderId }, body: { reason: '逾期系上游来水，非本单位原因' } }, world.staff(unit, 'unit_head'));
  return order;
}

const act = async (action: string, more: object = {}) => {
  meeting = await world.run(actOnMeetingUseCase, { params: { meetingId: meeting.meetingId }, body: { action, revision: meeting.revision, ...more } }, director());
};
const shown = (group: string) => meeting.agenda.filter((item) => item.group === group && item.state !== 'dropped');
const decide = async (itemId: string | undefined, body: object) => {
  meeting = await world.run(addDecisionUseCase, { params: { meetingId: meeting.meetingId }, body: { itemId, ...body } }, director());
};
const codeOf = async <E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput): Promise<string> => (await world.refused(useCase, raw, director())).code;
const list = async (period: string) =>
  (
    await transaction(world.runtime.pool, { region: world.region, mode: 'read' }, (tx) =>
      dutyStore.list(tx, { from: parseDay('2026-01-01'), to: parseDay('2026-12-31'), code: 'D15' }),
    )
  ).find((one) => one.period === period);

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-30T09:00:00+08:00', units: 3, modules: serverModules.filter(({ name }) => name === 'settings') });
  await storeDefaultParams(world.runtime.pool, world.runtime.clock.now());
  await world.moveTo('2026-04-20T09:00:00+08:00');
  orders.yellow = await objectedOrder(0, 'yellow');
  orders.red = await objectedOrder(1, 'red');
  const member = { name: '县长', post: '县长', role: 'leader', fromOn: '2026-01-01', source: '任命文件' };
  memberId = (await world.run(addMemberUseCase, { body: member }, director())).items[0]?.memberId ?? '';
  meeting = await world.run(planMeetingUseCase, { body: { title: '领导小组会议', heldOn: '2026-04-24' } }, director());
});
afterAll(() => world.close());

test('未裁定的异议自己上会：红色的在前，写明等待天数和理由；逾期的项目清单排在到期的之前', () => {
  expect(shown('ruling').map(({ title, isBySystem }) => [title, isBySystem])).toEqual([
    ['裁定异议：清理河道第2段', true],
    ['裁定异议：清理河道第1段', true],
  ]);
  expect(shown('ruling')[0]?.page).toContain('逾期系上游来水，非本单位原因');
  expect(shown('list').map(({ title }) => title)).toEqual([
    '审定2026年第1季度项目清单（储备、新开工、续建、竣工四个一批）',
    '审定2026年第2季度项目清单（储备、新开工、续建、竣工四个一批）',
  ]);
  expect(shown('list')[0]?.page).toContain('期限2026-03-31，已逾期20天');
  expect(meeting.agenda.every(({ formula }) => /＝\d+\.\d\d$/.test(formula))).toBe(true);
});

test('会前由主任裁定的一件，重新生成议程时由系统撤下', async () => {
  const { orderId } = orders.yellow;
  const { objections } = await world.run(getOrderStandingUseCase, { params: { orderId } }, director());
  await world.run(decideObjectionUseCase, { params: { orderId, objectionId: objections[0]?.objectionId }, body: { isUpheld: false, ruling: '理由不成立' } }, director());
  meeting = await world.run(rebuildAgendaUseCase, { params: { meetingId: meeting.meetingId } }, director());
  expect(shown('ruling').map(({ title }) => title)).toEqual(['裁定异议：清理河道第2段']);
});

test('开会后议程不再改变，散会后不再增加议题；任务决定都成为督办单，以纪要为来源；批准的清单使本期职责完成，交办的不算', async () => {
  await act('collect');
  await act('freeze');
  meeting = await world.run(setAttendanceUseCase, { params: { meetingId: meeting.meetingId, memberId }, body: { presence: 'present' } }, director());
  const [early] = meeting.agenda;
  const change = (action: string) => ({ params: { meetingId: meeting.meetingId, itemId: early?.itemId }, body: { revision: 99, action, reason: '' } });
  expect(await codeOf(changeAgendaItemUseCase, change('note'))).toBe('lifecycle.wrong_state');
  await act('hold');
  // The agenda is closed; the state is said before the revision and the missing reason.
  expect(await codeOf(changeAgendaItemUseCase, change('drop'))).toBe('lifecycle.wrong_state');
  expect(await codeOf(rebuildAgendaUseCase, { params: { meetingId: meeting.meetingId } })).toBe('lifecycle.wrong_state');
  const task = { kind: 'task', leadOrgId: world.units[2]?.orgId, coOrgIds: [], dueOn: '2026-05-29' };
  await decide(shown('ruling')[0]?.itemId, { ...task, text: '核实上游来水情况', standard: '提交核实报告' });
  const [first, second] = shown('list');
  await decide(first?.itemId, { kind: 'approve', text: '同意2026年第1季度项目清单' });
  await decide(second?.itemId, { ...task, text: '补充竣工项目后再报', standard: '清单列全竣工项目' });
  for (const item of meeting.agenda.filter(({ state }) => state === 'listed'))
    meeting = await world.run(
      changeAgendaItemUseCase,
      { params: { meetingId: meeting.meetingId, itemId: item.itemId }, body: { revision: item.revision, action: 'note' } },
      director(),
    );
  await act('end');
  const item = { title: '临时议题', reason: '补充', page: '' };
  expect(await codeOf(addAgendaItemUseCase, { params: { meetingId: meeting.meetingId }, body: item })).toBe('lifecycle.wrong_state');
  expect(await list('2026-Q1')).toMatchObject({ state: 'open' });
  await act('issue', { minutesNo: '领纪〔2026〕1号' });
  const made = (await world.run(listOrdersUseCase, { query: { standing: 'all', source: 'decision', limit: '100' } }, director())).items;
  expect(made.map(({ title }) => title).sort()).toEqual(['核实上游来水情况', '补充竣工项目后再报']);
  for (const { orderId } of made) {
    const order = await world.run(getOrderUseCase, { params: { orderId } }, director());
    expect(order.sourceTitle).toBe('领导小组会议（领纪〔2026〕1号）');
  }
  expect(await list('2026-Q1')).toMatchObject({ state: 'done', objectType: 'meeting.decision', doneOn: parseDay('2026-04-24') });
  expect(await list('2026-Q2')).toMatchObject({ state: 'open' });
  const next = await world.run(planMeetingUseCase, { body: { title: '下一次会议', heldOn: '2026-04-28' } }, director());
  expect(next.agenda.filter(({ group }) => group === 'list').map(({ title }) => title)).toEqual(['审定2026年第2季度项目清单（储备、新开工、续建、竣工四个一批）']);
});
