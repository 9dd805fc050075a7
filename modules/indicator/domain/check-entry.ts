/**
 * Plausibility of one entry (bad input V1–V3, D2). Hard faults refuse it; flags ask for a reason and a second
 * confirmation, because an unusual figure may be right. All thresholds come from outside as dated parameters.
 */
import type { Period } from '../contract/period.ts';
import { unitLabel, unitOf } from '../contract/unit.ts';
import { entryFlagLabel } from '../contract/words.ts';
import type { Aggregation, EntryFlag } from '../contract/words.ts';
import { absoluteOf, add, compare, divide, fraction, fractionOf, isZero, multiply, subtract, toDecimal, zero } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { endOf, kindOf, periodLabel, stepPeriod } from './period-steps.ts';
import { fromBase } from './unit-type.ts';

export interface EntryLimits {
  /** a value this many times its predecessor (or one over it) looks like a slip of the unit */
  readonly slipFactor: string;
  /** a value this many times the median of its own series is far from it */
  readonly medianFactor: string;
  /** points of history below which the median says nothing */
  readonly medianMinPoints: number;
  /** parts may be off their total by this many percent */
  readonly partsTolerance: string;
  /** from this amount on nothing is true any more, whatever the definition says */
  readonly most: string;
}

export interface EntryRule {
  readonly unit: string;
  readonly aggregation: Aggregation;
  readonly places: number;
  readonly hardMin: string | null;
  readonly hardMax: string | null;
  readonly usualMin: string | null;
  readonly usualMax: string | null;
}

export interface EntryFacts {
  readonly period: Period;
  /** null for a gap */
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** approved figures of other periods of the series, with period */
  readonly history: readonly { readonly period: Period; readonly value: string }[];
  /** the indicators of which this one is the total, with their figures of the period; null = not all known */
  readonly parts: readonly { readonly name: string; readonly value: string }[] | null;
  /** totals of which this figure is a part, in the unit of the total */
  readonly wholes: readonly EntryWhole[];
}

export interface EntryWhole {
  readonly name: string;
  readonly value: string;
  /** the entered figure in the unit of the total */
  readonly own: string;
  /** its sisters with a figure of the period */
  readonly others: readonly { readonly name: string; readonly value: string }[];
  /** all sisters have one: the sum has to be the total, else it must not be above it */
  readonly isComplete: boolean;
}

export interface EntryFinding<Code extends string> {
  readonly code: Code;
  readonly message: string;
}
export type HardCode = 'value_range' | 'value_ratio' | 'value_parts' | 'period_window';

const count = (value: string): Fraction => fractionOf(value);
const times = (value: Fraction, factor: string): Fraction => multiply(value, fractionOf(factor));

/** A fact exists when its period is over (a day: when it has come); the reporting system starts with 1949. */
export function checkPeriod(period: Period, todayText: string): EntryFinding<HardCode> | undefined {
  const isFuture = endOf(period).toString() > todayText;
  if (isFuture) return { code: 'period_window', message: `${periodLabel(period)}还没有结束，不能填报统计数。请核对时期` };
  if (Number(period.slice(0, 4)) < 1949) return { code: 'period_window', message: `${periodLabel(period)}早于统计资料的起点（1949年）。请核对时期` };
  return undefined;
}

function rangeFaults(rule: EntryRule, value: Fraction): readonly EntryFinding<HardCode>[] {
  const label = unitLabel(rule.unit);
  const below = rule.hardMin !== null && compare(value, count(rule.hardMin)) < 0;
  const above = rule.hardMax !== null && compare(value, count(rule.hardMax)) > 0;
  if (!below && !above) return [];
  const bound = below ? `不能小于 ${rule.hardMin}` : `不能大于 ${rule.hardMax}`;
  return [{ code: 'value_range', message: `数值 ${toDecimal(value, 20)}（${label}）${bound}。请核对数值和单位` }];
}

/** The figure that numerator and denominator make, to the places of the definition; undefined without both. */
export function quotientOf({ unit, places }: EntryRule, { numerator, denominator }: Pick<EntryFacts, 'numerator' | 'denominator'>): string | undefined {
  if (numerator === null || denominator === null || isZero(count(denominator))) return undefined;
  return toDecimal(fromBase(divide(count(numerator), count(denominator)), unit), places);
}

