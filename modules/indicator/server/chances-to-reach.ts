/**
 * For later modules: how likely the targets of linked clauses are reached by their day, estimated from the figures as they
 * count now. Too few points, a target in another unit and one whose period is over give no estimate.
 */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { Frequency, Period } from '../contract/index.ts';
import { forecastSeries, fractionOf, indexOf, inPlanUnit, periodAt, probabilityToReach, toEstimate } from '../domain/index.ts';
import { lastStretch, settingsOf } from './get-forecast.ts';
import { listLinksOfAnchors } from './link-store.ts';
import type { LinkRow } from './link-store.ts';
import { loadFigures } from './load-figures.ts';
import type { Figures } from './load-figures.ts';
import { forecastRule } from './params.ts';

export interface TargetAim {
  readonly anchor: string;
  readonly number: string;
  /** of the plan; null = the plan names none */
  readonly unit: string | null;
  readonly direction: 'up' | 'down';
  /** last day of the target's time */
  readonly dueOn: string;
}

export interface TargetChance {
  readonly indicatorId: string;
  readonly points: number;
  /** ten-thousandths: 1234 is 12.34 % */
  readonly chance: number;
}

interface Ground {
  readonly figures: Figures;
  readonly region: string;
  readonly rule: { readonly minPoints: number; readonly coveragePercent: number; readonly horizon: number };
}

function chanceOf(aim: TargetAim, link: LinkRow, { figures, region, rule }: Ground): TargetChance | undefined {
  const row = figures.definitions.get(link.indicator_id);
  // A link by name says of which of several figures the target speaks; the estimate cannot tell them apart.
  if (row === undefined || link.by_name) return undefined;
  const series = lastStretch(figures.pointsOf(link.indicator_id, region), row.break_from === null ? [] : [row.break_from as Period]).map(({ period, value }) => ({
    period,
    ...inPlanUnit(value, row.unit),
  }));
  const last = series.at(-1);
  if (last === undefined || (aim.unit !== null && last.unit !== aim.unit)) return undefined;
  const frequency = row.frequency as Frequency;
  const beyond = indexOf(periodAt(parseDay(aim.dueOn), frequency)) - indexOf(last.period);
  const forecast = forecastSeries(
    series.map(({ value }) => toEstimate(fractionOf(value))),
    settingsOf(frequency, beyond, rule),
  );
  const step = forecast.enough ? forecast.steps[beyond - 1] : undefined;
  if (step === undefined) return undefined;
  return { indicatorId: link.indicator_id, points: series.length, chance: Math.round(probabilityToReach(step, toEstimate(fractionOf(aim.number)), aim.direction) * 10_000) };
}

/** By anchor; clauses without an estimate are left out. */
export async function chancesToReach(aims: readonly TargetAim[], { tx, today }: Pick<Context, 'tx' | 'today'>): Promise<ReadonlyMap<string, TargetChance>> {
  const links = await listLinksOfAnchors(
    tx,
    aims.map(({ anchor }) => anchor),
  );
  if (links.length === 0) return new Map();
  const figures = await loadFigures(tx, [...new Set(links.map((link) => link.indicator_id))], { knownAt: 'infinity', area: tx.region });
  const rule = (await loadParams(tx, [forecastRule], { region: tx.region }))(forecastRule, today).value;
  return new Map(
    aims.flatMap((aim) => {
      const found = links.filter(({ anchor }) => anchor === aim.anchor).flatMap((link) => chanceOf(aim, link, { figures, region: tx.region, rule }) ?? []);
      return found[0] === undefined ? [] : [[aim.anchor, found[0]] as const];
    }),
  );
}
