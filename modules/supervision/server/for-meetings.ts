/** What the meetings of the leading group need to know: what is badly late, what waits for them, what became of their decisions. */
import { dayOf, parseDay, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { listOrgNames } from '#identity/server';
import { blockageLevelLabel, blockageTypeLabel, orderColourLabel, orderStateLabel, orderStates } from '../contract/index.ts';
import type { BlockageLevel, BlockageType, OrderColour, OrderState } from '../contract/index.ts';
import { isForGroup, openBlockageStates, runningOrderStates } from '../domain/index.ts';
import { blockageRows } from './blockage/blockage-rows.ts';
import { loadBlockageRules } from './blockage/step-blockage.ts';
import { listEntriesOf } from './entries.ts';
import { loadOrderRules } from './order/open-case.ts';
import { presentSummaries } from './order/present-order.ts';
import { reviewStore } from './order/review-store.ts';
import { orderRows } from './order-rows.ts';

export interface AgendaMatter {
  readonly ref: string;
  readonly title: string;
  readonly page: string;
  readonly days: number;
  /** stands before the others of its group, e.g. a red warning */
  readonly isCore?: boolean;
}

/**
 * Orders late by more than so many days, as the unit's lateness stands beside what others blocked. A blue one only reminds a
 * unit of its own task: what the leading group hears of is what stayed undone after that, under yellow or red.
 */
export async function lateOrders(context: Context, moreThanDays: number): Promise<readonly AgendaMatter[]> {
  const rows = await orderRows.inStates(context.tx, runningOrderStates);
  const items = await presentSummaries(rows, context);
  return items
    .filter(({ timing, colour }) => colour !== 'blue' && timing.daysLate > moreThanDays)
    .map((one) => ({
      ref: `order:${one.orderId}`,
      title: one.title,
      days: one.timing.daysLate,
      page: `${one.number ?? '未编号'}，牵头单位${one.lead.name}，${orderColourLabel[one.colour]}，${orderStateLabel[one.state]}。原时限${one.dueOriginalOn}，现时限${one.dueOn}，逾期${one.timing.daysLate}天，其中他方阻滞${one.timing.blockedDays}天，单位自身逾期${one.timing.unitDelay}天。`,
    }));
}

/** Orders that used up their extensions and are due before the meeting: only the leading group may give them another day. */
export async function ordersOutOfExtensions(context: Context, heldOn: string): Promise<readonly AgendaMatter[]> {
  const { changes: limits } = await loadOrderRules(context);
  const found: AgendaMatter[] = [];
  const due = (await orderRows.inStates(context.tx, runningOrderStates)).filter(({ due_on }) => due_on <= heldOn);
  for (const one of await presentSummaries(due, context)) {
    const granted = (await orderRows.changes(context.tx, one.orderId)).filter(({ kind, state }) => kind === 'extension' && state === 'granted').length;
    if (granted < limits.extensions) continue;
    found.push({
      ref: `extension:${one.orderId}`,
      title: `再次延期或限期办结：${one.title}`,
      days: one.timing.daysLate,
      page: `${one.number ?? '未编号'}，牵头单位${one.lead.name}，已延期${granted}次，达到上限。原时限${one.dueOriginalOn}，现时限${one.dueOn}，逾期${one.timing.daysLate}天，其中他方阻滞${one.timing.blockedDays}天。提请裁定。`,
    });
  }
  return found;
}

/** Objections of units to a colour, not ruled yet: publication rests meanwhile, so they wait for nobody else. */
export async function objectionsAsked(context: Context): Promise<readonly AgendaMatter[]> {
  const open = await reviewStore.openObjections(context.tx);
  const ids = new Set(open.map(({ order_id }) => order_id));
  const rows = (await orderRows.inStates(context.tx, orderStates)).filter(({ order_id }) => ids.has(order_id));
  const orders = new Map((await presentSummaries(rows, context)).map((one) => [one.orderId as string, one]));
  return open.flatMap((row) => {
    const order = orders.get(row.order_id);
    if (order === undefined) return [];
    const days = Math.max(0, dayOf(parseMoment(row.raised_at)).until(context.today, { largestUnit: 'days' }).days);
    const colour = orderColourLabel[row.colour as OrderColour];
    return [
      {
        ref: `objection:${row.order_id}/${row.objection_id}`,
        title: `裁定异议：${order.title}`,
        days,
        isCore: row.colour === 'red',
        page: `${order.number ?? '未编号'}，牵头单位${order.lead.name}对${colour}提出异议，已等待${days}天，裁定前暂停通报。理由：${row.reason}`,
      },
    ];
  });
}

/** Blockages at the level of the leading group, and those that nobody solved for so many days. */
export async function blockagesForGroup(context: Context): Promise<readonly AgendaMatter[]> {
  const { clock } = await loadBlockageRules(context);
  const open = await blockageRows.open(context.tx, openBlockageStates);
  const due = open.filter((row) => row.level === 'group' || isForGroup(parseDay(row.opened_on), context.today, clock.groupDays));
  const names = await listOrgNames(
    context.tx,
    due.flatMap(({ raised_org_id, authority_org_id }) => [raised_org_id, authority_org_id]),
    context.today,
  );
  return due.map((row) => {
    const days = Math.max(0, parseDay(row.opened_on).until(context.today, { largestUnit: 'days' }).days);
    const missed = row.missed_promises === 0 ? '' : `，承诺未兑现${row.missed_promises}次`;
    return {
      ref: `blockage:${row.blockage_id}`,
      title: row.title,
      days,
      page: `${row.number}，${blockageTypeLabel[row.type as BlockageType]}，${blockageLevelLabel[row.level as BlockageLevel]}。${names.get(row.raised_org_id) ?? ''}提出，${names.get(row.authority_org_id) ?? ''}协调，已等待${days}天${missed}。${row.what}`,
    };
  });
}

export interface OrderFate {
  readonly orderId: string;
  readonly number: string | null;
  readonly lead: string;
  readonly dueOn: string;
  readonly state: OrderState;
  readonly colour: OrderColour;
  readonly daysLate: number;
  /** last words of the unit */
  readonly sentence: string;
}

const unitWords = new Set(['feedback', 'apply-completion']);

export async function orderFates(context: Context, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderFate>> {
  const fates = new Map<string, OrderFate>();
  for (const orderId of new Set(orderIds)) {
    const row = await orderRows.find(context.tx, orderId);
    if (row === undefined) continue;
    const [one] = await presentSummaries([row], context);
    if (one === undefined) continue;
    const words = (await listEntriesOf(context.tx, orderId)).filter(({ action }) => unitWords.has(action)).at(-1);
    fates.set(orderId, {
      orderId,
      number: one.number,
      lead: one.lead.name,
      dueOn: one.dueOn,
      state: one.state,
      colour: one.colour,
      daysLate: one.timing.daysLate,
      sentence: words?.note ?? '',
    });
  }
  return fates;
}
