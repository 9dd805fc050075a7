/** When a blockage rises by itself, and which days it blocked (workflows §8). */
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import type { BlockageLevel } from '../../contract/index.ts';

export interface BlockageClock {
  readonly unitDays: number;
  readonly leaderDays: number;
}

const above: Readonly<Record<BlockageLevel, BlockageLevel | null>> = { unit: 'leader', leader: 'group', group: 'city', city: null };
export const levelAbove = (level: BlockageLevel): BlockageLevel | null => above[level];

/** The first day on which it stands one level higher: the day after the last working day of the clock. Above the leading group nothing rises by itself. */
export function risesOn(
  level: BlockageLevel,
  levelSinceOn: PlainDate,
  { clock, calendar }: { readonly clock: BlockageClock; readonly calendar: WorkingCalendar },
): PlainDate | null {
  if (level === 'group' || level === 'city') return null;
  return calendar.addWorkingDays(levelSinceOn, level === 'unit' ? clock.unitDays : clock.leaderDays).add({ days: 1 });
}

/** Unresolved for so many days: it stands on the next agenda of the leading group, whatever its level. */
export const isForGroup = (openedOn: PlainDate, today: PlainDate, days: number): boolean => openedOn.add({ days }).toString() <= today.toString();

export interface BlockedCase {
  readonly openedOn: PlainDate;
  /** null while open */
  readonly closedOn: PlainDate | null;
  /** what the office ruled where the days were contested */
  readonly ruled: { readonly from: PlainDate; readonly to: PlainDate } | null;
  /** withdrawn by the raiser, or not a blockage of others: blocks nothing */
  readonly isVoid: boolean;
}

/** The stretch of days that a blockage took from its object; the day of closing is free again. */
export function blockedStretch({ openedOn, closedOn, ruled, isVoid }: BlockedCase, today: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } | null {
  if (isVoid) return null;
  if (ruled !== null) return ruled;
  return { from: openedOn, to: closedOn === null ? today : closedOn.subtract({ days: 1 }) };
}
