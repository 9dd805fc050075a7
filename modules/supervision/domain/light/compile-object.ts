/** Sorts an object's facts by kind and turns days and moments into numbers, once, before many days are judged. */
import { parseDecimal } from '#kernel/quantity.ts';
import type { Decimal } from '#kernel/quantity.ts';
import type { ExcuseKind, GreyReason, LightFact, LightFactKind, LightObject } from '../../contract/index.ts';
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

/** of one clause */
export interface SeriesFacts {
  readonly quotas: readonly (Known & { readonly base: Decimal; readonly target: Decimal; readonly from: DayNumber; readonly to: DayNumber })[];
  readonly values: readonly (Named & { readonly value: Decimal })[];
  readonly growths: readonly (Named & { readonly below: Decimal })[];
  /** `to`: the last day for which something is asked */
  readonly contracts: readonly (Known & { readonly freshDays: number; readonly to: DayNumber })[];
  readonly evidence: readonly Named[];
}

interface OfSeries {
  readonly series: string;
}

export interface CompiledObject extends SeriesFacts {
  readonly source: LightObject;
  readonly from: DayNumber;
  readonly milestones: readonly (Named & { readonly name: string; readonly start: DayNumber; readonly due: DayNumber })[];
  /** milestone-done and milestone-undone, `isEnd` for done */
  readonly milestoneEnds: readonly (Named & { readonly isEnd: boolean })[];
  /** the same facts apart by clause; the lists above hold all of them */
  readonly series: ReadonlyMap<string, SeriesFacts>;
  readonly milestoneDrops: readonly Named[];
  readonly excuseVoids: readonly Named[];
  readonly standings: readonly (Known & { readonly reason: GreyReason | null })[];
  readonly withdrawals: readonly Named[];
  readonly rounds: readonly (Named & { readonly closes: DayNumber })[];
  /** `id` is the period */
  readonly reports: readonly Named[];
  readonly contradictions: readonly Named[];
  readonly contradictionEnds: readonly Named[];
  readonly forecasts: readonly (Known & OfSeries & { readonly points: number; readonly probability: Decimal })[];
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

type Picker = <K extends LightFactKind, R>(kinds: readonly K[], more: (fact: FactOf<K>) => R) => readonly (Known & R)[];
type Apart<T> = { readonly [K in keyof T]: T[K] extends readonly (infer F)[] ? readonly (F & OfSeries)[] : never };

const farAway = Number.MAX_SAFE_INTEGER;
const day = dayNumber;

function seriesFacts(pick: Picker): Apart<SeriesFacts> {
  const of = ({ series }: { readonly series?: string | undefined }): OfSeries => ({ series: series ?? '' });
  return {
    quotas: pick(['quota'], (fact) => ({ ...of(fact), base: parseDecimal(fact.base), target: parseDecimal(fact.target), from: day(fact.fromOn), to: day(fact.toOn) })),
    values: pick(['value'], (fact) => ({ ...of(fact), id: fact.id, value: parseDecimal(fact.value) })),
    growths: pick(['growth'], (fact) => ({ ...of(fact), id: fact.id, below: parseDecimal(fact.target).minus(parseDecimal(fact.actual)) })),
    contracts: pick(['contract'], (fact) => ({ ...of(fact), freshDays: fact.freshDays, to: fact.toOn === undefined ? farAway : day(fact.toOn) })),
    evidence: pick(['evidence'], (fact) => ({ ...of(fact), id: fact.id })),
  };
}

function apart(all: Apart<SeriesFacts>): ReadonlyMap<string, SeriesFacts> {
  const names = new Set(Object.values(all).flatMap((list: readonly OfSeries[]) => list.map(({ series }) => series)));
  const own = <F extends OfSeries>(list: readonly F[], name: string): readonly F[] => (names.size === 1 ? list : list.filter(({ series }) => series === name));
  return new Map(
    [...names].map((name) => [
      name,
      {
        quotas: own(all.quotas, name),
        values: own(all.values, name),
        growths: own(all.growths, name),
        contracts: own(all.contracts, name),
        evidence: own(all.evidence, name),
      },
    ]),
  );
}

/** The facts of a kind in the order of their days, later knowledge last. */
export function compileObject(source: LightObject): CompiledObject {
  const pick: Picker = <K extends LightFactKind, R>(kinds: readonly K[], more: (fact: FactOf<K>) => R): readonly (Known & R)[] =>
    source.facts
      .filter((fact): fact is FactOf<K> => (kinds as readonly string[]).includes(fact.kind))
      .map((fact) => ({ on: dayNumber(fact.on), at: Date.parse(fact.recordedAt), ref: fact.ref, ...more(fact) }))
      .sort(inOrder);
  const named = ({ id }: { readonly id: string }) => ({ id });
  const nothing = () => ({});
  const all = seriesFacts(pick);
  return {
    ...all,
    series: apart(all),
    milestoneDrops: pick(['milestone-dropped'], named),
    excuseVoids: pick(['excuse-void'], named),
    standings: pick(['standing'], ({ reason }) => ({ reason })),
    source,
    from: dayNumber(source.fromOn),
    milestones: pick(['milestone'], ({ id, name, startOn, dueOn }) => ({ id, name, start: dayNumber(startOn), due: dayNumber(dueOn) })),
    milestoneEnds: pick(['milestone-done', 'milestone-undone'], ({ id, kind }) => ({ id, isEnd: kind === 'milestone-done' })),
    withdrawals: pick(['withdrawn'], named),
    rounds: pick(['round'], ({ period, closesOn }) => ({ id: period, closes: dayNumber(closesOn) })),
    reports: pick(['report'], ({ period }) => ({ id: period })),
    contradictions: pick(['contradiction'], named),
    contradictionEnds: pick(['contradiction-settled'], named),
    forecasts: pick(['forecast'], ({ series, points, probability }) => ({ series: series ?? '', points, probability: parseDecimal(probability) })),
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
