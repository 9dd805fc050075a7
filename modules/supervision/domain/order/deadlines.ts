/** Days of orders: due days, extensions, lateness against both due days. Every rule is tested at its boundary. */
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { daysWithin, unionOfIntervals } from '../light/intervals.ts';
import { dayNumber } from '../light/day-number.ts';

const order = (a: PlainDate, b: PlainDate): number => (a.toString() < b.toString() ? -1 : a.equals(b) ? 0 : 1);
const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to.toString()) - dayNumber(from.toString());

export function nextWorkingDay(day: PlainDate, calendar: WorkingCalendar): PlainDate {
  return calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1);
}

/** A due day lies after the start and on a working day; otherwise the next working day is named. */
export function decideDueDay(dueOn: PlainDate, startOn: PlainDate, calendar: WorkingCalendar): Decision {
  if (order(dueOn, startOn) < 0)
    return denied('order.due_before_start', `「办理时限」${dueOn.toString()}早于开始日${startOn.toString()}。请改为${startOn.toString()}之后的工作日。`);
  if (!calendar.isWorkingDay(dueOn)) {
    return denied('order.due_on_holiday', `「办理时限」${dueOn.toString()}不是工作日。请改为${nextWorkingDay(dueOn, calendar).toString()}。`);
  }
  return allowed;
}

export interface ExtensionCase {
  readonly today: PlainDate;
  readonly startOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly dueOriginalOn: PlainDate;
  readonly newDueOn: PlainDate;
  /** extensions granted before */
  readonly granted: number;
  readonly limits: { readonly extensions: number; readonly lengthShare: number };
}

/** Whole days by which an order may be extended altogether; a part of a day is not given. */
export const extensionAllowance = (startOn: PlainDate, dueOriginalOn: PlainDate, lengthShare: number): number =>
  Math.floor((daysBetween(startOn, dueOriginalOn) * lengthShare) / 100);

export function decideExtension(asked: ExtensionCase, calendar: WorkingCalendar): Decision {
  const { today, startOn, dueOn, dueOriginalOn, newDueOn, granted, limits } = asked;
  if (order(today, dueOn) >= 0) return denied('order.extension_late', `延期须在到期日（${dueOn.toString()}）之前申请，现在已不能申请。请尽快办结；逾期按原时限和现时限分别统计。`);
  if (order(newDueOn, dueOn) <= 0) return denied('order.extension_not_later', `新的时限应晚于现在的时限${dueOn.toString()}。`);
  if (!calendar.isWorkingDay(newDueOn))
    return denied('order.due_on_holiday', `「新的时限」${newDueOn.toString()}不是工作日。请改为${nextWorkingDay(newDueOn, calendar).toString()}。`);
  if (granted >= limits.extensions) return denied('order.extensions_used', `本单已延期${granted}次，达到上限。再延期须提请领导小组会议。`);
  const allowance = extensionAllowance(startOn, dueOriginalOn, limits.lengthShare);
  const asks = daysBetween(dueOriginalOn, newDueOn);
  if (asks > allowance) {
    return denied(
      'order.extension_long',
      `合计延期${asks}天，超过原时限长度的${limits.lengthShare}%（${allowance}天）。最晚可延至${dueOriginalOn.add({ days: allowance }).toString()}；超过的须提请领导小组会议。`,
    );
  }
  return allowed;
}

export interface OrderTiming {
  readonly isOverdue: boolean;
  readonly daysLate: number;
  readonly daysLateOriginal: number;
  readonly blockedDays: number;
  readonly unitDelay: number;
}

/**
 * Lateness until `endOn` (the day of completion, else today), against the current and the original due day. Blocked days
 * are a union: two blockages on one day block it once; the unit's own delay is what is left, never below nothing.
 */
export function timingOf(
  facts: { readonly startOn: PlainDate; readonly dueOn: PlainDate; readonly dueOriginalOn: PlainDate; readonly endOn: PlainDate },
  blocked: readonly { readonly from: PlainDate; readonly to: PlainDate }[],
): OrderTiming {
  const late = Math.max(0, daysBetween(facts.dueOn, facts.endOn));
  const union = unionOfIntervals(blocked.map(({ from, to }) => ({ from: dayNumber(from.toString()), to: dayNumber(to.toString()) })));
  const blockedDays = daysWithin(union, dayNumber(facts.startOn.toString()), dayNumber(facts.endOn.toString()));
  return {
    isOverdue: late > 0,
    daysLate: late,
    daysLateOriginal: Math.max(0, daysBetween(facts.dueOriginalOn, facts.endOn)),
    blockedDays,
    unitDelay: Math.max(0, late - blockedDays),
  };
}

/** A closed order may rebound until the same day so many months later, that day included. */
export const isReboundLate = (closedOn: PlainDate, today: PlainDate, months: number): boolean => order(today, closedOn.add({ months })) > 0;
