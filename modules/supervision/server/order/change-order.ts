/** Extension and suspension: asked, examined, decided by somebody else (workflows §5.3, §5.4). */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { denied } from '#kernel/decision.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { actOnChange, applyChange, changeActLabel, orderChangeKindLabel, orderChangeStepped, suspensionGroundLabel } from '../../contract/index.ts';
import type { ChangeAct, OrderChangeKind, OrderChangeState, SuspensionGround } from '../../contract/index.ts';
import { changeLifecycle, decideExtension } from '../../domain/index.ts';
import { blockedStretchesOf } from '../blockage/blocked-stretches.ts';
import { addEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import type { ChangeRow, OrderRow } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { loadOrderRules, openCase, orderSignature, permitOnOrder } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';
import { presentOrder } from './present-order.ts';
import { saveOrder, stepOrder } from './step-order.ts';

const isPending = ({ state }: ChangeRow): boolean => state === 'applied' || state === 'examined' || state === 'incomplete';

async function checkExtension(order: OrderRow, newDueOn: string | undefined, context: Context, rules: OrderRules): Promise<void> {
  if (newDueOn === undefined) throw supervisionRefusals.due_missing({ what: '申请延期' });
  const granted = (await orderRows.changes(context.tx, order.order_id)).filter(({ kind, state }) => kind === 'extension' && state === 'granted').length;
  const days = {
    startOn: parseDay(order.issued_on ?? order.start_on),
    dueOn: parseDay(order.due_on),
    dueOriginalOn: parseDay(order.due_original_on),
    newDueOn: parseDay(newDueOn),
  };
  const decision = decideExtension({ today: context.today, ...days, granted, limits: rules.changes }, rules.calendar);
  if (!decision.allowed) throw supervisionRefusals.change_unfit({ reason: decision.reason });
}

async function checkSuspension(
  order: OrderRow,
  asked: { readonly ground?: SuspensionGround | undefined; readonly reviewOn?: string | undefined; readonly blockageId?: string | undefined },
  context: Context,
  rules: OrderRules,
): Promise<void> {
  if (asked.ground === undefined) throw supervisionRefusals.change_unfit({ reason: '请选择中止的理由：政策调整、上级暂停、不可抗力或等待要素。' });
  const last = context.today.add({ days: rules.changes.reviewDays });
  if (asked.reviewOn === undefined || asked.reviewOn <= context.today.toString() || asked.reviewOn > last.toString()) {
    throw supervisionRefusals.change_unfit({ reason: `中止须有复核日期，最晚为${last.toString()}（${rules.changes.reviewDays}天内）。请填写后再申请。` });
  }
  if (asked.ground !== 'blocked') return;
  const open = await blockedStretchesOf(context.tx, [`order:${order.order_id}`, order.object_ref], context.today);
  if (!open.some(({ blockageId, isOpen }) => isOpen && blockageId === asked.blockageId)) throw supervisionRefusals.blockage_needed();
}

async function logChange(
  context: Context,
  order: OrderRow,
  change: ChangeRow,
  step: { readonly action: string; readonly label: string; readonly from: string | null; readonly note: string },
): Promise<void> {
  await addEntry(context, {
    machine: changeLifecycle.name,
    machineVersion: changeLifecycle.version,
    objectId: order.order_id,
    action: step.action,
    label: `${orderChangeKindLabel[change.kind as OrderChangeKind]}：${step.label}`,
    from: step.from,
    to: change.state,
    reason: change.ground === '' ? '' : suspensionGroundLabel[change.ground as SuspensionGround],
    note: step.note,
    details: { changeId: change.change_id, dueFrom: change.due_from_on, newDueOn: change.new_due_on, reviewOn: change.review_on },
    cycle: order.cycle,
  });
  await record(context, orderChangeStepped, {
    orderId: order.order_id,
    changeId: change.change_id,
    kind: change.kind,
    action: step.action,
    to: change.state,
    newDueOn: change.new_due_on ?? '',
    note: step.note,
  });
}

export const applyChangeUseCase = useCase(applyChange, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const { order } = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, order, [])('order.apply-change'));
  if (order.state !== 'handling') context.refuse.unless(denied('lifecycle.wrong_state', '只有在「办理中」时才能申请延期或中止。请刷新后查看最新状态。'));
  if ((await orderRows.changes(context.tx, order.order_id)).some(isPending)) throw supervisionRefusals.change_open();
  if (body.kind === 'extension') await checkExtension(order, body.newDueOn, context, rules);
  else await checkSuspension(order, body, context, rules);
  const isExtension = body.kind === 'extension';
  const change: ChangeRow = {
    change_id: context.newId(),
    order_id: order.order_id,
    kind: body.kind,
    state: 'applied',
    ground: isExtension ? '' : (body.ground ?? ''),
    reason: body.reason,
    due_from_on: order.due_on,
    new_due_on: isExtension ? (body.newDueOn ?? null) : null,
    review_on: isExtension ? null : (body.reviewOn ?? null),
    blockage_id: isExtension ? null : (body.blockageId ?? null),
    applied_by: orderSignature(context, ['order.apply-change'], order),
    applied_at: formatMoment(context.now),
    decided_on: null,
    revision: 1,
  };
  await orderRows.insertChange(context.tx, change);
  await logChange(context, order, change, { action: 'apply', label: '申请', from: null, note: body.reason });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

/** What a grant does to the order: a later due day, or a stopped clock. */
async function applyGrant(found: OrderCase, change: ChangeRow, context: Context, rules: OrderRules): Promise<void> {
  if (change.kind === 'extension') {
    await saveOrder(context, { ...found.order, due_on: change.new_due_on ?? found.order.due_on });
    return;
  }
  const stepped = await stepOrder(context, found, { action: 'suspend', note: change.reason, reason: suspensionGroundLabel[change.ground as SuspensionGround] }, rules);
  await saveOrder(context, { ...stepped, review_on: change.review_on });
}

const needNote: ReadonlySet<ChangeAct> = new Set<ChangeAct>(['ask-more', 'supplement', 'refuse']);

export const actOnChangeUseCase = useCase(actOnChange, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  const change = (await orderRows.changes(context.tx, params.orderId)).find(({ change_id }) => change_id === params.changeId);
  if (change === undefined) throw supervisionRefusals.change_not_found();
  const permits = permitOnOrder(context, found.order, []);
  const facts = { actor: orderSignature(context, ['order.review', 'order.decide'], found.order), applicant: change.applied_by };
  const decision = decideStep(changeLifecycle, body.action, { state: change.state as OrderChangeState, facts, permits });
  if (!decision.allowed) return context.refuse.unless(decision) as never;
  if (needNote.has(body.action) && body.note === '') throw supervisionRefusals.note_missing({ what: changeActLabel[body.action] });
  const isDecided = body.action === 'grant' || body.action === 'refuse';
  const next = { ...change, state: decision.step.to, decided_on: isDecided ? context.today.toString() : null };
  if ((await orderRows.updateChange(context.tx, next)) !== 1) throw supervisionRefusals.order_changed();
  if (body.action === 'grant') await applyGrant(found, change, context, rules);
  await logChange(context, found.order, next, { action: body.action, label: decision.step.label, from: change.state, note: body.note });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});
