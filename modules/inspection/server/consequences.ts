/** What a conclusion does elsewhere: independent evidence for the clause, or the unit's own word withdrawn and a red order. */
import { createHash } from 'node:crypto';
import { dayOf, parseMoment } from '#kernel/calendar.ts';
import { periodOf } from '#kernel/schedule.ts';
import type { Context } from '#kernel/server/context.ts';
import { fulfilDuty } from '#kernel/server/duties.ts';
import { emit, evidenceOf, setEvidenceStatus, withdraw } from '#kernel/server/evidence.ts';
import { loadOrderRules, noteSiteCheck, proposeOrder } from '#supervision/server';
import type { InspectionRow } from './rows.ts';

const sourceOf = (row: InspectionRow) => ({ module: 'inspection', type: 'visit', id: row.inspection_id });

const visitDay = (row: InspectionRow) => dayOf(parseMoment(row.arrived_at ?? row.updated_at));

/** An independent check that the promise was kept, on the day of the visit (or of the re-check). */
export async function emitCheck(context: Context, row: InspectionRow, note: string): Promise<void> {
  if (row.anchor === '') return;
  const on = visitDay(row).toString();
  await emit(context, {
    anchors: [row.anchor],
    kind: 'attestation',
    voice: 'check',
    from: on,
    to: context.today.toString() < on ? on : context.today.toString(),
    orgId: row.org_id,
    source: sourceOf(row),
    version: row.revision,
    hash: createHash('sha256')
      .update(JSON.stringify([row.inspection_id, row.revision, note]))
      .digest('hex'),
    occurredOn: context.today.toString(),
    grade: 'B',
    stamp: row.stamp === 'demo' ? 'demo' : 'real',
    note: `${row.number}：${note}`.slice(0, 2000),
  });
}

export async function withdrawCheck(context: Context, row: InspectionRow, reason: string): Promise<void> {
  if (row.anchor !== '') await withdraw(context, sourceOf(row), `更正检查认定：${reason}`);
}

/** The order that the visit looked at: its 销号 may want a check that found it so. */
export async function tellOrder(context: Context, row: InspectionRow, check: { readonly isPassed: boolean | null; readonly words: string }): Promise<void> {
  if (row.for_order_id !== null) await noteSiteCheck(context, { orderId: row.for_order_id, number: row.number, ...check });
}

/** 不实: what the unit itself said of the clause no longer counts. */
async function withdrawOwnWord(context: Context, row: InspectionRow, note: string): Promise<number> {
  if (row.anchor === '') return 0;
  const spoken = (await evidenceOf(context.tx, [row.anchor])).filter(
    ({ voice, orgId, status }) => voice === 'self' && orgId === row.org_id && (status === 'live' || status === 'challenged'),
  );
  for (const one of spoken) await setEvidenceStatus(context, one.evidenceId, { status: 'withdrawn', reason: `${row.number}检查认定不实：${note}`.slice(0, 500) });
  return spoken.length;
}

/** A red order that waits for the leader's signature; it goes with the evidence in one transaction. Gives its id. */
export async function answerUntruth(context: Context, row: InspectionRow, note: string): Promise<string> {
  const withdrawn = await withdrawOwnWord(context, row, note);
  const rules = await loadOrderRules(context);
  const order = await proposeOrder(
    context,
    {
      action: 'propose-by-rule',
      content: {
        title: `检查认定不实：${row.subject}`.slice(0, 200),
        matter: `${row.number}检查认定不实：${note}`.slice(0, 4000),
        standard: '据实更正已报情况，写明原因和责任，提交整改结果',
        dueOn: rules.calendar.addWorkingDays(context.today, Math.max(1, rules.ladder.redAnswerDays)).toString(),
        leadOrgId: row.org_id,
        coOrgIds: [],
        colour: 'red',
      },
      origin: {
        source: 'inspection',
        sourceRef: `inspection:${row.inspection_id}`,
        sourceTitle: row.number,
        objectRef: row.task_id === null ? '' : `task:${row.task_id}`,
        planPath: row.plan_path,
        ruleKey: `inspection:${row.inspection_id}:${row.conclusion}`,
        ruleNote: `查实虚报：${row.number}，撤回该单位自报证据${withdrawn}条`,
        distinctReason: '',
      },
    },
    rules,
  );
  return order.order_id;
}

/** The quarter's inspection (职责日历 D02-2) is done by a visit with its record. */
export async function fulfilQuarter(context: Context, row: InspectionRow): Promise<void> {
  const on = visitDay(row);
  await fulfilDuty({ duty: 'D02-2', period: periodOf('quarter', on).key }, { type: 'inspection.inspection', id: row.inspection_id, on }, context);
}
