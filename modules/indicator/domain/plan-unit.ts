/** The units in which plans state targets beside those of statistics; exact both ways, so that a boundary stays where it is. */
import { divide, exactDecimal, fraction, fractionOf, multiply } from './fraction.ts';
import { indicatorUnitCodes } from '../contract/unit.ts';
import { convertFigure } from './unit-type.ts';

/** Units of statistics as the plan's own units: code and factor; units that are not named travel as they are. */
const planUnits: Readonly<Record<string, readonly [string, bigint, bigint]>> = {
  ratio: ['1', 1n, 1n],
  age: ['a', 1n, 1n],
  day: ['d', 1n, 1n],
  person: ['人', 1n, 1n],
  'person.wan': ['人', 10_000n, 1n],
  household: ['户', 1n, 1n],
  'household.wan': ['户', 10_000n, 1n],
  item: ['个', 1n, 1n],
  firm: ['家', 1n, 1n],
  piece: ['件', 1n, 1n],
  time: ['次', 1n, 1n],
  'mu.wan': ['mu', 10_000n, 1n],
  't.wan': ['t', 10_000n, 1n],
  'm3.wan': ['m3', 10_000n, 1n],
  'tce.wan': ['tce', 10_000n, 1n],
  'km/100km2': ['km/km2', 1n, 100n],
};

/** The figure in the unit in which plans state targets. */
export function inPlanUnit(value: string, unit: string): { readonly value: string; readonly unit: string } {
  const known = planUnits[unit];
  if (known === undefined) return { value, unit };
  const converted = exactDecimal(divide(multiply(fractionOf(value), fraction(known[1])), fraction(known[2])), 12);
  return converted === undefined ? { value, unit } : { value: converted, unit: known[0] };
}

/** A target of a plan (`12.5` or `1.95:1`) in the unit of an indicator; undefined when the two do not measure the same thing. */
export function fromPlanUnit(value: string, planUnit: string, unit: string): string | undefined {
  const [upper = '0', lower] = value.split(':');
  const figure = lower === undefined ? fractionOf(upper) : divide(fractionOf(upper), fractionOf(lower));
  const known = planUnits[unit];
  if (known?.[0] === planUnit) return exactDecimal(divide(multiply(figure, fraction(known[2])), fraction(known[1])), 12);
  if (planUnit === unit) return exactDecimal(figure, 12);
  const isListed = indicatorUnitCodes.includes(planUnit) && indicatorUnitCodes.includes(unit);
  const converted = isListed ? convertFigure(figure, planUnit, unit) : undefined;
  return converted === undefined ? undefined : exactDecimal(converted, 12);
}
