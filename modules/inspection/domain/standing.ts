/** How an inspection stands on a day; derived, never stored. */
import type { InspectionState } from '../contract/index.ts';

export const toVisitStates: readonly InspectionState[] = ['planned', 'notified'];

const daysBetween = (due: string, today: { until(other: string, options: { largestUnit: 'days' }): { days: number } }): number =>
  Math.max(0, -today.until(due, { largestUnit: 'days' }).days);

/** Days past the planned day while nobody came, or past the due day while nothing was put right. */
export function daysLateOf(
  { state, plannedOn, rectifyDueOn }: { readonly state: InspectionState; readonly plannedOn: string; readonly rectifyDueOn: string | null },
  today: Parameters<typeof daysBetween>[1],
): number {
  if (toVisitStates.includes(state)) return daysBetween(plannedOn, today);
  return state === 'rectifying' && rectifyDueOn !== null ? daysBetween(rectifyDueOn, today) : 0;
}
