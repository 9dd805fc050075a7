/**
 * Reminders of orders and blockages: one notice per debt and stage, in the digest or at once; they end when the debt is
 * settled (workflows §5.2, §6). Nobody is told twice of the same stage.
 */
import type { Context } from '#kernel/server/context.ts';
import { notify, settleDebt } from '#kernel/server/notify.ts';
import type { Role } from '#identity/contract';
import { holdersAt, holdersOf } from '#identity/server';
import type { BlockageRow } from './blockage/blockage-rows.ts';
import type { OrderRow } from './order-rows.ts';

const staff: readonly Role[] = ['unit_liaison', 'unit_reporter', 'township', 'park', 'team', 'invest_group'];
const heads: readonly Role[] = ['unit_head', 'unit_deputy'];

interface Reminder {
  /** which reminder of the debt it is */
  readonly stage: string;
  readonly title: string;
  readonly body: string;
  readonly isPrompt?: boolean;
}

const orderDebt = (orderId: string): string => `supervision.order:${orderId}`;
const blockageDebt = (blockageId: string): string => `supervision.blockage:${blockageId}`;

async function tell(
  context: Context,
  to: readonly string[],
  about: { readonly debt: string; readonly type: string; readonly id: string; readonly link: `/${string}` },
  one: Reminder,
): Promise<void> {
  await notify(context, {
    kind: `${about.type}-${one.stage.split(':')[0] ?? one.stage}` as `${string}.${string}`,
    to,
    title: one.title,
    body: one.body,
    link: about.link,
    about: { type: about.type, id: about.id },
    urgency: one.isPrompt === true ? 'prompt' : 'digest',
    debt: { key: about.debt, stage: one.stage },
  });
}

const aboutOrder = ({ order_id }: Pick<OrderRow, 'order_id'>) => ({ debt: orderDebt(order_id), type: 'supervision.order', id: order_id, link: `/orders/${order_id}` as const });

/** The lead unit: handler, liaison, writers and heads. */
export async function remindUnit(context: Context, order: OrderRow, one: Reminder): Promise<void> {
  const people = await holdersAt(context.tx, { roles: [...staff, ...heads], orgIds: [order.lead_org_id] }, context.today);
  await tell(context, [...(order.handler_id === null ? [] : [order.handler_id]), ...(people.get(order.lead_org_id) ?? [])], aboutOrder(order), one);
}

/** People of the office with a post, wherever it is. */
export async function remindOffice(context: Context, order: Pick<OrderRow, 'order_id'>, { role, ...one }: Reminder & { readonly role: Role }): Promise<void> {
  const people = await holdersOf(context.tx, { role, orgId: null }, context.today);
  await tell(
    context,
    people.map(({ userId }) => userId),
    aboutOrder(order),
    one,
  );
}

export const settleOrderDebt = (context: Context, orderId: string): Promise<number> => settleDebt(context, orderDebt(orderId));

const openStates = new Set(['registered', 'handling']);

/** Whoever can solve it while it is open; the raiser while an answer waits or something is missing; nobody once it is over. */
export async function remindOfBlockage(context: Context, row: BlockageRow, action: string): Promise<void> {
  const about = { debt: blockageDebt(row.blockage_id), type: 'supervision.blockage', id: row.blockage_id, link: `/blockages/${row.blockage_id}` as const };
  // Every step ends what was told before: the debt is now another one, or somebody else's.
  await settleDebt(context, about.debt);
  const isOpen = openStates.has(row.state);
  if (!isOpen && row.state !== 'answered' && row.state !== 'incomplete') return;
  const orgId = isOpen ? row.authority_org_id : row.raised_org_id;
  const people = await holdersAt(context.tx, { roles: [...staff, ...heads], orgIds: [orgId] }, context.today);
  const what = isOpen ? '请协调' : row.state === 'answered' ? '请确认答复' : '请补正';
  const isRisen = action === 'rise' || action === 'rise-by-clock' || action === 'miss-promise';
  const one = { stage: `${row.state}:${row.revision}`, title: `${row.number}${what}：${row.title}`, body: row.what, isPrompt: isRisen };
  await tell(context, people.get(orgId) ?? [], about, one);
}
