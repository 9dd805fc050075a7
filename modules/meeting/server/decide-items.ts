/** Attendance and decisions, typed while the meeting is on. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { denied } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { checkContent, loadOrderRules } from '#supervision/server';
import { addDecision, decisionKindLabel, decisionRecorded, dropDecision, setAttendance } from '../contract/index.ts';
import { namesSecret } from '../domain/index.ts';
import { openMeeting, permitsOf, presentMeeting } from './open-meeting.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { meetingRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import { logMeeting } from './run-meeting.ts';

const requireState = (open: OpenMeeting, states: readonly string[], reason: string, context: Context): void => {
  if (!states.includes(open.meeting.state)) context.refuse.unless(denied('lifecycle.wrong_state', reason));
};

export const setAttendanceUseCase = useCase(setAttendance, async ({ params, body }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  context.refuse.unless(permitsOf(context)('meeting.run'));
  requireState(open, ['collecting', 'frozen', 'held'], '材料征集之后、散会之前才能登记出席。', context);
  if (!open.members.some(({ member_id }) => member_id === params.memberId)) throw meetingRefusals.member_not_found();
  const isSubstitute = body.presence === 'substitute';
  if (isSubstitute !== (body.substitute !== '') || isSubstitute !== (body.authority !== '')) throw meetingRefusals.substitute_missing();
  const known = open.attendance.find(({ member_id }) => member_id === params.memberId);
  const row = {
    meeting_id: params.meetingId,
    member_id: params.memberId,
    presence: body.presence,
    substitute: body.substitute,
    authority: body.authority,
    recused: body.recusedItems.filter((itemId) => open.items.some(({ item_id }) => item_id === itemId)),
    revision: known?.revision ?? 1,
  };
  if (known === undefined) await rows.insertAttendance(context.tx, row);
  else if ((await rows.updateAttendance(context.tx, row)) !== 1) throw meetingRefusals.changed();
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});

/** A 任务 without lead, due day and standard cannot be saved; it must be one that can become an order. */
async function checkTask(
  body: { readonly text: string; readonly leadOrgId?: string | undefined; readonly coOrgIds: string[]; readonly dueOn?: string | undefined; readonly standard: string },
  context: Context,
): Promise<void> {
  const lacking = [body.leadOrgId === undefined ? '牵头单位' : '', body.dueOn === undefined ? '办理时限' : '', body.standard === '' ? '完成标准' : ''].filter(
    (part) => part !== '',
  );
  if (body.leadOrgId === undefined || body.dueOn === undefined || lacking.length > 0) throw meetingRefusals.task_incomplete({ lacking: lacking.join('、') });
  const content = {
    title: body.text.slice(0, 200),
    matter: body.text,
    standard: body.standard,
    dueOn: body.dueOn,
    leadOrgId: body.leadOrgId,
    coOrgIds: body.coOrgIds,
    colour: 'none' as const,
  };
  await checkContent(context, content, await loadOrderRules(context));
}

export const addDecisionUseCase = useCase(addDecision, async ({ params, body }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  context.refuse.unless(permitsOf(context)('meeting.run'));
  requireState(open, ['held', 'minuting'], '会议召开后、纪要印发前才能记下决定。', context);
  const item = open.items.find(({ item_id }) => item_id === body.itemId);
  if (item === undefined || item.state === 'dropped') throw meetingRefusals.item_not_found();
  if (namesSecret(body.text)) throw meetingRefusals.secret();
  const isTask = body.kind === 'task';
  if (isTask) await checkTask(body, context);
  const decisionId = context.newId();
  await rows.insertDecision(context.tx, {
    decision_id: decisionId,
    meeting_id: params.meetingId,
    item_id: body.itemId,
    kind: body.kind,
    words: body.text,
    lead_org_id: isTask ? (body.leadOrgId ?? null) : null,
    co_org_ids: isTask ? body.coOrgIds : [],
    due_on: isTask && body.dueOn !== undefined ? parseDay(body.dueOn).toString() : null,
    standard: isTask ? body.standard : '',
    order_id: null,
    is_dropped: false,
    drop_reason: '',
    revision: 1,
    made_by: context.actor.id,
    made_at: formatMoment(context.now),
  });
  await rows.updateItem(context.tx, { ...item, state: body.kind === 'defer' ? 'deferred' : 'decided' });
  await record(context, decisionRecorded, { meetingId: params.meetingId, decisionId, act: 'add', kind: body.kind, orderId: '', text: body.text });
  await logMeeting(context, open.meeting, { action: 'decide', label: `决定（${decisionKindLabel[body.kind]}）`, from: open.meeting.state, note: body.text });
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});

export const dropDecisionUseCase = useCase(dropDecision, async ({ params, body }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  context.refuse.unless(permitsOf(context)('meeting.run'));
  requireState(open, ['held', 'minuting'], '纪要已经印发，决定不能撤去；需要改变的，由下次会议另作决定。', context);
  const decision = open.decisions.find(({ decision_id }) => decision_id === params.decisionId);
  if (decision === undefined) throw meetingRefusals.decision_not_found();
  await rows.updateDecision(context.tx, { ...decision, is_dropped: true, drop_reason: body.reason });
  const item = open.items.find(({ item_id }) => item_id === decision.item_id);
  const isLast = open.decisions.every((one) => one === decision || one.item_id !== decision.item_id);
  if (item !== undefined && isLast) await rows.updateItem(context.tx, { ...item, state: 'listed' });
  await record(context, decisionRecorded, { meetingId: params.meetingId, decisionId: decision.decision_id, act: 'drop', kind: decision.kind, orderId: '', text: body.reason });
  await logMeeting(context, open.meeting, { action: 'drop-decision', label: '撤去决定', from: open.meeting.state, note: body.reason });
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});
