/** Lists of orders within the actor's reach, on the screen and as a workbook. */
import { scope } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { dayPart, idPart, momentPart, readCursor } from '#kernel/read-cursor.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { exportOrders, getOrder, listOrders, orderColourLabel, orderColours, orderSourceLabel, orderStateLabel } from '../../contract/index.ts';
import type { OrderStanding } from '../../contract/index.ts';
import { openOrderStates, runningOrderStates } from '../../domain/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { orderTable } from '../order-rows.ts';
import { loadOrderRules, openCase } from './open-case.ts';
import { presentOrder, presentSummaries } from './present-order.ts';

/** Filter and reach, the same for page, count and export. $2…$12 */
const source = `from supervision.order o
  where o.region_code = $1
    and exists (select from unnest($2::text[], $3::text[]) g (o, p)
      where (g.o is null or g.o = o.lead_org_id::text or exists (
          select from supervision.order_party c where c.region_code = $1 and c.order_id = o.order_id and c.org_id::text = g.o))
        and (g.p is null or starts_with(o.plan_path, g.p)))
    and ($4::text is null or o.title ilike $4 or o.number ilike $4 or o.matter ilike $4)
    and ($5::text[] is null or o.state = any ($5))
    and ($6::text is null or o.state = $6)
    and ($7::text is null or o.colour = $7)
    and ($8::text is null or o.source_kind = $8)
    and ($9::uuid is null or o.lead_org_id = $9 or exists (select from supervision.order_party c where c.region_code = $1 and c.order_id = o.order_id and c.org_id = $9))
    and ($10::text is null or o.object_ref = $10)
    and ($11::date is null or o.due_on < $11)
    and ($12::date is null or o.due_on between $13::date and $12)`;

const filterParams = {
  region: 'text',
  orgs: 'text?[]',
  paths: 'text?[]',
  pattern: 'text?',
  states: 'text[]?',
  state: 'text?',
  colour: 'text?',
  source: 'text?',
  orgId: 'uuid?',
  object: 'text?',
  dueBefore: 'date?',
  dueTo: 'date?',
  dueFrom: 'date?',
} as const;

