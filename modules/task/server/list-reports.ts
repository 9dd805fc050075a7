import { scope } from '#kernel/access.ts';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { readCursor } from '#kernel/read-cursor.ts';
import { listReports, reportContentSchema, reportIdSchema } from '../contract/index.ts';
import type { ReportContentInput, ReportState } from '../contract/index.ts';
import { reportLifecycle } from '../domain/index.ts';
import { assignmentResource, permitsOn } from './reach.ts';
import { debtId, judgeReport, readDebts } from './report-ground.ts';
import { reusedPhotos } from './report-grounds.ts';
import { reportStore } from './report-store.ts';

const filter = `p.region_code = $1 and exists (select from unnest($2::text[], $3::text[]) g (o, p) where (g.o is null or g.o = p.org_id::text) and (g.p is null or starts_with(t.plan_path, g.p)))
  and ($4::text is null or p.state = $4) and ($5::uuid is null or p.round_id = $5) and ($6::uuid is null or p.org_id = $6)`;
const params = { region: 'text', orgs: 'text?[]', paths: 'text?[]', state: 'text?', roundId: 'uuid?', orgId: 'uuid?' } as const;

const listPage = statement({
  name: 'task.list-reports',
  class: 'router',
  text: `select p.report_id, p.round_id, p.assignment_id, r.period, t.code, t.title, p.org_id, p.task_id, p.submitted_at
         from task.report p
         join task.round r on r.region_code = p.region_code and r.round_id = p.round_id
         join task.task t on t.region_code = p.region_code and t.task_id = p.task_id
         where ${filter} and ($7::uuid is null or p.report_id > $7) order by p.report_id limit $8`,
  params: { ...params, afterId: 'uuid?', limit: 'int8' },
  row: {
    report_id: 'uuid',
    round_id: 'uuid',
    assignment_id: 'uuid',
    period: 'text',
    code: 'text',
    title: 'text',
    org_id: 'uuid',
    task_id: 'uuid',
    submitted_at: 'timestamptz?',
  },
});

const countAll = statement({
  name: 'task.count-reports',
  class: 'router',
  text: `select count(*)::int4 as total from task.report p join task.task t on t.region_code = p.region_code and t.task_id = p.task_id where ${filter}`,
  params,
  row: { total: 'int4' },
});

/** What a reviewer looks at first. */
function flagsOf(content: ReportContentInput): string[] {
  const disputed = content.facts.filter(({ answer }) => answer === 'disputed').length;
  const explained = Object.keys(content.explanations).length;
  return [
    ...(disputed > 0 ? [`${disputed} 项异议`] : []),
    ...(content.claims.length > 0 ? [`申报 ${content.claims.length} 个节点`] : []),
    ...(explained > 0 ? [`${explained} 项提醒有说明`] : []),
    ...(content.judgement !== 'normal' ? ['自评不正常'] : []),
  ];
}

const placeOf = (cursor: string | undefined): string | null => readCursor(cursor, { id: reportIdSchema })?.id ?? null;

export const listReportsUseCase = useCase(listReports, async ({ query }, context) => {
  const { tx, actor, today } = context;
  const { orgs, paths } = scope(actor, 'round.read', tx.region, today);
  const filters = { region: tx.region, orgs, paths, state: query.state ?? null, roundId: query.roundId ?? null, orgId: query.orgId ?? null };
  const limit = query.limit ?? defaultPageSize;
  const rows = await tx.many(listPage, { ...filters, afterId: placeOf(query.cursor), limit: String(limit + 1) });
  const page = cutPage(rows, limit, (row) => [row.report_id]);
  const names = await listOrgNames(
    tx,
    page.rows.map(({ org_id }) => org_id),
    today,
  );
  // One read for the whole page each: the queue of a month has hundreds of rows.
  const keyOf = (row: (typeof page.rows)[number]) => ({ roundId: row.round_id, assignmentId: row.assignment_id });
  const grounds = await readDebts(context, page.rows.map(keyOf));
  const stored = await reportStore.findMany(
    tx,
    page.rows.map(({ report_id }) => report_id),
  );
  const contents = new Map(stored.map((report) => [report.report_id, { report, content: reportContentSchema.parse(report.content) }]));
  const reused = await reusedPhotos(
    context,
    [...contents.values()].flatMap(({ content }) => content.claims.flatMap((claim) => claim.photoIds)),
  );
  const items = [];
  for (const row of page.rows) {
    const at = grounds.get(debtId(keyOf(row)));
    const found = contents.get(row.report_id);
    if (at === undefined || found === undefined) continue;
    const { report, content } = found;
    const permits = permitsOn(context, assignmentResource(tx.region, { planPath: at.debt.plan_path, orgId: row.org_id }));
    const state = report.state as ReportState;
    items.push({
      reportId: row.report_id,
      roundId: row.round_id,
      assignmentId: row.assignment_id,
      taskId: row.task_id,
      period: row.period,
      code: row.code,
      title: row.title,
      org: { orgId: row.org_id, name: names.get(row.org_id) ?? row.org_id },
      state,
      isNoChange: report.is_no_change,
      done: content.isNoChange ? (at.full.last?.done ?? '') : content.done,
      judgement: content.judgement,
      flags: flagsOf(content),
      submittedAt: row.submitted_at === null ? null : formatMoment(parseMoment(row.submitted_at)),
      revision: report.revision,
      actions: [...availableSteps(reportLifecycle, { state, facts: judgeReport(context, at, { report, content, reused }), permits })],
    });
  }
  const { total } = await tx.one(countAll, filters);
  return { items, nextCursor: page.nextCursor, total };
});
