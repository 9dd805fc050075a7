/** Figures as they were known at a moment, and computed ones from their formulas: the one way by which the module reads. */
import type { Tx } from '#kernel/server/db.ts';
import { divide, evaluateFormula, fractionOf, fromBase, indexOf, known, mapReferences, parseFormula, periodLabel, toBase, toDecimal, unknown } from '../domain/index.ts';
import type { FigureSource, Formula, Reading, UnknownReason } from '../domain/index.ts';
import { unknownCodeLabel } from '../contract/index.ts';
import type { GapReason, Period, Point, Precision, Quality, Stamp } from '../contract/index.ts';
import { definitionStore } from './definition-store.ts';
import type { IndicatorRow } from './definition-store.ts';
import { observationStatements } from './observation-store.ts';
import type { EffectiveRow } from './observation-store.ts';

export interface Area {
  readonly area: string;
  readonly areaName: string;
}

export interface Figures {
  readonly definitions: ReadonlyMap<string, IndicatorRow>;
  /** areas with figures of the indicator, or of everything that its formula needs */
  areasOf(indicatorId: string): readonly Area[];
  /** every period of the indicator in an area, oldest first; a computed one has a period wherever any of its inputs has */
  pointsOf(indicatorId: string, area: string): readonly Point[];
  pointAt(indicatorId: string, area: string, period: Period): Point;
}

export const storedFormulaChars = 6000;

const nothing = { value: null, gap: null, numerator: null, denominator: null, precision: 'exact', quality: null, revision: null, source: null } as const;

interface World {
  readonly definitions: ReadonlyMap<string, IndicatorRow>;
  readonly formulas: ReadonlyMap<string, Formula>;
  readonly rows: ReadonlyMap<string, EffectiveRow>;
  readonly breaks: ReadonlyMap<string, readonly Period[]>;
}

const keyOf = (indicatorId: string, area: string, period: string): string => `${indicatorId} ${area} ${period}`;

function storedReading(world: World, area: string, place: { readonly indicator: string; readonly period: Period }): Reading {
  const row = world.rows.get(keyOf(place.indicator, area, place.period));
  if (row === undefined) return unknown({ code: 'missing', ...place });
  if (row.value === null) return unknown({ code: 'gap', ...place });
  if (row.precision_kind === 'above' || row.precision_kind === 'below') return unknown({ code: 'inexact', ...place });
  const unit = world.definitions.get(place.indicator)?.unit ?? 'ratio';
  // A stored ratio computes with its parts: the published quotient is rounded, its parts are not.
  if (row.numerator !== null && row.denominator !== null) return known(divide(fractionOf(row.numerator), fractionOf(row.denominator)));
  return known(toBase(fractionOf(row.value), unit));
}

/** Figures of one area in base units; formulas of formulas are followed, cycles were refused when they were stored. */
function sourceOf(world: World, area: string): FigureSource {
  const computed = new Map<string, Reading>();
  const source: FigureSource = {
    reading(indicator, period) {
      const formula = world.formulas.get(indicator);
      if (formula === undefined) return storedReading(world, area, { indicator, period });
      const key = `${indicator} ${period}`;
      const reading = computed.get(key) ?? evaluateFormula(formula, period, source);
      computed.set(key, reading);
      return reading;
    },
    breaksBetween(indicator, earlier, later) {
      const uses = world.definitions.get(indicator)?.uses ?? [];
      const own = (world.breaks.get(indicator) ?? []).some((from) => indexOf(earlier) < indexOf(from) && indexOf(from) <= indexOf(later));
      return own || uses.some((used) => source.breaksBetween(used, earlier, later));
    },
  };
  return source;
}

const nameIn = (world: World, indicator: string): string => world.definitions.get(indicator)?.name ?? '';

function reasonText(world: World, { code, indicator, period }: UnknownReason): string {
  const name = nameIn(world, indicator);
  return `${name === '' ? '' : `「${name}」`}${periodLabel(period)}：${unknownCodeLabel[code]}`;
}

const presentReasons = (world: World, reasons: readonly UnknownReason[]): Point['reasons'] =>
  reasons.map((reason) => ({ code: reason.code, indicator: nameIn(world, reason.indicator), period: reason.period, text: reasonText(world, reason) }));

function storedPoint(row: EffectiveRow): Point {
  return {
    period: row.period as Period,
    label: periodLabel(row.period as Period),
    value: row.value,
    gap: row.gap as GapReason | null,
    reasons: [],
    numerator: row.numerator,
    denominator: row.denominator,
    precision: row.precision_kind as Precision,
    quality: row.quality as Quality,
    stamp: row.stamp as Stamp,
    revision: row.revision,
    source: { document: row.source_document, link: row.source_link, publishedOn: row.published_on },
  };
}

