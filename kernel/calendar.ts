/**
 * Days and moments are different things: a deadline is a PlainDate, a signature an Instant.
 * `today` is the day in Asia/Shanghai. Working days come from the yearly notice of the State
 * Council's office (调休 included); a year without its notice is refused, never guessed.
 */
import { Temporal } from 'temporal-polyfill';
import { refusals } from './refusals.ts';

export type PlainDate = Temporal.PlainDate;
export type Instant = Temporal.Instant;

export const officialTimeZone = 'Asia/Shanghai';

/** The calendar day of a moment in Asia/Shanghai. */
export function dayOf(moment: Instant): PlainDate {
  return moment.toZonedDateTimeISO(officialTimeZone).toPlainDate();
}

/** Wire form of a moment: `2026-03-02T09:00:00.000+08:00`. */
export function formatMoment(moment: Instant): string {
  return moment.toZonedDateTimeISO(officialTimeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

/** A moment from the wire or the database (ISO 8601 with offset). Throws RangeError on anything else. */
export function parseMoment(text: string): Instant {
  return Temporal.Instant.from(text.includes('T') ? text : text.replace(' ', 'T'));
}

/** A day from the wire, `YYYY-MM-DD`; 2026-02-30 is refused with RangeError, not moved to March. */
export function parseDay(text: string): PlainDate {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) throw new RangeError('a day is written YYYY-MM-DD');
  return Temporal.PlainDate.from(text, { overflow: 'reject' });
}

/** True from the day after the due day on: the due day itself is still in time. */
export function isOverdue(dueOn: PlainDate, today: PlainDate): boolean {
  return Temporal.PlainDate.compare(dueOn, today) < 0;
}

/** One row of a yearly notice: a day that departs from Monday-to-Friday, with the notice's 文号. */
export interface CalendarDay {
  readonly on: PlainDate;
  readonly working: boolean;
  readonly name?: string;
  readonly source: string;
}

export interface WorkingCalendar {
  /** Refuses with `calendar.year_missing` when the day's year has no notice. */
  isWorkingDay(day: PlainDate): boolean;
  /** The n-th working day after `from` (before it when n is negative); `from` itself for 0. */
  addWorkingDays(from: PlainDate, count: number): PlainDate;
  /** The day itself when it is a working day, else the next one: where a due day rolls to. */
  rollForward(day: PlainDate): PlainDate;
  /** Working days after `from` up to and with `to`; 0 when `to` is not later. */
  countWorkingDays(from: PlainDate, to: PlainDate): number;
  /** Years with a notice, ascending. */
  readonly years: readonly number[];
}

export const calendarRefusals = refusals('calendar', {
  year_missing: {
    status: 422,
    title: '缺少工作日历',
    detail: (facts: { year: number }) => `没有${facts.year}年的节假日安排，不能推算工作日。请先导入该年度的放假通知。`,
    facts: ({ year }) => ({ year }),
  },
});

/**
 * Builds a calendar from the rows of all notices, later notices last. `years` are those with a notice; left out, a year
 * counts as loaded when at least one row is in it.
 */
export function workingCalendar(days: readonly CalendarDay[], years: readonly number[] = days.map((day) => day.on.year)): WorkingCalendar {
  const exceptions = new Map(days.map((day) => [day.on.toString(), day.working]));
  const loadedYears = new Set(years);

  const isWorkingDay = (day: PlainDate): boolean => {
    if (!loadedYears.has(day.year)) throw calendarRefusals.year_missing({ year: day.year });
    return exceptions.get(day.toString()) ?? day.dayOfWeek <= 5;
  };
  const addWorkingDays = (from: PlainDate, count: number): PlainDate => {
    if (!Number.isSafeInteger(count)) throw new RangeError('a count of working days is an integer');
    const step = { days: Math.sign(count) };
    let day = from;
    for (let left = Math.abs(count); left > 0; ) {
      day = day.add(step);
      if (isWorkingDay(day)) left -= 1;
    }
    return day;
  };
  const rollForward = (day: PlainDate): PlainDate => (isWorkingDay(day) ? day : addWorkingDays(day, 1));
  const countWorkingDays = (from: PlainDate, to: PlainDate): number => {
    let count = 0;
    for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) if (isWorkingDay(day)) count += 1;
    return count;
  };
  return Object.freeze({ isWorkingDay, addWorkingDays, rollForward, countWorkingDays, years: [...loadedYears].sort((a, b) => a - b) });
}
