/** What is visible of an object on a day with the knowledge of a moment. Nothing here reads a clock. */
import type { CompiledObject, Known, Named } from './compile-object.ts';
import type { DayNumber } from './day-number.ts';
import { unionOfIntervals } from './intervals.ts';
import type { Interval } from './intervals.ts';

export interface View {
  readonly object: CompiledObject;
  readonly day: DayNumber;
  /** milliseconds; facts recorded later are not known */
  readonly known: number;
  /** union of all excused stretches; one that has not ended reaches beyond the day */
  readonly excused: readonly Interval[];
  /** whether the day itself is excused */
  readonly isExcused: boolean;
  /** working days in (from, to] */
  readonly workingDays: (from: DayNumber, to: DayNumber) => number;
  readonly memo: Memo;
}

/** What follows from the visible facts alone. Days that see the same facts may share one; see `replay`. */
export type Memo = Map<string, unknown>;

/** Computes a thing once per set of visible facts; `compute` must not depend on the day itself. */
export function remember<T>({ memo }: Pick<View, 'memo'>, key: string, compute: () => T): T {
  if (memo.has(key)) return memo.get(key) as T;
  const found = compute();
  memo.set(key, found);
  return found;
}

export type WorkingDays = View['workingDays'];

const isVisible = (fact: Known, day: DayNumber, known: number): boolean => fact.on <= day && fact.at <= known;

/** The latest visible fact; lists are sorted by day and moment. */
export function latest<F extends Known>(facts: readonly F[], { day, known }: Pick<View, 'day' | 'known'>): F | undefined {
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index];
    if (fact !== undefined && isVisible(fact, day, known)) return fact;
  }
  return undefined;
}

export function visible<F extends Known>(facts: readonly F[], view: Pick<View, 'day' | 'known'>): readonly F[] {
  return facts.filter((fact) => isVisible(fact, view.day, view.known));
}

/** The latest visible fact with an id. */
export function latestOf<F extends Named>(facts: readonly F[], id: string, { day, known }: Pick<View, 'day' | 'known'>): F | undefined {
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index];
    if (fact !== undefined && fact.id === id && isVisible(fact, day, known)) return fact;
  }
  return undefined;
}

/** The latest visible fact that nobody has withdrawn. */
export function latestLive<F extends Named>(facts: readonly F[], view: View): F | undefined {
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index];
    if (fact !== undefined && isVisible(fact, view.day, view.known) && latestOf(view.object.withdrawals, fact.id, view) === undefined) return fact;
  }
  return undefined;
}

/** An excuse that has not ended reaches as far as anybody asks. */
const openEnd = Number.MAX_SAFE_INTEGER;

function excusedStretches(object: CompiledObject, at: Pick<View, 'day' | 'known'>): readonly Interval[] {
  const voided = new Set(visible(object.excuseVoids, at).map(({ id }) => id));
  const valid = visible(object.excuses, at).filter(({ id }) => !voided.has(id));
  const stretches = valid.map(({ id, on }): Interval => ({ from: on, to: (latestOf(object.excuseEnds, id, at)?.on ?? openEnd) - 1 }));
  return unionOfIntervals(stretches);
}

export function openView(object: CompiledObject, at: { readonly day: DayNumber; readonly known: number; readonly workingDays: WorkingDays; readonly memo?: Memo }): View {
  const memo = at.memo ?? new Map<string, unknown>();
  const excused = remember({ memo }, 'excused', () => excusedStretches(object, at));
  const { day, known, workingDays } = at;
  return { object, day, known, workingDays, memo, excused, isExcused: excused.some(({ from, to }) => from <= day && day <= to) };
}