/** A stored ratio has to be the quotient of its stored parts, to the places of the definition. */
function ratioFaults(rule: EntryRule, facts: EntryFacts): readonly EntryFinding<HardCode>[] {
  const { numerator, denominator, value } = facts;
  if (numerator === null && denominator === null) return [];
  if (numerator === null || denominator === null) return [{ code: 'value_ratio', message: '分子、分母要一起填写，或都不填' }];
  if (isZero(count(denominator))) return [{ code: 'value_ratio', message: '分母不能为 0。没有数值时请把数值留空并注明原因' }];
  if (value === null) return [];
  const quotient = fromBase(divide(count(numerator), count(denominator)), rule.unit);
  const isPart = unitOf(rule.unit).kind === 'share' && rule.hardMax === '100';
  if (isPart && compare(count(numerator), count(denominator)) > 0) return [{ code: 'value_parts', message: '部分（分子）大于全部（分母）。请核对两个数' }];
  if (toDecimal(quotient, rule.places) === toDecimal(count(value), rule.places)) return [];
  return [{ code: 'value_ratio', message: `分子除以分母是 ${toDecimal(quotient, rule.places)}，与填写的 ${value} 不符。请核对三个数，或把数值留空，由系统用分子除以分母` }];
}

/** Without a range in the definition, too, no figure of a county reaches this (V1: a budget of 10¹⁵). */
function mostFaults(most: string, { value, numerator, denominator }: EntryFacts): readonly EntryFinding<HardCode>[] {
  const huge = Object.entries({ 数值: value, 分子: numerator, 分母: denominator }).find(([, text]) => text !== null && compare(absoluteOf(count(text)), count(most)) >= 0);
  return huge === undefined ? [] : [{ code: 'value_range', message: `「${huge[0]}」${huge[1]}过大，不可能是真的。请核对数值和单位` }];
}

/** What cannot be true. */
export function hardFaults(rule: EntryRule, { most }: Pick<EntryLimits, 'most'>, facts: EntryFacts): readonly EntryFinding<HardCode>[] {
  const own = facts.value === null ? [] : rangeFaults(rule, count(facts.value));
  return [...mostFaults(most, facts), ...own, ...ratioFaults(rule, facts)];
}

const flag = (code: EntryFlag, detail: string): EntryFinding<EntryFlag> => ({ code, message: `${entryFlagLabel[code]}：${detail}` });

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly Fraction[]): Fraction {
  const sorted = [...values].sort(compare);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? zero;
  return sorted.length % 2 === 1 ? upper : divide(add(sorted[middle - 1] ?? zero, upper), fraction(2n));
}

function slipFlag(limits: EntryLimits, value: Fraction, facts: EntryFacts): readonly EntryFinding<EntryFlag>[] {
  const previous = stepPeriod(facts.period, -1);
  const before = facts.history.find(({ period }) => period === previous);
  if (before === undefined) return [];
  const [now, past] = [absoluteOf(value), absoluteOf(count(before.value))];
  if (isZero(now) || isZero(past)) return [];
  const isSlip = compare(now, times(past, limits.slipFactor)) >= 0 || compare(past, times(now, limits.slipFactor)) >= 0;
  return isSlip ? [flag('unit-slip', `本期 ${toDecimal(value, 6)}，${periodLabel(previous)} ${before.value}`)] : [];
}

function medianFlag(limits: EntryLimits, value: Fraction, facts: EntryFacts): readonly EntryFinding<EntryFlag>[] {
  if (facts.history.length < limits.medianMinPoints) return [];
  const middle = absoluteOf(median(facts.history.map((one) => count(one.value))));
  return !isZero(middle) && compare(absoluteOf(value), times(middle, limits.medianFactor)) > 0
    ? [flag('far-from-median', `本期 ${toDecimal(value, 6)}，以往 ${facts.history.length} 期的中位数 ${toDecimal(middle, 6)}`)]
    : [];
}

/** Where the definition says nothing: a share lies between 0 and 100, an amount is not negative. */
function usualRange({ unit, aggregation, hardMin, hardMax, usualMin, usualMax }: EntryRule): { readonly min: string | null; readonly max: string | null } {
  const { kind } = unitOf(unit);
  const isShare = kind === 'share' && aggregation === 'ratio';
  const isAmount = kind === 'plain' && aggregation !== 'rate';
  return { min: usualMin ?? (hardMin === null && (isShare || isAmount) ? '0' : null), max: usualMax ?? (hardMax === null && isShare ? '100' : null) };
}

