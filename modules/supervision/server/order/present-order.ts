/** Orders on the wire: derived days, and the buttons as the table of states allows them. */
import { decide } from '#kernel/access.ts';
import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { listOrgNames } from '#identity/server';
import { getOrder, orderActs } from '../../contract/index.ts';
import type { OrderChangeState, OrderSummary, PartyState } from '../../contract/index.ts';
import { changeLifecycle, openOrderStates, orderLifecycle, partyLifecycle, runningOrderStates, timingOf } from '../../domain/index.ts';
import { blockedStretchesOf } from '../blockage/blocked-stretches.ts';
import type { Stretch } from '../blockage/blocked-stretches.ts';
import { presentEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import type { ChangeRow, OrderRow, PartyRow } from '../order-rows.ts';
import { orderSignature, permitOnOrder, situationOf } from './open-case.ts';
import type { OrderCase } from './open-case.ts';

type DetailsInput = ReplyInput<typeof getOrder>;
type SummaryInput = Omit<OrderSummary, 'orderId'> & { readonly orderId: string };

/** Lateness ends with the completion, not with the 销号; a suspended order does not grow older. */
const endOf = (order: OrderRow, today: PlainDate): PlainDate => parseDay(order.completed_on ?? order.suspended_on ?? order.closed_on ?? today.toString());

export function presentSummary(
  order: OrderRow,
  known: { readonly today: PlainDate; readonly orgNames: ReadonlyMap<string, string>; readonly blocked: readonly Stretch[] },
): SummaryInput {
  const days = { startOn: parseDay(order.start_on), dueOn: parseDay(order.due_on), dueOriginalOn: parseDay(order.due_original_on), endOn: endOf(order, known.today) };
  return {
    orderId: order.order_id,
    number: order.number,
    title: order.title,
    state: order.state as OrderSummary['state'],
    colour: order.colour as OrderSummary['colour'],
    source: order.source_kind as OrderSummary['source'],
    lead: { orgId: order.lead_org_id, name: known.orgNames.get(order.lead_org_id) ?? '' },
    dueOn: order.due_on,
    dueOriginalOn: order.due_original_on,
    timing: timingOf(days, known.blocked),
    cycle: order.cycle,
    returns: order.returns,
    isAutomatic: order.rule_key !== '',
    issuedOn: order.issued_on,
    revision: order.revision,
  };
}

function presentParty(row: PartyRow, found: OrderCase, context: Context): DetailsInput['parties'][number] {
  const permitLead = permitOnOrder(context, found.order, []);
  const permits = (permission: 'order.assist' | 'order.handle' | 'order.excuse') =>
    permission === 'order.assist'
      ? decide(context.actor, permission, { region: context.tx.region, ownerOrg: row.org_id, level: 'internal' }, context.today)
      : permitLead(permission);
  const actions = availableSteps(partyLifecycle, { state: row.state as PartyState, facts: {}, permits });
  return { org: { orgId: row.org_id, name: found.orgNames.get(row.org_id) ?? '' }, state: row.state as PartyState, dueOn: row.due_on, note: row.note, actions: [...actions] };
}

function presentChange(row: ChangeRow, found: OrderCase, context: Context): DetailsInput['changes'][number] {
  const permits = permitOnOrder(context, found.order, []);
  const facts = { actor: orderSignature(context, ['order.review', 'order.decide'], found.order), applicant: row.applied_by };
  return {
    changeId: row.change_id,
    kind: row.kind as DetailsInput['changes'][number]['kind'],
    state: row.state as OrderChangeState,
    ground: row.ground,
    reason: row.reason,
    newDueOn: row.new_due_on,
    reviewOn: row.review_on,
    blockageId: row.blockage_id,
    appliedAt: formatMoment(parseMoment(row.applied_at)),
    actions: [...availableSteps(changeLifecycle, { state: row.state as OrderChangeState, facts, permits })],
  };
}

async function presentLinks(order: OrderRow, { tx }: Context): Promise<DetailsInput['links']> {
  const links = await orderRows.links(tx, order.order_id);
  const shown: DetailsInput['links'] = [];
  for (const link of links) {
    const isFrom = link.to_id === order.order_id;
    const other = await orderRows.find(tx, isFrom ? link.from_id : link.to_id);
    if (other === undefined) continue;
    shown.push({
      kind: link.kind as 'transfer',
      direction: isFrom ? 'from' : 'to',
      orderId: other.order_id,
      number: other.number,
      title: other.title,
      state: other.state as OrderSummary['state'],
    });
  }
  return shown;
}

/** Acts beside the table: they need the right and an order that is still open. */
function otherActions({ order }: OrderCase, context: Context) {
  const permits = permitOnOrder(context, order, []);
  const isOpen = openOrderStates.includes(order.state as OrderSummary['state']);
  if (!isOpen) return [];
  const one = (action: string, label: string, permission: Parameters<typeof permits>[0]) => presentAction(action, label, permits(permission));
  return [
    ...(runningOrderStates.includes(order.state as OrderSummary['state']) ? [one('urge', '催办', 'order.urge')] : []),
    ...(order.colour === 'red' ? [] : [one('colour', '直接定色', 'order.colour')]),
    ...(order.state === 'handling' ? [one('extend', '申请延期', 'order.apply-change'), one('suspend', '申请中止', 'order.apply-change')] : []),
    ...(order.state === 'drafted' ? [one('edit', '修改', 'order.propose')] : []),
  ];
}

const separate: ReadonlySet<string> = new Set(['suspend']);
const known: ReadonlySet<string> = new Set([...orderActs, 'transfer', 'merge', 'split']);

/** The whole order as the actor may see it. */
export async function presentOrder(found: OrderCase, context: Context): Promise<DetailsInput> {
  const { order } = found;
  const { tx, today } = context;
  const blocked = await blockedStretchesOf(tx, [`order:${order.order_id}`, order.object_ref], today);
  const steps = availableSteps(orderLifecycle, situationOf(found, context)).filter(({ action }) => known.has(action) && !separate.has(action));
  const changes = await orderRows.changes(tx, order.order_id);
  return {
    ...presentSummary(order, { today, orgNames: found.orgNames, blocked }),
    matter: order.matter,
    standard: order.standard,
    sourceRef: order.source_ref,
    sourceTitle: order.source_title,
    ruleNote: order.rule_note,
    reviewOn: order.review_on,
    stamp: order.stamp === 'demo' ? 'demo' : 'real',
    parties: found.parties.map((row) => presentParty(row, found, context)),
    changes: changes.map((row) => presentChange(row, found, context)),
    links: await presentLinks(order, context),
    entries: found.entries.map(presentEntry),
    actions: [...steps, ...otherActions(found, context)],
  };
}

export async function presentSummaries(rows: readonly OrderRow[], { tx, today }: Pick<Context, 'tx' | 'today'>): Promise<readonly SummaryInput[]> {
  const orgNames = await listOrgNames(
    tx,
    rows.map(({ lead_org_id }) => lead_org_id),
    today,
  );
  const refs = rows.flatMap(({ order_id, object_ref }) => [`order:${order_id}`, object_ref]);
  const stretches = await blockedStretchesOf(tx, refs, today);
  return rows.map((row) => {
    const blocked = stretches.filter(({ objectRef }) => objectRef === `order:${row.order_id}` || (objectRef !== '' && objectRef === row.object_ref));
    return presentSummary(row, { today, orgNames, blocked });
  });
}
