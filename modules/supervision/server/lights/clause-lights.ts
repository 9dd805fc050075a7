/** Lights of clauses. A clause belongs to no unit: rights for the plan or a part of it decide who sees it. */
import { decide, scope } from '#kernel/access.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { cutPage, decodeCursor, defaultPageSize } from '#kernel/paging.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { invalidRequest } from '#kernel/standard-refusals.ts';
import { plansForLights } from '#answer/server';
import { getClauseLight, lightColours, listClauseLights } from '../../contract/index.ts';
import type { LightColour } from '../../contract/index.ts';
import { compileObject, explain, judge, predict } from '../../domain/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { dayAsked, explainObject, judgingOn } from './explain-object.ts';
import { gatherClauseFacts } from './gather-facts.ts';
import type { LitClause } from './gather-facts.ts';
import { horizonDays } from './light-rules-on.ts';
import { isLitOn } from './lit-object.ts';

type Item = ReplyInput<typeof listClauseLights>['items'][number];
const urgency: readonly LightColour[] = ['red', 'yellow', 'grey', 'green', 'blue'];

/** The clauses of a plan that the person at hand may see. */
export async function reachedClauses(context: Context, planId: string): Promise<readonly LitClause[]> {
  const { paths } = scope(context.actor, 'light.read', context.tx.region, context.today);
  const clauses = await gatherClauseFacts(context, planId, new Map());
  return clauses.filter(({ clause }) => paths.some((path) => path === null || clause.planPath.startsWith(path)));
}

export const getClauseLightUseCase = useCase(getClauseLight, async ({ params, query }, context) => {
  const { tx, actor, today } = context;
  const found = (await gatherClauseFacts(context, params.planId, new Map())).find(({ clause }) => clause.clauseKey === params.clauseKey);
  if (found === undefined) throw supervisionRefusals.object_not_found();
  const resource = { region: tx.region, ownerOrg: null, isForEveryUnit: true as const, planPath: found.clause.planPath, level: 'internal' as const };
  if (!decide(actor, 'light.read', resource, today).allowed) throw supervisionRefusals.object_not_found();
  const on = dayAsked(query, context).toString();
  if (!isLitOn(found, on)) throw supervisionRefusals.object_not_found();
  return { title: found.object.title, ...(await explainObject(found.object, { ...query, on }, context)) };
});

const keyOf = ({ objectLight, title, clauseKey }: Item): string => `${urgency.indexOf(objectLight)} ${title} ${clauseKey}`;

function afterCursor(rows: readonly Item[], cursor: string | undefined): readonly Item[] {
  if (cursor === undefined) return rows;
  const [key] = decodeCursor(cursor, 1) ?? [];
  if (key === undefined) throw invalidRequest([{ path: 'query.cursor', label: '翻页位置', message: '「翻页位置」无效，请从第一页重新查询' }]);
  return rows.filter((row) => keyOf(row) > key);
}

export const listClauseLightsUseCase = useCase(listClauseLights, async ({ query }, context) => {
  const on = dayAsked(query, context);
  const { set, moment } = await judgingOn(on, query.mode, context);
  const planId = query.planId ?? (await plansForLights(context.tx)).at(-1) ?? null;
  const clauses = planId === null ? [] : await reachedClauses(context, planId);
  const words = query.q ?? '';
  const isToday = on.equals(context.today);
  const items = clauses
    .filter((one) => isLitOn(one, on.toString()) && one.object.title.includes(words))
    .map(({ object: source, clause }): Item => {
      const object = compileObject(source);
      const { objectLight, unitLight, greyReason, causes } = explain(judge(object, moment, set), set);
      return {
        planId: clause.planId,
        clauseKey: clause.clauseKey,
        title: clause.title,
        objectLight,
        unitLight,
        greyReason,
        causes: causes.filter(({ colour }) => colour === objectLight).map(({ sentence }) => sentence),
        forecast: isToday ? (predict(object, moment, { set, horizonDays })?.sentence ?? null) : null,
      };
    });
  const counts = Object.fromEntries(lightColours.map((colour) => [colour, items.filter(({ objectLight }) => objectLight === colour).length])) as Record<LightColour, number>;
  const rows = items.filter(({ objectLight }) => query.colour === undefined || objectLight === query.colour).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = cutPage(afterCursor(rows, query.cursor), query.limit ?? defaultPageSize, (row) => [keyOf(row)]);
  return { on: on.toString(), mode: query.mode, rule: set.label, planId, counts, total: rows.length, nextCursor: page.nextCursor, items: [...page.rows] };
});
