/**
 * Which envelopes count, and which figure they give. The order in which they arrive plays no part: ties are settled by
 * grade and by the name of the source, never by the moment of recording.
 */
import { isGradeAtLeast } from '#kernel/evidence.ts';
import type { Evidence, EvidenceFacet, EvidenceGrade, EvidenceKind, EvidenceStamp } from '#kernel/evidence.ts';
import { compareFigures, fraction, inUnit, minusFigure, parseDecimal, plusFigure, whole } from './figures.ts';
import type { Fraction } from './figures.ts';

export type Fact = Pick<
  Evidence,
  | 'evidenceId'
  | 'kind'
  | 'facet'
  | 'voice'
  | 'value'
  | 'unit'
  | 'num'
  | 'den'
  | 'from'
  | 'to'
  | 'validUntil'
  | 'subject'
  | 'orgId'
  | 'source'
  | 'occurredOn'
  | 'grade'
  | 'stamp'
  | 'status'
>;

export interface Acceptance {
  readonly kinds: readonly EvidenceKind[];
  readonly minGrade: EvidenceGrade;
  readonly stamps: readonly EvidenceStamp[];
}

export interface Window {
  readonly from: string;
  readonly to: string;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareSource({ source: a }: Fact, { source: b }: Fact): number {
  return compareText(a.module, b.module) || compareText(a.type, b.type) || compareText(a.id, b.id) || compareText(a.part, b.part);
}

/** Strongest grade first, then by the name of the source. */
export const byStrength = (a: Fact, b: Fact): number => compareText(a.grade, b.grade) || compareSource(a, b) || compareText(a.evidenceId, b.evidenceId);

/** Sorted by strength; the same array when it is already. */
function sortedByStrength(facts: readonly Fact[]): readonly Fact[] {
  for (let index = 1; index < facts.length; index += 1) if (byStrength(facts[index - 1] as Fact, facts[index] as Fact) > 0) return [...facts].sort(byStrength);
  return facts;
}

/** Live envelopes with an allowed stamp that had happened by the day; the grade is looked at separately. */
export function speaking(facts: readonly Fact[], on: string, stamps: readonly EvidenceStamp[]): readonly Fact[] {
  return sortedByStrength(facts.filter((fact) => fact.status === 'live' && stamps.includes(fact.stamp) && fact.occurredOn <= on));
}

export const isValidOn = ({ validUntil }: Fact, on: string): boolean => validUntil === null || on <= validUntil;

/** Actual values count by kind and grade; other facets are reference values and need a document: at least grade B. */
export function accepted(facts: readonly Fact[], { kinds, minGrade }: Acceptance): readonly Fact[] {
  return facts.filter((fact) => (fact.facet === 'actual' ? kinds.includes(fact.kind) && isGradeAtLeast(fact.grade, minGrade) : isGradeAtLeast(fact.grade, 'B')));
}

export const ofFacet = (facts: readonly Fact[], facet: EvidenceFacet): readonly Fact[] => facts.filter((fact) => fact.facet === facet);
export const within = (facts: readonly Fact[], { from, to }: Window): readonly Fact[] => facts.filter((fact) => fact.from >= from && fact.to <= to);

export interface Figure {
  readonly value: Fraction;
  readonly facts: readonly Fact[];
  readonly until: string;
}
/** A figure, a doubt (two sources apart), a wrong unit, or nothing. */
export type Reading =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'doubt'; readonly facts: readonly Fact[]; readonly about: string }
  | { readonly kind: 'unit'; readonly facts: readonly Fact[] }
  | { readonly kind: 'none' };

/** The value of one envelope in the wanted unit: numerator over denominator before the plain value. A share becomes percent where percent is wanted. */
export function factValue(fact: Fact, unit: string | null): Fraction | undefined {
  if (fact.num !== null && fact.den !== null) {
    const factor = unit === '%' ? parseDecimal('100') : parseDecimal('1');
    return fraction(parseDecimal(fact.num).times(factor), parseDecimal(fact.den));
  }
  const amount = fact.value === null ? undefined : inUnit(parseDecimal(fact.value), fact.unit, unit);
  return amount === undefined ? undefined : whole(amount);
}

