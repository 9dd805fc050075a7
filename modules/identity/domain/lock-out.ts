/**
 * Lock-out after wrong sign-ins: a delay, never a lock for good, or colleagues could lock the mayor out. Attempts that were
 * put off are not counted, so trying again early does not lengthen the wait.
 */
import type { Instant } from '#kernel/calendar.ts';

export interface LockRule {
  /** so many failures … */
  readonly failures: number;
  /** … within so many seconds put off the next attempt */
  readonly windowSeconds: number;
}

export type LockState = { readonly open: true } | { readonly open: false; readonly until: Instant; readonly seconds: number };

/**
 * Whether one more attempt may be made now. `failedAt` are the failures of one key (an account or an address) in any order;
 * older and later ones than the window are ignored. The wait ends when the oldest of the last `failures` leaves the window.
 */
export function lockState(failedAt: readonly Instant[], rule: LockRule, now: Instant): LockState {
  const window = rule.windowSeconds * 1000;
  const recent = failedAt
    .map((moment) => moment.epochMilliseconds)
    .filter((moment) => moment > now.epochMilliseconds - window && moment <= now.epochMilliseconds)
    .sort((a, b) => b - a);
  const oldest = recent[rule.failures - 1];
  if (oldest === undefined) return { open: true };
  const left = oldest + window - now.epochMilliseconds;
  return { open: false, until: now.add({ milliseconds: left }), seconds: Math.max(1, Math.ceil(left / 1000)) };
}

/** The longer of several waits decides. */
export function strictest(...states: readonly LockState[]): LockState {
  return states.reduce((worst, state) => (!state.open && (worst.open || state.seconds > worst.seconds) ? state : worst), { open: true } as LockState);
}
