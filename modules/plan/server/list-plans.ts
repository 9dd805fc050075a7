import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { momentPart, readCursor, textPart } from '#kernel/read-cursor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listPlans, planIdSchema } from '../contract/index.ts';
import type { PlanSort } from '../contract/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { planActions } from './plan-actions.ts';
import { planColumns, planRow, presentPlan, presentVersion, versionColumns, versionRow } from './version-rows.ts';

const source = `from plan.plan p
  join plan.version v on v.region_code = p.region_code and v.plan_id = p.plan_id and v.ordinal = p.latest_ordinal
  where p.region_code = $1 and ($2::text is null or p.title ilike $2)`;

const row = { ...planRow, ...versionRow };

const listByUpdate = statement({
  name: 'plan.list-plans-by-update',
  class: 'router',
  text: `select ${planColumns}, ${versionColumns} ${source}
         and ($3::text is null or (p.updated_at, p.plan_id) < ($3::text::timestamptz, $4::uuid))
         order by p.updated_at desc, p.plan_id desc limit $5`,
  params: { region: 'text', pattern: 'text?', afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row,
});

const listByTitle = statement({
  name: 'plan.list-plans-by-title',
  class: 'router',
  text: `select ${planColumns}, ${versionColumns} ${source}
         and ($3::text is null or (p.title collate "zh-x-icu", p.plan_id) > ($3 collate "zh-x-icu", $4::uuid))
         order by p.title collate "zh-x-icu", p.plan_id limit $5`,
  params: { region: 'text', pattern: 'text?', afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row,
});

const countPlans = statement({
  name: 'plan.count-plans',
  class: 'router',
  text: 'select count(*)::int4 as total from plan.plan p where p.region_code = $1 and ($2::text is null or p.title ilike $2)',
  params: { region: 'text', pattern: 'text?' },
  row: { total: 'int4' },
});

type Row = ValuesOf<typeof row>;

/** Sort keys are an allow-list: statement, and the key that goes into the cursor. */
const orders = {
  updated: { list: listByUpdate, keyOf: (one: Row) => one.updated_at },
  title: { list: listByTitle, keyOf: (one: Row) => one.title },
} satisfies Record<PlanSort, unknown>;

const placeOf = (cursor: string | undefined, sort: PlanSort) => readCursor(cursor, { order: sort, key: sort === 'updated' ? momentPart : textPart, id: planIdSchema });

export type ListPlansQuery = ServerInput<typeof listPlans>['query'];

/** A page of plans; two statements, however many rows. Also read by the public page. */
export async function readPlanList(query: ListPlansQuery, { tx, actor }: Context): Promise<ReplyInput<typeof listPlans>> {
  const words = query.q?.trim() ?? '';
  const pattern = words === '' ? null : containsPattern(words);
  const limit = query.limit ?? defaultPageSize;
  const order = orders[query.sort];
  const place = placeOf(query.cursor, query.sort);
  const rows = await tx.many(order.list, { region: tx.region, pattern, afterKey: place?.key ?? null, afterId: place?.id ?? null, limit: String(limit + 1) });
  const { total } = await tx.one(countPlans, { region: tx.region, pattern });
  const page = cutPage(rows, limit, (one) => [query.sort, order.keyOf(one), one.plan_id]);
  const items = page.rows.map((one) => presentPlan(one, presentVersion(one)));
  return { items, nextCursor: page.nextCursor, total, actions: planActions(actor) };
}

export const listPlansUseCase = useCase(listPlans, ({ query }, context) => readPlanList(query, context));
