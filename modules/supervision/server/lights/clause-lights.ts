/** Lights of clauses. A clause belongs to no unit: rights for the plan or a part of it decide who sees it. */
import { decide, scope } from '#kernel/access.ts';
import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import { isDemonstration } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import type { SheetColumn } from '#kernel/server/documents/render-xlsx.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseGroundForLights, plansForLights } from '#answer/server';
import { pageByKey } from '#kernel/read-cursor.ts';
import { exportClauseLights, getClauseLight, greyReasonLabel, lightColourLabel, lightColours, listClauseLights, replayModeLabel } from '../../contract/index.ts';
import type { LightColour } from '../../contract/index.ts';
import { compileObject, explain, judge, predict } from '../../domain/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { dayAsked, explainObject, judgingOn } from './explain-object.ts';
import { factsOfClauses, gatherClauseFacts } from './gather-facts.ts';
import type { LitClause } from './gather-facts.ts';
import { horizonDays } from './light-rules-on.ts';
import { isLitOn } from './lit-object.ts';

type Item = ReplyInput<typeof listClauseLights>['items'][number];
type Filter = ServerInput<typeof exportClauseLights>['query'];
const urgency: readonly LightColour[] = ['red', 'yellow', 'grey', 'green', 'blue'];

/** The clauses of a plan that the person at hand may see. */
export async function reachedClauses(context: Context, planId: string): Promise<readonly LitClause[]> {
  const { paths } = scope(context.actor, 'light.read', context.tx.region, context.today);
  const clauses = await gatherClauseFacts(context, planId, new Map());
  return clauses.filter(({ clause }) => paths.some((path) => path === null || clause.planPath.startsWith(path)));
}

export const getClauseLightUseCase = useCase(getClauseLight, async ({ params, query }, context) => {
  const { tx, actor, today } = context;
  const clause = (await clauseGroundForLights(context, params.planId)).find(({ clauseKey }) => clauseKey === params.clauseKey);
  if (clause === undefined) throw supervisionRefusals.object_not_found();
  const resource = { region: tx.region, ownerOrg: null, isForEveryUnit: true as const, planPath: clause.planPath, level: 'internal' as const };
  if (!decide(actor, 'light.read', resource, today).allowed) throw supervisionRefusals.object_not_found();
  const on = dayAsked(query, context).toString();
  const [found] = await factsOfClauses(context, [clause]);
  return { title: clause.title, lit: found === undefined || !isLitOn(found, on) ? null : await explainObject(found.object, { ...query, on }, context) };
});

const keyOf = ({ objectLight, title, clauseKey }: Item): string => `${urgency.indexOf(objectLight)} ${title} ${clauseKey}`;

/** Every clause that may be seen, most pressing first, and how many have which colour before the colour is chosen. */
async function judgeAll(query: Filter, context: Context) {
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
  return { on: on.toString(), rule: set.label, planId, counts, rows };
}

export const listClauseLightsUseCase = useCase(listClauseLights, async ({ query }, context) => {
  const { on, rule, planId, counts, rows } = await judgeAll(query, context);
  const page = pageByKey(rows, { ...query, order: 'urgency' }, keyOf);
  return { on, mode: query.mode, rule, planId, counts, total: rows.length, nextCursor: page.nextCursor, items: [...page.rows] };
});

const sheetColumns: readonly SheetColumn[] = [
  { title: '条款', width: 50 },
  { title: '灯号', width: 8 },
  { title: '责任单位灯号', width: 12 },
  { title: '原因', width: 60 },
  { title: '预告', width: 50 },
];
const reasonOf = ({ greyReason, objectLight, causes }: Item): string => (greyReason !== null ? greyReasonLabel[greyReason] : objectLight === 'blue' ? '已达标' : causes.join(''));

export const exportClauseLightsUseCase = useCase(
  exportClauseLights,
  async ({ query }, context) => {
    const { on, rule, rows } = await judgeAll(query, context);
    const title = `条款灯号，截至${on}（${replayModeLabel[query.mode]}），${rule}`;
    const bytes = await renderXlsx('条款灯号', [
      {
        name: '条款灯号',
        preface: registerPreface({ title, at: context.now, count: rows.length, counter: '条', isDemo: isDemonstration(context.node) }),
        columns: sheetColumns,
        rows: rows.map((row) => [row.title, lightColourLabel[row.objectLight], lightColourLabel[row.unitLight], reasonOf(row), row.forecast ?? '']),
        frozenColumns: 1,
      },
    ]);
    return xlsxReply(`条款灯号-${on}.xlsx`, bytes);
  },
  { present: presentFile },
);
