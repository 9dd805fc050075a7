/** Whether a typed figure can be true at all (V1), and what about it is so unlikely that it needs a reason and a second confirmation (V2, V3). */
import type { ContractBody, EntryContent } from '../contract/index.ts';
import { compareFigures, fraction, inUnit, minusFigure, parseDecimal, plusFigure, showFigure, timesFigure, unitLabel, whole } from './figures.ts';
import type { Fraction } from './figures.ts';
import { areApart, factValue } from './facts.ts';
import type { Fact } from './facts.ts';

const unitOf = ({ target }: ContractBody): string | null => ('unit' in target ? target.unit : null);
const isShare = ({ target }: ContractBody): boolean => target.kind === 'survey' || target.kind === 'coverage' || (target.kind === 'ratio' && target.unit === '%');
const mayBeNegative = ({ target }: ContractBody): boolean =>
  target.kind === 'growth' || target.kind === 'directional' || target.kind === 'benchmark' || target.kind === 'rank' || target.kind === 'delegated';

export type EntryFault = { readonly kind: 'unit'; readonly given: string; readonly wanted: string } | { readonly kind: 'impossible'; readonly problem: string };

/** Null when it can be true. `most` is the amount from which on nothing is true any more (V1). */
export function entryFault(content: EntryContent, contract: ContractBody | null, most: string): EntryFault | null {
  const { value, unit, num, den } = content;
  const huge = Object.entries({ 数值: value, 分子: num, 分母: den }).find(([, text]) => text !== null && parseDecimal(text).abs().greaterThanOrEqualTo(parseDecimal(most)));
  if (huge !== undefined) return { kind: 'impossible', problem: `「${huge[0]}」${huge[1]}过大，不可能是真的` };
  if (num !== null && den !== null && (parseDecimal(num).isNegative() || parseDecimal(den).isNegative())) return { kind: 'impossible', problem: '「分子」「分母」不能是负数' };
  if (contract === null) return null;
  const wanted = unitOf(contract);
  if (value !== null && wanted !== null && wanted !== '1' && inUnit(parseDecimal(value), unit, wanted) === undefined)
    return { kind: 'unit', given: unitLabel(unit) || '没有填写', wanted: unitLabel(wanted) };
  if (value !== null && !mayBeNegative(contract) && parseDecimal(value).isNegative()) return { kind: 'impossible', problem: '这项指标的「数值」不能是负数' };
  if (isShare(contract) && content.facet === 'actual') {
    const share = num !== null && den !== null ? fraction(parseDecimal(num).times(100), parseDecimal(den)) : value === null ? undefined : whole(parseDecimal(value));
    if (share !== undefined && compareFigures(share, whole(parseDecimal('100'))) > 0) return { kind: 'impossible', problem: '比率不能超过100%，请核对分子和分母' };
  }
  return null;
}

export interface Jump {
  readonly before: string;
  readonly now: string;
}

/** What is soft-stopped at, as dated parameters give it. */
export interface DoubtLimits {
  /** this many times the figure before, or less than one such part of it */
  readonly factor: string;
  /** share by which parts may be off their total */
  readonly partsTolerance: string;
}

export const defaultEntryLimits = { partsTolerance: '0.005', most: '1000000000000000' };
export const defaultJumpFactor = '2';

/** More than `factor` times or less than one `factor`th of the latest earlier figure of the same subject; null when in line or nothing to compare with. */
export function entryJump(content: EntryContent, facts: readonly Fact[], { contract, factor }: { readonly contract: ContractBody | null; readonly factor: string }): Jump | null {
  if (contract === null || content.facet !== 'actual' || ('aggregate' in contract.target && contract.target.aggregate === 'sum')) return null;
  const unit = unitOf(contract);
  const now = content.num !== null && content.den !== null ? fraction(parseDecimal(content.num), parseDecimal(content.den)) : numberIn(content, unit);
  const earlier = facts
    .filter(
      (fact) => fact.status === 'live' && fact.facet === 'actual' && fact.subject === content.subject && fact.to < content.to && (fact.num === null) === (content.num === null),
    )
    .sort((a, b) => (a.to < b.to ? 1 : -1))[0];
  const before = earlier === undefined ? undefined : factValue(earlier, earlier.num === null ? unit : null);
  if (now === undefined || before === undefined || before.num.isZero()) return null;
  const isWithin = compareFigures(now, timesFigure(before, parseDecimal(factor))) <= 0 && compareFigures(timesFigure(now, parseDecimal(factor)), before) >= 0;
  return isWithin ? null : { before: showFigure(before, content.num === null ? unit : null), now: showFigure(now, content.num === null ? unit : null) };
}

