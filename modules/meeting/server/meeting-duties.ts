/** Duties of the calendar that meetings fulfil. */
import { parseDay } from '#kernel/calendar.ts';
import { periodOf } from '#kernel/schedule.ts';
import type { Context } from '#kernel/server/context.ts';
import { fulfilDuty } from '#kernel/server/duties.ts';
import type { OpenMeeting } from './open-meeting.ts';
import type { MeetingRow } from './rows.ts';

/** 项目库滚动更新: done by the list that a meeting approved. */
export const projectListDuty = 'D15';

/** The quarter's duty of the leading group (D01) is done by a meeting with its minutes; it was held on its day. */
export async function fulfilQuarter(meeting: MeetingRow, context: Context): Promise<void> {
  const on = parseDay(meeting.held_on);
  await fulfilDuty({ duty: 'D01', period: periodOf('quarter', on).key }, { type: 'meeting.meeting', id: meeting.meeting_id, on }, context);
}

/** A list is adopted by the approval of its item; a task to complete it, or a postponement, adopts nothing. */
export async function fulfilLists({ meeting, items, decisions }: OpenMeeting, context: Context): Promise<void> {
  const on = parseDay(meeting.held_on);
  for (const { ref, item_id, state } of items) {
    const [, duty, period] = /^duty:([^/]+)\/(.+)$/.exec(ref) ?? [];
    if (duty === undefined || period === undefined || state !== 'decided') continue;
    const approval = decisions.find((one) => one.item_id === item_id && one.kind === 'approve' && !one.is_dropped);
    if (approval !== undefined) await fulfilDuty({ duty, period }, { type: 'meeting.decision', id: approval.decision_id, on }, context);
  }
}
