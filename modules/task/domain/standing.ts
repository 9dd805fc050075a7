/** Where a debt stands on a day, and the rates that follow. Everything is counted from who owed, never from what arrived. */
import { Decimal } from 'decimal.js';
import { dayOf, formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { DebtStanding, ReportState } from '../contract/index.ts';

export interface Debt {
  /** last day on which a signature is in time */
  readonly dueOn: string;
  /** the assignment was changed or ended before the round closed */
  readonly isDropped: boolean;
  /** added after opening (补列): never late */
  readonly isAdded: boolean;
  readonly state: ReportState | null;
  /** first signature of the unit, ISO moment; null while unsigned */
  readonly signedAt: string | null;
  readonly returns: number;
  readonly corrections: number;
}

/** `today` as YYYY-MM-DD. The due day itself is still in time. */
export function standingOf(debt: Debt, today: string): DebtStanding {
  if (debt.isDropped && debt.signedAt === null) return 'dropped';
  if (debt.state === 'returned') return 'returned';
  if (debt.signedAt !== null) return debt.isAdded || dayOf(parseMoment(debt.signedAt)).toString() <= debt.dueOn ? 'on-time' : 'late';
  if (!debt.isAdded && today > debt.dueOn) return 'silent';
  return debt.state === 'signing' ? 'in-hand' : 'waiting';
}

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  /** per cent with one decimal; null when nothing was owed */
  readonly percent: string | null;
}

export const rateOf = (numerator: number, denominator: number): Rate => ({
  numerator,
  denominator,
  percent: denominator === 0 ? null : new Decimal(numerator).mul(100).div(denominator).toDecimalPlaces(1).toFixed(1),
});

export interface Rates {
  readonly expected: number;
  readonly received: Rate;
  readonly onTime: Rate;
  /** signed and approved, with all co-units in */
  readonly complete: Rate;
  readonly returned: number;
  readonly corrected: number;
  /** from opening to the first signature; null when nobody has signed */
  readonly medianHoursToSign: string | null;
}

const done = new Set<ReportState | null>(['approved', 'confirmed', 'locked', 'correcting']);

function medianHours(opensAt: string, signed: readonly string[]): string | null {
  const from = parseMoment(opensAt);
  const hours = signed.map((at) => from.until(parseMoment(at)).total('hours')).sort((a, b) => a - b);
  const middle = Math.floor(hours.length / 2);
  const upper = hours[middle];
  if (upper === undefined) return null;
  const lower = hours.length % 2 === 0 ? (hours[middle - 1] ?? upper) : upper;
  return new Decimal(lower).add(upper).div(2).toDecimalPlaces(1).toFixed(1);
}

/** Rates of a set of debts of one round; dropped debts are not expected, and are counted by nobody. */
export function ratesOf(debts: readonly Debt[], opensAt: string): Rates {
  const owed = debts.filter((debt) => !(debt.isDropped && debt.signedAt === null));
  const signed = owed.flatMap(({ signedAt }) => (signedAt === null ? [] : [formatMoment(parseMoment(signedAt))]));
  const inTime = owed.filter((debt) => debt.signedAt !== null && (debt.isAdded || dayOf(parseMoment(debt.signedAt)).toString() <= debt.dueOn)).length;
  return {
    expected: owed.length,
    received: rateOf(signed.length, owed.length),
    onTime: rateOf(inTime, owed.length),
    complete: rateOf(owed.filter((debt) => debt.signedAt !== null && done.has(debt.state)).length, owed.length),
    returned: owed.filter(({ returns }) => returns > 0).length,
    corrected: owed.filter(({ corrections }) => corrections > 0).length,
    medianHoursToSign: medianHours(opensAt, signed),
  };
}
