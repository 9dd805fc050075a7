/** A rule set tried on what a year really brought: tasks and clauses at every month's end that is over. Nothing is stored. */
import { decide } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { plansForLights } from '#answer/server';
import { taskRows } from '#task/server';
import { tryLightRules } from '../../contract/index.ts';
import { compileRuleSet, dayNumber, dayText, severity, tryRuleSet } from '../../domain/index.ts';
import type { RuleSetDifference } from '../../domain/index.ts';
import { gatherClauseFacts, gatherTaskFacts } from './gather-facts.ts';
import { readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';
import { isLitOn } from './lit-object.ts';
import type { LitObject } from './lit-object.ts';

type Reply = ReplyInput<typeof tryLightRules>;
const mostShown = 2000;
const mostTasks = 50_000;
const everything = { orgs: [null], paths: [null], pattern: null, clause: null, itemState: null, tier: null, orgId: null, assignmentState: null, overdueOn: null };

/** Month's ends of a year that are over, and today while the year is running. */
function daysOf(year: number, today: PlainDate): string[] {
  const ends = Array.from({ length: 12 }, (_, index) => {
    const first = parseDay(`${year}-${String(index + 1).padStart(2, '0')}-01`);
    return first.add({ months: 1 }).subtract({ days: 1 }).toString();
  });
  const over = ends.filter((day) => day < today.toString());
  return today.year === year ? [...over, today.toString()] : over;
}

async function objectsOf(context: Context, planId: string | null, year: number): Promise<readonly LitObject[]> {
  const rows = await taskRows.list(context.tx, 'code', { ...everything, planId, year }, { place: undefined, limit: mostTasks });
  const tasks = await gatherTaskFacts(context, rows);
  const owners = new Map(tasks.map(({ task, orgId }) => [`${task.plan_id}/${task.clause}`, orgId]));
  const plans = (await plansForLights(context.tx)).filter((one) => planId === null || one === planId);
  const clauses: LitObject[] = [];
  for (const plan of plans) {
    const ofPlan = new Map([...owners].flatMap(([key, orgId]) => (key.startsWith(`${plan}/`) ? [[key.slice(plan.length + 1), orgId] as const] : [])));
    clauses.push(...(await gatherClauseFacts(context, plan, ofPlan)));
  }
  return [...tasks, ...clauses];
}

/** Kinds of change and how often each; the most frequent first. */
function countChanges(differences: readonly RuleSetDifference[], side: 'objectLight' | 'unitLight'): Reply['changes'] {
  const counts = Map.groupBy(
    differences.filter(({ old, trial }) => old[side] !== trial[side]),
    ({ old, trial }) => `${old[side]} ${trial[side]}`,
  );
  return [...counts.values()]
    .flatMap((same) => (same[0] === undefined ? [] : [{ old: same[0].old[side], trial: same[0].trial[side], count: same.length }]))
    .sort((a, b) => b.count - a.count);
}

const worsening = ({ old, trial }: RuleSetDifference): number => severity(trial.objectLight) - severity(old.objectLight);

export const tryLightRulesUseCase = useCase(tryLightRules, async ({ body }, context) => {
  const { tx, today, actor } = context;
  context.refuse.unless(decide(actor, 'light.try-rules', { region: tx.region, ownerOrg: null, level: 'internal' }, today));
  const days = daysOf(body.year, today);
  const objects = (await objectsOf(context, body.planId ?? null, body.year)).map((lit) => ({
    object: lit.object,
    days: days.filter((day) => isLitOn(lit, day)).map(dayNumber),
  }));
  const judged = objects.filter((one) => one.days.length > 0);
  const range = { mode: 'as-now' as const, now: context.now.epochMilliseconds, workingDays: await workingDaysFor(context) };
  const found = tryRuleSet(judged, range, { old: rulesOn(await readerFor(context)), trial: compileRuleSet(body.rules) });
  return {
    objects: judged.length,
    days,
    lights: judged.reduce((sum, one) => sum + one.days.length, 0),
    changes: countChanges(found, 'objectLight'),
    unitChanges: countChanges(found, 'unitLight'),
    total: found.length,
    differences: found
      .toSorted((a, b) => worsening(b) - worsening(a))
      .slice(0, mostShown)
      .map(({ objectKind, objectId, title, day, old, trial }) => ({
        objectKind,
        objectId,
        title,
        on: dayText(day),
        old: old.objectLight,
        trial: trial.objectLight,
        oldUnit: old.unitLight,
        trialUnit: trial.unitLight,
      })),
  };
});
