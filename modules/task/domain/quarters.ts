/** Quarters in which a task is active: each must hold at least one milestone. */
import type { PlainDate } from '#kernel/calendar.ts';

export interface Quarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
}

const quarterOf = (day: PlainDate): Quarter => ({ year: day.year, quarter: (Math.floor((day.month - 1) / 3) + 1) as Quarter['quarter'] });
const isSame = (a: Quarter, b: Quarter): boolean => a.year === b.year && a.quarter === b.quarter;
const next = ({ year, quarter }: Quarter): Quarter => (quarter === 4 ? { year: year + 1, quarter: 1 } : { year, quarter: (quarter + 1) as Quarter['quarter'] });

/** 2026年第2季度 */
export const quarterName = ({ year, quarter }: Quarter): string => `${year}年第${quarter}季度`;

/** All quarters touched from the first to the last day, both included. Throws when the order is wrong. */
export function activeQuarters(from: PlainDate, to: PlainDate): readonly Quarter[] {
  const last = quarterOf(to);
  const quarters = [quarterOf(from)];
  if (from.until(to).sign < 0) throw new RangeError('a task ends on or after the day it starts');
  for (let at = quarters[0]; at !== undefined && !isSame(at, last); ) {
    at = next(at);
    quarters.push(at);
  }
  return quarters;
}

/** Active quarters without a milestone. */
export function quartersWithoutMilestone(from: PlainDate, to: PlainDate, milestones: readonly PlainDate[]): readonly Quarter[] {
  return activeQuarters(from, to).filter((quarter) => !milestones.some((day) => isSame(quarterOf(day), quarter)));
}
