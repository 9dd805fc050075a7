/** 立项 and the editing of a draft. */
import { decide } from '#kernel/access.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { editOrder, orderContentSchema, orderEdited, proposeOrder as proposeOrderEndpoint } from '../../contract/index.ts';
import type { OrderContent } from '../../contract/index.ts';
import { mergeEdits } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { loadOrderRules, openCase, permitOnOrder } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';
import { pathOrNone, planPathOf } from '../plan-path-of.ts';
import { presentOrder } from './present-order.ts';
import { addParties, checkContent, contentOf, keepVersion, proposeOrder } from './propose.ts';
import { saveOrder } from './step-order.ts';

export const proposeOrderUseCase = useCase(
  proposeOrderEndpoint,
  async ({ body }, context) => {
    const rules = await loadOrderRules(context);
    const { source, sourceRef, sourceTitle, objectRef, distinctReason, ...content } = body;
    // An order against a unit is proposed by whoever supervises that unit.
    const planPath = await planPathOf(context.tx, objectRef);
    const resource = { region: context.tx.region, ownerOrg: content.leadOrgId, planPath: pathOrNone(planPath), level: 'internal' } as const;
    context.refuse.unless(decide(context.actor, 'order.propose', resource, context.today));
    const origin = { source, sourceRef, sourceTitle, objectRef, planPath, ruleKey: '', ruleNote: '', distinctReason };
    const order = await proposeOrder(context, { content, origin, action: 'propose' }, rules);
    return presentOrder(await openCase(context, order.order_id, rules), context);
  },
  { statusOf: () => 201 },
);

async function storeEdit(found: OrderCase, merged: OrderContent, context: Context, rules: OrderRules): Promise<void> {
  const { order, parties } = found;
  const saved = await saveOrder(context, {
    ...order,
    title: merged.title,
    matter: merged.matter,
    standard: merged.standard,
    due_on: merged.dueOn,
    due_original_on: merged.dueOn,
    lead_org_id: merged.leadOrgId,
    colour: merged.colour,
  });
  const now = new Set(parties.map(({ org_id }) => org_id));
  const wanted = new Set(merged.coOrgIds);
  await addParties(
    context,
    order.order_id,
    [...wanted].filter((org) => !now.has(org)),
    rules,
  );
  for (const party of parties)
    if (!wanted.has(party.org_id) && party.state !== 'excused') await orderRows.updateParty(context.tx, { ...party, state: 'excused', note: '修改时移出配合单位' });
  for (const party of parties) if (wanted.has(party.org_id) && party.state === 'excused') await orderRows.updateParty(context.tx, { ...party, state: 'awaiting', note: '' });
  await keepVersion(context, saved, merged.coOrgIds);
}

const currentParties = ({ parties }: OrderCase): readonly string[] => parties.filter(({ state }) => state !== 'excused').map(({ org_id }) => org_id);

export const editOrderUseCase = useCase(editOrder, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, found.order, [])('order.propose'));
  if (found.order.state !== 'drafted') throw supervisionRefusals.not_editable();
  const { revision, ...rest } = body;
  const wanted = { ...rest, coOrgIds: [...new Set(rest.coOrgIds)].sort() };
  const stored = contentOf(found.order, currentParties(found));
  const kept = await orderRows.version(context.tx, params.orderId, revision);
  const seen = kept === undefined ? stored : orderContentSchema.parse(kept.content);
  if (revision > found.order.revision) throw supervisionRefusals.order_changed();
  const { merged, conflicts } = mergeEdits(seen, stored, wanted);
  if (conflicts.length > 0) throw supervisionRefusals.edit_conflict({ conflicts });
  await checkContent(context, merged, rules);
  const changed = Object.keys(merged).filter((field) => JSON.stringify(merged[field as keyof OrderContent]) !== JSON.stringify(stored[field as keyof OrderContent]));
  if (changed.length === 0) return presentOrder(found, context);
  await storeEdit(found, merged, context, rules);
  await addEntry(context, {
    machine: 'supervision.order',
    machineVersion: found.order.machine_version,
    objectId: params.orderId,
    action: 'edit',
    label: '修改',
    from: 'drafted',
    to: 'drafted',
    details: { fields: changed },
  });
  await record(context, orderEdited, { orderId: params.orderId, revision: String(found.order.revision + 1), fields: changed.join(',') });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});
