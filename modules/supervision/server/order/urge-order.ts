/** 催办: a logged act with time, person and result; it moves no state (workflows §5.2). */
import { denied } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { orderStateLabel, orderUrged, urgeOrder, urgeWayLabel } from '../../contract/index.ts';
import type { OrderState, UrgeWay } from '../../contract/index.ts';
import { runningOrderStates } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import { supervisionRefusals } from '../refusals.ts';
import { loadOrderRules, openCase, permitOnOrder } from './open-case.ts';
import type { OrderCase } from './open-case.ts';
import { presentOrder } from './present-order.ts';

export async function urge(
  found: OrderCase,
  input: { readonly way: UrgeWay; readonly note: string; readonly person: string; readonly isPreview?: boolean },
  context: Context,
): Promise<void> {
  const { order } = found;
  if (context.actor.kind !== 'system') context.refuse.unless(permitOnOrder(context, order, [])('order.urge'));
  if (!runningOrderStates.includes(order.state as OrderState)) {
    context.refuse.unless(denied('lifecycle.wrong_state', `现在是「${orderStateLabel[order.state as OrderState]}」，没有可以催办的事项。`));
  }
  if (input.note === '') throw supervisionRefusals.note_missing({ what: '催办' });
  if (input.isPreview === true) return;
  await addEntry(context, {
    machine: 'supervision.urge',
    machineVersion: 1,
    objectId: order.order_id,
    action: `urge-${input.way}`,
    label: `催办：${urgeWayLabel[input.way]}`,
    reason: input.person,
    note: input.note,
    cycle: order.cycle,
  });
  await record(context, orderUrged, { orderId: order.order_id, way: input.way, note: input.note });
}

export const urgeOrderUseCase = useCase(urgeOrder, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  await urge(found, body, context);
  return presentOrder(await openCase(context, params.orderId, rules), context);
});
