/** 转办, 拆分, 并办, and the colour that a county leader signs (workflows §5.5, §6). */
import { formatMoment } from '#kernel/calendar.ts';
import { denied } from '#kernel/decision.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { colourOrder, orderLinked, orderLinkKindLabel, relateOrder } from '../../contract/index.ts';
import type { OrderContent, OrderLinkKind, OrderSource, OrderState } from '../../contract/index.ts';
import { nextWorkingDay, openOrderStates, orderLifecycle, wouldCircle } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import type { OrderRow } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { loadOrderRules, openCase, permitOnOrder, situationOf } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';
import { presentOrder } from './present-order.ts';
import { checkContent, contentOf, proposeOrder } from './propose.ts';
import { raiseColour, saveOrder, stepOrder } from './step-order.ts';

async function link(context: Context, from: string, to: string, kind: OrderLinkKind): Promise<void> {
  if (from === to) throw supervisionRefusals.same_order();
  if (wouldCircle(await orderRows.lineageFrom(context.tx, to), { fromId: from, toId: to })) throw supervisionRefusals.circle();
  await orderRows.insertLink(context.tx, { from_id: from, to_id: to, kind, made_by: context.actor.id, made_at: formatMoment(context.now) });
  await record(context, orderLinked, { orderId: from, otherId: to, kind });
}

/** The child carries on with the parent's due day and history; a due day that is past becomes the next working day. */
async function issueChild(
  found: OrderCase,
  change: Pick<OrderContent, 'title' | 'leadOrgId'> & { readonly kind: 'transfer' | 'split'; readonly note: string },
  context: Context,
  rules: OrderRules,
): Promise<OrderRow> {
  const { order, parties } = found;
  const coOrgIds = change.kind === 'split' ? [] : parties.filter(({ state, org_id }) => state !== 'excused' && org_id !== change.leadOrgId).map(({ org_id }) => org_id);
  const dueOn = order.due_on >= context.today.toString() ? order.due_on : nextWorkingDay(context.today, rules.calendar).toString();
  const content = { ...contentOf(order, coOrgIds), title: change.title, leadOrgId: change.leadOrgId, dueOn };
  await checkContent(context, content, rules);
  const origin = {
    source: order.source_kind as OrderSource,
    sourceRef: order.source_ref,
    sourceTitle: order.source_title,
    objectRef: order.object_ref,
    planPath: order.plan_path,
    ruleKey: '',
    ruleNote: `${orderLinkKindLabel[change.kind]}自${order.number ?? order.title}`,
    distinctReason: orderLinkKindLabel[change.kind],
  };
  const child = await proposeOrder(context, { content, origin, action: 'issue-by-decision', note: change.note }, rules);
  // The original due day of the matter stays what it was: lateness is reported against both.
  const kept = await saveOrder(context, { ...child, start_on: order.start_on, due_original_on: order.due_original_on });
  await link(context, order.order_id, child.order_id, change.kind);
  return kept;
}

async function mergeInto(found: OrderCase, intoOrderId: string, note: string, context: Context, rules: OrderRules): Promise<void> {
  const { order } = found;
  // The state first: an order that was merged before has its link already.
  context.refuse.unless(decideStep(orderLifecycle, 'merge', situationOf(found, context)));
  if (order.order_id === intoOrderId) throw supervisionRefusals.same_order();
  const into = (await openCase(context, intoOrderId, rules, 'write')).order;
  if (!openOrderStates.includes(into.state as OrderState)) context.refuse.unless(denied('lifecycle.wrong_state', '要并入的督办单已经了结。请选择一张在办的督办单。'));
  await link(context, order.order_id, intoOrderId, 'merge');
  await stepOrder(context, found, { action: 'merge', note, reason: `并入${into.number ?? into.title}` }, rules);
  const isEarlier = order.due_on < into.due_on;
  const saved = await saveOrder(context, { ...into, due_on: isEarlier ? order.due_on : into.due_on });
  await addEntry(context, {
    machine: 'supervision.order',
    machineVersion: saved.machine_version,
    objectId: intoOrderId,
    action: 'absorb',
    label: '并入他单',
    from: saved.state,
    to: saved.state,
    note: `并入${order.number ?? order.title}；时限取最早：${saved.due_on}`,
    details: { orderId: order.order_id },
    cycle: saved.cycle,
  });
}

export const relateOrderUseCase = useCase(relateOrder, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, found.order, [])('order.relate'));
  if (found.order.revision !== body.revision) throw supervisionRefusals.order_changed();
  if (body.note === '') throw supervisionRefusals.note_missing({ what: orderLinkKindLabel[body.kind] });
  if (body.kind === 'merge') await mergeInto(found, body.intoOrderId, body.note, context, rules);
  else {
    const parts = body.kind === 'transfer' ? [{ title: found.order.title, leadOrgId: body.leadOrgId }] : body.parts;
    if (body.kind === 'split' && parts.length < 2) throw supervisionRefusals.split_too_few();
    await stepOrder(context, found, { action: body.kind, note: body.note }, rules);
    for (const part of parts) await issueChild(found, { ...part, kind: body.kind, note: body.note }, context, rules);
  }
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

export const colourOrderUseCase = useCase(colourOrder, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const { order } = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, order, [])('order.colour'));
  if (!openOrderStates.includes(order.state as OrderState)) context.refuse.unless(denied('lifecycle.wrong_state', '督办单已经了结，不能再定色。'));
  if (order.revision !== body.revision) throw supervisionRefusals.order_changed();
  if (body.note === '') throw supervisionRefusals.note_missing({ what: '直接定色' });
  await raiseColour(context, order, body.colour, { trigger: 'leader', facts: body.note });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});
