/** When a round opens, closes and is sealed, on the working calendar. The day a clock ends is still in time. */
import { Temporal } from 'temporal-polyfill';
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';

/** Values of the dated parameter set `task.round`. */
export interface RoundRules {
  /** day of the following month at whose end the round closes; rolls to the next working day */
  readonly closeDay: number;
  readonly sealAfterWorkingDays: number;
  readonly remindBeforeWorkingDays: number;
  /** working days after closing on which the automatic order is due */
  readonly orderAfterWorkingDays: number;
  /** co-units report earlier, so that the lead can read them */
  readonly coDueBeforeWorkingDays: number;
  /** how many rounds running may be answered with 无变化 */
  readonly noChangeRunning: number;
  readonly doneCharacters: number;
  readonly nextCharacters: number;
  readonly explanationCharacters: number;
  readonly unlockDays: number;
}

export interface RoundWindow {
  /** YYYY-MM, the month reported on */
  readonly period: string;
  readonly opensOn: PlainDate;
  readonly remindOn: PlainDate;
  /** last day of co-units */
  readonly coDueOn: PlainDate;
  readonly closesOn: PlainDate;
  readonly ordersOn: PlainDate;
  readonly sealsOn: PlainDate;
}

/** A month as `YYYY-MM`; anything else is a RangeError. */
export function parsePeriod(period: string): Temporal.PlainYearMonth {
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(period)) throw new RangeError('a period is written YYYY-MM');
  return Temporal.PlainYearMonth.from(period);
}

export const previousPeriod = (period: string): string => parsePeriod(period).subtract({ months: 1 }).toString();

/** The first working day on or after a day. */
export const rollForward = (day: PlainDate, calendar: WorkingCalendar): PlainDate => (calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1));

export function roundWindow(period: string, rules: RoundRules, calendar: WorkingCalendar): RoundWindow {
  const opensOn = parsePeriod(period).add({ months: 1 }).toPlainDate({ day: 1 });
  const closesOn = rollForward(opensOn.with({ day: rules.closeDay }), calendar);
  return {
    period,
    opensOn,
    remindOn: calendar.addWorkingDays(closesOn, -rules.remindBeforeWorkingDays),
    coDueOn: calendar.addWorkingDays(closesOn, -rules.coDueBeforeWorkingDays),
    closesOn,
    ordersOn: calendar.addWorkingDays(closesOn, rules.orderAfterWorkingDays),
    sealsOn: calendar.addWorkingDays(closesOn, rules.sealAfterWorkingDays),
  };
}
