/** Lists of inspections within the actor's reach, on the screen and as a workbook. */
import { scope } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { idPart, momentPart, readCursor } from '#kernel/read-cursor.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { exportInspections, inspectionStateLabel, inspectionStates, inspectionVerdictLabel, listInspections } from '../contract/index.ts';
import type { InspectionStanding, InspectionState } from '../contract/index.ts';
import { presentSummaries } from './present-inspection.ts';
import { inspectionTable } from './rows.ts';

/** Filter and reach, the same for page, count and export; an unannounced visit is not shown to the unit before somebody came. */
const source = `from inspection.inspection i
  where i.region_code = $1
    and exists (select from unnest($2::text[], $3::text[]) g (o, p)
      where (g.o is null or (g.o = i.org_id::text and not (i.is_unannounced and i.arrived_at is null)))
        and (g.p is null or starts_with(i.plan_path, g.p)))
    and ($4::text is null or i.subject ilike $4 or i.number ilike $4 or i.matter ilike $4 or i.rectify_number ilike $4)
    and ($5::text[] is null or i.state = any ($5))
    and ($6::text is null or i.state = $6)
    and ($7::text is null or i.verdict = $7)
    and ($8::uuid is null or i.org_id = $8)
    and ($9::int4 is null or extract(year from i.planned_on) = $9)
    and ($10::uuid is null or exists (select from inspection.member m where m.region_code = $1 and m.inspection_id = i.inspection_id and m.user_id = $10 and m.state = 'active'))
    and ($11::date is null or (i.state in ('planned', 'notified') and i.planned_on < $11) or (i.state = 'rectifying' and i.rectify_due_on < $11))`;

const filterParams = {
  region: 'text',
  orgs: 'text?[]',
  paths: 'text?[]',
  pattern: 'text?',
  states: 'text[]?',
  state: 'text?',
  verdict: 'text?',
  orgId: 'uuid?',
  year: 'int4?',
  member: 'uuid?',
  lateOn: 'date?',
} as const;
const columns = inspectionTable.columns('i');
const pageParams = { ...filterParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' } as const;
const listByDay = statement({
  name: 'inspection.list-by-day',
  class: 'router',
  text: `select ${columns} ${source} and ($12::text is null or (i.planned_on, i.inspection_id) > ($12::date, $13::uuid)) order by i.planned_on, i.inspection_id limit $14`,
  params: pageParams,
  row: inspectionTable.row,
});
const listByChange = statement({
  name: 'inspection.list-by-change',
  class: 'router',
  text: `select ${columns} ${source} and ($12::text is null or (i.updated_at, i.inspection_id) < ($12::timestamptz, $13::uuid)) order by i.updated_at desc, i.inspection_id desc limit $14`,
  params: pageParams,
  row: inspectionTable.row,
});
const countByState = statement({
  name: 'inspection.count-by-state',
  class: 'router',
  text: `select i.state, count(*)::int4 as total ${source} group by i.state`,
  params: filterParams,
  row: { state: 'text', total: 'int4' },
});

const going: readonly InspectionState[] = ['planned', 'notified', 'arrived', 'recorded', 'concluded'];
const statesOf: Readonly<Record<InspectionStanding, readonly InspectionState[] | null>> = {
  open: inspectionStates.filter((state) => state !== 'closed' && state !== 'cancelled'),
  mine: going,
  'to-visit': ['planned', 'notified'],
  late: null,
  rectifying: ['rectifying'],
  rechecking: ['rechecking'],
  closed: ['closed', 'cancelled'],
  all: null,
};

function filterValues(query: ServerInput<typeof exportInspections>['query'], { tx, actor, today }: Context) {
  const { orgs, paths } = scope(actor, 'inspection.read', tx.region, today);
  const words = query.q ?? '';
  return {
    region: tx.region,
    orgs,
    paths,
    pattern: words === '' ? null : containsPattern(words),
    states: statesOf[query.standing],
    state: query.state ?? null,
    verdict: query.verdict ?? null,
    orgId: query.orgId ?? null,
    year: query.year ?? null,
    member: query.standing === 'mine' ? (actor.userId ?? '00000000-0000-0000-0000-000000000000') : null,
    lateOn: query.standing === 'late' ? today.toString() : null,
  };
}

const sorts = {
  day: { list: listByDay, keyOf: (row: { planned_on: string }) => row.planned_on, form: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ },
  recent: { list: listByChange, keyOf: (row: { updated_at: string }) => row.updated_at, form: momentPart },
} as const;

const placeOf = (cursor: string | undefined, sort: keyof typeof sorts): { readonly key: string | null; readonly id: string | null } =>
  readCursor(cursor, { order: sort, key: sorts[sort].form, id: idPart }) ?? { key: null, id: null };

export const listInspectionsUseCase = useCase(listInspections, async ({ query }, context) => {
  const { tx, actor } = context;
  const values = filterValues(query, context);
  const limit = query.limit ?? defaultPageSize;
  const sort = sorts[query.sort];
  const place = placeOf(query.cursor, query.sort);
  const found = await tx.many(sort.list, { ...values, afterKey: place.key, afterId: place.id, limit: String(limit + 1) });
  const counts = await tx.many(countByState, values);
  const page = cutPage(found, limit, (row) => [query.sort, sort.keyOf(row), row.inspection_id]);
  return {
    items: [...(await presentSummaries(page.rows, context))],
    nextCursor: page.nextCursor,
    total: counts.reduce((sum, row) => sum + row.total, 0),
    byState: Object.fromEntries(inspectionStates.map((state) => [state, counts.find((row) => row.state === state)?.total ?? 0])) as Record<InspectionState, number>,
    today: context.today.toString(),
    actions: [presentAction('plan', '安排检查', decidePermission(actor, 'inspection.plan'))],
  };
});

const exportLimit = 20_000;

export const exportInspectionsUseCase = useCase(
  exportInspections,
  async ({ query }, context) => {
    const found = await context.tx.many(listByDay, { ...filterValues(query, context), afterKey: null, afterId: null, limit: String(exportLimit) });
    const items = await presentSummaries(found, context);
    const isDemo = items.some(({ stamp }) => stamp === 'demo');
    const bytes = await renderXlsx('检查台账', [
      {
        name: '检查',
        preface: registerPreface({ title: '检查台账', at: context.now, count: items.length, counter: '次', isDemo }),
        columns: [
          { title: '编号', width: 18 },
          { title: '检查事项', width: 40 },
          { title: '被查单位', width: 20 },
          { title: '检查日', width: 12, kind: 'day' },
          { title: '方式', width: 12 },
          { title: '计划', width: 10 },
          { title: '检查组', width: 24 },
          { title: '状态', width: 12 },
          { title: '现场发现', width: 10, kind: 'number' },
          { title: '认定', width: 12 },
          { title: '整改期限', width: 12, kind: 'day' },
          { title: '逾期天数', width: 10, kind: 'number' },
        ],
        rows: items.map((one) => [
          one.number,
          one.subject,
          one.org.name,
          one.plannedOn,
          one.isUnannounced ? '不打招呼' : '事先通知',
          one.isAdded ? '计划外' : '计划内',
          one.team.join('、'),
          inspectionStateLabel[one.state],
          String(one.findings),
          one.verdict === null ? '' : inspectionVerdictLabel[one.verdict],
          one.rectifyDueOn,
          String(one.daysLate),
        ]),
        frozenColumns: 2,
      },
    ]);
    return xlsxReply(`检查台账-${context.today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);