/** True when a and b are farther apart than `tolerance` of the larger one. */
export function areApart(a: Fraction, b: Fraction, tolerance: string): boolean {
  const gap = minusFigure(a, b);
  const larger = compareFigures({ num: a.num.abs(), den: a.den }, { num: b.num.abs(), den: b.den }) >= 0 ? a : b;
  return compareFigures({ num: gap.num.abs(), den: gap.den }, { num: larger.num.abs().times(parseDecimal(tolerance)), den: larger.den }) > 0;
}

/** Later periods first, the whole before its named parts. */
function comparePlace(a: Fact, b: Fact): number {
  const bySubject = a.subject === b.subject ? 0 : a.subject === null ? -1 : b.subject === null ? 1 : compareText(b.subject, a.subject);
  return compareText(b.to, a.to) || compareText(b.from, a.from) || bySubject;
}

/** Facts about one period and subject together, latest first; each group by strength. */
function groupsOf(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups: Fact[][] = [];
  for (const fact of [...facts].sort((a, b) => comparePlace(a, b) || byStrength(a, b))) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && comparePlace(last[0], fact) === 0) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

/** The first of `groupsOf` without making the others. */
function latestGroup(facts: readonly Fact[]): readonly Fact[] {
  const [first] = facts;
  if (first === undefined) return [];
  const latest = facts.reduce((best, fact) => (comparePlace(fact, best) < 0 ? fact : best), first);
  return sortedByStrength(facts.filter((fact) => comparePlace(fact, latest) === 0));
}

interface ReadAs {
  readonly unit: string | null;
  readonly tolerance: string;
}

/** One period and subject: the strongest source speaks, unless another live source says something else. */
function readGroup(group: readonly Fact[], { unit, tolerance }: ReadAs): Reading {
  const [first] = group;
  if (first === undefined) return { kind: 'none' };
  const values = group.map((fact) => factValue(fact, unit));
  const strongest = values[0];
  if (strongest === undefined || values.some((value) => value === undefined)) return { kind: 'unit', facts: group };
  const apart = group.filter((_fact, index) => areApart(strongest, values[index] ?? strongest, tolerance));
  if (apart.length > 0) return { kind: 'doubt', facts: [first, ...apart], about: `${first.from}至${first.to}` };
  return { kind: 'figure', figure: { value: strongest, facts: [first], until: first.to } };
}

/** The figure of the latest period. */
export function readLatest(facts: readonly Fact[], how: ReadAs): Reading {
  return readGroup(latestGroup(facts), how);
}

const figuresOf = (readings: readonly Reading[]): readonly Figure[] => readings.flatMap((reading) => (reading.kind === 'figure' ? [reading.figure] : []));

function addUp(figures: readonly Figure[]): Figure | undefined {
  const [first, ...rest] = figures;
  if (first === undefined) return undefined;
  return rest.reduce(
    (sum, next) => ({ value: plusFigure(sum.value, next.value), facts: [...sum.facts, ...next.facts], until: sum.until > next.until ? sum.until : next.until }),
    first,
  );
}

/** Pieces of work without a name: those of one voice are added; another voice on the same period tells the same story and must agree. */
function readVoices(facts: readonly Fact[], how: ReadAs): Reading {
  const voices = [...new Set(facts.map(({ voice }) => voice))];
  const readings = voices.map((voice) => facts.filter((fact) => fact.voice === voice).map((fact) => readGroup([fact], how)));
  if (readings.flat().some(({ kind }) => kind !== 'figure')) return { kind: 'unit', facts };
  const sums = readings.flatMap((ofVoice) => addUp(figuresOf(ofVoice)) ?? []);
  const [strongest] = sums;
  if (strongest === undefined) return { kind: 'none' };
  const apart = sums.filter(({ value }) => areApart(strongest.value, value, how.tolerance));
  return apart.length > 0 ? { kind: 'doubt', facts, about: `${facts[0]?.from}至${facts[0]?.to}` } : { kind: 'figure', figure: strongest };
}

/** The sum over periods and subjects: a subject counts once per period. */
export function readSum(facts: readonly Fact[], how: ReadAs): Reading {
  const readings = groupsOf(facts).map((group) => (group[0]?.subject === null ? readVoices(group, how) : readGroup(group, how)));
  const bad = readings.find(({ kind }) => kind === 'doubt' || kind === 'unit');
  if (bad !== undefined) return bad;
  const figure = addUp(figuresOf(readings));
  return figure === undefined ? { kind: 'none' } : { kind: 'figure', figure };
}
