/** The weeks of a month, Monday first, with the days before and after that fill them. Text days only: the browser's clock is not asked. */
export interface MonthDay {
  readonly on: string;
  readonly inside: boolean;
  readonly isWeekend: boolean;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Days since 1970-01-01 of a proleptic Gregorian day (Hinnant's days_from_civil). */
function serial(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 30;

/** `2026-11` moved by months. */
export function shiftMonth(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(index / 12)}-${two((index % 12) + 1)}`;
}

export const firstOf = (month: string): string => `${month}-01`;
export const lastOf = (month: string): string => `${month}-${two(lengthOf(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}`;

export function weeksOf(month: string): readonly (readonly MonthDay[])[] {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  // 1970-01-01 was a Thursday.
  const lead = (((serial(year, number, 1) + 3) % 7) + 7) % 7;
  const before = shiftMonth(month, -1);
  const after = shiftMonth(month, 1);
  const dayAt = (offset: number): string => {
    if (offset < 1) return `${before}-${two(Number(lastOf(before).slice(8)) + offset)}`;
    const length = Number(lastOf(month).slice(8));
    return offset > length ? `${after}-${two(offset - length)}` : `${month}-${two(offset)}`;
  };
  const weeks = Math.ceil((lead + Number(lastOf(month).slice(8))) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_unused, day) => {
      const on = dayAt(week * 7 + day - lead + 1);
      return { on, inside: on.startsWith(month), isWeekend: day >= 5 };
    }),
  );
}
