/** An order with everything that decides about it, for one actor. */
import { decide } from '#kernel/access.ts';
import type { Resource } from '#kernel/access.ts';
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import { parseDay } from '#kernel/calendar.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Situation } from '#kernel/lifecycle.ts';
import { actingOn, signatureOn } from '#kernel/server/actor.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { Signature } from '#kernel/signature.ts';
import { listOrgNames } from '#identity/server';
import { ladderParam, orderChangeParam, orderClockParam, orderClosingParam, orderLetterParam, orderNumberParam, orderRulesParam } from '../../contract/index.ts';
import type { AutomaticTrigger, OrderColour, OrderLetterKind, OrderState, SupervisionPermission } from '../../contract/index.ts';
import { isReboundLate } from '../../domain/index.ts';
import type { ClosingFacts, OrderFacts } from '../../domain/index.ts';
import { listEntriesOf } from '../entries.ts';
import type { EntryRow } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import type { OrderRow, PartyRow } from '../order-rows.ts';
import { pathOrNone } from '../plan-path-of.ts';
import { siteCheckMachine } from '../site-check.ts';
import { supervisionRefusals } from '../refusals.ts';
import { paperStore } from './paper-store.ts';

/** Rules in force today. */
export interface OrderRules {
  readonly clock: {
    readonly signInDays: number;
    readonly firstFeedbackDays: number;
    readonly feedbackDays: number;
    readonly remindDays: number;
    readonly reboundMonths: number;
    readonly archiveDays: number;
    readonly reviewDays: number;
  };
  readonly changes: { readonly extensions: number; readonly lengthShare: number; readonly reviewDays: number };
  readonly ladder: {
    readonly blueAnswerDays: number;
    readonly yellowAnswerDays: number;
    readonly redAnswerDays: number;
    readonly longOverdueDays: number;
    readonly returnsToRaise: number;
    readonly dueSoonDays: number;
    readonly unsignedTaskDays: number;
    readonly openOrdersPerUnit: number;
    readonly objectionDays: number;
    readonly yellowPoints: number;
    readonly redPoints: number;
  };
  /** the colour of the order that a trigger makes; a trigger that is not there makes none */
  readonly automatic: ReadonlyMap<AutomaticTrigger, Exclude<OrderColour, 'none'>>;
  readonly numberForm: string;
  readonly closing: { readonly publicColours: readonly OrderColour[]; readonly publicDays: number; readonly checkColours: readonly OrderColour[] };
  readonly letterForms: Readonly<Record<OrderLetterKind, string>>;
  readonly calendar: WorkingCalendar;
}

