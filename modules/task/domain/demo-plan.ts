/**
 * What the demonstration's tasks look like on the day it is made: most on time, a few late, one done, one not begun, so that
 * every light stands on the board. Days only; everything is stamped DEMO where it is stored.
 */
import { Temporal } from 'temporal-polyfill';
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import { activeQuarters, quarterName } from './quarters.ts';

export const demoStandings = ['steady', 'late', 'very-late', 'done', 'ahead'] as const;
export type DemoStanding = (typeof demoStandings)[number];
export const demoStandingLabel = { steady: '按期', late: '滞后', 'very-late': '严重滞后', done: '已完成', ahead: '尚未开始' } satisfies Record<DemoStanding, string>;

/** Twelve at the first unit, four at the second. */
export const demoMix: readonly DemoStanding[] = [
  ...Array.from({ length: 8 }, () => 'steady' as const),
  'late',
  'late',
  'very-late',
  'very-late',
  'done',
  'done',
  'ahead',
  'steady',
];

export interface DemoDays {
  readonly startsOn: string;
  readonly dueOn: string;
  readonly milestones: readonly { readonly title: string; readonly dueOn: string; readonly isMissed: boolean }[];
}

const rollBack = (day: PlainDate, calendar: WorkingCalendar): PlainDate => (calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, -1));
const onOrAfter = (day: PlainDate, calendar: WorkingCalendar): PlainDate => (calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1));
const quarterStart = (day: PlainDate): PlainDate => new Temporal.PlainDate(day.year, Math.floor((day.month - 1) / 3) * 3 + 1, 1);
const daysLate: Partial<Readonly<Record<DemoStanding, number>>> = { late: 20, 'very-late': 45 };

function startOf(standing: DemoStanding, today: PlainDate, missed: PlainDate | undefined): PlainDate {
  if (standing === 'ahead') return today.add({ days: 14 });
  // Two rounds back there is a report already, so that the open round has a last text to stand beside.
  const asked = today.subtract({ months: 2 });
  return quarterStart(missed === undefined || missed.until(asked).sign < 0 ? asked : missed);
}

/** Days of one task within the year of `today`; undefined when the year leaves no room for it. */
export function demoDays(standing: DemoStanding, today: PlainDate, calendar: WorkingCalendar): DemoDays | undefined {
  const opening = new Temporal.PlainDate(today.year, 1, 1);
  const late = daysLate[standing];
  const missed = late === undefined ? undefined : rollBack(today.subtract({ days: late }), calendar);
  const begin = startOf(standing, today, missed);
  const startsOn = onOrAfter(begin.until(opening).sign > 0 ? opening : begin, calendar);
  const dueOn = rollBack(new Temporal.PlainDate(today.year, 12, 31), calendar);
  if (startsOn.until(dueOn).sign <= 0 || (missed !== undefined && missed.until(startsOn).sign > 0)) return undefined;
  const milestones = activeQuarters(startsOn, dueOn).map((quarter) => {
    const isMissed = missed !== undefined && quarterStart(missed).equals(new Temporal.PlainDate(quarter.year, quarter.quarter * 3 - 2, 1));
    const end = rollBack(new Temporal.PlainDate(quarter.year, quarter.quarter * 3, 1).add({ months: 1 }).subtract({ days: 1 }), calendar);
    return { title: `${quarterName(quarter)}进展`, dueOn: (isMissed && missed !== undefined ? missed : end).toString(), isMissed };
  });
  return { startsOn: startsOn.toString(), dueOn: dueOn.toString(), milestones };
}
