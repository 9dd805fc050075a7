/** `?asOf=`: the last moment of that day. Recorded time decides what is shown, so a past day reads as it was shown then. */
import { Temporal } from 'temporal-polyfill';
import { formatMoment, officialTimeZone, parseDay, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';

export interface AsOf {
  /** the day that is shown */
  readonly on: string;
  readonly knownAt: Instant;
  readonly isPast: boolean;
}

export function readAsOf(asOf: string | undefined, { now, today }: Pick<Context, 'now' | 'today'>): AsOf {
  if (asOf === undefined || asOf >= today.toString()) return { on: today.toString(), knownAt: now, isPast: false };
  const end = parseDay(asOf).add({ days: 1 }).toZonedDateTime({ timeZone: officialTimeZone }).toInstant();
  return { on: asOf, knownAt: Temporal.Instant.fromEpochNanoseconds(end.epochNanoseconds - 1000n), isPast: true };
}

export const momentText = (moment: Instant): string => formatMoment(moment);

/** The title that the plan had: that of the newest version imported by the moment. */
export function planTitleAt(
  { plan, versions }: { readonly plan: { readonly title: string }; readonly versions: readonly { readonly title: string; readonly importedAt: string }[] },
  knownAt: Instant,
): string {
  return versions.find(({ importedAt }) => parseMoment(importedAt).epochNanoseconds <= knownAt.epochNanoseconds)?.title ?? plan.title;
}