export async function loadOrderRules({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<OrderRules> {
  const read = await loadParams(tx, [orderClockParam, orderChangeParam, ladderParam, orderNumberParam, orderRulesParam, orderClosingParam, orderLetterParam], {
    region: tx.region,
  });
  return {
    clock: read(orderClockParam, today).value,
    changes: read(orderChangeParam, today).value,
    ladder: read(ladderParam, today).value,
    automatic: new Map(read(orderRulesParam, today).value.rules.map(({ trigger, colour }) => [trigger, colour])),
    numberForm: read(orderNumberParam, today).value.form,
    closing: read(orderClosingParam, today).value,
    letterForms: read(orderLetterParam, today).value,
    calendar: await workingCalendarOf(tx),
  };
}

export interface OrderCase {
  readonly order: OrderRow;
  readonly parties: readonly PartyRow[];
  readonly entries: readonly EntryRow[];
  readonly orgNames: ReadonlyMap<string, string>;
  readonly facts: OrderFacts;
}

/** Permissions that only the lead unit's people have by their unit; co-units do not reach them. */
const leadOnly: ReadonlySet<string> = new Set<SupervisionPermission>(['order.sign-in', 'order.refuse', 'order.handle', 'order.countersign', 'order.apply-change']);

export function permitOnOrder(context: Pick<Context, 'actor' | 'today' | 'tx'>, order: Pick<OrderRow, 'lead_org_id' | 'plan_path'>, partyOrgs: readonly string[]) {
  return (permission: SupervisionPermission): Decision =>
    decide(context.actor, permission, resourceOf(context.tx.region, order, leadOnly.has(permission) ? [] : partyOrgs), context.today);
}

type Placed = Pick<OrderRow, 'lead_org_id' | 'plan_path'>;
const resourceOf = (region: string, order: Placed, relatedOrgs: readonly string[] = []): Resource => ({
  region,
  ownerOrg: order.lead_org_id,
  relatedOrgs,
  planPath: pathOrNone(order.plan_path),
  level: 'internal',
});

/** The context as it stands for an act on the order: what is written down names the giver of a delegated right, too. */
export const actingOnOrder = (context: Context, permission: SupervisionPermission, order: Placed): Context => actingOn(context, permission, resourceOf(context.tx.region, order));

/** In whose names the caller would do any of these on the order. */
export const orderSignature = ({ actor, tx, today }: Pick<Context, 'actor' | 'today' | 'tx'>, permissions: readonly SupervisionPermission[], order: Placed): Signature =>
  signatureOn(actor, permissions, { resource: resourceOf(tx.region, order), today });

const judging: readonly SupervisionPermission[] = ['order.review', 'order.finalise', 'order.finalise-blue', 'order.close'];

export const actorOrgsOf = ({ actor }: Pick<Context, 'actor'>): readonly string[] => actor.grants.flatMap(({ orgId }) => (orgId === null ? [] : [orgId]));

const handlingActs = new Set(['sign-in', 'feedback', 'apply-completion', 'countersign', 'redo']);
const settledParties = new Set(['confirmed', 'excused']);

type CaseRules = Pick<OrderRules, 'clock' | 'closing'>;

/** What 销号 waits for; only a completed order is asked for it. */
async function closingFactsOf(order: OrderRow, entries: readonly EntryRow[], { tx, today }: Context, { closing }: CaseRules): Promise<ClosingFacts> {
  const colour = order.colour as OrderColour;
  const publicDays = closing.publicColours.includes(colour) ? closing.publicDays : null;
  const shown = order.state === 'completed' ? await paperStore.publications(tx, order.order_id) : [];
  const own = shown.filter(({ cycle }) => cycle === order.cycle);
  const live = own.find(({ stopped_on }) => stopped_on === null);
  const check = entries.findLast(({ machine, cycle }) => machine === siteCheckMachine && cycle === order.cycle);
  return {
    today: today.toString(),
    publicDays,
    publicUntil: live?.to_on ?? null,
    isStopped: live === undefined && own.length > 0,
    wantsCheck: closing.checkColours.includes(colour),
    isCheckPassed: check === undefined ? null : check.action === 'site-check-passed',
  };
}

function factsOf(
  order: OrderRow,
  known: Pick<OrderCase, 'parties' | 'entries' | 'orgNames'> & { readonly closing: ClosingFacts },
  context: Context,
  reboundMonths: number,
): OrderFacts {
  const { parties, entries, orgNames, closing } = known;
  return {
    colour: order.colour as OrderColour,
    actor: orderSignature(context, judging, order),
    actorOrgs: actorOrgsOf(context),
    partyOrgs: [order.lead_org_id, ...parties.map(({ org_id }) => org_id)],
    handlers: entries.filter(({ cycle, action, machine }) => cycle === order.cycle && machine === 'supervision.order' && handlingActs.has(action)).map(({ actor }) => actor),
    firstReviewer: order.first_reviewer,
    finalReviewer: order.final_reviewer,
    openParties: parties.filter(({ state }) => !settledParties.has(state)).map(({ org_id }) => orgNames.get(org_id) ?? ''),
    closing,
    isReboundLate: order.closed_on !== null && isReboundLate(parseDay(order.closed_on), context.today, reboundMonths),
  };
}

/** The order as it concerns the actor; refused as unknown when it is out of reach. */
export async function openCase(context: Context, orderId: string, rules: CaseRules, mode: 'read' | 'write' = 'read'): Promise<OrderCase> {
  const { tx, today, actor } = context;
  const order = mode === 'write' ? await orderRows.lock(tx, orderId) : await orderRows.find(tx, orderId);
  if (order === undefined) throw supervisionRefusals.order_not_found();
  const parties = await orderRows.parties(tx, [orderId]);
  const mayRead = permitOnOrder(
    context,
    order,
    parties.map(({ org_id }) => org_id),
  )('order.read');
  if (actor.kind !== 'system' && !mayRead.allowed) throw supervisionRefusals.order_not_found();
  const orgNames = await listOrgNames(tx, [order.lead_org_id, ...parties.map(({ org_id }) => org_id)], today);
  const entries = await listEntriesOf(tx, orderId);
  const closing = await closingFactsOf(order, entries, context, rules);
  const known = { parties, entries, orgNames };
  return { order, ...known, facts: factsOf(order, { ...known, closing }, context, rules.clock.reboundMonths) };
}

export function situationOf({ order, parties, facts }: OrderCase, context: Context): Situation<OrderState, SupervisionPermission, OrderFacts> {
  const partyOrgs = parties.map(({ org_id }) => org_id);
  return { state: order.state as OrderState, facts, permits: permitOnOrder(context, order, partyOrgs), isSystem: context.actor.kind === 'system' };
}

/** n working days after a day. */
export const workingDaysAfter = (day: PlainDate, count: number, { calendar }: Pick<OrderRules, 'calendar'>): PlainDate => calendar.addWorkingDays(day, count);
