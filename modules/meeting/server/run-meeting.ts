/** Plan, run and close a meeting. On 纪要印发 every task decision becomes an order with the minutes as source, in this transaction. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { addEntry, loadOrderRules, proposeOrder } from '#supervision/server';
import { actOnMeeting, decisionRecorded, getMeeting, listMeetings, meetingActLabel, meetingStepped, planMeeting, rebuildAgenda } from '../contract/index.ts';
import type { MeetingAct, MeetingState } from '../contract/index.ts';
import { meetingLifecycle, namesSecret } from '../domain/index.ts';
import { buildAgenda } from './build-agenda.ts';
import { fulfilLists, fulfilQuarter } from './meeting-duties.ts';
import { factsOf, loadRules, openMeeting, permitsOf, presentMeeting } from './open-meeting.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { placeOfItem } from './place-of-item.ts';
import { meetingRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { MeetingRow } from './rows.ts';

export async function logMeeting(
  context: Context,
  meeting: MeetingRow,
  step: { readonly action: string; readonly label: string; readonly from: string | null; readonly note: string },
): Promise<void> {
  await addEntry(context, {
    machine: meetingLifecycle.name,
    machineVersion: meeting.machine_version,
    objectId: meeting.meeting_id,
    action: step.action,
    label: step.label,
    from: step.from,
    to: meeting.state,
    note: step.note,
  });
  await record(context, meetingStepped, { meetingId: meeting.meeting_id, action: step.action, from: step.from ?? '', to: meeting.state, heldOn: meeting.held_on, note: step.note });
}

export const listMeetingsUseCase = useCase(listMeetings, async (_input, context) => {
  const found = permitsOf(context)('meeting.read').allowed ? await rows.list(context.tx) : [];
  return {
    items: found.map((row) => ({
      meetingId: row.meeting_id,
      title: row.title,
      state: row.state as MeetingState,
      heldOn: row.held_on,
      place: row.place,
      minutesNo: row.minutes_no,
      decisions: row.decisions,
      items: row.items,
      revision: row.revision,
    })),
    actions: [presentAction('plan', '安排会议', permitsOf(context)('meeting.run')), presentAction('members', '维护成员', permitsOf(context)('meeting.members'))],
  };
});

export const planMeetingUseCase = useCase(
  planMeeting,
  async ({ body }, context) => {
    context.refuse.unless(permitsOf(context)('meeting.run'));
    const heldOn = parseDay(body.heldOn);
    const calendar = await workingCalendarOf(context.tx);
    if (namesSecret(body.title)) throw meetingRefusals.secret();
    if (body.heldOn < context.today.toString()) throw meetingRefusals.day_past();
    if (!calendar.isWorkingDay(heldOn)) throw meetingRefusals.day_off({ next: calendar.addWorkingDays(heldOn, 1).toString() });
    const { freezeDays } = await loadRules(context);
    const meeting: MeetingRow = {
      meeting_id: context.newId(),
      title: body.title,
      held_on: body.heldOn,
      freeze_on: calendar.addWorkingDays(heldOn, -freezeDays).toString(),
      place: body.place,
      state: 'planned',
      minutes_no: '',
      issued_on: null,
      machine_version: meetingLifecycle.version,
      revision: 1,
      created_by: context.actor.id,
      created_at: formatMoment(context.now),
    };
    await rows.insert(context.tx, meeting);
    await logMeeting(context, meeting, { action: 'plan', label: '安排会议', from: null, note: '' });
    await buildAgenda(await openMeeting(context, meeting.meeting_id), context);
    return presentMeeting(await openMeeting(context, meeting.meeting_id), context);
  },
  { statusOf: () => 201 },
);

export const getMeetingUseCase = useCase(getMeeting, async ({ params }, context) => presentMeeting(await openMeeting(context, params.meetingId), context));

export const rebuildAgendaUseCase = useCase(rebuildAgenda, async ({ params }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  context.refuse.unless(permitsOf(context)('meeting.run'));
  if (!['planned', 'collecting', 'frozen'].includes(open.meeting.state))
    context.refuse.unless({ allowed: false, code: 'lifecycle.wrong_state', reason: '会议已经召开，议程不再改变。' });
  await buildAgenda(open, context);
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});

/** One order per task decision; a decision without one would break the law that a 任务 always has an order. */
async function issueOrders(open: OpenMeeting, minutesNo: string, context: Context): Promise<void> {
  const orderRules = await loadOrderRules(context);
  for (const decision of open.decisions) {
    if (decision.kind !== 'task' || decision.lead_org_id === null || decision.due_on === null) continue;
    const item = open.items.find(({ item_id }) => item_id === decision.item_id);
    const { objectRef, planPath } = await placeOfItem(item?.ref ?? '', open.fates, context);
    const content = {
      title: decision.words.slice(0, 200),
      matter: decision.words,
      standard: decision.standard,
      dueOn: decision.due_on,
      leadOrgId: decision.lead_org_id,
      coOrgIds: [...decision.co_org_ids],
      colour: 'none' as const,
    };
    const origin = {
      source: 'decision' as const,
      sourceRef: `decision:${decision.decision_id}`,
      sourceTitle: `${open.meeting.title}（${minutesNo}）`,
      objectRef,
      planPath,
      ruleKey: '',
      ruleNote: `${minutesNo}会议纪要决定`,
      distinctReason: '',
    };
    const order = await proposeOrder(context, { content, origin, action: 'issue-by-decision' }, orderRules);
    await rows.updateDecision(context.tx, { ...decision, order_id: order.order_id });
    await record(context, decisionRecorded, {
      meetingId: open.meeting.meeting_id,
      decisionId: decision.decision_id,
      act: 'order',
      kind: 'task',
      orderId: order.order_id,
      text: decision.words,
    });
  }
}

const effects: Partial<Record<MeetingAct, (meeting: MeetingRow, input: { readonly minutesNo: string; readonly today: string }) => Partial<MeetingRow>>> = {
  freeze: (_meeting, { today }) => ({ freeze_on: today }),
  issue: (_meeting, { minutesNo, today }) => ({ minutes_no: minutesNo, issued_on: today }),
};

export const actOnMeetingUseCase = useCase(actOnMeeting, async ({ params, body }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  const facts = await factsOf(open, context, body);
  const decision = decideStep(meetingLifecycle, body.action, { state: open.meeting.state as MeetingState, facts, permits: permitsOf(context) });
  if (!decision.allowed) return context.refuse.unless(decision) as never;
  if (open.meeting.revision !== body.revision) throw meetingRefusals.changed();
  if (body.action === 'cancel' && body.note === '') throw meetingRefusals.note_missing({ what: meetingActLabel.cancel });
  const change = effects[body.action]?.(open.meeting, { minutesNo: body.minutesNo, today: context.today.toString() }) ?? {};
  const next = { ...open.meeting, ...change, state: decision.step.to };
  // A meeting may be held earlier than its papers were to be frozen; the day of freezing is then the day itself.
  if (next.freeze_on > next.held_on) next.freeze_on = next.held_on;
  if ((await rows.update(context.tx, next)) !== 1) throw meetingRefusals.changed();
  if (body.action === 'issue') {
    await issueOrders(open, body.minutesNo, context);
    await fulfilQuarter(open.meeting, context);
    await fulfilLists(open, context);
  }
  await logMeeting(context, next, { action: body.action, label: decision.step.label, from: open.meeting.state, note: body.note });
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});
