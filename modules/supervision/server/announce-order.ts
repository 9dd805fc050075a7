/** Groups of 企业微信 and 钉钉 hear of orders in the colours of the dated rule; without the rule nobody does. */
import type { Context } from '#kernel/server/context.ts';
import { announce } from '#kernel/server/notify.ts';
import { loadParams } from '#kernel/server/params.ts';
import { findOrg } from '#identity/server';
import { orderAnnounceParam, orderColourLabel } from '../contract/index.ts';
import type { OrderColour } from '../contract/index.ts';
import type { OrderRow } from './order-rows.ts';

/** Number, unit, day: what hangs on the wall of the office anyway; no words of the order itself. */
export async function announceOrder(context: Context, order: OrderRow): Promise<void> {
  const { tx, today } = context;
  const colour = order.colour as OrderColour;
  if (colour === 'none' || order.issued_on === null) return;
  const { channels, colours } = (await loadParams(tx, [orderAnnounceParam], { region: tx.region }))(orderAnnounceParam, today).value;
  if (!colours.includes(colour)) return;
  const unit = (await findOrg(tx, order.lead_org_id, today))?.name ?? '';
  const stamp = order.stamp === 'demo' ? '【演示】' : '';
  const message = { title: `${stamp}${orderColourLabel[colour]}：${order.number ?? order.title}`, body: `${unit}，${order.title}，时限${order.due_on}。请登录系统办理。` };
  for (const channel of new Set(channels)) await announce(context, channel, message);
}
