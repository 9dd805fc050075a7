/** The lights of a year's tasks, today or as of a past day, most pressing first, with what causes them and when they will change. */
import { scope } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { pageByKey } from '#kernel/read-cursor.ts';
import { taskRows } from '#task/server';
import { exportTaskLights, greyReasonLabel, lightColourLabel, lightColours, listTaskLights, replayModeLabel } from '../../contract/index.ts';
import type { LightColour, LightSort } from '../../contract/index.ts';
import { compileObject, dayNumber, endOfDay, explain, judge, predict } from '../../domain/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { supervisionRefusals } from '../refusals.ts';
import { gatherTaskFacts } from './gather-facts.ts';
import { horizonDays, readerFor, rulesOn, workingDaysFor } from './light-rules-on.ts';
import { isLitOn } from './lit-object.ts';

/** A county has some hundreds of tasks a year; beyond this a narrower filter is asked for. */
const mostTasks = 2000;
const urgency: readonly LightColour[] = ['red', 'yellow', 'grey', 'green', 'blue'];

type Item = ReplyInput<typeof listTaskLights>['items'][number];
type Filter = ServerInput<typeof exportTaskLights>['query'];

async function tasksOf(query: Filter, year: number, { tx, actor, today }: Context) {
  const { orgs, paths } = scope(actor, 'light.read', tx.region, today);
  const words = query.q ?? '';
  const filter = { orgs, paths, pattern: words === '' ? null : containsPattern(words), planId: null, year, clause: null, itemState: null, tier: null };
  const found = await taskRows.list(tx, 'due', { ...filter, orgId: query.orgId ?? null, assignmentState: null, overdueOn: null }, { place: undefined, limit: mostTasks });
  return found.filter(({ item_state }) => item_state !== null);
}

/** Every task that was there on the day, judged with what is known now or was known then; forecasts are for today only. */
async function judgeAll(query: Filter, context: Context) {
  const { tx, today, now } = context;
  const on = query.on === undefined ? today : parseDay(query.on);
  if (on.toString() > today.toString()) throw supervisionRefusals.day_in_future({ today: today.toString() });
  const year = query.year ?? on.year;
  const day = dayNumber(on.toString());
  const set = rulesOn(await readerFor(context))(day);
  const known = query.mode === 'as-then' ? Math.min(endOfDay(day), now.epochMilliseconds) : now.epochMilliseconds;
  const moment = { day, known, workingDays: await workingDaysFor(context) };
  const lit = (await gatherTaskFacts(context, await tasksOf(query, year, context))).filter((one) => isLitOn(one, on.toString()));
  const names = await listOrgNames(
    tx,
    lit.flatMap(({ orgId }) => orgId ?? []),
    today,
  );
  const isToday = on.equals(today);
  const items = lit.map(({ object: source, orgId, task }): Item => {
    const object = compileObject(source);
    const light = explain(judge(object, moment, set), set);
    return {
      taskId: task.task_id,
      code: task.code,
      title: task.title,
      dueOn: task.due_on,
      lead: orgId === null ? null : { orgId, name: names.get(orgId) ?? '' },
      objectLight: light.objectLight,
      unitLight: light.unitLight,
      greyReason: light.greyReason,
      causes: light.causes.filter(({ colour }) => colour === light.objectLight).map(({ sentence }) => sentence),
      forecast: isToday ? (predict(object, moment, { set, horizonDays })?.sentence ?? null) : null,
    };
  });
  return { on: on.toString(), year, rule: set.label, isDemo: lit.some(({ task }) => task.stamp === 'demo'), items };
}

/** Text that sorts as the list is asked for; the id makes it unique. */
const keyOf = (item: Item, sort: LightSort): string => {
  const due = item.dueOn ?? '9999-12-31';
  return sort === 'urgency' ? `${urgency.indexOf(item.objectLight)} ${due} ${item.code}` : sort === 'due' ? `${due} ${item.code}` : item.code;
};

const sorted = (items: readonly Item[], query: Filter): readonly { readonly key: string; readonly item: Item }[] =>
  items
    .filter(({ objectLight }) => query.colour === undefined || objectLight === query.colour)
    .map((item) => ({ key: `${keyOf(item, query.sort)} ${item.taskId}`, item }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));

export const listTaskLightsUseCase = useCase(listTaskLights, async ({ query }, context) => {
  const { on, year, rule, items } = await judgeAll(query, context);
  const counts = Object.fromEntries(lightColours.map((colour) => [colour, items.filter(({ objectLight }) => objectLight === colour).length])) as Record<LightColour, number>;
  const rows = sorted(items, query);
  const page = pageByKey(rows, { ...query, order: query.sort }, ({ key }) => key);
  return { on, mode: query.mode, year, rule, counts, total: rows.length, nextCursor: page.nextCursor, items: page.rows.map(({ item }) => item) };
});

export const exportTaskLightsUseCase = useCase(
  exportTaskLights,
  async ({ query }, context) => {
    const { on, year, rule, isDemo, items } = await judgeAll(query, context);
    const rows = sorted(items, query);
    const bytes = await renderXlsx('任务灯号', [
      {
        name: '任务灯号',
        preface: registerPreface({
          title: `${year}年任务灯号，截至${on}（${replayModeLabel[query.mode]}），${rule}`,
          at: context.now,
          count: rows.length,
          counter: '项',
          isDemo,
        }),
        columns: [
          { title: '编号', width: 12 },
          { title: '任务', width: 40 },
          { title: '牵头单位', width: 20 },
          { title: '期限', width: 12, kind: 'day' },
          { title: '灯号', width: 8 },
          { title: '责任单位灯号', width: 12 },
          { title: '原因', width: 60 },
          { title: '预告', width: 50 },
        ],
        rows: rows.map(({ item }) => [
          item.code,
          item.title,
          item.lead?.name ?? '未定',
          item.dueOn,
          lightColourLabel[item.objectLight],
          lightColourLabel[item.unitLight],
          item.greyReason !== null ? greyReasonLabel[item.greyReason] : item.objectLight === 'blue' ? '已完成' : item.causes.join(''),
          item.forecast ?? '',
        ]),
        frozenColumns: 2,
      },
    ]);
    return xlsxReply(`任务灯号-${on}.xlsx`, bytes);
  },
  { present: presentFile },
);
