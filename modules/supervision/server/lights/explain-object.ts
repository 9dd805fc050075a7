/** One object on one day: its light with causes, what comes next, and the days before. */
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { lightRulesParam } from '../../contract/index.ts';
import type { Light, LightForecast, LightObject, ReplayMode } from '../../contract/index.ts';
import { compileObject, dayNumber, endOfDay, explain, joinDays, judge, predict, replay } from '../../domain/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { horizonDays, readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';

const historyDays = 180;

export interface AskedDay {
  readonly on?: string | undefined;
  readonly mode: ReplayMode;
}

/** Today, or the past day that was asked for. */
export function dayAsked({ on }: AskedDay, { today }: Context): PlainDate {
  const day = on === undefined ? today : parseDay(on);
  if (day.toString() > today.toString()) throw supervisionRefusals.day_in_future({ today: today.toString() });
  return day;
}

/** Rules, knowledge and working days for judging objects on a day. */
export async function judgingOn(on: PlainDate, mode: ReplayMode, context: Context) {
  const read = await readerFor(context);
  const day = dayNumber(on.toString());
  const now = context.now.epochMilliseconds;
  const known = mode === 'as-then' ? Math.min(endOfDay(day), now) : now;
  const rules = rulesOn(read);
  return { inForce: read(lightRulesParam, on), rules, set: rules(day), moment: { day, known, workingDays: await workingDaysFor(context) } };
}

interface Explained {
  readonly on: string;
  readonly mode: ReplayMode;
  readonly rule: { readonly label: string; readonly fromOn: string; readonly source: string };
  readonly light: Light;
  readonly forecast: LightForecast | null;
  readonly history: { from: string; to: string; objectLight: Light['objectLight']; unitLight: Light['unitLight'] }[];
}

export async function explainObject(source: LightObject, asked: AskedDay, context: Context): Promise<Explained> {
  const on = asked.on === undefined ? context.today : parseDay(asked.on);
  const { inForce, rules, set, moment } = await judgingOn(on, asked.mode, context);
  const object = compileObject(source);
  const { day, workingDays } = moment;
  const range = { from: Math.max(object.from, day - historyDays + 1), to: day, mode: asked.mode, now: context.now.epochMilliseconds, workingDays };
  return {
    on: on.toString(),
    mode: asked.mode,
    rule: { label: set.label, fromOn: inForce.from.toString(), source: inForce.source.document },
    light: explain(judge(object, moment, set), set),
    forecast: predict(object, moment, { set, horizonDays }),
    history: [...joinDays(replay(object, range, rules))],
  };
}
