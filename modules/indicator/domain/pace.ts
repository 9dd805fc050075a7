/**
 * Where a target should stand by now: 序时进度 on exact fractions, interim share, required run-rate; and, beside them for
 * comparison with other places, the compound-growth ratio and the expected gap (estimates, ADR 0023).
 */
import type { PlainDate } from '#kernel/calendar.ts';
import type { Direction, Pace } from '../contract/words.ts';
import { compare, divide, fraction, fractionOf, isZero, subtract, toEstimate, zero } from './fraction.ts';
import type { Fraction } from './fraction.ts';

export const timeRules = ['months', 'days'] as const;
export type TimeRule = (typeof timeRules)[number];

const clamp = (value: Fraction): Fraction => (compare(value, zero) < 0 ? zero : compare(value, fraction(1n)) > 0 ? fraction(1n) : value);
const dayCount = (from: PlainDate, to: PlainDate): bigint => BigInt(from.until(to, { largestUnit: 'day' }).days + 1);
/** Whole months that are over at the end of `on`, counted from the month of `from`. */
const monthCount = (from: PlainDate, on: PlainDate): bigint => {
  const months = (on.year - from.year) * 12 + on.month - from.month;
  return BigInt(on.day === on.daysInMonth ? months + 1 : months);
};

/** 序时进度: the elapsed share of a span of whole months (or days), both ends included; 0 before it, 1 after it. */
export function timeShare(span: { readonly from: PlainDate; readonly to: PlainDate }, on: PlainDate, rule: TimeRule): Fraction {
  const measure = rule === 'months' ? monthCount : dayCount;
  return clamp(fraction(measure(span.from, on), measure(span.from, span.to)));
}

export type ShareResult = { readonly known: true; readonly share: Fraction } | { readonly known: false; readonly reason: 'no-base' | 'base-is-target' };

/** Interim share of a flow: actual ÷ target. */
export const flowShare = (actual: string, target: string): ShareResult =>
  isZero(fractionOf(target)) ? { known: false, reason: 'base-is-target' } : { known: true, share: divide(fractionOf(actual), fractionOf(target)) };

/** Interim share of a level: (a − b) ÷ (t − b), for both directions; without a base it is not known, never a ÷ t. */
export function gapShare(figures: { readonly actual: string; readonly target: string; readonly base: string | null }): ShareResult {
  if (figures.base === null) return { known: false, reason: 'no-base' };
  const span = subtract(fractionOf(figures.target), fractionOf(figures.base));
  if (isZero(span)) return { known: false, reason: 'base-is-target' };
  return { known: true, share: divide(subtract(fractionOf(figures.actual), fractionOf(figures.base)), span) };
}

/** What each remaining period has to bring: 还需每月 x. Null when no period remains. */
export function requiredRate(target: string, achieved: string, remaining: number): Fraction | null {
  return remaining <= 0 ? null : divide(subtract(fractionOf(target), fractionOf(achieved)), fraction(BigInt(remaining)));
}

/** Difference in percentage points of two growth rates, exact. */
export const pointsApart = (actual: string, target: string): Fraction => subtract(fractionOf(actual), fractionOf(target));

/** Compound growth per step from one positive figure to another; undefined when a base is not positive. An estimate. */
export function compoundRate(from: Fraction, to: Fraction, steps: number): number | undefined {
  if (steps <= 0 || compare(from, zero) <= 0 || compare(to, zero) <= 0) return undefined;
  return (toEstimate(to) / toEstimate(from)) ** (1 / steps) - 1;
}

export interface PaceInput {
  readonly base: string;
  readonly current: string;
  readonly target: string;
  /** steps from base to current and from base to target */
  readonly elapsed: number;
  readonly total: number;
}

/** Observed ÷ required compound growth: ≥ 0.95 significant, ≥ 0.6 moderate, ≥ 0 insufficient, else away. */
export function paceAgainstTarget(input: PaceInput): { readonly actual: number; readonly required: number; readonly ratio: number; readonly pace: Pace } | undefined {
  const actual = compoundRate(fractionOf(input.base), fractionOf(input.current), input.elapsed);
  const required = compoundRate(fractionOf(input.base), fractionOf(input.target), input.total);
  if (actual === undefined || required === undefined || required === 0) return undefined;
  const ratio = actual / required;
  return { actual, required, ratio, pace: ratio >= 0.95 ? 'significant' : ratio >= 0.6 ? 'moderate' : ratio >= 0 ? 'insufficient' : 'away' };
}

/** Five-year movement without a target: the compound rate in the desired direction against ±1 % a year. */
export function paceWithoutTarget(
  from: string,
  to: string,
  step: { readonly years: number; readonly direction: Direction },
): 'significant+' | 'moderate+' | 'moderate-' | 'significant-' | undefined {
  const rate = compoundRate(fractionOf(from), fractionOf(to), step.years);
  if (rate === undefined) return undefined;
  const wanted = step.direction === 'down' ? -rate : rate;
  return wanted >= 0.01 ? 'significant+' : wanted >= 0 ? 'moderate+' : wanted > -0.01 ? 'moderate-' : 'significant-';
}

/** The gap that is expected to remain, in percent of the whole way: ≤ 10 keep on, more accelerate, beyond the start turn round. */
export function expectedGap(figures: {
  readonly base: string;
  readonly target: string;
  readonly expected: string;
}): { readonly gap: number; readonly advice: 'maintain' | 'accelerate' | 'reverse' } | undefined {
  const [base, target, expected] = [fractionOf(figures.base), fractionOf(figures.target), fractionOf(figures.expected)];
  const way = subtract(target, base);
  if (isZero(way)) return undefined;
  const left = toEstimate(divide(subtract(target, expected), way)) * 100;
  const gap = Math.max(0, left);
  return { gap, advice: gap > 100 ? 'reverse' : gap > 10 ? 'accelerate' : 'maintain' };
}

/** Regression with weights that grow with time (the newest year counts most), continued to `at`. An estimate. */
export function timeWeightedTrend(points: readonly { readonly at: number; readonly value: number }[], at: number): { readonly value: number; readonly slope: number } {
  const first = Math.min(...points.map((point) => point.at));
  const weighted = points.map((point) => ({ ...point, weight: point.at - first + 1 }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const meanAt = weighted.reduce((sum, { weight, at: x }) => sum + weight * x, 0) / total;
  const meanValue = weighted.reduce((sum, { weight, value }) => sum + weight * value, 0) / total;
  const spread = weighted.reduce((sum, { weight, at: x }) => sum + weight * (x - meanAt) ** 2, 0);
  const slope = spread === 0 ? 0 : weighted.reduce((sum, { weight, at: x, value }) => sum + weight * (x - meanAt) * (value - meanValue), 0) / spread;
  return { value: meanValue + slope * (at - meanAt), slope };
}
