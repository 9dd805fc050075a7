/** Today's lights of the tasks of a list. */
import { scope } from '#kernel/access.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { taskRows } from '#task/server';
import { listLightMarks } from '../../contract/index.ts';
import { compileObject, dayNumber, explain, judge } from '../../domain/index.ts';
import { gatherTaskFacts } from './gather-facts.ts';
import { readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';
import { isLitOn } from './lit-object.ts';

const everything = { pattern: null, planId: null, year: null, clause: null, itemState: null, tier: null, orgId: null, assignmentState: null, overdueOn: null };
const mostTasks = 50_000;

export const listLightMarksUseCase = useCase(listLightMarks, async ({ query }, context) => {
  const { tx, actor, today, now } = context;
  const { orgs, paths } = scope(actor, 'light.read', tx.region, today);
  const asked = new Set(query.tasks);
  const reached = await taskRows.list(tx, 'code', { ...everything, orgs, paths }, { place: undefined, limit: mostTasks });
  const lit = (
    await gatherTaskFacts(
      context,
      reached.filter(({ task_id, item_state }) => item_state !== null && asked.has(task_id)),
    )
  ).filter((one) => isLitOn(one, today.toString()));
  const day = dayNumber(today.toString());
  const set = rulesOn(await readerFor(context))(day);
  const moment = { day, known: now.epochMilliseconds, workingDays: await workingDaysFor(context) };
  return {
    items: lit.map(({ object, task }) => {
      const { objectLight, unitLight, causes } = explain(judge(compileObject(object), moment, set), set);
      return { taskId: task.task_id, objectLight, unitLight, causes: causes.filter(({ colour }) => colour === objectLight).map(({ sentence }) => sentence) };
    }),
  };
});
