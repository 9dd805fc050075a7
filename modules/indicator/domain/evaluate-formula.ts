/**
 * Figures of a formula, three-valued: known, or unknown with every reason. A missing period, a gap, a zero divisor or a
 * break of the definition never becomes 0 and never hides behind another figure.
 */
import type { Period } from '../contract/period.ts';
import type { UnknownCode } from '../contract/words.ts';
import type { Formula, FormulaFunction } from './formula.ts';
import { referencesOf } from './formula.ts';
import { add, compare, divide, fraction, fractionOf, isZero, multiply, negate, subtract, zero } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { sameInYear, stepPeriod } from './period-steps.ts';

export interface UnknownReason {
  readonly code: UnknownCode;
  /** the indicator concerned; empty for a reason of the formula itself */
  readonly indicator: string;
  readonly period: Period;
}

export type Reading = { readonly known: true; readonly value: Fraction } | { readonly known: false; readonly reasons: readonly UnknownReason[] };

export const known = (value: Fraction): Reading => ({ known: true, value });
export const unknown = (...reasons: readonly UnknownReason[]): Reading => ({ known: false, reasons });

/** Where figures come from: values in base units of each indicator's unit. */
export interface FigureSource {
  reading(indicator: string, period: Period): Reading;
  /** whether the definition changed incomparably between the two periods (the later one excluded from the earlier side) */
  breaksBetween(indicator: string, earlier: Period, later: Period): boolean;
}

const one = fraction(1n);

/** All readings or all their reasons, each once. */
function together(readings: readonly Reading[], combine: (values: readonly Fraction[]) => Reading): Reading {
  const reasons = new Map<string, UnknownReason>();
  const values: Fraction[] = [];
  for (const reading of readings) {
    if (reading.known) values.push(reading.value);
    else for (const reason of reading.reasons) reasons.set(`${reason.code} ${reason.indicator} ${reason.period}`, reason);
  }
  return reasons.size > 0 ? unknown(...reasons.values()) : combine(values);
}

function breaksOf(formula: Formula, source: FigureSource, span: { readonly earlier: Period; readonly later: Period }): readonly UnknownReason[] {
  return referencesOf(formula)
    .filter((indicator) => source.breaksBetween(indicator, span.earlier, span.later))
    .map((indicator) => ({ code: 'break', indicator, period: span.later }));
}

const quotient = (upper: Fraction, lower: Fraction, period: Period): Reading =>
  isZero(lower) ? unknown({ code: 'zero-divisor', indicator: '', period }) : known(divide(upper, lower));

function growthOf(now: Reading, before: Reading, period: Period): Reading {
  return together([now, before], ([current = zero, base = zero]) =>
    compare(base, zero) <= 0 ? unknown({ code: 'base-not-positive', indicator: '', period }) : known(subtract(divide(current, base), one)),
  );
}

interface Frame {
  readonly period: Period;
  readonly source: FigureSource;
}

/** The argument in another period of the same frequency. */
function elsewhere(formula: Formula, frame: Frame, to: Period | undefined): Reading {
  return to === undefined ? unknown({ code: 'no-period', indicator: '', period: frame.period }) : evaluate(formula, { ...frame, period: to });
}

function comparedWithLastYear(formula: Formula, frame: Frame): { readonly base: Reading; readonly breaks: readonly UnknownReason[] } {
  const earlier = sameInYear(frame.period, -1);
  return { base: elsewhere(formula, frame, earlier), breaks: earlier === undefined ? [] : breaksOf(formula, frame.source, { earlier, later: frame.period }) };
}

function windowOf(formula: Formula, frame: Frame, periods: number): { readonly readings: readonly Reading[]; readonly breaks: readonly UnknownReason[] } {
  const readings = Array.from({ length: periods }, (_, back) => evaluate(formula, { ...frame, period: stepPeriod(frame.period, -back) }));
  return { readings, breaks: breaksOf(formula, frame.source, { earlier: stepPeriod(frame.period, 1 - periods), later: frame.period }) };
}

const sumOf = (values: readonly Fraction[]): Fraction => values.reduce(add, zero);

type Call = Extract<Formula, { kind: 'call' }>;
const calls: Readonly<Record<FormulaFunction, (call: Call, frame: Frame) => Reading>> = {
  growth: ({ args }, frame) => {
    const { base, breaks } = comparedWithLastYear(args[0] as Formula, frame);
    return breaks.length > 0 ? unknown(...breaks) : growthOf(evaluate(args[0] as Formula, frame), base, frame.period);
  },
  realGrowth: ({ args }, frame) => {
    const { base, breaks } = comparedWithLastYear(args[0] as Formula, frame);
    return breaks.length > 0 ? unknown(...breaks) : growthOf(deflated(args, frame), base, frame.period);
  },
  constant: ({ args }, frame) => deflated(args, frame),
  share: ({ args }, frame) =>
    together(
      args.map((arg) => evaluate(arg, frame)),
      ([part = zero, whole = zero]) => quotient(part, whole, frame.period),
    ),
  // A figure of another period is asked for to be compared with this one: a break between them makes it unknown too.
  lag: ({ args, periods }, frame) => {
    const earlier = stepPeriod(frame.period, -periods);
    const breaks = breaksOf(args[0] as Formula, frame.source, { earlier, later: frame.period });
    return breaks.length > 0 ? unknown(...breaks) : elsewhere(args[0] as Formula, frame, earlier);
  },
  lastYear: ({ args }, frame) => {
    const { base, breaks } = comparedWithLastYear(args[0] as Formula, frame);
    return breaks.length > 0 ? unknown(...breaks) : base;
  },
  sum: ({ args, periods }, frame) => {
    const { readings, breaks } = windowOf(args[0] as Formula, frame, periods);
    return breaks.length > 0 ? unknown(...breaks) : together(readings, (values) => known(sumOf(values)));
  },
  average: ({ args, periods }, frame) => {
    const { readings, breaks } = windowOf(args[0] as Formula, frame, periods);
    return breaks.length > 0 ? unknown(...breaks) : together(readings, (values) => known(divide(sumOf(values), fraction(BigInt(periods)))));
  },
};

function deflated(args: readonly Formula[], frame: Frame): Reading {
  return together(
    args.map((arg) => evaluate(arg, frame)),
    ([nominal = zero, index = zero]) => quotient(nominal, index, frame.period),
  );
}

function evaluate(formula: Formula, frame: Frame): Reading {
  switch (formula.kind) {
    case 'number':
      return known(fractionOf(formula.text));
    case 'ref':
      return frame.source.reading(formula.ref, frame.period);
    case 'negate':
      return together([evaluate(formula.of, frame)], ([value = zero]) => known(negate(value)));
    case 'call':
      return calls[formula.name](formula, frame);
    case 'binary':
      return together([evaluate(formula.left, frame), evaluate(formula.right, frame)], ([left = zero, right = zero]) => {
        if (formula.op === '+') return known(add(left, right));
        if (formula.op === '-') return known(subtract(left, right));
        return formula.op === '*' ? known(multiply(left, right)) : quotient(left, right, frame.period);
      });
  }
}

/** The figure of a formula in one period, in base units; see `fromBase` for the unit of the indicator. */
export function evaluateFormula(formula: Formula, period: Period, source: FigureSource): Reading {
  return evaluate(formula, { period, source });
}
