/** The forecast of a series: estimates from its last unbroken stretch, and exact figures of what is still needed. */
import { parseDay, parseMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { loadParams } from '#kernel/server/params.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getForecast, periodExample } from '../contract/index.ts';
import type { Frequency, Period, Point } from '../contract/index.ts';
import {
  compare,
  endOf,
  forecastSeries,
  fraction,
  fractionOf,
  indexOf,
  kindOf,
  multiply,
  paceAgainstTarget,
  periodLabel,
  periodsPerYear,
  probabilityToReach,
  requiredRate,
  startOf,
  stepPeriod,
  timeShare,
  toDecimal,
  toEstimate,
} from '../domain/index.ts';
import type { Forecast } from '../domain/index.ts';
import { knownAtOf } from './known-at.ts';
import { loadFigures } from './load-figures.ts';
import type { IndicatorRow } from './definition-store.ts';
import { forecastRule } from './params.ts';
import { indicatorRefusals } from './refusals.ts';

type Reply = ReplyInput<typeof getForecast>;
interface Rule {
  readonly minPoints: number;
  readonly coveragePercent: number;
  readonly horizon: number;
}
export interface Valued {
  readonly period: Period;
  readonly value: string;
}
interface Aim {
  readonly target: string;
  readonly due: Period;
}

/** The longest run of neighbouring periods with exact enough figures that ends with the newest one. */
export function lastStretch(points: readonly Point[], breaks: readonly Period[]): readonly Valued[] {
  const run: Valued[] = [];
  for (const { period, value, precision } of [...points].reverse()) {
    const next = run[0];
    if (next !== undefined && (indexOf(period) !== indexOf(next.period) - 1 || breaks.includes(next.period))) break;
    if (value === null || precision === 'above' || precision === 'below') {
      if (next === undefined) continue;
      break;
    }
    run.unshift({ period, value });
  }
  return run;
}

const estimate = (value: number, places: number): string => (Number.isFinite(value) ? toDecimal(fractionOf(value.toFixed(places)), places) : '0');

function presentSteps(forecast: Extract<Forecast, { enough: true }>, last: Period, places: number): Reply['steps'] {
  return forecast.steps.map(({ step, value, low, high }) => {
    const period = stepPeriod(last, step);
    return { period, label: periodLabel(period), value: estimate(value, places), low: estimate(low, places), high: estimate(high, places) };
  });
}

function probabilityOf(forecast: Forecast, aim: Aim | undefined, facts: { readonly last: Period; readonly direction: string }): number | null {
  if (!forecast.enough || aim === undefined || facts.direction === 'neutral') return null;
  const step = forecast.steps[indexOf(aim.due) - indexOf(facts.last) - 1];
  return step === undefined ? null : Math.round(probabilityToReach(step, toEstimate(fractionOf(aim.target)), facts.direction === 'down' ? 'down' : 'up') * 100);
}

/** What each remaining period has to bring from where the series stands; null when the target is met already or nothing remains. */
function requiredOf(series: readonly Valued[], aim: Aim | undefined, row: IndicatorRow): Reply['required'] {
  const last = series.at(-1);
  if (aim === undefined || last === undefined) return null;
  const order = compare(fractionOf(last.value), fractionOf(aim.target));
  if (row.direction === 'down' ? order <= 0 : order >= 0) return null;
  const remaining = indexOf(aim.due) - indexOf(last.period);
  const rate = requiredRate(aim.target, last.value, remaining);
  return rate === null ? null : { perPeriod: toDecimal(rate, row.places), remaining };
}

function paceOf(series: readonly Valued[], aim: Aim | undefined): Reply['pace'] {
  const [first, last] = [series[0], series.at(-1)];
  if (aim === undefined || first === undefined || last === undefined) return null;
  const [elapsed, total] = [indexOf(last.period) - indexOf(first.period), indexOf(aim.due) - indexOf(first.period)];
  if (elapsed <= 0 || total <= 0) return null;
  const pace = paceAgainstTarget({ base: first.value, current: last.value, target: aim.target, elapsed, total });
  return pace === undefined ? null : { ratio: pace.ratio.toFixed(4), pace: pace.pace };
}

const tooFew = (series: readonly Valued[], known: number, rule: Rule): string =>
  known > series.length
    ? `样本不足：数列有缺口或口径调整，最近连续的只有 ${series.length} 期，至少要 ${rule.minPoints} 期才作预测`
    : `样本不足：只有 ${series.length} 期，至少要 ${rule.minPoints} 期才作预测`;

/** Far enough to reach the target's period, and one season as the frequency has it. */
export const settingsOf = (frequency: Frequency, beyond: number, rule: Rule) => ({
  horizon: Math.min(36, Math.max(rule.horizon, beyond)),
  minPoints: rule.minPoints,
  coverage: rule.coveragePercent / 100,
  cycle: frequency === 'month' || frequency === 'cumulative' || frequency === 'quarter' ? periodsPerYear(frequency) : 1,
});

interface Ground {
  readonly row: IndicatorRow;
  readonly series: readonly Valued[];
  readonly known: number;
  readonly rule: Rule;
  readonly aim: Aim | undefined;
  /** the day that is shown */
  readonly day: PlainDate;
}

function build({ row, series, known, rule, aim, day }: Ground): Reply {
  const last = series.at(-1);
  const beyond = aim === undefined || last === undefined ? 0 : indexOf(aim.due) - indexOf(last.period);
  const settings = settingsOf(row.frequency as Frequency, beyond, rule);
  const forecast = forecastSeries(
    series.map(({ value }) => toEstimate(fractionOf(value))),
    settings,
  );
  const share =
    aim === undefined
      ? null
      : multiply(timeShare({ from: startOf(`${aim.due.slice(0, 4)}` as Period), to: endOf(`${aim.due.slice(0, 4)}` as Period) }, day, 'months'), fraction(100n));
  return {
    state: forecast.enough ? 'enough' : known > series.length ? 'not-continuous' : 'too-few',
    message: forecast.enough ? `按以往误差估计，仅供参考，不作为判定依据` : tooFew(series, known, rule),
    points: series.length,
    needed: rule.minPoints,
    method: forecast.enough ? forecast.method : null,
    coverage: String(rule.coveragePercent),
    steps: forecast.enough && last !== undefined ? presentSteps(forecast, last.period, row.places) : [],
    backTests: forecast.enough ? forecast.backTests.map(({ method, error, tested }) => ({ method, error: estimate(error, row.places + 1), tested })) : [],
    probability: last === undefined ? null : probabilityOf(forecast, aim, { last: last.period, direction: row.direction }),
    required: requiredOf(series, aim, row),
    timeShare: share === null ? null : toDecimal(share, 1),
    pace: paceOf(series, aim),
  };
}

export const getForecastUseCase = useCase(getForecast, async ({ params, query }, context) => {
  const { tx, today, refuse } = context;
  const area = query.area ?? tx.region;
  const figures = await loadFigures(tx, [params.indicatorId], { knownAt: knownAtOf(query.knownOn), area });
  const row = figures.definitions.get(params.indicatorId);
  if (row === undefined) return refuse(indicatorRefusals.not_found());
  if (query.due !== undefined && kindOf(query.due) !== row.frequency) return refuse(indicatorRefusals.due_wrong({ example: periodExample[row.frequency as Frequency] }));
  const day = query.knownOn === undefined ? today : parseDay(query.knownOn);
  const knownAt = query.knownOn === undefined ? {} : { knownAt: parseMoment(knownAtOf(query.knownOn)) };
  const rule = (await loadParams(tx, [forecastRule], { region: tx.region, ...knownAt }))(forecastRule, day).value;
  const points = figures.pointsOf(params.indicatorId, area);
  const series = lastStretch(points, row.break_from === null ? [] : [row.break_from as Period]);
  const aim = query.target === undefined || query.due === undefined ? undefined : { target: query.target, due: query.due };
  return build({ row, series, known: points.filter(({ value }) => value !== null).length, rule, aim, day });
});
