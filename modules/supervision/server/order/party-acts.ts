/** Acts of co-units and of the lead about them (workflows §5.1). */
import { decide } from '#kernel/access.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { actOnParty, orderPartyStepped, partyActLabel } from '../../contract/index.ts';
import type { PartyAct, PartyState } from '../../contract/index.ts';
import { partyLifecycle } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { loadOrderRules, openCase, permitOnOrder, workingDaysAfter } from './open-case.ts';
import { presentOrder } from './present-order.ts';

const needNote: ReadonlySet<PartyAct> = new Set<PartyAct>(['refuse', 'work', 'answer', 'return', 'excuse']);

export const actOnPartyUseCase = useCase(actOnParty, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const { order, parties, orgNames } = await openCase(context, params.orderId, rules, 'write');
  const party = parties.find(({ org_id }) => org_id === params.orgId);
  if (party === undefined) throw supervisionRefusals.party_not_found();
  const permitLead = permitOnOrder(context, order, []);
  const permits = (permission: 'order.assist' | 'order.handle' | 'order.excuse') =>
    permission === 'order.assist'
      ? decide(context.actor, permission, { region: context.tx.region, ownerOrg: party.org_id, level: 'internal' }, context.today)
      : permitLead(permission);
  const decision = decideStep(partyLifecycle, body.action, { state: party.state as PartyState, facts: {}, permits });
  if (!decision.allowed) return context.refuse.unless(decision) as never;
  if (needNote.has(body.action) && body.note === '') throw supervisionRefusals.note_missing({ what: partyActLabel[body.action] });
  const days = body.action === 'sign-in' ? rules.clock.firstFeedbackDays : body.action === 'keep' ? rules.clock.signInDays : rules.clock.feedbackDays;
  const dueOn = workingDaysAfter(context.today, days, rules).toString();
  if ((await orderRows.updateParty(context.tx, { ...party, state: decision.step.to, note: body.note, due_on: dueOn })) !== 1) throw supervisionRefusals.order_changed();
  await addEntry(context, {
    machine: partyLifecycle.name,
    machineVersion: partyLifecycle.version,
    objectId: order.order_id,
    action: body.action,
    label: `配合单位${orgNames.get(party.org_id) ?? ''}：${decision.step.label}`,
    from: party.state,
    to: decision.step.to,
    note: body.note,
    details: { orgId: party.org_id },
    cycle: order.cycle,
  });
  await record(context, orderPartyStepped, { orderId: order.order_id, orgId: party.org_id, action: body.action, to: decision.step.to, note: body.note });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});
