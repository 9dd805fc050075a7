import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { openCounty } from '../../../tests/harness/county.ts';
import type { County } from '../../../tests/harness/county.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { supervisionJobs } from '../../supervision/server/jobs.ts';
import { actOnBlockageUseCase } from '../../supervision/server/blockage/act-on-blockage.ts';
import { listBlockagesUseCase, setAuthorityUseCase } from '../../supervision/server/blockage/list-blockages.ts';
import { raiseBlockageUseCase } from '../../supervision/server/blockage/raise-blockage.ts';
import { actOnOrderUseCase } from '../../supervision/server/order/act-on-order.ts';
import { getOrderUseCase } from '../../supervision/server/order/list-orders.ts';
import { proposeOrderUseCase } from '../../supervision/server/order/propose-order.ts';
import type { BlockageDetails, OrderDetails } from '#supervision/contract';
import type { MeetingDetails } from '../contract/index.ts';
import { addDecisionUseCase, setAttendanceUseCase } from './decide-items.ts';
import { addAgendaItemUseCase, changeAgendaItemUseCase } from './edit-agenda.ts';
import { addMemberUseCase, listMembersUseCase } from './members.ts';
import { getMinutesUseCase } from './minutes.ts';
import { actOnMeetingUseCase, getMeetingUseCase, planMeetingUseCase } from './run-meeting.ts';

const database = databaseForFile();
let county: County;
const org = {} as Record<'water' | 'land' | 'leaders' | 'office', string>;
const who = {} as Record<'director' | 'supervisor' | 'leader' | 'waterLiaison' | 'waterHead' | 'landLiaison' | 'verifier' | 'other', Actor>;

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [{ name: 'supervision', jobs: supervisionJobs }] });
  for (const [key, name] of Object.entries({ water: '县水务局', land: '县自然资源局', leaders: '县政府班子', office: '领导小组办公室' }))
    org[key as 'water'] = await county.org(name);
  who.director = await county.person('办公室主任', 'office_director');
  who.supervisor = await county.person('督查员', 'supervisor');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.waterLiaison = await county.person('水务联络员', 'unit_liaison', org.water);
  who.waterHead = await county.person('水务局长', 'unit_head', org.water);
  who.landLiaison = await county.person('自规联络员', 'unit_liaison', org.land);
  who.verifier = await county.person('核验员', 'verifier');
  who.other = await county.person('旁观单位', 'unit_liaison', org.office);
  const authority = (type: string, level: string, orgId: string) =>
    county.call(setAuthorityUseCase, who.director, { body: { type, level, orgId, fromOn: '2026-01-01', source: '县委办〔2026〕1号' } });
  await authority('land', 'unit', org.land);
  await authority('land', 'leader', org.leaders);
  await authority('land', 'group', org.office);
  for (const [name, role] of [
    ['县长', 'leader'],
    ['常务副县长', 'deputy'],
    ['水务局长', 'member'],
    ['自规局长', 'member'],
  ] as const) {
    await county.call(addMemberUseCase, who.director, { body: { name, post: name, role, fromOn: '2026-01-01', source: '县委办〔2026〕1号' } });
  }
});
afterAll(() => county.close());

const raise = (more: object = {}): Promise<BlockageDetails> =>
  county.call(raiseBlockageUseCase, who.waterLiaison, {
    body: {
      type: 'land',
      title: '泵站用地未批',
      what: '用地指标未落实，无法开工',
      raisedOrgId: org.water,
      objectKind: 'task',
      objectId: 't1',
      objectTitle: '建设泵站',
      sinceOn: '2026-03-01',
      ...more,
    },
  });
const actB = async (one: BlockageDetails, actor: Actor, action: string, more: object = {}): Promise<BlockageDetails> =>
  county.call(actOnBlockageUseCase, actor, { params: { blockageId: one.blockageId }, body: { action, revision: one.revision, note: '说明', ...more } });
