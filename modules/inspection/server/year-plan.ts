/** 年度检查计划: how often each unit is visited, quarter by quarter, against the ceilings; issued once, then visits are added with a reason. */
import { scope } from '#kernel/access.ts';
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { denied, presentAction } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile } from '#kernel/server/file-reply.ts';
import { listOrgNames } from '#identity/server';
import { getYearPlan, getYearPlanDocument, inspectionPlanIssued, issueYearPlan } from '../contract/index.ts';
import { asDocx } from './documents.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import { loadInspectionRules } from './rules.ts';

const countByUnit = statement({
  name: 'inspection.count-year-by-unit',
  class: 'router',
  text: `select i.org_id, extract(quarter from i.planned_on)::int4 as quarter, count(*)::int4 as total, (count(*) filter (where i.arrived_at is not null))::int4 as visited,
           (count(*) filter (where i.exceed_by is not null))::int4 as exceeded, (count(*) filter (where i.is_added))::int4 as added, bool_or(i.stamp = 'demo') as is_demo
         from inspection.inspection i
         where i.region_code = $1 and i.planned_on between $4 and $5 and i.state <> 'cancelled'
           and exists (select from unnest($2::text[], $3::text[]) g (o, p)
             where (g.o is null or (g.o = i.org_id::text and not (i.is_unannounced and i.arrived_at is null))) and (g.p is null or starts_with(i.plan_path, g.p)))
         group by i.org_id, quarter order by i.org_id, quarter`,
  params: { region: 'text', orgs: 'text?[]', paths: 'text?[]', first: 'date', last: 'date' },
  row: { org_id: 'uuid', quarter: 'int4', total: 'int4', visited: 'int4', exceeded: 'int4', added: 'int4', is_demo: 'bool' },
});

async function readYear(context: Context, year: number) {
  const { tx, actor, today } = context;
  const { orgs, paths } = scope(actor, 'inspection.read', tx.region, today);
  const found = await tx.many(countByUnit, { region: tx.region, orgs, paths, first: `${year}-01-01`, last: `${year}-12-31` });
  const ids = [...new Set(found.map(({ org_id }) => org_id))];
  const names = await listOrgNames(tx, ids, today);
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  const units = ids.map((orgId) => {
    const own = found.filter(({ org_id }) => org_id === orgId);
    return {
      orgId,
      name: names.get(orgId) ?? '',
      quarters: [1, 2, 3, 4].map((quarter) => own.find((row) => row.quarter === quarter)?.total ?? 0),
      total: sum(own.map(({ total }) => total)),
      visited: sum(own.map(({ visited }) => visited)),
      exceeded: sum(own.map(({ exceeded }) => exceeded)),
    };
  });
  units.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  return { units, total: sum(units.map(({ total }) => total)), added: sum(found.map(({ added }) => added)), isDemo: found.some(({ is_demo }) => is_demo) };
}

async function presentYear(context: Context, year: number) {
  const plan = await rows.plan(context.tx, year);
  const { limits } = await loadInspectionRules(context);
  const { units, total, added } = await readYear(context, year);
  const held = decidePermission(context.actor, 'inspection.issue-plan');
  const refusal = plan !== undefined ? inspectionRefusals.plan_issued({ documentNo: plan.document_no }) : total === 0 ? inspectionRefusals.plan_empty({ year }) : undefined;
  const offer = held.allowed && refusal !== undefined ? denied(refusal.code, refusal.detail) : held;
  return {
    year,
    documentNo: plan?.document_no ?? null,
    issuedOn: plan?.issued_on ?? null,
    perYear: limits.perYear,
    perQuarter: limits.perQuarter,
    total,
    added,
    units,
    actions: [presentAction('issue', '印发年度计划', offer)],
  };
}

export const getYearPlanUseCase = useCase(getYearPlan, async ({ params }, context) => presentYear(context, params.year));

export const issueYearPlanUseCase = useCase(issueYearPlan, async ({ params, body }, context) => {
  const { tx, today, now, actor } = context;
  await rows.takeTurn(tx, `plan:${params.year}`);
  const known = await rows.plan(tx, params.year);
  if (known !== undefined) throw inspectionRefusals.plan_issued({ documentNo: known.document_no });
  const { total } = await readYear(context, params.year);
  if (total === 0) throw inspectionRefusals.plan_empty({ year: params.year });
  await rows.insertPlan(tx, {
    year: params.year,
    document_no: body.documentNo,
    inspections: total,
    issued_on: today.toString(),
    issued_by: actor.id,
    issued_at: formatMoment(now),
  });
  await record(context, inspectionPlanIssued, { year: String(params.year), documentNo: body.documentNo, inspections: String(total) });
  return presentYear(context, params.year);
});

export const getYearPlanDocumentUseCase = useCase(
  getYearPlanDocument,
  async ({ params }, context) => {
    const { year } = params;
    const plan = await rows.plan(context.tx, year);
    const { limits } = await loadInspectionRules(context);
    const { units, total, isDemo } = await readYear(context, year);
    if (total === 0) throw inspectionRefusals.plan_empty({ year });
    return asDocx({
      issuer: '领导小组办公室文件',
      documentNo: plan?.document_no ?? '',
      title: `${year}年度检查计划`,
      blocks: [
        {
          kind: 'paragraph',
          text: `${year}年安排检查${total}次，涉及${units.length}个单位。每单位每年不超过${limits.perYear}次、每季度不超过${limits.perQuarter}次；超过的须由办公室主任写明理由签批。`,
        },
        {
          kind: 'table',
          widths: [4, 1, 1, 1, 1, 1],
          hasHeader: true,
          rows: [
            ['单位', '一季度', '二季度', '三季度', '四季度', '全年'].map((text) => ({ text, bold: true, align: 'center' as const })),
            ...units.map(({ name, quarters, total: all }) => [name, ...quarters.map(String), String(all)]),
          ],
        },
      ],
      signedBy: '领导小组办公室',
      signedOn: plan === undefined ? context.today : parseDay(plan.issued_on),
      hasSealPlace: true,
      ...(isDemo ? { warning: '演示数据，不作为公文使用' } : plan === undefined ? { warning: '征求意见稿，未印发' } : {}),
    });
  },
  { present: presentFile },
);
