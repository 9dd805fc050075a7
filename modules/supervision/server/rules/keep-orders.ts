/** The daily round over the orders: remind, raise, ask for the review of suspensions, archive. Everything follows from dates. */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { OrderColour } from '../../contract/index.ts';
import { ladderTriggerLabel } from '../../contract/index.ts';
import { ladderStep, runningOrderStates, timingOf } from '../../domain/index.ts';
import { blockedStretchesOf } from '../blockage/blocked-stretches.ts';
import { addEntry } from '../entries.ts';
import { loadOrderRules, openCase, workingDaysAfter } from '../order/open-case.ts';
import type { OrderRules } from '../order/open-case.ts';
import { raiseColour, stepOrder } from '../order/step-order.ts';
import { urge } from '../order/urge-order.ts';
import { orderRows } from '../order-rows.ts';
import type { OrderRow } from '../order-rows.ts';
import { remindOffice, remindUnit } from '../remind.ts';
import { answerDaysOf } from './rule-table.ts';
import { withoutNotice } from './without-notice.ts';

/** The unit has not said anything since the colour was given, and the days for an answer are over. */
function isUnanswered(order: OrderRow, context: Context, rules: OrderRules): boolean {
  if (order.colour === 'none' || order.answered_on !== null || order.issued_on === null) return false;
  const last = workingDaysAfter(parseDay(order.colour_since_on), answerDaysOf(order.colour, rules), rules);
  return last.toString() < context.today.toString();
}

/** Near its end without a closing report; an order that runs shorter than that is not near from the start. */
function isDueSoon(order: OrderRow, { today }: Context, rules: OrderRules): boolean {
  if (!rules.automatic.has('due-soon') || !['issued', 'handling', 'returned'].includes(order.state)) return false;
  const from = workingDaysAfter(parseDay(order.due_on), -rules.ladder.dueSoonDays, rules).toString();
  return from <= today.toString() && (order.issued_on ?? order.start_on) < from;
}

async function climb(order: OrderRow, context: Context, rules: OrderRules): Promise<void> {
  const blocked = await blockedStretchesOf(context.tx, [`order:${order.order_id}`, order.object_ref], context.today);
  const days = { startOn: parseDay(order.start_on), dueOn: parseDay(order.due_on), dueOriginalOn: parseDay(order.due_original_on), endOn: context.today };
  const { daysLate, blockedDays, unitDelay } = timingOf(days, blocked);
  const facts = {
    colour: order.colour as OrderColour,
    unitDelay,
    returns: 0,
    isUnanswered: isUnanswered(order, context, rules),
    isDueSoon: isDueSoon(order, context, rules),
    isSuspended: order.state === 'suspended',
  };
  const step = ladderStep(facts, rules.ladder);
  if (step === undefined) return;
  const words =
    step.trigger === 'due-soon'
      ? `时限${order.due_on}，${rules.ladder.dueSoonDays}个工作日内到期，还没有申请办结`
      : step.trigger === 'unanswered'
        ? `${order.colour_since_on}定色后，${answerDaysOf(order.colour, rules)}个工作日内没有答复`
        : `时限${order.due_on}，逾期${daysLate}天，其中他方阻滞${blockedDays}天，单位自身逾期${unitDelay}天`;
  await raiseColour(context, order, step.to, { trigger: step.trigger, facts: `${ladderTriggerLabel[step.trigger]}：${words}` });
}

/** So many working days after an act nothing has come, in words for the unit. */
function dueToday(order: OrderRow, { today }: Context, rules: OrderRules): { readonly stage: string; readonly title: string; readonly body: string } | undefined {
  const on = (day: string, days: number): boolean => workingDaysAfter(parseDay(day), days, rules).add({ days: 1 }).equals(today);
  if (order.state === 'issued' && order.issued_on !== null && on(order.issued_on, rules.clock.signInDays))
    return { stage: 'unsigned', title: `督办单逾期未签收：${order.title}`, body: `交办后${rules.clock.signInDays}个工作日内应当签收。请立即签收或退签。` };
  if (order.state !== 'handling') return undefined;
  const since = order.answered_on ?? order.issued_on;
  const days = order.answered_on === null ? rules.clock.firstFeedbackDays : rules.clock.feedbackDays;
  return since !== null && on(since, days)
    ? { stage: `feedback:${since}`, title: `督办单应当反馈：${order.title}`, body: `${since}起${days}个工作日内应有一次阶段反馈。请反馈进展或申请办结。` }
    : undefined;
}

/** Before the due day, on the day after it, and where signature or feedback has not come in time. */
async function remind(order: OrderRow, context: Context, rules: OrderRules): Promise<OrderRow> {
  const owed = dueToday(order, context, rules);
  if (owed !== undefined) await remindUnit(context, order, owed);
  if (parseDay(order.due_on).add({ days: 1 }).equals(context.today))
    await remindUnit(context, order, {
      stage: `overdue:${order.due_on}`,
      title: `督办单已逾期：${order.title}`,
      body: `时限${order.due_on}。请尽快办结并报送佐证。`,
      isPrompt: true,
    });
  const on = workingDaysAfter(parseDay(order.due_on), -rules.clock.remindDays, rules);
  if (!on.equals(context.today)) return order;
  const note = `${order.due_on}到期，请及时办结或在到期前申请延期`;
  await urge(await openCase(context, order.order_id, rules, 'write'), { way: 'system', note, person: '经办人、联络员、主要领导' }, context);
  await remindUnit(context, order, { stage: `due-soon:${order.due_on}`, title: `督办单即将到期：${order.title}`, body: note });
  return order;
}

async function askReview(order: OrderRow, context: Context): Promise<void> {
  if (order.review_on !== context.today.toString()) return;
  await addEntry(context, {
    machine: 'supervision.order',
    machineVersion: order.machine_version,
    objectId: order.order_id,
    action: 'review-due',
    label: '中止复核到期',
    from: order.state,
    to: order.state,
    note: '中止的复核日期已到，请决定恢复、再次中止或撤销',
    cycle: order.cycle,
  });
  await remindOffice(context, order, {
    role: 'county_leader',
    stage: `suspension:${order.review_on}`,
    title: `中止的督办单到了复核日期：${order.title}`,
    body: '请决定恢复、再次中止或撤销。',
  });
}

async function archive(order: OrderRow, context: Context, rules: OrderRules): Promise<void> {
  const closedOn = parseDay(order.closed_on ?? order.start_on);
  const isYearOver = closedOn.year < context.today.year;
  if (!isYearOver || closedOn.add({ days: rules.clock.archiveDays }).toString() >= context.today.toString()) return;
  await stepOrder(context, await openCase(context, order.order_id, rules, 'write'), { action: 'archive', note: '' }, rules);
}

export async function keepOrders(context: Context): Promise<void> {
  const rules = await loadOrderRules(context);
  for (const order of await orderRows.inStates(context.tx, [...runningOrderStates, 'suspended', 'closed'])) {
    await withoutNotice(async () => {
      if (order.state === 'closed') await archive(order, context, rules);
      else if (order.state === 'suspended') await askReview(order, context);
      else await climb(await remind(order, context, rules), context, rules);
    });
  }
}
