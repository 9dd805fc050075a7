/** A look on the spot at an order, told by the module that inspects: one line in the order's log, which 销号 asks for. */
import type { Context } from '#kernel/server/context.ts';
import type { OrderState } from '../contract/index.ts';
import { openOrderStates } from '../domain/index.ts';
import { addEntry } from './entries.ts';
import { orderRows } from './order-rows.ts';
import type { OrderRow } from './order-rows.ts';

export const siteCheckMachine = 'supervision.site-check';

/** The open order of this unit that a visit is to look at; undefined when there is none. */
export async function orderToCheck({ tx }: Pick<Context, 'tx'>, orderId: string, orgId: string): Promise<Pick<OrderRow, 'order_id' | 'title' | 'number'> | undefined> {
  const order = await orderRows.find(tx, orderId);
  return order !== undefined && order.lead_org_id === orgId && openOrderStates.includes(order.state as OrderState) ? order : undefined;
}

/** `isPassed` null = the earlier finding is taken back. */
export async function noteSiteCheck(
  context: Context,
  check: { readonly orderId: string; readonly number: string; readonly isPassed: boolean | null; readonly words: string },
): Promise<void> {
  const order = await orderRows.find(context.tx, check.orderId);
  if (order === undefined) return;
  const label = check.isPassed === null ? '现场核查更正，原认定作废' : check.isPassed ? '现场核查属实' : '现场核查不属实';
  await addEntry(context, {
    machine: siteCheckMachine,
    machineVersion: 1,
    objectId: check.orderId,
    action: check.isPassed === true ? 'site-check-passed' : 'site-check-open',
    label: `${label}（${check.number}）`,
    from: order.state,
    to: order.state,
    note: check.words,
    cycle: order.cycle,
  });
}
