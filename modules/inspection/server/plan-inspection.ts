/** 安排检查: ceilings, repetition, working day and team are checked before anything is written. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrg } from '#identity/server';
import { orderToCheck } from '#supervision/server';
import { taskRows } from '#task/server';
import { planInspection } from '../contract/index.ts';
import { inspectionLifecycle } from '../domain/index.ts';
import { logStep } from './log.ts';
import { openInspection, permitsOn } from './open-inspection.ts';
import { presentInspection } from './present-inspection.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { InspectionRow } from './rows.ts';
import { loadInspectionRules, nextNumber } from './rules.ts';
import { checkSchedule } from './schedule.ts';
import { tellTeam, visitDebt } from './tell.ts';
import { checkTeam, saveTeam } from './team.ts';

const endedStates = new Set(['changed', 'ended']);

/** The task whose promise is looked at; it must be one of the unit's. */
async function findTask({ tx }: Context, taskId: string | undefined, orgId: string): Promise<Pick<InspectionRow, 'task_id' | 'anchor' | 'plan_path' | 'task_title'>> {
  if (taskId === undefined) return { task_id: null, anchor: '', plan_path: '', task_title: '' };
  const task = await taskRows.find(tx, taskId);
  const units = task === undefined ? [] : await taskRows.assignments(tx, [taskId]);
  if (task === undefined || !units.some(({ org_id, state }) => org_id === orgId && !endedStates.has(state))) throw inspectionRefusals.task_not_found();
  return { task_id: task.task_id, anchor: task.anchor, plan_path: task.plan_path, task_title: `${task.code} ${task.title}` };
}

/** Once the plan of a year is out, a further visit says why. */
async function addedTo(context: Context, plannedOn: string, reason: string): Promise<Pick<InspectionRow, 'is_added' | 'added_reason'>> {
  const plan = await rows.plan(context.tx, Number(plannedOn.slice(0, 4)));
  if (plan === undefined) return { is_added: false, added_reason: '' };
  if (reason === '') throw inspectionRefusals.added_reason_missing({ year: String(plan.year), documentNo: plan.document_no });
  return { is_added: true, added_reason: reason };
}

const notYet = {
  arrived_at: null,
  arrived_place: '',
  inspector_id: null,
  finders: [],
  verdict: null,
  finding: '',
  conclusion: 0,
  requirement: '',
  rectify_due_on: null,
  rectify_number: null,
  rectify_year: null,
  rectify_serial: null,
  rectify_on: null,
  order_id: null,
} as const;

export const planInspectionUseCase = useCase(
  planInspection,
  async ({ body }, context) => {
    const { tx, today, now, actor } = context;
    const org = await findOrg(tx, body.orgId, today);
    if (org === undefined) throw inspectionRefusals.org_not_found();
    const task = await findTask(context, body.taskId, body.orgId);
    if (body.orderId !== undefined && (await orderToCheck(context, body.orderId, body.orgId)) === undefined) throw inspectionRefusals.order_not_found();
    const head = { inspection_id: context.newId(), org_id: body.orgId, subject: body.subject, is_unannounced: body.isUnannounced, state: 'planned', ...task };
    context.refuse.unless(permitsOn(context, { ...head, arrived_at: null })('inspection.plan'));
    const rules = await loadInspectionRules(context);
    const exceeding = await checkSchedule(context, { ...head, arrived_at: null, plannedOn: body.plannedOn, exceedReason: body.exceedReason }, rules);
    await checkTeam(context, body.team, body.orgId);
    const row: InspectionRow = {
      ...head,
      ...(await nextNumber(context, rules)),
      matter: body.matter,
      planned_on: body.plannedOn,
      ...(await addedTo(context, body.plannedOn, body.addedReason)),
      ...exceeding,
      ...notYet,
      for_order_id: body.orderId ?? null,
      finders: [],
      stamp: org.isDemo || actor.isDemo === true ? 'demo' : 'real',
      machine_version: inspectionLifecycle.version,
      revision: 1,
      created_by: actor.id,
      created_at: formatMoment(now),
      updated_at: formatMoment(now),
    };
    await rows.insert(tx, row);
    await saveTeam(context, { inspectionId: row.inspection_id, members: [] }, body.team);
    await logStep(context, row, { action: 'plan', label: '安排检查', from: null, reason: row.exceed_reason === '' ? '' : `超限：${row.exceed_reason}`, note: row.added_reason });
    await tellTeam(context, row, body.team, {
      kind: 'planned',
      title: `${row.planned_on} 检查${org.name}：${row.subject}`,
      body: `您在检查组里。须回避的，请在到场前提出。${row.is_unannounced ? '这是不打招呼的检查，请勿告知对方。' : ''}`,
      debt: { key: visitDebt(row.inspection_id), stage: `planned-${row.planned_on}` },
    });
    return presentInspection(await openInspection(context, row.inspection_id), context);
  },
  { statusOf: () => 201 },
);
