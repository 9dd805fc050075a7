/** The moment up to which facts count: the end of a day in Asia/Shanghai, or no end. */
import { formatMoment, officialTimeZone, parseDay } from '#kernel/calendar.ts';

export function knownAtOf(knownOn: string | undefined): string {
  if (knownOn === undefined) return 'infinity';
  const next = parseDay(knownOn).add({ days: 1 }).toZonedDateTime(officialTimeZone).toInstant();
  // The last moment of the day; the clock of events counts in milliseconds.
  return formatMoment(next.subtract({ milliseconds: 1 }));
}

/** For lists whose present is stored: undefined today, the end of the day before. */
export function pastMoment(knownOn: string | undefined, { today }: { readonly today: { toString(): string } }): string | undefined {
  return knownOn === undefined || knownOn >= today.toString() ? undefined : knownAtOf(knownOn);
}
