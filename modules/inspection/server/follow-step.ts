/** What follows from a step, in its transaction: evidence, an order, the duty of the quarter, and who is told. */
import type { Context } from '#kernel/server/context.ts';
import type { InspectionAct, InspectionVerdict } from '../contract/index.ts';
import { chargeRectification, chargeVisit } from './charge-unit.ts';
import { answerUntruth, emitCheck, fulfilQuarter, tellOrder, withdrawCheck } from './consequences.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { InspectionRow } from './rows.ts';
import { rectifyDebt, settle, tellRecheckers, tellTeam, tellUnit, visitDebt } from './tell.ts';

interface Stepped {
  readonly before: InspectionRow;
  readonly row: InspectionRow;
  readonly team: readonly string[];
}
interface Words {
  readonly note: string;
  readonly verdict?: InspectionVerdict | undefined;
}
type Follow = (context: Context, stepped: Stepped, words: Words) => Promise<InspectionRow | undefined>;

async function withOrder(context: Context, row: InspectionRow, note: string): Promise<InspectionRow> {
  const next = { ...row, order_id: await answerUntruth(context, row, note) };
  if ((await rows.update(context.tx, next)) !== 1) throw inspectionRefusals.changed();
  return { ...next, revision: row.revision + 1 };
}

const follows: Partial<Record<InspectionAct, Follow>> = {
  notify: async (context, { row }) => {
    await tellUnit(context, row, {
      kind: 'notified',
      title: `检查通知（${row.number}）：${row.planned_on} ${row.subject}`,
      body: `${row.matter === '' ? '请做好准备，如实提供情况。' : row.matter}`,
      urgency: 'prompt',
    });
    return undefined;
  },
  reschedule: async (context, { before, row, team }, { note }) => {
    const words = { kind: 'rescheduled', title: `检查改为 ${row.planned_on}：${row.subject}`, body: note };
    await tellTeam(context, row, team, { ...words, debt: { key: visitDebt(row.inspection_id), stage: `planned-${row.planned_on}-${row.revision}` } });
    if (before.state === 'notified') await tellUnit(context, row, words);
    return undefined;
  },
  arrive: async (context, { row }) => {
    await chargeVisit(context, row);
    await settle(context, visitDebt(row.inspection_id));
    return undefined;
  },
  record: async (context, { row }) => {
    await fulfilQuarter(context, row);
    return undefined;
  },
  conclude: async (context, { row }, { note, verdict }) => {
    if (verdict === 'true') await emitCheck(context, row, note);
    await tellOrder(context, row, { isPassed: verdict === 'true', words: note });
    return verdict === 'untrue' ? withOrder(context, row, note) : undefined;
  },
  demand: async (context, { row }, { note }) => {
    const debt = { key: rectifyDebt(row.inspection_id), stage: `demanded-${row.rectify_due_on ?? ''}` };
    await tellUnit(context, row, {
      kind: 'rectify',
      title: `整改通知（${row.rectify_number ?? ''}）：${row.rectify_due_on ?? ''}前完成，${row.subject}`,
      body: note,
      urgency: 'prompt',
      debt,
    });
    return undefined;
  },
  rectified: async (context, { row }, { note }) => {
    await chargeRectification(context, row);
    await settle(context, rectifyDebt(row.inspection_id));
    await tellRecheckers(context, row, { kind: 'recheck', title: `待复查：${row.subject}（${row.rectify_number ?? row.number}）`, body: note });
    return undefined;
  },
  'recheck-pass': async (context, { row }, { note }) => {
    const words = note === '' ? '整改后复查通过' : note;
    await emitCheck(context, row, words);
    await tellOrder(context, row, { isPassed: true, words });
    await tellUnit(context, row, { kind: 'closed', title: `复查通过：${row.subject}`, body: note });
    return undefined;
  },
  'recheck-fail': async (context, { row }, { note }) => {
    const debt = { key: rectifyDebt(row.inspection_id), stage: `again-${row.revision}` };
    await tellUnit(context, row, { kind: 'rectify', title: `复查不通过，${row.rectify_due_on ?? ''}前重新整改：${row.subject}`, body: note, urgency: 'prompt', debt });
    return undefined;
  },
  correct: async (context, { row }, { note }) => {
    await withdrawCheck(context, row, note);
    await tellOrder(context, row, { isPassed: null, words: note });
    await settle(context, rectifyDebt(row.inspection_id));
    return undefined;
  },
  cancel: async (context, { before, row, team }, { note }) => {
    await settle(context, visitDebt(row.inspection_id));
    const words = { kind: 'cancelled', title: `检查取消：${row.subject}`, body: note };
    await tellTeam(context, row, team, words);
    if (before.state === 'notified') await tellUnit(context, row, words);
    return undefined;
  },
};

/** The row as it stands after everything; an order made on the way is in it. */
export const followStep = async (context: Context, stepped: Stepped, input: Words & { readonly action: InspectionAct }): Promise<InspectionRow> =>
  (await follows[input.action]?.(context, stepped, input)) ?? stepped.row;
