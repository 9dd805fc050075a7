/** Sorts an object's facts by kind and turns days and moments into numbers, once, before many days are judged. */
import { parseDecimal } from '#kernel/quantity.ts';
import type { Decimal } from '#kernel/quantity.ts';
import type { ExcuseKind, LightFact, LightFactKind, LightObject } from '../../contract/index.ts';
import { dayNumber } from './day-number.ts';
import type { DayNumber } from './day-number.ts';

/** What all facts have; `at` is in milliseconds. */
export interface Known {
  readonly on: DayNumber;
  readonly at: number;
  readonly ref: string;
}
export interface Named extends Known {
  readonly id: string;
}

export interface CompiledObject {
  readonly source: LightObject;
  readonly from: DayNumber;
  readonly milestones: readonly (Named & { readonly name: string; readonly start: DayNumber; readonly due: DayNumber })[];
  /** milestone-done and milestone-undone, `isEnd` for done */
  readonly milestoneEnds: readonly (Named & { readonly isEnd: boolean })[];
  readonly quotas: readonly (Known & { readonly base: Decimal; readonly target: Decimal; readonly from: DayNumber; readonly to: DayNumber })[];
  readonly values: readonly (Named & { readonly value: Decimal })[];
  readonly growths: readonly (Named & { readonly below: Decimal })[];
  readonly contracts: readonly (Known & { readonly freshDays: number })[];
  readonly evidence: readonly Named[];
  readonly withdrawals: readonly Named[];
  readonly rounds: readonly (Named & { readonly closes: DayNumber })[];
  /** `id` is the period */
  readonly reports: readonly Named[];
  readonly contradictions: readonly Named[];
  readonly contradictionEnds: readonly Named[];
  readonly forecasts: readonly (Known & { readonly points: number; readonly probability: Decimal })[];
  readonly startPlans: readonly (Known & { readonly planned: DayNumber })[];
  readonly starts: readonly (Known & { readonly needsStatistics: boolean })[];
  readonly statistics: readonly Known[];
  readonly investments: readonly (Known & { readonly behind: Decimal })[];
  readonly payments: readonly (Known & { readonly behind: Decimal })[];
  readonly months: readonly (Named & { readonly met: boolean })[];
  readonly factors: readonly (Named & { readonly name: string })[];
  readonly factorEnds: readonly Named[];
  readonly excuses: readonly (Named & { readonly reason: ExcuseKind })[];
  readonly excuseEnds: readonly Named[];
  /** done and reopened, `isEnd` for done */
  readonly endings: readonly (Known & { readonly isEnd: boolean })[];
}

type FactOf<K extends LightFactKind> = Extract<LightFact, { kind: K }>;
const inOrder = (a: Known, b: Known): number => a.on - b.on || a.at - b.at;

/** The facts of a kind in the order of their days, later knowledge last. */
export function compileObject(source: LightObject): CompiledObject {
  const pick = <K extends LightFactKind, R>(kinds: readonly K[], more: (fact: FactOf<K>) => R): readonly (Known & R)[] =>
    source.facts
      .filter((fact): fact is FactOf<K> => (kinds as readonly string[]).includes(fact.kind))
      .map((fact) => ({ on: dayNumber(fact.on), at: Date.parse(fact.recordedAt), ref: fact.ref, ...more(fact) }))
      .sort(inOrder);
  const named = ({ id }: { readonly id: string }) => ({ id });
  const nothing = () => ({});
  return {
    source,
    from: dayNumber(source.fromOn),
    milestones: pick(['milestone'], ({ id, name, startOn, dueOn }) => ({ id, name, start: dayNumber(startOn), due: dayNumber(dueOn) })),
    milestoneEnds: pick(['milestone-done', 'milestone-undone'], ({ id, kind }) => ({ id, isEnd: kind === 'milestone-done' })),
    quotas: pick(['quota'], ({ base, target, fromOn, toOn }) => ({ base: parseDecimal(base), target: parseDecimal(target), from: dayNumber(fromOn), to: dayNumber(toOn) })),
    values: pick(['value'], ({ id, value }) => ({ id, value: parseDecimal(value) })),
    growths: pick(['growth'], ({ id, actual, target }) => ({ id, below: parseDecimal(target).minus(parseDecimal(actual)) })),
    contracts: pick(['contract'], ({ freshDays }) => ({ freshDays })),
    evidence: pick(['evidence'], named),
    withdrawals: pick(['withdrawn'], named),
    rounds: pick(['round'], ({ period, closesOn }) => ({ id: period, closes: dayNumber(closesOn) })),
    reports: pick(['report'], ({ period }) => ({ id: period })),
    contradictions: pick(['contradiction'], named),
    contradictionEnds: pick(['contradiction-settled'], named),
    forecasts: pick(['forecast'], ({ points, probability }) => ({ points, probability: parseDecimal(probability) })),
    startPlans: pick(['start-plan'], ({ plannedOn }) => ({ planned: dayNumber(plannedOn) })),
    starts: pick(['started'], ({ needsStatistics }) => ({ needsStatistics })),
    statistics: pick(['in-statistics'], nothing),
    investments: pick(['investment'], ({ behind }) => ({ behind: parseDecimal(behind) })),
    payments: pick(['money'], ({ behind }) => ({ behind: parseDecimal(behind) })),
    months: pick(['month'], ({ month, met }) => ({ id: month, met })),
    factors: pick(['factor-blocked'], ({ id, name }) => ({ id, name })),
    factorEnds: pick(['factor-granted'], named),
    excuses: pick(['excuse'], ({ id, reason }) => ({ id, reason })),
    excuseEnds: pick(['excuse-ended'], named),
    endings: pick(['done', 'reopened'], ({ kind }) => ({ isEnd: kind === 'done' })),
  };
}
