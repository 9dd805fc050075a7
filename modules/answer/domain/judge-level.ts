/** Levels, growth, ratios, ranges and magnitudes: one figure against a line. */
import type { Target, TargetComparator, TargetDirection, TargetOf, UsedParam, Verdict } from '../contract/index.ts';
import { targetComparatorLabel } from '../contract/index.ts';
import { readLatest, readSum, within } from './facts.ts';
import type { Fact, Figure, Reading } from './facts.ts';
import { compareFigures, formatDecimal, minusFigure, parseDecimal, parseFigure, percentOf, plusFigure, quotient, showFigure, showTargetFigure, whole } from './figures.ts';
import type { Fraction } from './figures.ts';
import { figureInput, inputOf, outcomeOf, unreadable, verdict } from './judged.ts';
import type { Ground } from './judged.ts';
import { used } from './judge-params.ts';

type Measured = TargetOf<'level' | 'growth' | 'ratio'>;
type Ground1 = Ground<Measured>;

/** A bare figure and 达到 are judged by policy: at least for what should rise, at most for what should fall. */
function comparatorOf({ target, params }: Ground1): { readonly comparator: Exclude<TargetComparator, 'reach'>; readonly params: readonly UsedParam[] } {
  const { comparator, direction } = target;
  if (comparator !== '=' && comparator !== 'reach') return { comparator, params: [] };
  const policy = [used(params.reachPolicy)];
  if (params.reachPolicy.value !== 'atLeast' || direction === 'neutral') return { comparator: '=', params: policy };
  return { comparator: direction === 'down' ? '<=' : '>=', params: policy };
}

const holds: Readonly<Record<'>=' | '>' | '<=' | '<' | '=', (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '<': (order) => order < 0,
  '=': (order) => order === 0,
};

interface Line {
  readonly isMet: (value: Fraction) => boolean;
  readonly text: string;
  readonly params: readonly UsedParam[];
}

/** 左右: at least target − band for what should rise, at most target + band for what should fall, both sides when neutral. */
function approximateLine(goal: Fraction, { target, params }: Ground1): Line {
  const band = whole(parseDecimal(params.approxBand.value));
  const low = minusFigure(goal, band);
  const high = plusFigure(goal, band);
  const isAbove = (value: Fraction): boolean => compareFigures(value, low) >= 0;
  const isBelow = (value: Fraction): boolean => compareFigures(value, high) <= 0;
  const byDirection: Readonly<Record<TargetDirection, Omit<Line, 'params'>>> = {
    up: { isMet: isAbove, text: `不低于${showFigure(low, target.unit)}（${showFigure(goal, target.unit)}左右）` },
    down: { isMet: isBelow, text: `不超过${showFigure(high, target.unit)}（${showFigure(goal, target.unit)}左右）` },
    neutral: {
      isMet: (value) => isAbove(value) && isBelow(value),
      text: `${showFigure(low, target.unit)}至${showFigure(high, target.unit)}（${showFigure(goal, target.unit)}左右）`,
    },
  };
  return { ...byDirection[target.direction], params: [used(params.approxBand)] };
}

function lineOf(ground: Ground1): Line {
  const { target } = ground;
  const goal = parseFigure(target.number);
  const { comparator, params } = comparatorOf(ground);
  if (comparator === '~') return approximateLine(goal, ground);
  return {
    isMet: (value) => holds[comparator](compareFigures(value, goal)),
    text: `${comparator === '=' ? '等于' : targetComparatorLabel[comparator]}${showTargetFigure(target.number, target.unit)}`,
    params,
  };
}

const unitOfFacts = ({ kind, unit }: Measured): string | null => (kind === 'ratio' && unit === '1' ? null : unit);

function readMeasured(ground: Ground1): Reading {
  const { target, facts, window, tolerance } = ground;
  const how = { unit: unitOfFacts(target), tolerance };
  const actual = within(
    facts.filter(({ facet }) => facet === 'actual'),
    window,
  );
  return target.aggregate === 'sum' ? readSum(actual, how) : readLatest(actual, how);
}

/** Attained share of the way: from the base where there is one, else of the target for what grows from nothing. */
function shareOf(figure: Figure, base: Figure | undefined, { target }: Ground1): string | null {
  const goal = parseFigure(target.number);
  if (base === undefined) {
    const isFlow = target.aggregate === 'sum' && target.direction === 'up' && !goal.num.isZero();
    return isFlow ? formatDecimal(figure.value.num.times(goal.den).dividedBy(figure.value.den.times(goal.num)).toDecimalPlaces(6)) : null;
  }
  const way = minusFigure(goal, base.value);
  const gone = minusFigure(figure.value, base.value);
  return way.num.isZero() ? null : formatDecimal(gone.num.times(way.den).dividedBy(gone.den.times(way.num)).toDecimalPlaces(6));
}

function baseOf({ facts, target, tolerance }: Ground1): Figure | undefined {
  const reading = readLatest(
    facts.filter(({ facet }) => facet === 'base'),
    { unit: unitOfFacts(target), tolerance },
  );
  return reading.kind === 'figure' ? reading.figure : undefined;
}

