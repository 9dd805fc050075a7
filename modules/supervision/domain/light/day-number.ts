/** Days as whole numbers (days since 1970-01-01) inside the light computation, where a million of them are compared. */
const msPerDay = 86_400_000;

export type DayNumber = number;

/** Throws RangeError on a text that is no day. */
export function dayNumber(text: string): DayNumber {
  const found = Date.parse(`${text}T00:00:00Z`) / msPerDay;
  if (!Number.isInteger(found) || dayText(found) !== text) throw new RangeError('a day is written YYYY-MM-DD');
  return found;
}

export const dayText = (day: DayNumber): string => new Date(day * msPerDay).toISOString().slice(0, 10);
export const dayAfter = (day: string): string => dayText(dayNumber(day) + 1);

/** Months since year 0: 2021-03 and 2021-04 differ by one. */
export function monthNumber(day: DayNumber): number {
  const date = new Date(day * msPerDay);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same day of the month `count` months later, or that month's last day. */
export function addMonths(day: DayNumber, count: number): DayNumber {
  const date = new Date(day * msPerDay);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count;
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return Date.UTC(Math.floor(months / 12), months % 12, Math.min(date.getUTCDate(), lastDay)) / msPerDay;
}

export const firstOfMonth = (month: number): DayNumber => Date.UTC(Math.floor(month / 12), month % 12, 1) / msPerDay;

/**
 * Whole months of `from..through`, both days included: 01-01..04-30 are 4, 01-01..04-29 are 3. The 序时进度 counts
 * only months that are over.
 */
export function wholeMonths(from: DayNumber, through: DayNumber): number {
  const end = through + 1;
  if (end <= from) return 0;
  const guess = monthNumber(end) - monthNumber(from);
  return addMonths(from, guess) <= end ? guess : guess - 1;
}
