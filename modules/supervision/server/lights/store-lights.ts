/**
 * After every day the lights of that day are stored as they were known at its end, exactly once; a replay of the day as known
 * then gives the same. Where facts that came later colour a stored day otherwise, an erratum says so (ADR 0044).
 */
import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { loadParams } from '#kernel/server/params.ts';
import { record } from '#kernel/server/record.ts';
import { plansForLights } from '#answer/server';
import { taskRows, watchTask } from '#task/server';
import type { TaskRow } from '#task/server';
import { lightErratumIssued, lightRulesParam, lightsStored } from '../../contract/index.ts';
import { compileObject, compileRuleSet, dayNumber, dayText, endOfDay, explain, judge, replay, severity } from '../../domain/index.ts';
import { gatherClauseFacts, gatherTaskFacts } from './gather-facts.ts';
import type { LitClause, LitTask } from './gather-facts.ts';
import { readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';
import { lightStore } from './light-store.ts';
import type { StoredLight } from './light-store.ts';
import { isLitOn } from './lit-object.ts';

const mostTasks = 50_000;
const everything = { orgs: [null], paths: [null], pattern: null, planId: null, clause: null, itemState: null, tier: null, orgId: null, assignmentState: null, overdueOn: null };

/** Tasks of the year and those of the year before that are still judged. */
async function tasksAround(context: Context, day: PlainDate): Promise<readonly TaskRow[]> {
  const years = [day.year - 1, day.year];
  const found: TaskRow[] = [];
  for (const year of years) found.push(...(await taskRows.list(context.tx, 'code', { ...everything, year }, { place: undefined, limit: mostTasks })));
  return found.filter(({ year, item_state }) => item_state !== null && (year === day.year || (item_state !== 'closed' && item_state !== 'withdrawn')));
}

export interface LitObjects {
  readonly tasks: readonly LitTask[];
  readonly clauses: readonly LitClause[];
}

/** Everything that is judged around a day. */
export async function gatherAll(context: Context, day: PlainDate): Promise<LitObjects> {
  const tasks = await gatherTaskFacts(context, await tasksAround(context, day));
  const clauses: LitClause[] = [];
  for (const planId of await plansForLights(context.tx)) {
    const owners = new Map(tasks.filter(({ task }) => task.plan_id === planId && task.year === day.year).map(({ task, orgId }) => [task.clause, orgId]));
    clauses.push(...(await gatherClauseFacts(context, planId, owners)));
  }
  return { tasks, clauses };
}

const redReason = '红灯';

/** Red tasks are asked every month, and no longer once they are not red (workflows §4, tier 1). */
async function watchTheRed(context: Context, tasks: readonly LitTask[], stored: readonly StoredLight[]): Promise<void> {
  const colours = new Map(stored.map(({ objectId, objectLight }) => [objectId, objectLight]));
  for (const { task } of tasks) {
    const isRed = severity(colours.get(task.task_id) ?? 'grey') > 1;
    if (isRed && task.watched_for === null) await watchTask(context, task.task_id, redReason);
    else if (!isRed && task.watched_for === redReason) await watchTask(context, task.task_id, null);
  }
}

export async function storeLights(context: Context, day: PlainDate): Promise<number> {
  const { tx, now } = context;
  const number = dayNumber(day.toString());
  const known = Math.min(endOfDay(number), now.epochMilliseconds);
  const knownAt = formatMoment(parseMoment(new Date(known).toISOString()));
  const { value, ref } = (await loadParams(tx, [lightRulesParam], { region: tx.region, knownAt: parseMoment(knownAt) }))(lightRulesParam, day);
  const set = compileRuleSet(value);
  const { tasks, clauses } = await gatherAll(context, day);
  const moment = { day: number, known, workingDays: await workingDaysFor(context) };
  const lit = [...tasks, ...clauses].filter((one) => isLitOn(one, day.toString()));
  const lights = lit.map(({ object, orgId }): StoredLight => {
    const light = explain(judge(compileObject(object), moment, set), set);
    return { kind: object.objectKind, objectId: object.objectId, objectLight: light.objectLight, unitLight: light.unitLight, orgId, light };
  });
  const stored = await lightStore.insert(tx, lights, { day: day.toString(), ruleRef: ref, knownAt });
  await record(context, lightsStored, { day: day.toString(), objects: String(stored), ruleRef: ref });
  await watchTheRed(context, tasks, lights);
  return stored;
}

/** How far back stored days are compared with what is known now. */
const comparedDays = 366;

interface Shade {
  readonly object: string;
  readonly unit: string;
}

/** The stored colours of an object by day, as the errata so far left them. */
function saidOf(
  rows: readonly { readonly day_on: string; readonly object_light: string; readonly unit_light: string }[],
  errata: readonly { readonly from_on: string; readonly to_on: string; readonly now_object: string; readonly now_unit: string }[],
): ReadonlyMap<string, Shade> {
  const said = new Map(rows.map((row): [string, Shade] => [row.day_on, { object: row.object_light, unit: row.unit_light }]));
  for (const one of errata) for (const day of said.keys()) if (one.from_on <= day && day <= one.to_on) said.set(day, { object: one.now_object, unit: one.now_unit });
  return said;
}

interface Difference {
  from: string;
  to: string;
  readonly was: Shade;
  readonly now: Shade;
}
const sameShade = (a: Shade, b: Shade): boolean => a.object === b.object && a.unit === b.unit;

/** Neighbouring days with the same difference joined. */
function differencesOf(said: ReadonlyMap<string, Shade>, shown: ReadonlyMap<string, Shade>): readonly Difference[] {
  const found: Difference[] = [];
  for (const [day, was] of [...said].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const now = shown.get(day);
    if (now === undefined || sameShade(was, now)) continue;
    const last = found.at(-1);
    if (last !== undefined && dayNumber(last.to) + 1 === dayNumber(day) && sameShade(last.was, was) && sameShade(last.now, now)) last.to = day;
    else found.push({ from: day, to: day, was, now });
  }
  return found;
}

/** Compares every stored day of a year with what is known now; returns how many errata were issued. */
export async function issueLightErrata(context: Context): Promise<number> {
  const { tx, today, now } = context;
  const from = today.subtract({ days: comparedDays }).toString();
  const stored = Map.groupBy(await lightStore.since(tx, from), ({ object_id }) => object_id);
  const errata = Map.groupBy(await lightStore.errata(tx, from), ({ object_id }) => object_id);
  const { tasks, clauses } = await gatherAll(context, today);
  const rules = rulesOn(await readerFor(context));
  const workingDays = await workingDaysFor(context);
  let issued = 0;
  for (const { object } of [...tasks, ...clauses]) {
    const rows = stored.get(object.objectId) ?? [];
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined) continue;
    const range = { from: dayNumber(first.day_on), to: dayNumber(last.day_on), mode: 'as-now' as const, now: now.epochMilliseconds, workingDays };
    const shown = new Map(replay(compileObject(object), range, rules).map(({ day, objectLight, unitLight }) => [dayText(day), { object: objectLight, unit: unitLight }]));
    for (const one of differencesOf(saidOf(rows, errata.get(object.objectId) ?? []), shown)) {
      const erratum = { kind: object.objectKind, objectId: object.objectId, from: one.from, to: one.to, wasObject: one.was.object, wasUnit: one.was.unit };
      await lightStore.addErratum(tx, { ...erratum, erratumId: context.newId(), nowObject: one.now.object, nowUnit: one.now.unit, at: formatMoment(now) });
      await record(context, lightErratumIssued, { ...erratum, nowObject: one.now.object, nowUnit: one.now.unit });
      issued += 1;
    }
  }
  return issued;
}

/** The day before the one on which the job runs. */
export const dayBefore = (on: PlainDate): PlainDate => parseDay(on.toString()).subtract({ days: 1 });
