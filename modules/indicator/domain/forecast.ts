/**
 * Forecast with a range: the method is chosen by what it would have got wrong in the past (rolling origin), the range
 * comes from those same errors, and too short a series is refused instead of guessed (样本不足).
 */
import type { ForecastMethod } from '../contract/words.ts';
import { methodsFor } from './forecast-methods.ts';
import type { Projection } from './forecast-methods.ts';

export interface ForecastSettings {
  /** steps ahead */
  readonly horizon: number;
  /** points below which there is no forecast (parameter) */
  readonly minPoints: number;
  /** share of past errors inside the range, e.g. 0.8 (parameter) */
  readonly coverage: number;
  /** periods of one season: 12 months, 4 quarters, 1 = none */
  readonly cycle: number;
}

export interface ForecastStep {
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** standard error from own past errors; for the probability only */
  readonly spread: number;
}

export interface BackTest {
  readonly method: ForecastMethod;
  /** root mean square of all tested errors */
  readonly error: number;
  readonly tested: number;
}

export type Forecast =
  | { readonly enough: false; readonly points: number; readonly needed: number }
  | { readonly enough: true; readonly method: ForecastMethod; readonly steps: readonly ForecastStep[]; readonly backTests: readonly BackTest[] };

interface Tested extends BackTest {
  readonly project: Projection;
  /** errors by step ahead: [0] = one step */
  readonly errors: readonly (readonly number[])[];
}

const rootMeanSquare = (errors: readonly number[]): number => Math.sqrt(errors.reduce((total, error) => total + error * error, 0) / Math.max(1, errors.length));

/** Forecasts from every origin that leaves the method its minimum, against what then came. */
function backTest(values: readonly number[], [method, project, minimum]: readonly [ForecastMethod, Projection, number], settings: ForecastSettings): Tested | undefined {
  const firstOrigin = Math.max(minimum, Math.min(3, values.length - 2));
  const errors: number[][] = Array.from({ length: settings.horizon }, () => []);
  for (let origin = firstOrigin; origin < values.length; origin += 1) {
    const steps = Math.min(settings.horizon, values.length - origin);
    for (const [index, expected] of project(values.slice(0, origin), steps).entries()) errors[index]?.push((values[origin + index] as number) - expected);
  }
  const all = errors.flat();
  return all.length < 2 ? undefined : { method, project, errors, error: rootMeanSquare(all), tested: all.length };
}

/** The value below which the given share of sorted sizes lies, linear between neighbours. */
function quantile(sizes: readonly number[], share: number): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

const enoughErrors = 3;

/** Half width and standard error at one step; where too few errors of that step exist, one-step errors grow with √h. */
function rangeAt(tested: Tested, step: number, coverage: number): { readonly half: number; readonly spread: number } {
  const own = tested.errors[step - 1] ?? [];
  if (own.length >= enoughErrors) return { half: quantile(own.map(Math.abs), coverage), spread: rootMeanSquare(own) };
  const nearest = tested.errors.slice(0, step).findLastIndex((errors) => errors.length >= enoughErrors);
  const base = nearest < 0 ? tested.errors.flat() : (tested.errors[nearest] as readonly number[]);
  const growth = Math.sqrt(step / (Math.max(0, nearest) + 1));
  return { half: quantile(base.map(Math.abs), coverage) * growth, spread: rootMeanSquare(base) * growth };
}

/** A range never narrows with distance, whatever luck the few long errors had. */
function widen(steps: readonly ForecastStep[]): readonly ForecastStep[] {
  let [half, spread] = [0, 0];
  return steps.map((one) => {
    half = Math.max(half, one.high - one.value);
    spread = Math.max(spread, one.spread);
    return { ...one, low: one.value - half, high: one.value + half, spread };
  });
}

/** Forecasts the periods after the last value. Values are consecutive periods without a gap. */
export function forecastSeries(values: readonly number[], settings: ForecastSettings): Forecast {
  if (values.length < settings.minPoints) return { enough: false, points: values.length, needed: settings.minPoints };
  const tests = methodsFor(settings.cycle).flatMap((method) => backTest(values, method, settings) ?? []);
  const best = tests.reduce<Tested | undefined>((chosen, test) => (chosen === undefined || test.error < chosen.error ? test : chosen), undefined);
  if (best === undefined) return { enough: false, points: values.length, needed: settings.minPoints };
  const steps = best.project(values, settings.horizon).map((value, index) => {
    const { half, spread } = rangeAt(best, index + 1, settings.coverage);
    return { step: index + 1, value, low: value - half, high: value + half, spread };
  });
  return { enough: true, method: best.method, steps: widen(steps), backTests: tests.map(({ method, error, tested }) => ({ method, error, tested })) };
}

/** Distribution function of the normal law (Abramowitz and Stegun 7.1.26, error below 1.5e-7). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const inner = 1 - tail * Math.exp(-(z * z) / 2);
  return z >= 0 ? (1 + inner) / 2 : (1 - inner) / 2;
}

/** Certainty is never claimed: past errors of zero may be luck. */
const certainty = 0.99;

/** Probability that the value at a step reaches the target: at least (up) or at most (down). */
export function probabilityToReach(step: ForecastStep, target: number, direction: 'up' | 'down'): number {
  const margin = direction === 'up' ? step.value - target : target - step.value;
  const share = step.spread === 0 ? (margin >= 0 ? 1 : 0) : normalShare(margin / step.spread);
  return Math.min(certainty, Math.max(1 - certainty, share));
}