function gapText(figure: Figure, { target }: Ground1): string {
  const gap = minusFigure(parseFigure(target.number), figure.value);
  return showFigure({ num: gap.num.abs(), den: gap.den }, target.unit);
}

/** Numerator and denominator as they were reported, e.g. 292/366. */
function ratioText(facts: readonly Fact[]): string {
  const [fact] = facts;
  return facts.length === 1 && fact !== undefined && fact.num !== null && fact.den !== null ? `（${fact.num}/${fact.den}）` : '';
}

export function judgeMeasured(ground: Ground1): Verdict {
  const { target, window } = ground;
  const line = lineOf(ground);
  const rule = target.kind;
  const reading = readMeasured(ground);
  if (reading.kind !== 'figure') return unreadable(rule, reading, { what: `${window.from}至${window.to}的数`, boundary: line.text, params: line.params });
  const { figure } = reading;
  if (target.whole && figure.until < window.to) return interim(ground, figure, line);
  const isMet = line.isMet(figure.value);
  const base = baseOf(ground);
  const shown = `${target.unit === '%' && figure.facts[0]?.num !== null ? percentOf({ num: figure.value.num, den: figure.value.den.times(100) }, 1) : showFigure(figure.value, target.unit)}${ratioText(figure.facts)}`;
  return verdict(rule, {
    outcome: outcomeOf(isMet),
    sentence: `${figure.until}的数为${shown}，要求${line.text}，${isMet ? '达标' : `未达标，相差${gapText(figure, ground)}`}。`,
    boundary: line.text,
    change: isMet ? `数变为不满足「${line.text}」，或证据被撤回，就不再达标。` : `数达到「${line.text}」就达标。`,
    inputs: [figureInput('实际', figure, target.unit), ...(base === undefined ? [] : [figureInput('基期', base, target.unit)])],
    params: [...line.params],
    value: formatDecimal(quotient(figure.value).toDecimalPlaces(6)),
    share: shareOf(figure, base, ground),
    factsUntil: figure.until,
  });
}

function interim(ground: Ground1, figure: Figure, line: Line): Verdict {
  const { target, window } = ground;
  return verdict(target.kind, {
    outcome: 'unknown',
    sentence: `截至${figure.until}为${showFigure(figure.value, target.unit)}，要求全期（至${window.to}）${line.text}，期末数到后判定。`,
    boundary: line.text,
    change: `${window.to}的数到达后判定。`,
    inputs: [figureInput('期中', figure, target.unit)],
    missing: [`${window.to}的期末数`],
    params: [...line.params],
    factsUntil: figure.until,
  });
}

function readFor(ground: Ground<TargetOf<'range' | 'magnitude'>>): Reading {
  const { target, facts, window, tolerance } = ground;
  const actual = within(
    facts.filter(({ facet }) => facet === 'actual'),
    window,
  );
  const how = { unit: target.unit, tolerance };
  return target.aggregate === 'sum' ? readSum(actual, how) : readLatest(actual, how);
}

/** Both ends belong to the range. */
export function judgeRange(ground: Ground<TargetOf<'range'>>): Verdict {
  const { target, window } = ground;
  const [min, max] = [whole(parseDecimal(target.min)), whole(parseDecimal(target.max))];
  const boundary = `${showFigure(min, target.unit)}至${showFigure(max, target.unit)}（含两端）`;
  const reading = readFor(ground);
  if (reading.kind !== 'figure') return unreadable('range', reading, { what: `${window.from}至${window.to}的数`, boundary });
  const isMet = compareFigures(reading.figure.value, min) >= 0 && compareFigures(reading.figure.value, max) <= 0;
  return verdict('range', {
    outcome: outcomeOf(isMet),
    sentence: `${reading.figure.until}的数为${showFigure(reading.figure.value, target.unit)}，要求在${boundary}之内，${isMet ? '达标' : '未达标'}。`,
    boundary,
    change: isMet ? '数越出区间就不再达标。' : '数进入区间就达标。',
    inputs: [figureInput('实际', reading.figure, target.unit)],
    factsUntil: reading.figure.until,
  });
}

/** 千亿级: at least the power of ten; shown as 级, no decimals invented. */
export function judgeMagnitude(ground: Ground<TargetOf<'magnitude'>>): Verdict {
  const { target, window } = ground;
  const goal = whole(parseDecimal(target.number));
  const boundary = `${showFigure(goal, target.unit)}级（不低于${showFigure(goal, target.unit)}）`;
  const reading = readFor(ground);
  if (reading.kind !== 'figure') return unreadable('magnitude', reading, { what: `${window.to}以前的规模数`, boundary });
  const isMet = compareFigures(reading.figure.value, goal) >= 0;
  return verdict('magnitude', {
    outcome: outcomeOf(isMet),
    sentence: `${reading.figure.until}的规模为${showFigure(reading.figure.value, target.unit)}，${isMet ? '已到' : '未到'}${showFigure(goal, target.unit)}级。`,
    boundary,
    change: isMet ? '规模回落到这一量级以下就不再达标。' : '规模到这一量级就达标。',
    inputs: [figureInput('实际', reading.figure, target.unit)],
    factsUntil: reading.figure.until,
  });
}