const refusedB = (one: BlockageDetails, actor: Actor, action: string, more: object = {}): Promise<string> =>
  county.refusal(actOnBlockageUseCase, actor, { params: { blockageId: one.blockageId }, body: { action, revision: one.revision, note: '说明', ...more } });
const listB = async (query: object = {}): Promise<readonly BlockageDetails[]> =>
  (await county.call(listBlockagesUseCase, who.director, { query })).items as unknown as readonly BlockageDetails[];
const actM = (one: MeetingDetails, actor: Actor, action: string, more: object = {}): Promise<MeetingDetails> =>
  county.call(actOnMeetingUseCase, actor, { params: { meetingId: one.meetingId }, body: { action, revision: one.revision, ...more } });

describe('需协调事项', () => {
  test('协调单位按权责表；提出单位才能确认，协调单位不能；沉默五个工作日视为确认并标明', async () => {
    await county.goTo('2026-03-02T09:00:00+08:00');
    let one = await raise();
    expect(one).toMatchObject({ number: '协调〔2026〕1号', authority: { name: '县自然资源局' }, state: 'registered', risesOn: '2026-03-17' });
    expect(await refusedB(one, who.other, 'accept')).toBe('supervision.blockage_not_found');
    expect(await refusedB(one, who.waterHead, 'accept')).toBe('blockage.not_authority');
    one = await actB(one, who.landLiaison, 'accept');
    expect(await refusedB(one, who.landLiaison, 'answer')).toBe('supervision.answer_missing');
    one = await actB(one, who.landLiaison, 'answer', { answer: 'solved' });
    expect(await refusedB(one, who.landLiaison, 'confirm')).toMatch(/^(access\.forbidden|blockage\.own_answer)$/);
    await county.goTo('2026-03-09T12:00:00+08:00');
    expect((await listB()).find(({ blockageId }) => blockageId === one.blockageId)?.state).toBe('answered');
    await county.goTo('2026-03-10T12:00:00+08:00');
    const closed = (await listB({ standing: 'closed' })).find(({ blockageId }) => blockageId === one.blockageId);
    expect(closed?.state).toBe('closed');
  });

  test('同一对象、类型、协调单位的事项列出来供并入；受阻起始日不能在将来', async () => {
    const first = await raise({ objectId: 't2' });
    const second = await raise({ objectId: 't2' });
    expect(second.similar.map(({ blockageId }) => blockageId)).toEqual([first.blockageId]);
    expect((await actB(second, who.director, 'join', { joinedTo: first.blockageId })).state).toBe('joined');
    expect(
      await county.refusal(raiseBlockageUseCase, who.waterLiaison, { body: { type: 'land', title: '用地', what: '受阻', raisedOrgId: org.water, sinceOn: '2026-12-31' } }),
    ).toBe('supervision.since_later');
    expect(
      await county.refusal(raiseBlockageUseCase, who.waterLiaison, { body: { type: 'money', title: '资金', what: '未到', raisedOrgId: org.water, sinceOn: '2026-03-01' } }),
    ).toBe('supervision.authority_missing');
    await actB(first, who.waterLiaison, 'withdraw');
  });

  test('承诺到期未兑现：计入协调单位，重新计时', async () => {
    await county.goTo('2026-03-11T09:00:00+08:00');
    let one = await actB(await raise({ objectId: 't3' }), who.landLiaison, 'accept');
    one = await actB(one, who.landLiaison, 'promise', { promisedOn: '2026-03-20' });
    await county.goTo('2026-03-20T12:00:00+08:00');
    expect((await listB()).find(({ blockageId }) => blockageId === one.blockageId)).toMatchObject({ missedPromises: 0, promisedOn: '2026-03-20' });
    await county.goTo('2026-03-21T12:00:00+08:00');
    const after = (await listB()).find(({ blockageId }) => blockageId === one.blockageId);
    expect(after).toMatchObject({ missedPromises: 1, promisedOn: null, level: 'unit' });
    await actB(after ?? one, who.landLiaison, 'answer', { answer: 'solved' });
  });
});

