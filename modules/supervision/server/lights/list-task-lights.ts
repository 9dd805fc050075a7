/** The lights of a year's tasks today, most pressing first, with what causes them and when they will change. */
import { scope } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { listOrgNames } from '#identity/server';
import { taskRows } from '#task/server';
import { lightColours, listTaskLights } from '../../contract/index.ts';
import type { LightColour } from '../../contract/index.ts';
import { compileObject, dayNumber, explain, judge, predict } from '../../domain/index.ts';
import { containsPattern } from '../like-pattern.ts';
import { gatherTaskFacts } from './gather-facts.ts';
import { horizonDays, readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';

/** A county has some hundreds of tasks a year; beyond this a narrower filter is asked for. */
const mostTasks = 2000;
const urgency: readonly LightColour[] = ['red', 'yellow', 'grey', 'green', 'blue'];

type Item = ReplyInput<typeof listTaskLights>['items'][number];

export const listTaskLightsUseCase = useCase(listTaskLights, async ({ query }, context) => {
  const { tx, actor, today, now } = context;
  const year = query.year ?? today.year;
  const { orgs, paths } = scope(actor, 'light.read', tx.region, today);
  const words = query.q ?? '';
  const filter = { orgs, paths, pattern: words === '' ? null : containsPattern(words), planId: null, year, clause: null, itemState: null, tier: null };
  const found = await taskRows.list(tx, 'due', { ...filter, orgId: query.orgId ?? null, assignmentState: null, overdueOn: null }, { place: undefined, limit: mostTasks });
  const tasks = found.filter(({ item_state }) => item_state !== null);
  const ids = tasks.map(({ task_id }) => task_id);
  const leads = new Map(
    (await taskRows.assignments(tx, ids)).filter(({ role, state }) => role === 'lead' && state !== 'changed' && state !== 'ended').map((one) => [one.task_id, one.org_id]),
  );
  const names = await listOrgNames(tx, [...leads.values()], today);
  const day = dayNumber(today.toString());
  const set = rulesOn(await readerFor(context))(day);
  const moment = { day, known: now.epochMilliseconds, workingDays: await workingDaysFor(context) };
  const objects = new Map((await gatherTaskFacts(context, tasks)).map(({ object }) => [object.objectId, compileObject(object)]));
  const items = tasks.flatMap((task): Item[] => {
    const object = objects.get(task.task_id);
    if (object === undefined) return [];
    const light = explain(judge(object, moment, set), set);
    const lead = leads.get(task.task_id);
    return [
      {
        taskId: task.task_id,
        code: task.code,
        title: task.title,
        dueOn: task.due_on,
        lead: lead === undefined ? null : { orgId: lead, name: names.get(lead) ?? '' },
        objectLight: light.objectLight,
        unitLight: light.unitLight,
        greyReason: light.greyReason,
        causes: light.causes.filter(({ colour }) => colour === light.objectLight).map(({ sentence }) => sentence),
        forecast: predict(object, moment, { set, horizonDays })?.sentence ?? null,
      },
    ];
  });
  const counts = Object.fromEntries(lightColours.map((colour) => [colour, items.filter(({ objectLight }) => objectLight === colour).length])) as Record<LightColour, number>;
  return {
    on: today.toString(),
    year,
    rule: set.label,
    counts,
    items: items
      .filter(({ objectLight }) => query.colour === undefined || objectLight === query.colour)
      .toSorted((one, other) => urgency.indexOf(one.objectLight) - urgency.indexOf(other.objectLight)),
  };
});