/** 进一步提高: a direction without a line is never met, it is 向好, 持平 or 反向. */
export function judgeDirectional(ground: Ground<TargetOf<'directional'>>): Verdict {
  const { target, facts, window, tolerance, params } = ground;
  const how = { unit: target.unit, tolerance };
  const base = readLatest(
    facts.filter(({ facet }) => facet === 'base'),
    how,
  );
  const boundary = '原文只给方向，没有数；补充完成标准后才有达标与否';
  const missing = { boundary, params: [used(params.minChange)] };
  if (base.kind !== 'figure') return unreadable('directional', base, { ...missing, what: '基期数' });
  const actual = readLatest(
    within(
      facts.filter(({ facet }) => facet === 'actual'),
      window,
    ),
    how,
  );
  if (actual.kind !== 'figure') return unreadable('directional', actual, { ...missing, what: '近期数' });
  const change = minusFigure(actual.figure.value, base.figure.value);
  const least = { num: base.figure.value.num.abs().times(parseDecimal(params.minChange.value)), den: base.figure.value.den };
  const isBeyond = compareFigures({ num: change.num.abs(), den: change.den }, least) > 0;
  const isGood = (target.direction === 'down') === change.num.isNegative();
  const trend = isBeyond ? (isGood ? '向好' : '反向') : '持平';
  return verdict('directional', {
    outcome: 'open',
    sentence: `由${showFigure(base.figure.value, target.unit)}到${showFigure(actual.figure.value, target.unit)}，${trend}；原文没有数，不评达标与否。`,
    boundary,
    change: '以决定补充完成标准后按标准判定。',
    inputs: [figureInput('基期', base.figure, target.unit), figureInput('近期', actual.figure, target.unit)],
    params: [used(params.minChange)],
    factsUntil: actual.figure.until,
  });
}

const issuedValueOf = (issuer: string): string => `${issuer}下达的任务（文号、数值）`;

/** Who still has to hand down a value, by the sentence that was judged; empty when nobody has to. */
export const awaitedIssuers = (target: Target, sentence: string): readonly string[] =>
  target.kind === 'delegated' ? target.issuers.filter((issuer) => sentence.includes(issuedValueOf(issuer))) : [];

/** A delegated target is judged against every value issued for the window; until one arrives it is 待下达. */
export function judgeDelegated(ground: Ground<TargetOf<'delegated'>>): Verdict {
  const { target, facts, window, tolerance } = ground;
  const how = { unit: null, tolerance };
  const issued = target.issuers.map((issuer) => ({
    issuer,
    reading: readLatest(
      within(
        facts.filter(({ facet, subject }) => facet === 'target' && subject === issuer),
        window,
      ),
      how,
    ),
  }));
  const boundary = `${target.issuers.join('、')}下达的任务值`;
  const absent = issued.find(({ reading }) => reading.kind !== 'figure');
  if (absent !== undefined && absent.reading.kind !== 'figure') return unreadable('delegated', absent.reading, { what: issuedValueOf(absent.issuer), boundary });
  const actual = readLatest(
    within(
      facts.filter(({ facet }) => facet === 'actual'),
      window,
    ),
    how,
  );
  if (actual.kind !== 'figure') return unreadable('delegated', actual, { what: `${window.from}至${window.to}的完成数`, boundary });
  const rows = issued.flatMap(({ issuer, reading }) => {
    if (reading.kind !== 'figure') return [];
    const order = compareFigures(actual.figure.value, reading.figure.value);
    return [{ issuer, figure: reading.figure, isMet: target.direction === 'down' ? order <= 0 : order >= 0 }];
  });
  const isMet = rows.every((row) => row.isMet);
  return verdict('delegated', {
    outcome: outcomeOf(isMet),
    sentence: `完成${showFigure(actual.figure.value, null)}，${rows.map((row) => `${row.issuer}任务${showFigure(row.figure.value, null)}`).join('，')}，${isMet ? '达标' : '未达标'}。`,
    boundary,
    change: isMet ? '下达值调整或完成数更正后重新判定。' : '完成数达到每一个下达值就达标。',
    inputs: [figureInput('完成', actual.figure, null), ...rows.map((row) => inputOf(`${row.issuer}下达`, showFigure(row.figure.value, null), row.figure.facts))],
    parts: rows.map((row) => ({ label: row.issuer, outcome: outcomeOf(row.isMet), text: showFigure(row.figure.value, null) })),
    factsUntil: actual.figure.until,
  });
}

/** Figures that make a total: a part (其中) is inside its whole and is never added to it. */
export const outermost = <T extends { readonly partOf: string | null }>(targets: readonly T[]): readonly T[] => targets.filter(({ partOf }) => partOf === null);

/** 其中 cannot exceed the whole; null when both are in order or one is not known. */
export function subsetFault(sub: string | null, total: string | null): string | null {
  if (sub === null || total === null || !parseDecimal(sub).greaterThan(parseDecimal(total))) return null;
  return `「其中」的数${sub}大于总数${total}，请核对两处证据。`;
}
