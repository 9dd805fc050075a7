/** The figures of an indicator for later modules: approved ones only, as of a day, as known at a moment. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Instant, PlainDate } from '#kernel/calendar.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { IndicatorUnit, Period, Point } from '../contract/index.ts';
import { endOf } from '../domain/index.ts';
import { loadFigures } from './load-figures.ts';

export interface FigureQuery {
  readonly indicatorId: string;
  /** default: the own region */
  readonly area?: string;
  /** periods that had ended by this day */
  readonly asOf: PlainDate;
  /** recorded until then; default: everything */
  readonly knownAt?: Instant;
}

export interface IndicatorFigure extends Point {
  readonly indicatorId: string;
  readonly indicator: string;
  readonly unit: IndicatorUnit;
  readonly places: number;
  readonly definitionVersion: number;
}

/** All figures of a series, oldest first; undefined for an unknown indicator. Gaps and unknown ones stay in, with reasons. */
export async function seriesAsOf(tx: Tx, query: FigureQuery): Promise<readonly IndicatorFigure[] | undefined> {
  const area = query.area ?? tx.region;
  const figures = await loadFigures(tx, [query.indicatorId], { knownAt: query.knownAt === undefined ? 'infinity' : formatMoment(query.knownAt), area });
  const row = figures.definitions.get(query.indicatorId);
  if (row === undefined) return undefined;
  const head = { indicatorId: query.indicatorId, indicator: row.name, unit: row.unit as IndicatorUnit, places: row.places, definitionVersion: row.version };
  const until = query.asOf.toString();
  return figures.pointsOf(query.indicatorId, area).flatMap((point) => (endOf(point.period).toString() <= until ? [{ ...point, ...head }] : []));
}

/** The figure of one period, or of the newest one with a figure; undefined when the indicator or the period has none. */
export async function valueOn(tx: Tx, query: FigureQuery & { readonly period?: Period }): Promise<IndicatorFigure | undefined> {
  const series = await seriesAsOf(tx, query);
  if (query.period !== undefined) return series?.find(({ period }) => period === query.period);
  return series?.findLast(({ value }) => value !== null);
}
