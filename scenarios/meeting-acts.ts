/** Acts around a meeting, as stories need them. */
import type { Actor } from '#kernel/server/actor.ts';
import type { MeetingDetails } from '#meeting/contract';
import type { BlockageDetails, OrderDetails } from '#supervision/contract';
import { addDecisionUseCase, setAttendanceUseCase } from '../modules/meeting/server/decide-items.ts';
import { changeAgendaItemUseCase } from '../modules/meeting/server/edit-agenda.ts';
import { addMemberUseCase, listMembersUseCase } from '../modules/meeting/server/members.ts';
import { actOnMeetingUseCase } from '../modules/meeting/server/run-meeting.ts';
import { actOnBlockageUseCase } from '../modules/supervision/server/blockage/act-on-blockage.ts';
import { listBlockagesUseCase, setAuthorityUseCase } from '../modules/supervision/server/blockage/list-blockages.ts';
import { raiseBlockageUseCase } from '../modules/supervision/server/blockage/raise-blockage.ts';
import { actOnOrderUseCase } from '../modules/supervision/server/order/act-on-order.ts';
import { proposeOrderUseCase } from '../modules/supervision/server/order/propose-order.ts';
import type { TaskUnit } from '../tests/harness/task-world.ts';
import type { Stage } from './stage.ts';

const director = (state: Stage): Actor => state.office('office_director');

export async function seatMembers(state: Stage, names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const role = index === 0 ? 'leader' : index === 1 ? 'deputy' : 'member';
    await state.run(addMemberUseCase, { body: { name, post: name, role, fromOn: '2026-01-01', source: '情景〔2026〕1号' } }, director(state));
  }
}

export async function attend(state: Stage, meeting: MeetingDetails, name: string, body: object): Promise<MeetingDetails> {
  const { items } = await state.run(listMembersUseCase, { query: {} }, director(state));
  const memberId = items.find((one) => one.name === name)?.memberId;
  return state.run(setAttendanceUseCase, { params: { meetingId: meeting.meetingId, memberId }, body }, director(state));
}

const stepOf = (meeting: MeetingDetails, action: string, more: object) => ({ params: { meetingId: meeting.meetingId }, body: { action, revision: meeting.revision, ...more } });
export const stepMeeting = (state: Stage, meeting: MeetingDetails, action: string, more: object = {}): Promise<MeetingDetails> =>
  state.run(actOnMeetingUseCase, stepOf(meeting, action, more), director(state));
export const refusedStep = (state: Stage, meeting: MeetingDetails, action: string, more: object = {}): Promise<string> =>
  state.refusal(actOnMeetingUseCase, stepOf(meeting, action, more), director(state));

/** The first of a group without a result, else the first that was not dropped. */
export const itemOf = (meeting: MeetingDetails, group: string) => {
  const own = meeting.agenda.filter((one) => one.group === group && one.state !== 'dropped');
  return own.find(({ state }) => state === 'listed') ?? own[0];
};

export const changeItem = (state: Stage, meeting: MeetingDetails, group: string, body: object): Promise<MeetingDetails> => {
  const item = itemOf(meeting, group);
  return state.run(changeAgendaItemUseCase, { params: { meetingId: meeting.meetingId, itemId: item?.itemId }, body: { revision: item?.revision, ...body } }, director(state));
};

const decisionOf = (meeting: MeetingDetails, group: string, body: object) => ({
  params: { meetingId: meeting.meetingId },
  body: { itemId: itemOf(meeting, group)?.itemId, ...body },
});
export const decideItem = (state: Stage, meeting: MeetingDetails, group: string, body: object): Promise<MeetingDetails> =>
  state.run(addDecisionUseCase, decisionOf(meeting, group, body), director(state));
export const refusedDecision = (state: Stage, meeting: MeetingDetails, group: string, body: object): Promise<string> =>
  state.refusal(addDecisionUseCase, decisionOf(meeting, group, body), director(state));

/** Who solves a matter of land at each level. */
export async function setLandAuthorities(state: Stage, orgs: { readonly unit: TaskUnit; readonly leader: TaskUnit; readonly group: TaskUnit }): Promise<void> {
  for (const [level, { orgId }] of Object.entries(orgs))
    await state.run(setAuthorityUseCase, { body: { type: 'land', level, orgId, fromOn: '2026-01-01', source: '情景〔2026〕2号' } }, director(state));
}

export const raiseLand = (state: Stage, raiser: TaskUnit, sinceOn: string): Promise<BlockageDetails> => {
  const body = {
    type: 'land',
    title: '泵站用地未批',
    what: '用地指标未落实，无法开工',
    raisedOrgId: raiser.orgId,
    objectKind: 'task',
    objectId: 't1',
    objectTitle: '建设泵站',
    sinceOn,
  };
  return state.run(raiseBlockageUseCase, { body }, state.staff(raiser, 'unit_liaison'));
};
export const stepBlockage = (state: Stage, one: BlockageDetails, actor: Actor, action: string, more: object = {}): Promise<BlockageDetails> =>
  state.run(actOnBlockageUseCase, { params: { blockageId: one.blockageId }, body: { action, revision: one.revision, note: '说明', ...more } }, actor);
export const blockageNow = async (state: Stage, blockageId: string) =>
  (await state.run(listBlockagesUseCase, { query: { standing: 'all' } }, director(state))).items.find((one) => one.blockageId === blockageId);

/** An order at a unit that signed it and then did nothing. */
export async function idleOrder(state: Stage, unit: TaskUnit, dueOn: string): Promise<OrderDetails> {
  const body = { title: '河道清淤', matter: '完成清淤', standard: '通过验收', dueOn, leadOrgId: unit.orgId, source: 'instruction' };
  let order: OrderDetails = await state.run(proposeOrderUseCase, { body }, state.office('supervisor'));
  const act = async (actor: Actor, action: string, more: object = {}) => {
    order = await state.run(actOnOrderUseCase, { params: { orderId: order.orderId }, body: { action, revision: order.revision, note: '情况', ...more } }, actor);
  };
  await act(state.office('supervisor'), 'submit');
  await act(director(state), 'approve');
  await act(state.staff(unit, 'unit_liaison'), 'sign-in', { personId: unit.people.unit_reporter });
  return order;
}
