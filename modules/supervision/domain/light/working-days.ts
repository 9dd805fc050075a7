/** Counts working days by adding up a calendar once; a day outside its loaded years is refused by the calendar itself. */
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import { parseDay } from '#kernel/calendar.ts';
import { dayNumber, dayText } from './day-number.ts';
import type { WorkingDays } from './view.ts';

/** Working days in (from, to]. Days after `lastKnown` count as working days only up to it, so that a forecast does not guess a calendar. */
export function workingDaysOf(calendar: WorkingCalendar, range: { readonly from: PlainDate; readonly to: PlainDate }): WorkingDays {
  const first = dayNumber(range.from.toString());
  const last = dayNumber(range.to.toString());
  const upTo = new Int32Array(last - first + 2);
  for (let day = first; day <= last; day += 1) upTo[day - first + 1] = (upTo[day - first] ?? 0) + (calendar.isWorkingDay(parseDay(dayText(day))) ? 1 : 0);
  const at = (day: number): number => upTo[Math.max(0, Math.min(day, last) - first + 1)] ?? 0;
  return (from, to) => (to <= from ? 0 : at(to) - at(from));
}
