import { expect } from 'vitest';
import type { MeetingDetails } from '#meeting/contract';
import type { BlockageDetails, OrderDetails } from '#supervision/contract';
import { getMinutesUseCase } from '../modules/meeting/server/minutes.ts';
import { planMeetingUseCase } from '../modules/meeting/server/run-meeting.ts';
import { getOrderUseCase } from '../modules/supervision/server/order/list-orders.ts';
import { listDutiesUseCase } from '../modules/settings/server/list-duties.ts';
import { attend, blockageNow, decideItem, raiseLand, refusedDecision, refusedStep, seatMembers, setLandAuthorities, stepBlockage, stepMeeting } from './meeting-acts.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { story } from './story.ts';

interface State extends Stage {
  blockage: BlockageDetails;
  meeting: MeetingDetails;
}

/** A blockage nobody solves climbs by itself, is decided, and comes back as an order. */
export const blockageToOrder = story<State>({
  name: 'blockage-to-order',
  title: '一件需协调事项：逐级升到领导小组，成为决定和督办单',
  from: '2026-03-02',
  working: ['settings', 'plan', 'answer', 'task', 'supervision', 'meeting'],
  prose: [
    '水务局的泵站没有用地，自己解决不了。谁来协调由权责表决定；到期没有解决，系统自行升级；到了领导小组，自己排进议程。',
    '单位、人员和事项都是情景里编的；日子按2026年的放假安排推算（清明4月6日调休，五一放假）。',
  ],
  begin: async (world) => {
    const stage = await openStage(world, { units: ['水务局', '自然资源局', '县政府班子', '领导小组办公室'] });
    await setLandAuthorities(stage, { unit: stage.unit('自然资源局'), leader: stage.unit('县政府班子'), group: stage.unit('领导小组办公室') });
    await seatMembers(stage, ['县长', '常务副县长', '水务局长', '自规局长']);
    return { ...stage, blockage: undefined as never, meeting: undefined as never };
  },
  steps: [
    {
      day: '2026-04-01',
      say: '水务局提出「泵站用地未批」，按权责表交自然资源局协调，编号协调〔2026〕1号。自然资源局受理。单位级10个工作日，写着4月17日升级。',
      act: async (_world, state) => {
        state.blockage = await raiseLand(state, state.unit('水务局'), '2026-04-01');
        expect(state.blockage).toMatchObject({ number: '协调〔2026〕1号', authority: { name: '自然资源局' }, level: 'unit', risesOn: '2026-04-17' });
        state.blockage = await stepBlockage(state, state.blockage, state.staff(state.unit('自然资源局'), 'unit_liaison'), 'accept');
      },
    },
    {
      day: '2026-04-17',
      say: '前一天夜里还在单位级；到了日子，系统升到分管县领导，协调单位变为县政府班子。没有人点击。',
      act: async (_world, state) => {
        await state.moveTo('2026-04-16T23:00:00+08:00');
        expect(await blockageNow(state, state.blockage.blockageId)).toMatchObject({ level: 'unit' });
        await state.moveTo('2026-04-17T12:00:00+08:00');
        expect(await blockageNow(state, state.blockage.blockageId)).toMatchObject({ level: 'leader', authority: { name: '县政府班子' } });
      },
    },
    {
      day: '2026-05-07',
      say: '又过10个工作日（中间隔着五一假期），系统升到领导小组。',
      act: async (_world, state) => {
        await state.moveTo('2026-05-07T12:00:00+08:00');
        expect(await blockageNow(state, state.blockage.blockageId)).toMatchObject({ level: 'group', authority: { name: '领导小组办公室' }, risesOn: null });
      },
    },
    {
      day: '2026-05-15',
      say: '安排5月20日的会议，材料5月15日冻结。系统排出的议程上就有这一项，写着排序的算式「2＋44÷30＋3×0.00＝3.47」；逾期的第一季度项目清单和当期的第二季度项目清单也自己排了进来。',
      act: async (_world, state) => {
        const body = { title: '领导小组第一次会议', heldOn: '2026-05-20', place: '一号会议室' };
        state.meeting = await state.run(planMeetingUseCase, { body }, state.office('office_director'));
        expect(state.meeting).toMatchObject({ state: 'planned', freezeOn: '2026-05-15', fates: [] });
        expect(state.meeting.agenda).toMatchObject([
          { group: 'blockage', ref: `blockage:${state.blockage.blockageId}`, isBySystem: true, formula: '2＋44÷30＋3×0.00＝3.47', score: '3.47' },
          { group: 'list', ref: 'duty:D15/2026-Q1', isBySystem: true, formula: '3＋45÷30＋3×0.00＝4.50' },
          { group: 'list', ref: 'duty:D15/2026-Q2', isBySystem: true, formula: '2＋0÷30＋3×0.00＝2.00' },
        ]);
        state.meeting = await stepMeeting(state, await stepMeeting(state, state.meeting, 'collect'), 'freeze');
      },
    },
    {
      day: '2026-05-20',
      say: '开会。4名成员，到1人时不能开；自规局长由副局长持书面委托代为出席，并就本局的事项回避，达到法定人数2人。',
      act: async (_world, state) => {
        state.meeting = await attend(state, state.meeting, '县长', { presence: 'present' });
        expect(await refusedStep(state, state.meeting, 'hold')).toBe('meeting.no_quorum');
        const recusedItems = [state.meeting.agenda[0]?.itemId];
        state.meeting = await attend(state, state.meeting, '自规局长', { presence: 'substitute', substitute: '自规副局长', authority: '书面委托', recusedItems });
        expect(state.meeting.quorum).toEqual({ members: 4, present: 2, needed: 2, isMet: true });
        state.meeting = await stepMeeting(state, state.meeting, 'hold');
      },
    },
    {
      say: '会上记下决定。任务类决定没有牵头单位、时限、完成标准的，不能保存；补齐后记下。两期项目清单批准。',
      act: async (_world, state) => {
        expect(await refusedDecision(state, state.meeting, 'blockage', { kind: 'task', text: '落实泵站用地' })).toBe('meeting.task_incomplete');
        const more = { leadOrgId: state.unit('自然资源局').orgId, coOrgIds: [state.unit('水务局').orgId], dueOn: '2026-06-12', standard: '取得用地批复' };
        state.meeting = await decideItem(state, state.meeting, 'blockage', { kind: 'task', text: '落实泵站用地指标', ...more });
        for (const quarter of ['1', '2']) state.meeting = await decideItem(state, state.meeting, 'list', { kind: 'approve', text: `同意2026年第${quarter}季度项目清单` });
        state.meeting = await stepMeeting(state, state.meeting, 'end');
      },
    },
    {
      day: '2026-05-22',
      say: '印发纪要的同时，决定成为督办单：牵头单位自然资源局，配合单位水务局，来源写着会议和纪要文号；本季度的会议和项目清单两项职责随之完成。决定没有销号之前，会议不能关闭。纪要导出两次，字节相同。',
      act: async (_world, state) => {
        expect(await refusedStep(state, state.meeting, 'issue')).toBe('meeting.number_missing');
        state.meeting = await stepMeeting(state, state.meeting, 'issue', { minutesNo: '情景纪〔2026〕1号' });
        // The minutes do the quarter's duties of the leading group: the meeting (D01) and the list (D15); it was held on its day.
        const duties = await state.run(listDutiesUseCase, { query: { from: '2026-06-01', to: '2026-06-30' } }, state.office('office_director'));
        for (const duty of ['D01', 'D15']) expect(duties.items.find(({ code }) => code === duty)).toMatchObject({ period: '2026-Q2', state: 'done', doneOn: state.meeting.heldOn });
        const orderId = state.meeting.results.find(({ kind }) => kind === 'task')?.orderId ?? '';
        const order: OrderDetails = await state.run(getOrderUseCase, { params: { orderId } }, state.office('office_director'));
        expect(order).toMatchObject({ state: 'issued', source: 'decision', dueOn: '2026-06-12', lead: { name: '自然资源局' } });
        expect(order.sourceTitle).toBe('领导小组第一次会议（情景纪〔2026〕1号）');
        expect(order.parties.map(({ org }) => org.name)).toEqual(['水务局']);
        expect(await refusedStep(state, state.meeting, 'close')).toBe('meeting.decisions_open');
        const minutes = () => state.run(getMinutesUseCase, { params: { meetingId: state.meeting.meetingId } }, state.office('office_director'));
        expect(await minutes()).toEqual(await minutes());
      },
    },
    {
      day: '2026-06-22',
      say: '安排第二次会议。打开就是以往决定的落实：1项逾期10天，写着由谁承担；它自己排在议程最前。',
      act: async (_world, state) => {
        const next = await state.run(planMeetingUseCase, { body: { title: '领导小组第二次会议', heldOn: '2026-06-24' } }, state.office('office_director'));
        expect(next.fateCounts).toEqual({ done: 0, open: 0, late: 1 });
        expect(next.fates[0]).toMatchObject({ text: '落实泵站用地指标', kind: 'late', daysLate: 10, lead: '自然资源局' });
        expect(next.agenda[0]).toMatchObject({ group: 'fate', title: '落实泵站用地指标' });
      },
    },
  ],
});
