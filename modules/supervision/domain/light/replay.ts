/** Lights of past days, as known then or as known now, and two rule sets side by side. */
import type { LightColour, LightObject, LightObjectKind, ReplayMode } from '../../contract/index.ts';
import { compileObject } from './compile-object.ts';
import type { CompiledObject, Known } from './compile-object.ts';
import { dayText } from './day-number.ts';
import { judge } from './judge.ts';
import type { CompiledRuleSet } from './rule-set.ts';
import type { Memo, WorkingDays } from './view.ts';

const msPerDay = 86_400_000;
const officialOffset = 8 * 3_600_000;

/** The last millisecond of a day in Asia/Shanghai (UTC+8 without summer time since 1991). */
export const endOfDay = (day: number): number => (day + 1) * msPerDay - officialOffset - 1;

export interface ReplayRange {
  readonly from: number;
  readonly to: number;
  readonly mode: ReplayMode;
  /** milliseconds: what counts as "now" */
  readonly now: number;
  readonly workingDays: WorkingDays;
}

export interface DayLight {
  readonly day: number;
  readonly objectLight: LightColour;
  readonly unitLight: LightColour;
}

/** The days on which a fact becomes visible: between them the visible facts are the same. */
function appearances(object: CompiledObject, { mode, now }: Pick<ReplayRange, 'mode' | 'now'>): ReadonlySet<number> {
  const days = new Set<number>();
  for (const list of Object.values(object)) {
    if (!Array.isArray(list)) continue;
    for (const { on, at } of list as readonly Known[]) {
      const learnt = Math.floor((at + officialOffset) / msPerDay);
      if (at <= now) days.add(mode === 'as-then' ? Math.max(on, learnt) : on);
    }
  }
  return days;
}

/** One light per day; `setOn` says which rules were in force on that day. */
export function replay(object: CompiledObject, range: ReplayRange, setOn: (day: number) => CompiledRuleSet): readonly DayLight[] {
  const days: DayLight[] = [];
  const changes = appearances(object, range);
  let memo: Memo = new Map();
  let set: CompiledRuleSet | undefined;
  for (let day = range.from; day <= range.to; day += 1) {
    const rules = setOn(day);
    if (changes.has(day) || rules !== set) memo = new Map();
    set = rules;
    const known = range.mode === 'as-then' ? Math.min(endOfDay(day), range.now) : range.now;
    const { objectLight, unitLight } = judge(object, { day, known, workingDays: range.workingDays, memo }, rules);
    days.push({ day, objectLight, unitLight });
  }
  return days;
}

/** Days with the same lights joined: `{ from, to, objectLight, unitLight }`. */
export function joinDays(days: readonly DayLight[]): readonly { readonly from: string; readonly to: string; readonly objectLight: LightColour; readonly unitLight: LightColour }[] {
  const stretches: { from: number; to: number; objectLight: LightColour; unitLight: LightColour }[] = [];
  for (const { day, objectLight, unitLight } of days) {
    const last = stretches.at(-1);
    if (last !== undefined && last.objectLight === objectLight && last.unitLight === unitLight && last.to + 1 === day) last.to = day;
    else stretches.push({ from: day, to: day, objectLight, unitLight });
  }
  return stretches.map(({ from, to, ...lights }) => ({ from: dayText(from), to: dayText(to), ...lights }));
}

export interface RuleSetDifference {
  readonly objectKind: LightObjectKind;
  readonly objectId: string;
  readonly title: string;
  readonly day: number;
  readonly old: DayLight;
  readonly trial: DayLight;
}

/** Where a trial set would have coloured days otherwise, each object on its own days; nothing is stored. */
export function tryRuleSet(
  objects: readonly { readonly object: LightObject; readonly days: readonly number[] }[],
  range: Omit<ReplayRange, 'from' | 'to'>,
  sets: { readonly old: (day: number) => CompiledRuleSet; readonly trial: CompiledRuleSet },
): readonly RuleSetDifference[] {
  return objects.flatMap(({ object: source, days }) => {
    const object = compileObject(source);
    const { objectKind, objectId, title } = source;
    return days.flatMap((day) => {
      const [old] = replay(object, { ...range, from: day, to: day }, sets.old);
      const [trial] = replay(object, { ...range, from: day, to: day }, () => sets.trial);
      const isSame = old?.objectLight === trial?.objectLight && old?.unitLight === trial?.unitLight;
      return isSame || old === undefined || trial === undefined ? [] : [{ objectKind, objectId, title, day, old, trial }];
    });
  });
}
