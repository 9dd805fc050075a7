/** A stored day beside its replay as known then, which must be the same, and as known now, which may differ: then an erratum says so. */
import { scope } from '#kernel/access.ts';
import { parseDay, parseMoment, formatMoment } from '#kernel/calendar.ts';
import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import { isDemonstration } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { plansForLights } from '#answer/server';
import { pageByKey } from '#kernel/read-cursor.ts';
import { taskRows } from '#task/server';
import { exportStoredLights, lightColourLabel, lightDimensionLabel, lightDimensions, lightObjectKindLabel, listStoredLights } from '../../contract/index.ts';
import type { Light, LightColour, LightObject } from '../../contract/index.ts';
import { compileObject, explain, judge } from '../../domain/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { reachedClauses } from './clause-lights.ts';
import { judgingOn } from './explain-object.ts';
import { gatherTaskFacts } from './gather-facts.ts';
import { lightStore } from './light-store.ts';
import { dayBefore } from './store-lights.ts';

type Item = ReplyInput<typeof listStoredLights>['items'][number];
type Filter = ServerInput<typeof exportStoredLights>['query'];
type Shades = Item['stored'];
const mostTasks = 50_000;
const everything = { pattern: null, planId: null, year: null, clause: null, itemState: null, tier: null, orgId: null, assignmentState: null, overdueOn: null };

/** The objects behind stored rows, as far as the person at hand may see them. */
async function objectsOf(ids: ReadonlySet<string>, context: Context): Promise<readonly LightObject[]> {
  const { tx, actor, today } = context;
  const { orgs, paths } = scope(actor, 'light.read', tx.region, today);
  const tasks = await taskRows.list(tx, 'code', { ...everything, orgs, paths }, { place: undefined, limit: mostTasks });
  const found = (
    await gatherTaskFacts(
      context,
      tasks.filter(({ task_id }) => ids.has(task_id)),
    )
  ).map(({ object }) => object);
  for (const planId of await plansForLights(tx)) found.push(...(await reachedClauses(context, planId)).map(({ object }) => object).filter(({ objectId }) => ids.has(objectId)));
  return found;
}

const shadesOf = ({ objectLight, unitLight }: Shades): Shades => ({ objectLight, unitLight });
const isSame = (a: Shades, b: Shades): boolean => a.objectLight === b.objectLight && a.unitLight === b.unitLight;

/** Dimension by dimension what is seen otherwise now. */
function becauseOf(then: Light, now: Light): string[] {
  const colourOf = (light: Light, dimension: string) => {
    const reading = light.readings.find((one) => one.dimension === dimension);
    return reading === undefined
      ? '不判'
      : `${lightColourLabel[reading.colour]}${reading.unitColour === null ? '（免责）' : reading.unitColour === reading.colour ? '' : `（责任单位${lightColourLabel[reading.unitColour]}）`}`;
  };
  const parts = lightDimensions.flatMap((dimension) => {
    const [was, is] = [colourOf(then, dimension), colourOf(now, dimension)];
    const sentence = now.causes.find((cause) => cause.dimension === dimension)?.sentence;
    return was === is ? [] : [`${lightDimensionLabel[dimension]}由${was}变为${is}${sentence === undefined ? '' : `。${sentence}`}`];
  });
  return parts.length > 0 || isSame(then, now) ? parts : ['完成或反弹的日期与当时所知不同。'];
}

const shades = (objectLight: string, unitLight: string): Shades => ({ objectLight: objectLight as LightColour, unitLight: unitLight as LightColour });

