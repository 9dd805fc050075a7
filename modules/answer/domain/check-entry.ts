/** Whether a typed figure can be true at all, and whether it differs so much from the one before that it needs a word. */
import type { ContractBody, EntryContent } from '../contract/index.ts';
import { compareFigures, fraction, inUnit, parseDecimal, showFigure, timesFigure, unitLabel, whole } from './figures.ts';
import type { Fraction } from './figures.ts';
import { factValue } from './facts.ts';
import type { Fact } from './facts.ts';

const unitOf = ({ target }: ContractBody): string | null => ('unit' in target ? target.unit : null);
const isShare = ({ target }: ContractBody): boolean => target.kind === 'ratio' && target.unit === '%';
const mayBeNegative = ({ target }: ContractBody): boolean =>
  target.kind === 'growth' || target.kind === 'directional' || target.kind === 'benchmark' || target.kind === 'rank' || target.kind === 'delegated';

export type EntryFault = { readonly kind: 'unit'; readonly given: string; readonly wanted: string } | { readonly kind: 'impossible'; readonly problem: string };

/** Null when it can be true. */
export function entryFault(content: EntryContent, contract: ContractBody | null): EntryFault | null {
  const { value, unit, num, den } = content;
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
