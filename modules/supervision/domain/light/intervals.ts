/** Unions of stretches of days: two blockages on the same day block it once (workflows §8). */
import type { DayNumber } from './day-number.ts';

/** Both days belong to it; empty when `to` is before `from`. */
export interface Interval {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** Disjoint, in order, neighbours joined. */
export function unionOfIntervals(intervals: readonly Interval[]): readonly Interval[] {
  if (intervals.length === 0) return intervals;
  const sorted = intervals.filter(({ from, to }) => from <= to).sort((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && next.from <= last.to + 1) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else joined.push(next);
  }
  return joined;
}

/** Days of a union that lie in `from..to`, both included. */
export function daysWithin(union: readonly Interval[], from: DayNumber, to: DayNumber): number {
  let days = 0;
  for (const one of union) days += Math.max(0, Math.min(one.to, to) - Math.max(one.from, from) + 1);
  return days;
}
