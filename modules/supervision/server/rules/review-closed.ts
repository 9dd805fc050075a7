/** Evidence under a closed order was withdrawn: the state stays, a supervisor has some working days to look again, and only a person re-opens (workflows §5.6). */
import { formatMoment } from '#kernel/calendar.ts';
import type { evidenceStatusChanged } from '#kernel/evidence.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import type { LoggedEvent } from '#kernel/server/reactions.ts';
import { taskIdsOfAnchors } from '#task/server';
import { orderReviewStepped } from '../../contract/index.ts';
import { addEntry } from '../entries.ts';
import { loadOrderRules, workingDaysAfter } from '../order/open-case.ts';
import { reviewStore } from '../order/review-store.ts';
import { orderRows } from '../order-rows.ts';
import { remindOffice } from '../remind.ts';

export async function reviewClosed({ fields }: LoggedEvent<(typeof evidenceStatusChanged)['fields']>, context: Context): Promise<void> {
  if (fields.status !== 'withdrawn') return;
  const { tx, now, today } = context;
  const tasks = await taskIdsOfAnchors(tx, fields.anchors.split(' '));
  const found = await reviewStore.closedOn(
    tx,
    tasks.map((taskId) => `task:${taskId}`),
    fields.evidenceId,
  );
  if (found.length === 0) return;
  const rules = await loadOrderRules(context);
  const dueOn = workingDaysAfter(today, rules.clock.reviewDays, rules).toString();
  const known = new Set(
    (
      await reviewStore.reviews(
        tx,
        found.map(({ order_id }) => order_id),
      )
    ).map((row) => `${row.order_id} ${row.evidence_id}`),
  );
  for (const { order_id } of found) {
    const order = await orderRows.lock(tx, order_id);
    if (order === undefined || known.has(`${order_id} ${fields.evidenceId}`)) continue;
    const reviewId = context.newId();
    const open = { outcome: null, note: null, settled_by: null, settled_at: null };
    await reviewStore.addReview(tx, { review_id: reviewId, order_id, evidence_id: fields.evidenceId, reason: fields.reason, due_on: dueOn, opened_at: formatMoment(now), ...open });
    const note = `销号所依据的佐证已撤回：${fields.reason}。${dueOn}前复核，维持销号或确认反弹`;
    const line = { machine: 'supervision.order', machineVersion: order.machine_version, objectId: order_id, action: 'review-evidence', label: '佐证撤回，待复核' };
    await addEntry(context, { ...line, from: order.state, to: order.state, note, cycle: order.cycle });
    await record(context, orderReviewStepped, { orderId: order_id, reviewId, evidenceId: fields.evidenceId, outcome: '', note });
    await remindOffice(context, order, { role: 'supervisor', stage: `review:${reviewId}`, title: `复核已销号的督办单：${order.title}`, body: note, isPrompt: true });
  }
}
