/** Acts of people on one order or on many. */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { Refusal } from '#kernel/refusals.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { personNames } from '#identity/server';
import { actOnOrder, actOnOrders, orderActLabel, orderReturnGroundLabel } from '../../contract/index.ts';
import type { OrderAct, OrderReturnGround } from '../../contract/index.ts';
import { decideDueDay, orderLifecycle } from '../../domain/index.ts';
import type { OrderRow } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { loadOrderRules, openCase, situationOf } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';
import { presentOrder } from './present-order.ts';
import { stepOrder } from './step-order.ts';
import { urge } from './urge-order.ts';

/** These say something to somebody, so they need words. */
const needNote: ReadonlySet<OrderAct> = new Set<OrderAct>(['reject', 'refuse', 'feedback', 'apply-completion', 'send-back', 'return', 'rebound', 'withdraw', 'close']);

interface ActInput {
  readonly action: OrderAct;
  readonly note: string;
  readonly ground?: OrderReturnGround | undefined;
  readonly personId?: string | undefined;
  readonly dueOn?: string | undefined;
  readonly proofs: readonly string[];
}

async function checkInput(input: ActInput, context: Context, rules: OrderRules): Promise<void> {
  const label = orderActLabel[input.action];
  if (needNote.has(input.action) && input.note === '') throw supervisionRefusals.note_missing({ what: label });
  if (input.action === 'sign-in') {
    if (input.personId === undefined) throw supervisionRefusals.person_missing();
    if ((await personNames(context.tx, [input.personId])).size === 0) throw supervisionRefusals.person_not_found();
  }
  if (input.action === 'rebound') {
    if (input.dueOn === undefined) throw supervisionRefusals.due_missing({ what: label });
    const due = decideDueDay(parseDay(input.dueOn), context.today, rules.calendar);
    if (!due.allowed) throw supervisionRefusals.due_unfit({ reason: due.reason });
  }
}

async function act(found: OrderCase, input: ActInput, context: Context, rules: OrderRules): Promise<OrderRow> {
  await checkInput(input, context, rules);
  const { action, note, ground, personId, dueOn, proofs } = input;
  return stepOrder(
    context,
    found,
    {
      action,
      note,
      ...(ground === undefined ? {} : { reason: orderReturnGroundLabel[ground] }),
      ...(personId === undefined ? {} : { handlerId: personId }),
      ...(dueOn === undefined ? {} : { dueOn }),
      details: proofs.length === 0 ? {} : { proofs },
    },
    rules,
  );
}

export const actOnOrderUseCase = useCase(actOnOrder, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  // Right and state first, then whether the actor has seen what is there now, then the words: a stranger learns nothing from a missing note.
  context.refuse.unless(decideStep(orderLifecycle, body.action, situationOf(found, context)));
  if (found.order.revision !== body.revision) throw supervisionRefusals.order_changed();
  await act(found, body, context, rules);
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

async function actOnOne(orderId: string, body: { readonly action: OrderAct | 'urge'; readonly note: string; readonly isPreview: boolean }, context: Context, rules: OrderRules) {
  let title = '';
  try {
    const found = await openCase(context, orderId, rules, body.isPreview ? 'read' : 'write');
    title = found.order.title;
    if (body.action === 'urge') {
      await urge(found, { way: 'written', note: body.note, person: '', isPreview: body.isPreview }, context);
    } else {
      context.refuse.unless(decideStep(orderLifecycle, body.action, situationOf(found, context)));
      const input = { action: body.action, note: body.note, proofs: [] };
      if (body.isPreview) await checkInput(input, context, rules);
      else await act(found, input, context, rules);
    }
    return { orderId, title, isDone: true, reason: null };
  } catch (error) {
    // A refusal comes before anything is written, so the other rows stand.
    if (error instanceof Refusal) return { orderId, title, isDone: false, reason: error.detail };
    throw error;
  }
}

export const actOnOrdersUseCase = useCase(actOnOrders, async ({ body }, context) => {
  const rules = await loadOrderRules(context);
  const items: Awaited<ReturnType<typeof actOnOne>>[] = [];
  for (const orderId of new Set(body.orderIds)) items.push(await actOnOne(orderId, body, context, rules));
  return { items, done: items.filter(({ isDone }) => isDone).length };
});
