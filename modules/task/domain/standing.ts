/** Where a debt stands on a day, and the rates that follow. Everything is counted from who owed, never from what arrived. */
import { Decimal } from 'decimal.js';
import type { DebtStanding, ReportState } from '../contract/index.ts';

export interface Debt {
  /** last day on which a signature is in time */
  readonly dueOn: string;
  /** the assignment was changed or ended before the round closed */
  readonly isDropped: boolean;
  /** added after opening (补列): never late */
  readonly isAdded: boolean;
  readonly state: ReportState | null;
  /** day of the unit's first signature in Asia/Shanghai; null while unsigned */
  readonly signedOn: string | null;
  readonly wasReturned: boolean;
  readonly wasCorrected: boolean;
}

const isInTime = ({ isAdded, signedOn, dueOn }: Debt): boolean => signedOn !== null && (isAdded || signedOn <= dueOn);
const isOwed = (debt: Debt): boolean => !(debt.isDropped && debt.signedOn === null);

/** `today` as YYYY-MM-DD. The due day itself is still in time. */
export function standingOf(debt: Debt, today: string): DebtStanding {
  if (!isOwed(debt)) return 'dropped';
  if (debt.state === 'returned') return 'returned';
  if (debt.signedOn !== null) return isInTime(debt) ? 'on-time' : 'late';
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
  /** signed and approved */
  readonly complete: Rate;
  readonly returned: number;
  readonly corrected: number;
  /** from opening to the first signature; null when nobody has signed */
  readonly medianHoursToSign: string | null;
}

const done = new Set<ReportState | null>(['approved', 'confirmed', 'locked', 'correcting']);

/** Debts that are alike in every respect, with their number: a board counts thousands by a few groups. */
export interface DebtGroup {
  readonly debt: Debt;
  readonly count: number;
}

/** Rates of the debts of one round; dropped debts are expected of nobody. */
export function ratesOf(groups: readonly DebtGroup[], medianHoursToSign: string | null): Rates {
  const owed = groups.filter(({ debt }) => isOwed(debt));
  const sum = (which: (debt: Debt) => boolean): number => owed.filter(({ debt }) => which(debt)).reduce((total, { count }) => total + count, 0);
  const expected = sum(() => true);
  return {
    expected,
    received: rateOf(
      sum(({ signedOn }) => signedOn !== null),
      expected,
    ),
    onTime: rateOf(sum(isInTime), expected),
    complete: rateOf(
      sum(({ signedOn, state }) => signedOn !== null && done.has(state)),
      expected,
    ),
    returned: sum(({ wasReturned }) => wasReturned),
    corrected: sum(({ wasCorrected }) => wasCorrected),
    medianHoursToSign,
  };
}
