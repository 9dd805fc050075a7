/** A new order: from a person, from a rule, from the minutes of a meeting. One order, one matter. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { findOrg } from '#identity/server';
import type { OrderContent, OrderSource } from '../../contract/index.ts';
import { decideDueDay, openOrderStates, orderLifecycle } from '../../domain/index.ts';
import type { OrderAction } from '../../domain/index.ts';
import { announceOrder } from '../announce-order.ts';
import { addEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import type { OrderRow } from '../order-rows.ts';
import { remindUnit } from '../remind.ts';
import { supervisionRefusals } from '../refusals.ts';
import type { OrderRules } from './open-case.ts';
import { workingDaysAfter } from './open-case.ts';
import { findSimilar } from './similar.ts';
import { nextNumber, recordStep } from './step-order.ts';

export interface OrderOrigin {
  readonly source: OrderSource;
  readonly sourceRef: string;
  readonly sourceTitle: string;
  /** what the order is about, e.g. `task:<id>`; lights and blockages hang on it */
  readonly objectRef: string;
  readonly planPath: string;
  /** unique per automatic order; empty for others */
  readonly ruleKey: string;
  readonly ruleNote: string;
  readonly distinctReason: string;
}

/** Units of today, one lead, no co-unit twice, a due day that can be kept. */
export async function checkContent(context: Context, content: OrderContent, rules: Pick<OrderRules, 'calendar'>, startOn = context.today): Promise<{ readonly isDemo: boolean }> {
  const { tx, today } = context;
  const lead = await findOrg(tx, content.leadOrgId, today);
  if (lead === undefined) throw supervisionRefusals.org_not_found({ what: '牵头单位' });
  if (content.coOrgIds.includes(content.leadOrgId)) throw supervisionRefusals.lead_is_co({ what: lead.name });
  for (const orgId of new Set(content.coOrgIds)) if ((await findOrg(tx, orgId, today)) === undefined) throw supervisionRefusals.org_not_found({ what: '配合单位' });
  const due = decideDueDay(parseDay(content.dueOn), startOn, rules.calendar);
  if (!due.allowed) throw supervisionRefusals.due_unfit({ reason: due.reason });
  return { isDemo: lead.isDemo };
}

/** Co-units begin with a clock of their own. */
export async function addParties(context: Context, orderId: string, orgIds: readonly string[], rules: Pick<OrderRules, 'clock' | 'calendar'>): Promise<void> {
  const dueOn = workingDaysAfter(context.today, rules.clock.signInDays, rules).toString();
  for (const orgId of new Set(orgIds)) await orderRows.insertParty(context.tx, { order_id: orderId, org_id: orgId, state: 'awaiting', due_on: dueOn, note: '', revision: 1 });
}

export const contentOf = (order: OrderRow, coOrgIds: readonly string[]): OrderContent => ({
  title: order.title,
  matter: order.matter,
  standard: order.standard,
  dueOn: order.due_on,
  leadOrgId: order.lead_org_id,
  coOrgIds: [...coOrgIds].sort(),
  colour: order.colour as OrderContent['colour'],
});

export async function keepVersion(context: Context, order: OrderRow, coOrgIds: readonly string[]): Promise<void> {
  await orderRows.insertVersion(context.tx, {
    order_id: order.order_id,
    revision: order.revision,
    content: contentOf(order, coOrgIds),
    saved_by: context.actor.id,
    saved_at: formatMoment(context.now),
  });
}

type FirstAction = Extract<OrderAction, 'propose' | 'issue-by-rule' | 'propose-by-rule' | 'issue-by-decision'>;

function newRow(context: Context, content: OrderContent, origin: OrderOrigin, more: Pick<OrderRow, 'state' | 'stamp'>): OrderRow {
  const today = context.today.toString();
  const moment = formatMoment(context.now);
  return {
    order_id: context.newId(),
    number: null,
    year: null,
    serial: null,
    title: content.title,
    matter: content.matter,
    standard: content.standard,
    source_kind: origin.source,
    source_ref: origin.sourceRef,
    source_title: origin.sourceTitle,
    distinct_reason: origin.distinctReason,
    rule_key: origin.ruleKey,
    rule_note: origin.ruleNote,
    lead_org_id: content.leadOrgId,
    colour: content.colour,
    colour_since_on: today,
    cycle: 1,
    returns: 0,
    start_on: today,
    due_original_on: content.dueOn,
    due_on: content.dueOn,
    issued_on: null,
    answered_on: null,
    completed_on: null,
    closed_on: null,
    suspended_on: null,
    review_on: null,
    object_ref: origin.objectRef,
    plan_path: origin.planPath,
    handler_id: null,
    first_reviewer: null,
    final_reviewer: null,
    machine_version: orderLifecycle.version,
    revision: 1,
    created_by: context.actor.id,
    created_at: moment,
    updated_at: moment,
    ...more,
  };
}

/** Stores a new order by its first step. Similar open orders must be joined, or the reason given why not. */
export async function proposeOrder(
  context: Context,
  draft: { readonly content: OrderContent; readonly origin: OrderOrigin; readonly action: FirstAction; readonly note?: string },
  rules: OrderRules,
): Promise<OrderRow> {
  const { content, origin, action } = draft;
  const { isDemo } = await checkContent(context, content, rules);
  const similar = await findSimilar(context.tx, { source: origin.source, sourceRef: origin.sourceRef, leadOrgId: content.leadOrgId, states: openOrderStates });
  const isByPerson = action === 'propose';
  if (isByPerson && similar.length > 0 && origin.sourceRef !== '' && origin.distinctReason === '') {
    throw supervisionRefusals.similar_open({ numbers: similar.map(({ number, title }) => number ?? `「${title}」`).join('、') });
  }
  const step = orderLifecycle.steps.find((one) => one.action === action);
  if (step === undefined) throw new Error(`no first step ${action}`);
  const isIssued = step.to === 'issued';
  const order = {
    ...newRow(context, content, origin, { state: step.to, stamp: isDemo ? 'demo' : 'real' }),
    ...(isIssued ? { ...(await nextNumber(context, rules)), issued_on: context.today.toString() } : {}),
  };
  await orderRows.insert(context.tx, order);
  await addParties(context, order.order_id, content.coOrgIds, rules);
  await keepVersion(context, order, content.coOrgIds);
  await addEntry(context, {
    machine: orderLifecycle.name,
    machineVersion: orderLifecycle.version,
    objectId: order.order_id,
    action,
    label: step.label,
    from: null,
    to: step.to,
    reason: origin.ruleNote,
    note: draft.note ?? '',
  });
  await recordStep(context, order, { action, from: null, note: draft.note ?? '' });
  if (isIssued) await announceOrder(context, order);
  if (isIssued) await remindUnit(context, order, { stage: 'issued', title: `新的督办单：${order.title}`, body: `${order.due_on}前办结。${order.matter}` });
  return order;
}