function numberIn({ value, unit }: EntryContent, wanted: string | null): Fraction | undefined {
  const amount = value === null ? undefined : inUnit(parseDecimal(value), unit, wanted);
  return amount === undefined ? undefined : whole(amount);
}

/** 数值 beside 分子/分母: the same figure told twice. */
function quotientDoubt({ value, unit, num, den }: EntryContent, wanted: string | null, tolerance: string): string[] {
  if (value === null || num === null || den === null) return [];
  const told = inUnit(parseDecimal(value), unit, wanted);
  const made = fraction(parseDecimal(num).times(unit === '%' ? 100 : 1), parseDecimal(den));
  return told === undefined || !areApart(whole(told), made, tolerance)
    ? []
    : [`「数值」是${showFigure(whole(told), wanted)}，分子除以分母是${showFigure(made, wanted)}，两者不符（判定用分子、分母）`];
}

const sumOf = (values: readonly Fraction[]): Fraction => values.reduce(plusFigure, whole(parseDecimal('0')));

/** The whole and its named parts of one period: parts may be still missing beside a known whole, never too much. */
function partsDoubt(content: EntryContent, facts: readonly Fact[], { unit, tolerance }: { readonly unit: string | null; readonly tolerance: string }): string[] {
  const own = numberIn(content, unit);
  const known = facts.filter(({ status, facet, from, to }) => status === 'live' && facet === 'actual' && from === content.from && to === content.to);
  const amountOf = (fact: Fact): Fraction[] => {
    const value = fact.value === null ? undefined : factValue(fact, unit);
    return value === undefined ? [] : [value];
  };
  if (own === undefined) return [];
  const parts = known.filter(({ subject }) => subject !== null && subject !== content.subject);
  const total = content.subject === null ? own : known.filter(({ subject }) => subject === null).flatMap(amountOf)[0];
  if (total === undefined || (content.subject === null && parts.length === 0)) return [];
  const sum = sumOf([...parts.flatMap(amountOf), ...(content.subject === null ? [] : [own])]);
  const isOver = compareFigures(minusFigure(sum, total), whole(parseDecimal('0'))) > 0;
  if (!areApart(sum, total, tolerance) || (content.subject !== null && !isOver)) return [];
  const names = [...parts.map(({ subject }) => subject ?? ''), ...(content.subject === null ? [] : [content.subject])];
  return [`${names.join('、')}之和是${showFigure(sum, unit)}，总数是${showFigure(total, unit)}，两者不符`];
}

/** Everything unlikely about an entry, in words; empty = plausible. */
export function entryDoubts(
  content: EntryContent,
  facts: readonly Fact[],
  { contract, limits }: { readonly contract: ContractBody | null; readonly limits: DoubtLimits },
): readonly string[] {
  if (content.facet !== 'actual') return [];
  const { factor, partsTolerance: tolerance } = limits;
  const unit = contract === null ? content.unit : unitOf(contract);
  const jump = entryJump(content, facts, { contract, factor });
  const isLevel =
    contract !== null && 'aggregate' in contract.target && contract.target.aggregate === 'latest' && contract.target.kind !== 'growth' && contract.target.kind !== 'ratio';
  return [
    ...(jump === null ? [] : [`这次填的是${jump.now}，上一次是${jump.before}，超过它的${factor}倍或不足它的${factor}分之一，是否单位有误`]),
    ...quotientDoubt(content, unit, tolerance),
    ...(isLevel ? partsDoubt(content, facts, { unit, tolerance }) : []),
  ];
}
