/** The clock port: the only place of the server that reads the time. Tests pass their own clock. */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../calendar.ts';

export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = Object.freeze({ now: () => Temporal.Now.instant() });

/** A clock that stands still, for tests and replays. */
export function fixedClock(moment: string): Clock {
  const instant = Temporal.Instant.from(moment);
  return { now: () => instant };
}
