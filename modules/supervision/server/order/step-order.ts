/** One step of an order: decided by the table, with its effects, its line in the log and its event, or nothing at all. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { signatureOf } from '#kernel/signature.ts';
import { ladderTriggerLabel, orderColourLabel, orderColourRaised, orderStepped } from '../../contract/index.ts';
import type { LadderTrigger, OrderColour } from '../../contract/index.ts';
import { isHigher, orderLifecycle, raised } from '../../domain/index.ts';
import type { OrderAction } from '../../domain/index.ts';
import { announceOrder } from '../announce-order.ts';
import { addEntry } from '../entries.ts';
import { orderRows, takeNumberTurn } from '../order-rows.ts';
import type { OrderRow } from '../order-rows.ts';
import { remindUnit, settleOrderDebt } from '../remind.ts';
import { supervisionRefusals } from '../refusals.ts';
import { reviewStore } from './review-store.ts';
import { actingOnOrder, situationOf, workingDaysAfter } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';

export interface StepInput {
  readonly action: OrderAction;
  readonly note: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly handlerId?: string;
  /** a new due day, for a rebound */
  readonly dueOn?: string;
}

type Change = Partial<OrderRow>;

/** The next number of the year; numbers are given one after the other. */
export async function nextNumber(context: Context, rules: OrderRules): Promise<Pick<OrderRow, 'number' | 'year' | 'serial'>> {
  await takeNumberTurn(context.tx, 'order');
  const { year } = context.today;
  const serial = (await orderRows.lastSerial(context.tx, year)) + 1;
  return { year, serial, number: rules.numberForm.replace('{年}', String(year)).replace('{号}', String(serial)) };
}

/** What the act changes besides the state. The original due day is never among it. */
async function effectOf(order: OrderRow, input: StepInput, context: Context, rules: OrderRules): Promise<Change> {
  const today = context.today.toString();
  switch (input.action) {
    case 'approve':
    case 'approve-red':
    case 'issue-by-rule':
    case 'issue-by-decision':
      return { ...(order.number === null ? await nextNumber(context, rules) : {}), issued_on: today, answered_on: null, colour_since_on: today };
    case 'sign-in':
      return { handler_id: input.handlerId ?? null };
    case 'feedback':
    case 'apply-completion':
      return { answered_on: today };
    case 'review':
      return { first_reviewer: signatureOf(context.actor) };
    case 'finalise':
    case 'finalise-blue':
      return { final_reviewer: signatureOf(context.actor), completed_on: today };
    case 'return':
      return { returns: order.returns + 1, first_reviewer: null };
    case 'close':
    case 'close-by-report':
      return { closed_on: today };
    case 'rebound':
      return { cycle: order.cycle + 1, due_on: input.dueOn ?? order.due_on, completed_on: null, closed_on: null, answered_on: null, first_reviewer: null, final_reviewer: null };
    case 'suspend':
      return { suspended_on: today };
    case 'resume': {
      const since = parseDay(order.suspended_on ?? today);
      const days = since.until(context.today, { largestUnit: 'days' }).days;
      return { suspended_on: null, review_on: null, due_on: workingDaysAfter(parseDay(order.due_on).add({ days: days - 1 }), 1, rules).toString() };
    }
    default:
      return {};
  }
}

/** Writes the row; refuses when somebody was faster. The row that comes back has the new revision. */
export async function saveOrder(context: Context, order: OrderRow): Promise<OrderRow> {
  const saved = { ...order, updated_at: formatMoment(context.now) };
  if ((await orderRows.update(context.tx, saved)) !== 1) throw supervisionRefusals.order_changed();
  return { ...saved, revision: order.revision + 1 };
}

export async function recordStep(context: Context, order: OrderRow, step: { readonly action: string; readonly from: string | null; readonly note: string }): Promise<void> {
  await record(context, orderStepped, {
    orderId: order.order_id,
    action: step.action,
    from: step.from ?? '',
    to: order.state,
    colour: order.colour,
    leadOrgId: order.lead_org_id,
    source: order.source_kind,
    sourceRef: order.source_ref,
    note: step.note,
  });
}