describe('情景：阻滞升到领导小组，成为决定和督办单', () => {
  test('无人点击逐级升级；系统生成议程；纪要印发时成为督办单；下次会议先看决定的落实', async () => {
    await county.goTo('2026-04-01T09:00:00+08:00');
    const overdue = await lateOrder();
    const blocked = await actB(await raise({ objectId: 't9', title: '泵站用地久拖未批', sinceOn: '2026-04-01' }), who.landLiaison, 'accept');
    // 单位级10个工作日、分管领导级10个工作日（清明4月6日放假，五一放假5天）
    await county.goTo('2026-04-17T12:00:00+08:00');
    expect((await listB()).find(({ blockageId }) => blockageId === blocked.blockageId)).toMatchObject({ level: 'leader', authority: { name: '县政府班子' } });
    await county.goTo('2026-05-07T12:00:00+08:00');
    const top = (await listB()).find(({ blockageId }) => blockageId === blocked.blockageId);
    expect(top).toMatchObject({ level: 'group', authority: { name: '领导小组办公室' }, risesOn: null });

    await county.goTo('2026-05-15T09:00:00+08:00');
    let meeting = await county.call(planMeetingUseCase, who.director, { body: { title: '领导小组第一次会议', heldOn: '2026-05-20', place: '县政府一号会议室' } });
    expect(meeting).toMatchObject({ state: 'planned', freezeOn: '2026-05-15', fates: [] });
    expect(meeting.agenda.map(({ group, ref }) => [group, ref])).toEqual([
      ['red', `order:${overdue.orderId}`],
      ['blockage', `blockage:${blocked.blockageId}`],
    ]);
    expect(meeting.agenda[1]).toMatchObject({ isBySystem: true, formula: '2＋44÷30＋3×0.00＝3.47', score: '3.47' });

    meeting = await actM(meeting, who.director, 'collect');
    expect(await county.refusal(addAgendaItemUseCase, who.director, { params: { meetingId: meeting.meetingId }, body: { title: '涉密事项', reason: '领导交办' } })).toBe(
      'meeting.secret',
    );
    meeting = await actM(meeting, who.director, 'freeze');
    meeting = await county.call(addAgendaItemUseCase, who.director, {
      params: { meetingId: meeting.meetingId },
      body: { title: '研究年度重点项目清单', group: 'list', reason: '县长交办' },
    });
    expect(meeting.agenda.at(-1)).toMatchObject({ isLate: true, isBySystem: false, reason: '县长交办' });

    // 法定人数：4人过半为2人
    await county.goTo('2026-05-20T09:00:00+08:00');
    const { items: members } = await county.call(listMembersUseCase, who.director, { query: {} });
    const attend = (name: string, body: object) =>
      county.call(setAttendanceUseCase, who.director, { params: { meetingId: meeting.meetingId, memberId: members.find((one) => one.name === name)?.memberId ?? '' }, body });
    await attend('县长', { presence: 'present' });
    expect(await county.refusal(actOnMeetingUseCase, who.director, { params: { meetingId: meeting.meetingId }, body: { action: 'hold', revision: meeting.revision } })).toBe(
      'meeting.no_quorum',
    );
    expect(
      await county.refusal(setAttendanceUseCase, who.director, {
        params: { meetingId: meeting.meetingId, memberId: members[1]?.memberId ?? '' },
        body: { presence: 'substitute' },
      }),
    ).toBe('meeting.substitute_missing');
    meeting = await attend('自规局长', { presence: 'substitute', substitute: '自规副局长', authority: '书面委托', recusedItems: [meeting.agenda[1]?.itemId] });
    expect(meeting.quorum).toEqual({ members: 4, present: 2, needed: 2, isMet: true });
    meeting = await actM(meeting, who.director, 'hold');

    // 任务类决定缺一不可
    const item = (group: string) => meeting.agenda.find((one) => one.group === group)?.itemId ?? '';
    const decide = (body: object) => ({ params: { meetingId: meeting.meetingId }, body });
    await expect(county.call(addDecisionUseCase, who.director, decide({ itemId: item('blockage'), kind: 'task', text: '落实泵站用地' }))).rejects.toMatchObject({
      code: 'meeting.task_incomplete',
      detail: expect.stringContaining('牵头单位、办理时限、完成标准'),
    });
    const task = { itemId: item('blockage'), kind: 'task', text: '落实泵站用地指标', leadOrgId: org.land, coOrgIds: [org.water], dueOn: '2026-06-12', standard: '取得用地批复' };
    meeting = await county.call(addDecisionUseCase, who.director, decide(task));
    expect(await county.refusal(actOnMeetingUseCase, who.director, { params: { meetingId: meeting.meetingId }, body: { action: 'end', revision: meeting.revision } })).toBe(
      'meeting.items_open',
    );
    meeting = await county.call(addDecisionUseCase, who.director, decide({ itemId: item('list'), kind: 'approve', text: '同意年度重点项目清单' }));
    const red = meeting.agenda.find((one) => one.group === 'red');
    meeting = await county.call(changeAgendaItemUseCase, who.director, {
      params: { meetingId: meeting.meetingId, itemId: red?.itemId ?? '' },
      body: { action: 'note', revision: red?.revision ?? 1 },
    });
    meeting = await actM(meeting, who.director, 'end');
    expect(await county.refusal(actOnMeetingUseCase, who.director, { params: { meetingId: meeting.meetingId }, body: { action: 'issue', revision: meeting.revision } })).toBe(
      'meeting.number_missing',
    );

    await county.goTo('2026-05-22T09:00:00+08:00');
    meeting = await actM(meeting, who.director, 'issue', { minutesNo: '县领纪〔2026〕1号' });
    const orderId = meeting.results.find(({ kind }) => kind === 'task')?.orderId ?? '';
    const order: OrderDetails = await county.call(getOrderUseCase, who.director, { params: { orderId } });
    expect(order).toMatchObject({
      state: 'issued',
      source: 'decision',
      sourceTitle: '领导小组第一次会议（县领纪〔2026〕1号）',
      dueOn: '2026-06-12',
      lead: { name: '县自然资源局' },
    });
    expect(order.parties.map((party) => party.org.name)).toEqual(['县水务局']);
    expect(await county.refusal(actOnMeetingUseCase, who.director, { params: { meetingId: meeting.meetingId }, body: { action: 'close', revision: meeting.revision } })).toBe(
      'meeting.decisions_open',
    );

    const minutes = () => county.call(getMinutesUseCase, who.director, { params: { meetingId: meeting.meetingId } });
    expect(await minutes()).toEqual(await minutes());

    // 下次会议：先看决定的落实
    await county.goTo('2026-06-22T09:00:00+08:00');
    const next = await county.call(planMeetingUseCase, who.director, { body: { title: '领导小组第二次会议', heldOn: '2026-06-24' } });
    expect(next.fateCounts).toEqual({ done: 0, open: 0, late: 1 });
    expect(next.fates[0]).toMatchObject({ text: '落实泵站用地指标', kind: 'late', daysLate: 10, lead: '县自然资源局' });
    expect(next.agenda[0]).toMatchObject({ group: 'fate', title: '落实泵站用地指标' });
    expect((await county.call(getMeetingUseCase, who.leader, { params: { meetingId: next.meetingId } })).actions.every(({ allowed }) => !allowed)).toBe(true);
  });
});

async function lateOrder(): Promise<OrderDetails> {
  const body = { title: '河道清淤', matter: '完成清淤', standard: '通过验收', dueOn: '2026-04-03', leadOrgId: org.water, source: 'instruction' };
  let order: OrderDetails = await county.call(proposeOrderUseCase, who.supervisor, { body });
  const act = async (actor: Actor, action: string, more: object = {}) => {
    order = await county.call(actOnOrderUseCase, actor, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况', ...more } });
  };
  await act(who.supervisor, 'submit');
  await act(who.director, 'approve');
  await act(who.waterLiaison, 'sign-in', { personId: who.waterLiaison.userId });
  return order;
}
