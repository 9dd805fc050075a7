/**
 * Five simple forecasts of a series. Binary numbers are allowed here and nowhere else of the module (ADR 0023): the
 * results are estimates, rounded and marked as such, and judge nothing.
 */
import type { ForecastMethod } from '../contract/words.ts';

export type Projection = (history: readonly number[], steps: number) => readonly number[];

const last = (values: readonly number[]): number => values.at(-1) ?? 0;
const ahead = (steps: number, at: (step: number) => number): readonly number[] => Array.from({ length: steps }, (_, index) => at(index + 1));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const lastValue: Projection = (history, steps) => ahead(steps, () => last(history));

const drift: Projection = (history, steps) => {
  const slope = history.length < 2 ? 0 : (last(history) - (history[0] as number)) / (history.length - 1);
  return ahead(steps, (step) => last(history) + slope * step);
};

const linear: Projection = (history, steps) => {
  const count = history.length;
  const meanAt = (count - 1) / 2;
  const mean = sum(history) / count;
  const spread = sum(history.map((_, at) => (at - meanAt) ** 2));
  const slope = spread === 0 ? 0 : sum(history.map((value, at) => (at - meanAt) * (value - mean))) / spread;
  return ahead(steps, (step) => mean + slope * (count - 1 + step - meanAt));
};

export interface DampedSettings {
  readonly alpha: number;
  /** share of the level's change that the trend takes over; β = α·β* */
  readonly betaStar: number;
  readonly phi: number;
}

export interface DampedState {
  readonly level: number;
  readonly trend: number;
  /** mean square of the one-step errors */
  readonly variance: number;
}

/** Holt's damped trend run through a series from a given start. */
export function runDamped(values: readonly number[], settings: DampedSettings, start: { readonly level: number; readonly trend: number }): DampedState {
  let { level, trend } = start;
  let squares = 0;
  for (const value of values) {
    const expected = level + settings.phi * trend;
    squares += (value - expected) ** 2;
    const next = settings.alpha * value + (1 - settings.alpha) * expected;
    trend = settings.betaStar * (next - level) + (1 - settings.betaStar) * settings.phi * trend;
    level = next;
  }
  return { level, trend, variance: values.length === 0 ? 0 : squares / values.length };
}

/** φ + φ² + … + φ^h */
const dampedSum = (phi: number, steps: number): number => sum(ahead(steps, (step) => phi ** step));

export const dampedForecast = (state: DampedState, phi: number, steps: number): readonly number[] => ahead(steps, (step) => state.level + dampedSum(phi, step) * state.trend);

/** σ_h² = σ²·(1 + Σ_{j<h} (α + β(φ + … + φ^j))²): the model's own variance h steps ahead. */
export function dampedVariance(variance: number, settings: DampedSettings, steps: number): number {
  const beta = settings.alpha * settings.betaStar;
  return variance * (1 + sum(ahead(steps - 1, (step) => (settings.alpha + beta * dampedSum(settings.phi, step)) ** 2)));
}

const grid = { alpha: [0.2, 0.4, 0.6, 0.8, 0.95], betaStar: [0.05, 0.2, 0.4, 0.7], phi: [0.8, 0.9, 0.98] };

/** The settings of the grid with the least one-step error on the series; the first of equals. */
export function fitDamped(history: readonly number[]): { readonly settings: DampedSettings; readonly state: DampedState } {
  const [first = 0, second = first] = history;
  const start = { level: first, trend: second - first };
  const candidates = grid.alpha.flatMap((alpha) => grid.betaStar.flatMap((betaStar) => grid.phi.map((phi) => ({ alpha, betaStar, phi }))));
  const fits = candidates.map((settings) => ({ settings, state: runDamped(history.slice(1), settings, start) }));
  return fits.reduce((best, fit) => (fit.state.variance < best.state.variance ? fit : best));
}

const dampedTrend: Projection = (history, steps) => {
  const { settings, state } = fitDamped(history);
  return dampedForecast(state, settings.phi, steps);
};

/** The value of the same season one cycle before; only for series with at least one full cycle. */
const seasonalNaive =
  (cycle: number): Projection =>
  (history, steps) =>
    ahead(steps, (step) => history[history.length - cycle + ((step - 1) % cycle)] ?? last(history));

/** The methods that a series of this rhythm can use; a yearly series has no season. */
export function methodsFor(cycle: number): readonly (readonly [ForecastMethod, Projection, number])[] {
  const plain: readonly (readonly [ForecastMethod, Projection, number])[] = [
    ['last-value', lastValue, 1],
    ['drift', drift, 2],
    ['linear', linear, 3],
    ['damped-trend', dampedTrend, 4],
  ];
  return cycle > 1 ? [...plain, ['seasonal-naive', seasonalNaive(cycle), cycle]] : plain;
}