/** Raises the colour with its explanation: trigger, facts, rules (workflows §6). */
export async function raiseColour(context: Context, order: OrderRow, to: OrderColour, because: { readonly trigger: LadderTrigger; readonly facts: string }): Promise<OrderRow> {
  if (!isHigher(to, order.colour as OrderColour)) throw supervisionRefusals.colour_not_higher();
  const saved = await saveOrder(context, { ...order, colour: to, colour_since_on: context.today.toString(), answered_on: null });
  const trigger = ladderTriggerLabel[because.trigger];
  await addEntry(context, {
    machine: 'supervision.order',
    machineVersion: order.machine_version,
    objectId: order.order_id,
    action: 'raise-colour',
    label: `升为${orderColourLabel[to]}`,
    from: order.state,
    to: order.state,
    reason: trigger,
    note: because.facts,
    cycle: order.cycle,
  });
  await announceOrder(context, saved);
  if (order.issued_on !== null) await remindUnit(context, saved, { stage: `colour-${to}`, title: `${orderColourLabel[to]}：${order.title}`, body: because.facts, isPrompt: true });
  await record(context, orderColourRaised, { orderId: order.order_id, from: order.colour, to, trigger: because.trigger, facts: because.facts });
  return saved;
}

const overStates: ReadonlySet<string> = new Set(['completed', 'closed', 'archived', 'withdrawn', 'transferred', 'merged', 'split']);

/** Who owes something next is told; what is over reminds nobody. */
async function tellOfStep(context: Context, order: OrderRow, input: StepInput): Promise<void> {
  if (input.action === 'approve' || input.action === 'approve-red') await announceOrder(context, order);
  if (overStates.has(order.state)) await settleOrderDebt(context, order.order_id);
  else if (order.state === 'issued') await remindUnit(context, order, { stage: 'issued', title: `新的督办单：${order.title}`, body: `${order.due_on}前办结。${order.matter}` });
  else if (order.state === 'returned')
    await remindUnit(context, order, { stage: `returned:${order.returns}`, title: `督办单退回重办：${order.title}`, body: input.note, isPrompt: true });
  if (input.action === 'rebound') {
    const settled = { outcome: 'reopened' as const, note: input.note, by: context.actor.id, at: formatMoment(context.now) };
    await reviewStore.settle(context.tx, { orderId: order.order_id, reviewId: null, ...settled });
  }
}

/** Takes the step; the order comes back as it now stands. */
export async function stepOrder(context: Context, found: OrderCase, input: StepInput, rules: OrderRules): Promise<OrderRow> {
  const { order } = found;
  const decision = decideStep(orderLifecycle, input.action, situationOf(found, context));
  if (!decision.allowed) {
    context.refuse.unless(decision);
    throw supervisionRefusals.order_changed();
  }
  const { permission } = decision.step;
  const acting = permission === null ? context : actingOnOrder(context, permission, order);
  const changed = { ...order, ...(await effectOf(order, input, acting, rules)), state: decision.step.to };
  const saved = await saveOrder(context, changed);
  await addEntry(acting, {
    machine: orderLifecycle.name,
    machineVersion: order.machine_version,
    objectId: order.order_id,
    action: input.action,
    label: decision.step.label,
    from: order.state,
    to: decision.step.to,
    reason: input.reason ?? '',
    note: input.note,
    details: input.details ?? {},
    cycle: order.cycle,
  });
  await recordStep(context, saved, { action: input.action, from: order.state, note: input.note });
  await tellOfStep(context, saved, input);
  if (input.action !== 'return' || saved.returns < rules.ladder.returnsToRaise || saved.colour === 'red') return saved;
  const to = saved.colour === 'none' ? 'yellow' : raised(saved.colour as OrderColour);
  return raiseColour(context, saved, to, { trigger: 'second-return', facts: `已退回${saved.returns}次，达到${rules.ladder.returnsToRaise}次` });
}
