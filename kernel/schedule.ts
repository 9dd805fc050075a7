/**
 * When recurring duties fall: days of a period, at a time of the official time zone. Pure, so that a clock that jumps or a
 * restart asks the same question and gets the same answer.
 */
import { Temporal } from 'temporal-polyfill';
import { dayOf, officialTimeZone } from './calendar.ts';
import type { Instant, PlainDate } from './calendar.ts';

export const rhythms = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];
export const rhythmLabel = { day: '每日', week: '每周', month: '每月', quarter: '每季度', 'half-year': '每半年', year: '每年' } satisfies Record<Rhythm, string>;

/** A stretch of the calendar with its name, e.g. `2026-11`, `2026-Q4`, `2026`. */
export interface Period {
  readonly key: string;
  readonly rhythm: Rhythm;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

const monthsOf: Readonly<Record<'month' | 'quarter' | 'half-year' | 'year', number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };
const two = (value: number): string => String(value).padStart(2, '0');

/** The period of a rhythm in which a day lies. Weeks begin on Monday and are named by their Monday's ISO week. */
export function periodOf(rhythm: Rhythm, on: PlainDate): Period {
  if (rhythm === 'day') return { key: on.toString(), rhythm, first: on, last: on };
  if (rhythm === 'week') {
    const first = on.subtract({ days: on.dayOfWeek - 1 });
    return { key: `${first.yearOfWeek}-W${two(first.weekOfYear ?? 0)}`, rhythm, first, last: first.add({ days: 6 }) };
  }
  const months = monthsOf[rhythm];
  const index = Math.floor((on.month - 1) / months);
  const first = on.with({ month: index * months + 1, day: 1 });
  const last = first.add({ months }).subtract({ days: 1 });
  const names = { month: `${on.year}-${two(on.month)}`, quarter: `${on.year}-Q${index + 1}`, 'half-year': `${on.year}-H${index + 1}`, year: `${on.year}` };
  return { key: names[rhythm], rhythm, first, last };
}

/** The period `count` periods later (earlier when negative). */
export function shiftPeriod(period: Period, count: number): Period {
  const { rhythm, first } = period;
  if (rhythm === 'day') return periodOf(rhythm, first.add({ days: count }));
  if (rhythm === 'week') return periodOf(rhythm, first.add({ days: count * 7 }));
  return periodOf(rhythm, first.add({ months: count * monthsOf[rhythm] }));
}

/** `2026年11月`, `2026年第4季度` … as people say it. */
export function periodWords({ rhythm, first, last, key }: Period): string {
  const { year, month, day } = first;
  switch (rhythm) {
    case 'day':
      return `${year}年${month}月${day}日`;
    case 'week':
      return `${year}年${month}月${day}日至${last.month}月${last.day}日`;
    case 'month':
      return `${year}年${month}月`;
    case 'quarter':
      return `${year}年第${key.slice(-1)}季度`;
    case 'half-year':
      return `${year}年${month === 1 ? '上' : '下'}半年`;
    case 'year':
      return `${year}年`;
    default:
      return rhythm satisfies never;
  }
}

/** A day within a period or after it: `months` after its first month, day of that month (31 = its last), for weeks and days `days` after the first. */
export interface PlaceInPeriod {
  readonly months?: number;
  readonly day?: number;
  readonly days?: number;
}

/** The day at a place of a period; a day beyond the month's end is its last day. */
export function dayInPeriod(period: Period, place: PlaceInPeriod): PlainDate {
  const month = period.first.add({ months: place.months ?? 0 });
  const on = place.day === undefined ? month : month.with({ day: Math.min(place.day, month.daysInMonth) });
  return on.add({ days: place.days ?? 0 });
}

export interface Schedule {
  readonly every: Rhythm;
  /** left out = the first day of the period */
  readonly place?: PlaceInPeriod;
  /** HH:MM in Asia/Shanghai; left out = 00:00 */
  readonly at?: string;
}

export interface Occasion {
  readonly period: Period;
  readonly on: PlainDate;
  readonly at: Instant;
}

export function occasionOf(schedule: Schedule, period: Period): Occasion {
  const on = dayInPeriod(period, schedule.place ?? {});
  const at = on.toZonedDateTime({ timeZone: officialTimeZone, plainTime: Temporal.PlainTime.from(schedule.at ?? '00:00') }).toInstant();
  return { period, on, at };
}

/** The occasions due after one moment and up to another, oldest first, at most `limit`. */
export function occasionsBetween(schedule: Schedule, { after, upTo }: { readonly after: Instant; readonly upTo: Instant }, limit: number): readonly Occasion[] {
  const found: Occasion[] = [];
  // A place may lie a year behind the period's first day, so the search begins early enough.
  const reach = (schedule.place?.months ?? 0) + Math.ceil((schedule.place?.days ?? 0) / 28) + 1;
  let period = periodOf(schedule.every, dayOf(after).subtract({ months: reach }));
  for (; found.length < limit; period = shiftPeriod(period, 1)) {
    const occasion = occasionOf(schedule, period);
    if (Temporal.Instant.compare(occasion.at, upTo) > 0) break;
    if (Temporal.Instant.compare(occasion.at, after) > 0) found.push(occasion);
  }
  return found;
}