async function compare(on: string, context: Context): Promise<readonly Item[]> {
  const { tx } = context;
  const rows = await lightStore.ofDay(tx, on);
  const errata = Map.groupBy(
    (await lightStore.errata(tx, on)).filter(({ from_on }) => from_on <= on),
    ({ object_id }) => object_id,
  );
  const objects = new Map((await objectsOf(new Set(rows.map(({ object_id }) => object_id)), context)).map((object) => [object.objectId, object]));
  const then = await judgingOn(parseDay(on), 'as-then', context);
  const now = await judgingOn(parseDay(on), 'as-now', context);
  return rows.flatMap((row): Item[] => {
    const object = objects.get(row.object_id);
    if (object === undefined) return [];
    const compiled = compileObject(object);
    const replayed = explain(judge(compiled, then.moment, then.set), then.set);
    const known = explain(judge(compiled, now.moment, now.set), now.set);
    return [
      {
        objectKind: object.objectKind,
        objectId: object.objectId,
        title: object.title,
        stored: shades(row.object_light, row.unit_light),
        asThen: shadesOf(replayed),
        asNow: shadesOf(known),
        because: becauseOf(replayed, known),
        errata: (errata.get(row.object_id) ?? []).map((one) => ({
          from: one.from_on,
          to: one.to_on,
          was: shades(one.was_object, one.was_unit),
          now: shades(one.now_object, one.now_unit),
          recordedAt: formatMoment(parseMoment(one.recorded_at)),
        })),
      },
    ];
  });
}

const keyOf = ({ objectKind, title, objectId }: Item): string => `${objectKind === 'task' ? 0 : 1} ${title} ${objectId}`;

async function chosen(query: Filter, context: Context) {
  const on = query.on ?? dayBefore(context.today).toString();
  if (on > context.today.toString()) throw supervisionRefusals.day_in_future({ today: context.today.toString() });
  const words = query.q ?? '';
  const all = (await compare(on, context)).filter(({ objectKind, title }) => (query.kind === undefined || objectKind === query.kind) && title.includes(words));
  const rows = (query.differs === undefined ? all : all.filter((one) => !isSame(one.stored, one.asNow) || one.errata.length > 0)).toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
  return { on, all, rows };
}

export const listStoredLightsUseCase = useCase(listStoredLights, async ({ query }, context) => {
  const { on, all, rows } = await chosen(query, context);
  const page = pageByKey(rows, { ...query, order: 'title' }, keyOf);
  return {
    on,
    stored: all.length,
    unlikeThen: all.filter(({ stored, asThen }) => !isSame(stored, asThen)).length,
    unlikeNow: all.filter(({ stored, asNow }) => !isSame(stored, asNow)).length,
    total: rows.length,
    nextCursor: page.nextCursor,
    items: [...page.rows],
  };
});

const shadeWords = ({ objectLight, unitLight }: Shades): string =>
  objectLight === unitLight ? lightColourLabel[objectLight] : `${lightColourLabel[objectLight]}（责任单位${lightColourLabel[unitLight]}）`;
const erratumWords = ({ from, to, was, now, recordedAt }: Item['errata'][number]): string =>
  `${recordedAt.slice(0, 10)}出勘误：${from}至${to}原为${shadeWords(was)}，应为${shadeWords(now)}。`;

export const exportStoredLightsUseCase = useCase(
  exportStoredLights,
  async ({ query }, context) => {
    const { on, rows } = await chosen(query, context);
    const preface = registerPreface({ title: `${on}存下的灯号与勘误`, at: context.now, count: rows.length, counter: '项', isDemo: isDemonstration(context.node) });
    const columns = [
      { title: '对象', width: 8 },
      { title: '名称', width: 50 },
      { title: '当天存下', width: 20 },
      { title: '按当时所知重放', width: 20 },
      { title: '按现在所知', width: 20 },
      { title: '勘误与原因', width: 70 },
    ];
    const cells = rows.map((row) => [
      lightObjectKindLabel[row.objectKind],
      row.title,
      ...[row.stored, row.asThen, row.asNow].map(shadeWords),
      [...row.errata.map(erratumWords), ...row.because].join(''),
    ]);
    const bytes = await renderXlsx('留存与勘误', [{ name: '留存与勘误', preface, columns, rows: cells, frozenColumns: 2 }]);
    return xlsxReply(`留存与勘误-${on}.xlsx`, bytes);
  },
  { present: presentFile },
);