function usualFlag(rule: EntryRule, value: Fraction): readonly EntryFinding<EntryFlag>[] {
  const { min, max } = usualRange(rule);
  const below = min !== null && compare(value, count(min)) < 0;
  const above = max !== null && compare(value, count(max)) > 0;
  return below || above ? [flag('outside-usual', `通常在 ${min ?? '—'} 至 ${max ?? '—'} 之间`)] : [];
}

function cumulativeFlag(rule: EntryRule, value: Fraction, facts: EntryFacts): readonly EntryFinding<EntryFlag>[] {
  if (rule.aggregation !== 'flow' || kindOf(facts.period) !== 'cumulative' || facts.period.endsWith('..01')) return [];
  const previous = stepPeriod(facts.period, -1);
  const before = facts.history.find(({ period }) => period === previous);
  return before !== undefined && compare(value, count(before.value)) < 0 ? [flag('cumulative-falls', `${periodLabel(previous)}是 ${before.value}`)] : [];
}

interface Named {
  readonly name: string;
  readonly value: string;
}
const offBy = (sum: Fraction, total: Fraction): Fraction => divide(multiply(absoluteOf(subtract(sum, total)), fraction(100n)), absoluteOf(total));

function sumDoubt(parts: readonly Named[], total: Named, tolerance: string): readonly string[] {
  const whole = count(total.value);
  if (isZero(whole)) return [];
  const sum = parts.map((part) => count(part.value)).reduce(add, zero);
  const off = offBy(sum, whole);
  if (compare(off, count(tolerance)) <= 0) return [];
  return [`${parts.map((part) => part.name).join('、')}合计 ${toDecimal(sum, 6)}，${total.name} ${toDecimal(whole, 6)}，相差 ${toDecimal(off, 2)}%`];
}

/** Both ways: a total against its parts, a part against each total it belongs to. Sisters still missing leave room, but never the other way. */
function partsFlag(limits: EntryLimits, value: Fraction, facts: EntryFacts): readonly EntryFinding<EntryFlag>[] {
  const { partsTolerance } = limits;
  const own = facts.parts === null || facts.parts.length === 0 ? [] : sumDoubt(facts.parts, { name: '总数', value: toDecimal(value, 20) }, partsTolerance);
  const above = facts.wholes.flatMap((whole) => {
    const parts = [{ name: '本数', value: whole.own }, ...whole.others];
    const isOver = compare(parts.map((part) => count(part.value)).reduce(add, zero), count(whole.value)) > 0;
    return whole.isComplete || isOver ? sumDoubt(parts, whole, partsTolerance) : [];
  });
  const doubts = [...own, ...above];
  return doubts.length === 0 ? [] : [flag('parts-off', doubts.join('；'))];
}

function placesFlag(rule: EntryRule, value: string): readonly EntryFinding<EntryFlag>[] {
  const places = value.split('.')[1]?.length ?? 0;
  return places > rule.places ? [flag('many-places', `填了 ${places} 位，口径规定 ${rule.places} 位`)] : [];
}

/** What is unlikely but possible. */
export function softFlags(rule: EntryRule, limits: EntryLimits, facts: EntryFacts): readonly EntryFinding<EntryFlag>[] {
  if (facts.value === null) return [];
  const value = count(facts.value);
  return [
    ...slipFlag(limits, value, facts),
    ...medianFlag(limits, value, facts),
    ...usualFlag(rule, value),
    ...cumulativeFlag(rule, value, facts),
    ...partsFlag(limits, value, facts),
    ...placesFlag(rule, facts.value),
  ];
}

/** The flags that have no reason yet; a reason has at least `minChars` characters. */
export function unexplained(
  flags: readonly EntryFinding<EntryFlag>[],
  reasons: Readonly<Partial<Record<EntryFlag, string>>>,
  minChars: number,
): readonly EntryFinding<EntryFlag>[] {
  return flags.filter(({ code }) => [...(reasons[code] ?? '').trim()].length < minChars);
}