const columns = orderTable.columns('o');
const listByDue = statement({
  name: 'supervision.list-orders-by-due',
  class: 'router',
  text: `select ${columns} ${source} and ($14::text is null or (o.due_on, o.order_id) > ($14::date, $15::uuid)) order by o.due_on, o.order_id limit $16`,
  params: { ...filterParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: orderTable.row,
});
const listByChange = statement({
  name: 'supervision.list-orders-by-change',
  class: 'router',
  text: `select ${columns} ${source} and ($14::text is null or (o.updated_at, o.order_id) < ($14::timestamptz, $15::uuid)) order by o.updated_at desc, o.order_id desc limit $16`,
  params: { ...filterParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: orderTable.row,
});
const countByColour = statement({
  name: 'supervision.count-orders-by-colour',
  class: 'router',
  text: `select o.colour, count(*)::int4 as total ${source} group by o.colour`,
  params: filterParams,
  row: { colour: 'text', total: 'int4' },
});

const statesOf: Readonly<Record<OrderStanding, readonly string[] | null>> = {
  open: openOrderStates,
  overdue: runningOrderStates,
  'due-soon': runningOrderStates,
  completed: ['completed'],
  closed: ['closed', 'archived', 'withdrawn', 'transferred', 'merged', 'split'],
  all: null,
};

type Filter = ServerInput<typeof exportOrders>['query'];
const soonDays = 7;

function filterValues(query: Filter, { tx, actor, today }: Context) {
  const { orgs, paths } = scope(actor, 'order.read', tx.region, today);
  const words = query.q ?? '';
  return {
    region: tx.region,
    orgs,
    paths,
    pattern: words === '' ? null : containsPattern(words),
    states: statesOf[query.standing],
    state: query.state ?? null,
    colour: query.colour ?? null,
    source: query.source ?? null,
    orgId: query.orgId ?? null,
    object: query.object ?? null,
    dueBefore: query.standing === 'overdue' ? today.toString() : null,
    dueFrom: query.standing === 'due-soon' ? today.toString() : null,
    dueTo: query.standing === 'due-soon' ? today.add({ days: soonDays }).toString() : null,
  };
}

const sorts = {
  due: { list: listByDue, keyOf: (row: { due_on: string }) => row.due_on },
  recent: { list: listByChange, keyOf: (row: { updated_at: string }) => row.updated_at },
} as const;
const keyForm = { due: dayPart, recent: momentPart } as const;

const placeOf = (cursor: string | undefined, sort: keyof typeof sorts): { readonly key: string | null; readonly id: string | null } =>
  readCursor(cursor, { order: sort, key: keyForm[sort], id: idPart }) ?? { key: null, id: null };

export const listOrdersUseCase = useCase(listOrders, async ({ query }, context) => {
  const { tx, actor } = context;
  const values = filterValues(query, context);
  const limit = query.limit ?? defaultPageSize;
  const sort = sorts[query.sort];
  const place = placeOf(query.cursor, query.sort);
  const rows = await tx.many(sort.list, { ...values, afterKey: place.key, afterId: place.id, limit: String(limit + 1) });
  const counts = await tx.many(countByColour, values);
  const page = cutPage(rows, limit, (row) => [query.sort, sort.keyOf(row), row.order_id]);
  const byColour = Object.fromEntries(orderColours.map((colour) => [colour, counts.find((row) => row.colour === colour)?.total ?? 0])) as Record<
    (typeof orderColours)[number],
    number
  >;
  return {
    items: [...(await presentSummaries(page.rows, context))],
    nextCursor: page.nextCursor,
    total: counts.reduce((sum, row) => sum + row.total, 0),
    byColour,
    actions: [presentAction('propose', '督办立项', decidePermission(actor, 'order.propose'))],
  };
});

export const getOrderUseCase = useCase(getOrder, async ({ params }, context) => {
  const rules = await loadOrderRules(context);
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

const exportLimit = 20_000;

export const exportOrdersUseCase = useCase(
  exportOrders,
  async ({ query }, context) => {
    const rows = await context.tx.many(listByDue, { ...filterValues(query, context), afterKey: null, afterId: null, limit: String(exportLimit) });
    const items = await presentSummaries(rows, context);
    const isDemo = rows.some(({ stamp }) => stamp === 'demo');
    const bytes = await renderXlsx('督办单台账', [
      {
        name: '督办单',
        preface: registerPreface({ title: '督办单台账', at: context.now, count: items.length, counter: '张', isDemo }),
        columns: [
          { title: '文号', width: 22 },
          { title: '事项', width: 40 },
          { title: '来源', width: 12 },
          { title: '牵头单位', width: 20 },
          { title: '颜色', width: 14 },
          { title: '状态', width: 12 },
          { title: '交办日', width: 12, kind: 'day' },
          { title: '原时限', width: 12, kind: 'day' },
          { title: '现时限', width: 12, kind: 'day' },
          { title: '逾期天数', width: 10, kind: 'number' },
          { title: '他方阻滞天数', width: 12, kind: 'number' },
          { title: '单位自身逾期', width: 12, kind: 'number' },
          { title: '退回次数', width: 10, kind: 'number' },
        ],
        rows: items.map((one) => [
          one.number,
          one.title,
          orderSourceLabel[one.source],
          one.lead.name,
          orderColourLabel[one.colour],
          orderStateLabel[one.state],
          one.issuedOn,
          one.dueOriginalOn,
          one.dueOn,
          String(one.timing.daysLate),
          String(one.timing.blockedDays),
          String(one.timing.unitDelay),
          String(one.returns),
        ]),
        frozenColumns: 2,
      },
    ]);
    return xlsxReply(`督办单台账-${context.today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);
