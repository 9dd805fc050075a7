/** The light of a task on a day, explained, foretold and replayed. */
import { decide } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrg } from '#identity/server';
import { taskRows } from '#task/server';
import { getTaskLight, lightRulesParam } from '../../contract/index.ts';
import { compileObject, dayNumber, endOfDay, explain, joinDays, judge, predict, replay } from '../../domain/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { gatherTaskFacts } from './gather-facts.ts';
import { horizonDays, readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';

const historyDays = 180;

export const getTaskLightUseCase = useCase(getTaskLight, async ({ params, query }, context) => {
  const { tx, today } = context;
  const task = await taskRows.find(tx, params.taskId);
  const assignments = await taskRows.assignments(tx, [params.taskId]);
  const lead = assignments.find(({ role, state }) => role === 'lead' && state !== 'changed' && state !== 'ended');
  const related = assignments.filter(({ role }) => role === 'co').map(({ org_id }) => org_id);
  if (task === undefined) throw supervisionRefusals.object_not_found();
  const resource = { region: tx.region, ownerOrg: lead?.org_id ?? null, relatedOrgs: related, planPath: task.plan_path, level: 'internal' as const };
  if (!decide(context.actor, 'light.read', resource, today).allowed) throw supervisionRefusals.object_not_found();
  const on: PlainDate = query.on === undefined ? today : parseDay(query.on);
  const [lit] = await gatherTaskFacts(context, [task]);
  if (lit === undefined) throw supervisionRefusals.object_not_found();
  const read = await readerFor(context);
  const day = dayNumber(on.toString());
  const now = context.now.epochMilliseconds;
  const known = query.mode === 'as-then' ? Math.min(endOfDay(day), now) : now;
  const workingDays = await workingDaysFor(context);
  const rules = rulesOn(read);
  const object = compileObject(lit.object);
  const set = rules(day);
  const moment = { day, known, workingDays };
  const inForce = read(lightRulesParam, on);
  const org = lead === undefined ? undefined : await findOrg(tx, lead.org_id, today);
  return {
    title: task.title,
    lead: org === undefined ? null : { orgId: org.orgId, name: org.name },
    on: on.toString(),
    mode: query.mode,
    rule: { label: set.label, fromOn: inForce.from.toString(), source: inForce.source.document },
    light: explain(judge(object, moment, set), set),
    forecast: predict(object, moment, { set, horizonDays }),
    history: [...joinDays(replay(object, { from: Math.max(object.from, day - historyDays + 1), to: day, mode: query.mode, now, workingDays }, rules))],
  };
});
