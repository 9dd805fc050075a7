/** Definitions as they travel. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Aggregation, Definition, Direction, Frequency, IndicatorId, IndicatorUnit, Period, PriceBase } from '../contract/index.ts';
import { writeFormula } from '../domain/index.ts';
import type { DefinitionRow } from './definition-store.ts';
import { namedFormula } from './load-figures.ts';

export interface Names {
  readonly nameOf: (indicatorId: string) => string;
  readonly personOf: (actorId: string) => string;
}

const named = (ids: readonly string[], { nameOf }: Names) => ids.map((indicatorId) => ({ indicatorId: indicatorId as IndicatorId, name: nameOf(indicatorId) }));

export function presentDefinition(row: DefinitionRow, names: Names): Definition {
  return {
    version: row.version,
    name: row.name,
    caliber: row.caliber,
    publisher: row.publisher,
    unit: row.unit as IndicatorUnit,
    places: row.places,
    direction: row.direction as Direction,
    frequency: row.frequency as Frequency,
    aggregation: row.aggregation as Aggregation,
    priceBase: row.price_base as PriceBase,
    numerator: row.numerator,
    denominator: row.denominator,
    hardMin: row.hard_min,
    hardMax: row.hard_max,
    usualMin: row.usual_min,
    usualMax: row.usual_max,
    parts: named(row.parts, names),
    formula: row.formula === null ? null : writeFormula(namedFormula(row.formula, names.nameOf)),
    uses: named(row.uses, names),
    breakFrom: row.break_from as Period | null,
    reason: row.reason,
    madeBy: names.personOf(row.made_by),
    madeAt: formatMoment(parseMoment(row.made_at)),
  };
}
