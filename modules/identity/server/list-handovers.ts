/** The list of hand-overs: search, filter, order, page, export. */
import type { ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { dayPart, readCursor, textPart } from '#kernel/read-cursor.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { exportHandovers, handoverIdSchema, handoverStateLabel, listHandovers } from '../contract/index.ts';
import { handoverStore } from './handover-store.ts';
import type { HandoverPlace, WantedHandovers } from './handover-store.ts';
import { presentHandovers } from './handovers.ts';
import { offer } from './identity-actions.ts';
import { peopleRefusals } from './people-refusals.ts';

type Query = ServerInput<typeof listHandovers>['query'];

/** Undefined: somebody without a person of their own takes part in none. */
function filterOf(query: Omit<Query, 'sort' | 'limit' | 'cursor'>, { actor, refuse }: Context): WantedHandovers | undefined {
  const { from, to } = query;
  if (from !== undefined && to !== undefined && to < from) refuse(peopleRefusals.handover_days_reversed({ from, to }));
  const seesAll = decidePermission(actor, 'identity.hand-over').allowed && query.mine === undefined;
  if (!seesAll && actor.userId === null) return undefined;
  const words = (query.q ?? '').normalize('NFKC').trim();
  return {
    userId: seesAll ? null : actor.userId,
    state: query.state ?? null,
    pattern: words === '' ? null : containsPattern(words),
    orgId: query.orgId ?? null,
    from: from ?? null,
    to: to ?? null,
  };
}

const placeOf = ({ cursor, sort }: Query): HandoverPlace | null => readCursor(cursor, { order: sort, key: sort === 'newest' ? textPart : dayPart, id: handoverIdSchema }) ?? null;

export const listHandoversUseCase = useCase(listHandovers, async ({ query }, context) => {
  const { tx, actor } = context;
  const filter = filterOf(query, context);
  const actions = [offer(actor, 'identity.hand-over')];
  if (filter === undefined) return { items: [], nextCursor: null, total: 0, actions };
  const limit = query.limit ?? defaultPageSize;
  const rows = await handoverStore.list(tx, filter, { sort: query.sort, after: placeOf(query), limit: limit + 1 });
  const page = cutPage(rows, limit, (row) => [query.sort, query.sort === 'day' ? row.effective_on : '', row.handover_id]);
  return { items: [...(await presentHandovers(page.rows, context))], nextCursor: page.nextCursor, total: await handoverStore.count(tx, filter), actions };
});

const maxExported = 5000;
const columns = [
  { title: '岗位', width: 40 },
  { title: '移交人', width: 14 },
  { title: '接收人', width: 14 },
  { title: '代理人', width: 14 },
  { title: '生效日期', width: 12 },
  { title: '状态', width: 18 },
];

export const exportHandoversUseCase = useCase(
  exportHandovers,
  async ({ query }, context) => {
    const filter = filterOf(query, context);
    const stored = filter === undefined ? [] : await handoverStore.list(context.tx, filter, { sort: 'day', after: null, limit: maxExported + 1 });
    if (stored.length > maxExported) context.refuse(peopleRefusals.handover_too_many({ limit: maxExported }));
    const rows = (await presentHandovers(stored, context)).map((row) => [
      row.postWords,
      row.outgoing.name,
      row.incoming.name,
      row.deputy.name,
      row.effectiveOn,
      handoverStateLabel[row.state],
    ]);
    const bytes = await renderXlsx('岗位移交', [
      {
        name: '移交',
        preface: registerPreface({
          title: '岗位移交列表',
          at: context.now,
          count: rows.length,
          counter: '件',
          isDemo: stored.some(({ outgoing_stamp }) => outgoing_stamp === 'demo'),
        }),
        columns,
        rows,
      },
    ]);
    return xlsxReply(`岗位移交-${context.today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);