/** Inputs of a computed figure: the stored indicators at the ends of its formulas. */
function inputsOf(world: World, indicatorId: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(indicatorId)) return seen;
  seen.add(indicatorId);
  for (const used of world.definitions.get(indicatorId)?.uses ?? []) inputsOf(world, used, seen);
  return seen;
}

function computedPoint(world: World, indicator: IndicatorRow, place: { readonly area: string; readonly period: Period; readonly source: FigureSource }): Point {
  const reading = place.source.reading(indicator.indicator_id, place.period);
  const inputs = [...inputsOf(world, indicator.indicator_id)].flatMap((id) => world.rows.get(keyOf(id, place.area, place.period)) ?? []);
  const stamp: Stamp = indicator.stamp === 'demo' || inputs.some((row) => row.stamp === 'demo') ? 'demo' : 'real';
  const precision: Precision = inputs.some((row) => row.precision_kind === 'about') ? 'about' : inputs.some((row) => row.precision_kind === 'rounded') ? 'rounded' : 'exact';
  return {
    ...nothing,
    period: place.period,
    label: periodLabel(place.period),
    value: reading.known ? toDecimal(fromBase(reading.value, indicator.unit), indicator.places) : null,
    reasons: reading.known ? [] : presentReasons(world, reading.reasons),
    precision,
    stamp,
  };
}

function breaksByIndicator(rows: readonly { readonly indicator_id: string; readonly break_from: string | null }[]): ReadonlyMap<string, readonly Period[]> {
  const breaks = new Map<string, Period[]>();
  for (const { indicator_id, break_from } of rows) if (break_from !== null) breaks.set(indicator_id, [...(breaks.get(indicator_id) ?? []), break_from as Period]);
  return breaks;
}

export const formulaOf = (stored: string): Formula => parseFormula(stored, storedFormulaChars);
/** The formula as people write it, with the present names. */
export const namedFormula = (stored: string, nameOf: (id: string) => string): Formula => mapReferences(formulaOf(stored), nameOf);

/** Loads what some indicators and everything below them need; a handful of statements, however many periods. */
export async function loadFigures(tx: Tx, indicatorIds: readonly string[], how: { readonly knownAt: string; readonly area?: string }): Promise<Figures> {
  const definitions = new Map((await definitionStore.listCurrent(tx, how.knownAt)).map((row) => [row.indicator_id, row]));
  const formulas = new Map([...definitions].flatMap(([id, { formula }]) => (formula === null ? [] : [[id, formulaOf(formula)] as const])));
  const breaks = breaksByIndicator(await definitionStore.listBreaks(tx, how.knownAt));
  const shape: World = { definitions, formulas, breaks, rows: new Map() };
  const needed = new Set(indicatorIds.flatMap((id) => [...inputsOf(shape, id)]));
  const rows = await tx.many(observationStatements.listEffective, { region: tx.region, indicatorIds: [...needed], knownAt: how.knownAt, area: how.area ?? null });
  const world: World = { ...shape, rows: new Map(rows.map((row) => [keyOf(row.indicator_id, row.area_code, row.period), row])) };
  const sources = new Map<string, FigureSource>();
  const sourceFor = (area: string): FigureSource => {
    const source = sources.get(area) ?? sourceOf(world, area);
    sources.set(area, source);
    return source;
  };
  const rowsOf = (indicatorId: string): readonly EffectiveRow[] => {
    const inputs = inputsOf(world, indicatorId);
    return rows.filter((row) => inputs.has(row.indicator_id));
  };
  const missing = (indicator: string, period: Period): Point => ({
    ...nothing,
    period,
    label: periodLabel(period),
    stamp: 'real',
    reasons: presentReasons(world, [{ code: 'missing', indicator, period }]),
  });
  const pointAt = (indicatorId: string, area: string, period: Period): Point => {
    const indicator = definitions.get(indicatorId);
    if (indicator !== undefined && formulas.has(indicatorId)) return computedPoint(world, indicator, { area, period, source: sourceFor(area) });
    const row = world.rows.get(keyOf(indicatorId, area, period));
    return row === undefined ? missing(indicatorId, period) : storedPoint(row);
  };
  return {
    definitions,
    areasOf: (indicatorId) => [...new Map(rowsOf(indicatorId).map((row) => [row.area_code, { area: row.area_code, areaName: row.area_name }])).values()],
    pointsOf: (indicatorId, area) => {
      const periods = [...new Set(rowsOf(indicatorId).flatMap((row) => (row.area_code === area ? [row.period as Period] : [])))];
      return periods.sort((a, b) => indexOf(a) - indexOf(b)).map((period) => pointAt(indicatorId, area, period));
    },
    pointAt,
  };
}
