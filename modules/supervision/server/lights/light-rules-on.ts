/** Rules in force and working days, as every judging of lights needs them. */
import { parseDay } from '#kernel/calendar.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { ParamReader } from '#kernel/server/params.ts';
import { lightRulesParam } from '../../contract/index.ts';
import { compileRuleSet, dayText } from '../../domain/index.ts';
import type { CompiledRuleSet } from '../../domain/index.ts';

export const horizonDays = 400;

/** The rules in force on a day, compiled once each. */
export function rulesOn(read: ParamReader): (day: number) => CompiledRuleSet {
  const known = new Map<string, CompiledRuleSet>();
  return (day) => {
    const { value, ref } = read(lightRulesParam, parseDay(dayText(day)));
    const found = known.get(ref) ?? compileRuleSet(value);
    known.set(ref, found);
    return found;
  };
}

/** Working days are needed for open contradictions only, which tasks do not have; the calendar answers for loaded years. */
export async function workingDaysFor(context: Context): Promise<(from: number, to: number) => number> {
  const calendar = await workingCalendarOf(context.tx);
  return (from, to) => {
    let count = 0;
    for (let day = from + 1; day <= to; day += 1) if (calendar.isWorkingDay(parseDay(dayText(day)))) count += 1;
    return count;
  };
}

export const readerFor = ({ tx }: Context) => loadParams(tx, [lightRulesParam], { region: tx.region });
