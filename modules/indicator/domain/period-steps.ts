/** Arithmetic on periods: ends, neighbours, the same period a year before, names on the screen. */
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '#kernel/calendar.ts';
import { frequencyOf } from '../contract/period.ts';
import type { Frequency, Period } from '../contract/period.ts';

const pad = (value: number): string => String(value).padStart(2, '0');
const yearOf = (period: string): number => Number(period.slice(0, 4));
const monthOf = (period: string): number => Number(period.slice(-2));

export function kindOf(period: Period): Frequency {
  const frequency = frequencyOf(period);
  if (frequency === undefined) throw new RangeError(`not a period: ${period}`);
  return frequency;
}

interface Steps {
  /** position on the scale of its frequency, one step per period */
  readonly index: (period: string) => number;
  readonly at: (index: number) => string;
  readonly perYear: number;
  readonly start: (period: string) => PlainDate;
  readonly end: (period: string) => PlainDate;
  readonly label: (period: string) => string;
}

const day = (year: number, month: number, date = 1): PlainDate => new Temporal.PlainDate(year, month, date);
const endOfMonth = (year: number, month: number): PlainDate => day(year, month).add({ months: 1 }).subtract({ days: 1 });
const epoch = day(1900, 1);
const monthIndex = (period: string): number => yearOf(period) * 12 + monthOf(period) - 1;

const steps: Readonly<Record<Frequency, Steps>> = {
  year: {
    index: yearOf,
    at: (index) => String(index),
    perYear: 1,
    start: (period) => day(yearOf(period), 1),
    end: (period) => day(yearOf(period), 12, 31),
    label: (period) => `${period}年`,
  },
  quarter: {
    index: (period) => yearOf(period) * 4 + Number(period.slice(-1)) - 1,
    at: (index) => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`,
    perYear: 4,
    start: (period) => day(yearOf(period), Number(period.slice(-1)) * 3 - 2),
    end: (period) => endOfMonth(yearOf(period), Number(period.slice(-1)) * 3),
    label: (period) => `${yearOf(period)}年第${'一二三四'[Number(period.slice(-1)) - 1]}季度`,
  },
  month: {
    index: monthIndex,
    at: (index) => `${Math.floor(index / 12)}-${pad((index % 12) + 1)}`,
    perYear: 12,
    start: (period) => day(yearOf(period), monthOf(period)),
    end: (period) => endOfMonth(yearOf(period), monthOf(period)),
    label: (period) => `${yearOf(period)}年${monthOf(period)}月`,
  },
  cumulative: {
    index: monthIndex,
    at: (index) => `${Math.floor(index / 12)}-01..${pad((index % 12) + 1)}`,
    perYear: 12,
    start: (period) => day(yearOf(period), 1),
    end: (period) => endOfMonth(yearOf(period), monthOf(period)),
    label: (period) => (monthOf(period) === 1 ? `${yearOf(period)}年1月` : `${yearOf(period)}年1—${monthOf(period)}月`),
  },
  day: {
    index: (period) => epoch.until(Temporal.PlainDate.from(period), { largestUnit: 'day' }).days,
    at: (index) => epoch.add({ days: index }).toString(),
    perYear: 365,
    start: (period) => Temporal.PlainDate.from(period),
    end: (period) => Temporal.PlainDate.from(period),
    label: (period) => {
      const on = Temporal.PlainDate.from(period);
      return `${on.year}年${on.month}月${on.day}日`;
    },
  },
};

export const periodsPerYear = (frequency: Frequency): number => steps[frequency].perYear;
export const startOf = (period: Period): PlainDate => steps[kindOf(period)].start(period);
export const endOf = (period: Period): PlainDate => steps[kindOf(period)].end(period);
export const periodLabel = (period: Period): string => steps[kindOf(period)].label(period);

/** Position on the time axis of its own frequency: neighbours differ by 1. */
export const indexOf = (period: Period): number => steps[kindOf(period)].index(period);

/** The period `count` steps later (earlier when negative). */
export function stepPeriod(period: Period, count: number): Period {
  const frequency = kindOf(period);
  return steps[frequency].at(steps[frequency].index(period) + count) as Period;
}

/** The same stretch of another year; 29 February has none in a common year. */
export function sameInYear(period: Period, years: number): Period | undefined {
  const text = `${yearOf(period) + years}${period.slice(4)}`;
  return frequencyOf(text) === undefined ? undefined : (text as Period);
}

/** The period of a frequency in which a day lies (cumulative: from January to the day's month). */
export function periodAt(on: PlainDate, frequency: Frequency): Period {
  const month = `${on.year}-${pad(on.month)}`;
  const texts: Readonly<Record<Frequency, string>> = {
    year: String(on.year),
    quarter: `${on.year}-Q${Math.ceil(on.month / 3)}`,
    month,
    cumulative: `${on.year}-01..${pad(on.month)}`,
    day: on.toString(),
  };
  return texts[frequency] as Period;
}

/** All periods from one to another of the same frequency, both included; at most `limit`. */
export function periodsBetween(from: Period, to: Period, limit = 2000): readonly Period[] {
  const count = Math.min(limit, indexOf(to) - indexOf(from) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => stepPeriod(from, index));
}
