/** Endpoints of the hand-over of a post. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { allowed, denied, presentAction } from '#kernel/decision.ts';
import { availableSteps, decideStep } from '#kernel/lifecycle.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getHandover, noteHandover, planHandover, stepHandover } from '../contract/index.ts';
import type { HandoverAction, HandoverRow, HandoverState, HandoverView } from '../contract/index.ts';
import { handoverMachine } from '../domain/index.ts';
import { grantStore } from './grant-store.ts';
import { itemKey, readSheet } from './handover-sheet.ts';
import { bringIntoEffect, completeSheet, situationOf, writeStep } from './handover-steps.ts';
import { handoverStore } from './handover-store.ts';
import type { StoredHandover } from './handover-store.ts';
import { listOrgNames } from './org-names.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import { postWords, presentPosts } from './present-posts.ts';
import { dutySources } from '#kernel/server/duty-sources.ts';

export const closedStates: readonly string[] = ['effective', 'deputised', 'withdrawn'];

const person = (userId: string, name: string) => ({ userId: userId as HandoverRow['outgoing']['userId'], name });

export async function presentHandovers(rows: readonly StoredHandover[], { tx, today }: Pick<Context, 'tx' | 'today'>): Promise<readonly HandoverRow[]> {
  const names = await listOrgNames(
    tx,
    rows.map(({ org_id }) => org_id),
    today,
  );
  return rows.map((row) => ({
    handoverId: row.handover_id as HandoverRow['handoverId'],
    postWords: postWords(names.get(row.org_id) ?? '', row.role, row.title),
    outgoing: person(row.outgoing_id, row.outgoing_name),
    incoming: person(row.incoming_id, row.incoming_name),
    deputy: person(row.deputy_id, row.deputy_name),
    state: row.state as HandoverState,
    effectiveOn: row.effective_on,
  }));
}

/** Parties see their own; whoever conducts hand-overs sees all. Anybody else is told that there is none. */
export async function requireSeen(handoverId: string, context: Context, how: 'find' | 'lock'): Promise<StoredHandover> {
  const { tx, actor, refuse } = context;
  const found = await handoverStore[how](tx, handoverId);
  if (found === undefined) return refuse(peopleRefusals.handover_not_found());
  const isParty = [found.outgoing_id, found.incoming_id, found.deputy_id].includes(actor.userId ?? '');
  return isParty || decidePermission(actor, 'identity.hand-over').allowed ? found : refuse(peopleRefusals.handover_not_found());
}

async function actionsOf(handover: StoredHandover, context: Context) {
  const steps = availableSteps(handoverMachine, await situationOf(handover, context));
  const isClosed = closedStates.includes(handover.state);
  const note = presentAction('identity.note-handover', '提意见', isClosed ? denied('identity.handover_closed', '这次移交已经结束。') : allowed);
  return [...steps.map((step) => ({ ...step, action: `identity.handover.${step.action}` })), note];
}

export async function presentHandover(handover: StoredHandover, context: Context): Promise<HandoverView> {
  const { tx } = context;
  const [row] = await presentHandovers([handover], context);
  const post = await postStore.find(tx, handover.post_id);
  const [shown] = await presentPosts(post === undefined ? [] : [post], context);
  if (row === undefined || shown === undefined) return context.refuse(peopleRefusals.handover_not_found());
  const sheet = await readSheet(context, handover);
  const labels = new Map(dutySources().map(({ name, label }) => [name, label]));
  return {
    ...row,
    revision: handover.revision,
    reason: handover.reason,
    document: handover.document,
    post: shown,
    items: sheet.items.map((item) => ({
      ordinal: item.ordinal,
      source: item.source,
      sourceLabel: labels.get(item.source) ?? item.source,
      kind: item.kind,
      title: item.title,
      dueOn: item.due_on,
      href: item.href,
      isOpen: sheet.openKeys.has(itemKey(item.source, item.duty_id)),
    })),
    notes: sheet.notes.map(({ ordinal, body, author_name, noted_at }) => ({ ordinal, body, author: author_name, at: formatMoment(parseMoment(noted_at)) })),
    steps: (await handoverStore.listSteps(tx, handover.handover_id)).map((step) => ({
      action: step.action as HandoverAction,
      to: step.to_state as HandoverState,
      actor: step.actor_name,
      onBehalfOf: step.on_behalf_name,
      at: formatMoment(parseMoment(step.happened_at)),
      note: step.note,
      sheetSha256: step.sheet_sha256,
    })),
    sheetSha256: sheet.sha256,
    actions: await actionsOf(handover, context),
  };
}

export const getHandoverUseCase = useCase(getHandover, async ({ params }, context) => presentHandover(await requireSeen(params.handoverId, context, 'find'), context));

async function requireActive(userId: string, { tx, refuse }: Context): Promise<void> {
  const found = await grantStore.findPerson(tx, userId);
  if (found === undefined) refuse(peopleRefusals.person_not_found());
  else if (found.status !== 'active') refuse(peopleRefusals.person_not_active({ name: found.name }));
}

export const planHandoverUseCase = useCase(
  planHandover,
  async ({ body }, context) => {
    const { tx, today, refuse, newId } = context;
    const post = await postStore.lock(tx, body.postId);
    if (post === undefined) return refuse(peopleRefusals.post_not_found());
    if (post.ended_at !== null) return refuse(peopleRefusals.post_ended_already({ on: post.to_on ?? '' }));
    if (body.incomingId === post.user_id) return refuse(peopleRefusals.handover_people({ reason: '接收人不能是移交人本人。请选择接任者。' }));
    if (body.deputyId === post.user_id) return refuse(peopleRefusals.handover_people({ reason: '代理人不能是移交人本人：签字缺失时要由他接管。请另选一人。' }));
    await requireActive(body.incomingId, context);
    await requireActive(body.deputyId, context);
    if (body.effectiveOn <= post.from_on) return refuse(peopleRefusals.handover_day({ reason: `生效日期 ${body.effectiveOn} 必须晚于任职日期 ${post.from_on}。请改正。` }));
    if (body.effectiveOn < today.toString())
      return refuse(peopleRefusals.handover_day({ reason: `生效日期 ${body.effectiveOn} 已经过去，移交不能追溯。请填写今天（${today.toString()}）或以后的日期。` }));
    if ((await handoverStore.openOf(tx, post.post_id)) !== undefined) return refuse(peopleRefusals.handover_open_already());
    const handoverId = newId();
    const { version } = handoverMachine;
    const document = body.document === undefined || body.document === '' ? null : body.document;
    await handoverStore.insert(context, {
      handoverId,
      postId: post.post_id,
      outgoingId: post.user_id,
      incomingId: body.incomingId,
      deputyId: body.deputyId,
      machineVersion: version,
      effectiveOn: body.effectiveOn,
      reason: body.reason,
      document,
    });
    await handoverStore.addStep(context, { handoverId, action: 'plan', fromState: null, toState: 'planned', machineVersion: version, note: body.reason, sheetSha256: null });
    return { handoverId: handoverId as never };
  },
  { statusOf: () => 201 },
);

const signing: readonly HandoverAction[] = ['check', 'sign_out', 'sign_in'];

/** Whoever checks or signs names the sheet that was on the screen; it must be the present one and lack nothing. */
async function requireSheetSeen(handover: StoredHandover, action: HandoverAction, seen: string | undefined, context: Context): Promise<string> {
  const sheet = await readSheet(context, handover);
  if (!signing.includes(action)) return sheet.sha256;
  if (seen !== sheet.sha256) context.refuse(peopleRefusals.handover_sheet_changed({ count: sheet.items.length }));
  // What comes in for the office meanwhile goes with the post anyway; only what names the person must be on the sheet.
  const missing = sheet.missing.filter(({ office }) => office === undefined);
  const [first] = missing;
  if (first !== undefined && action !== 'sign_in') context.refuse(peopleRefusals.handover_duties_left({ count: missing.length, first: first.title }));
  return sheet.sha256;
}

export const stepHandoverUseCase = useCase(stepHandover, async ({ params, body }, context) => {
  const { tx, refuse } = context;
  const handover = await requireSeen(params.handoverId, context, 'lock');
  if (handover.revision !== body.expectedRevision) return refuse(peopleRefusals.handover_changed_since());
  const decision = decideStep(handoverMachine, body.action, await situationOf(handover, context));
  if (!decision.allowed) {
    if (decision.code.startsWith('access.')) return context.refuse.unless(decision) as never;
    return refuse(peopleRefusals.handover_step_refused({ reason: decision.reason }));
  }
  if (body.action === 'withdraw' && (body.note ?? '') === '') return refuse(peopleRefusals.handover_step_refused({ reason: '撤回移交要写明原因。请填写「说明」后重新提交。' }));
  const note = body.note === undefined || body.note === '' ? null : body.note;
  if (body.action === 'complete') await bringIntoEffect(handover, context, note);
  else {
    if (body.action === 'list') await completeSheet(handover, context);
    const sheetSha256 = await requireSheetSeen(handover, body.action, body.sheetSha256, context);
    await writeStep(handover, { action: body.action, to: decision.step.to, note, sheetSha256 }, context);
  }
  const after = await handoverStore.find(tx, params.handoverId);
  return { handoverId: params.handoverId, state: (after?.state ?? handover.state) as HandoverState, revision: after?.revision ?? handover.revision };
});

export const noteHandoverUseCase = useCase(
  noteHandover,
  async ({ params, body }, context) => {
    const { tx, refuse } = context;
    const handover = await requireSeen(params.handoverId, context, 'lock');
    if (closedStates.includes(handover.state)) return refuse(peopleRefusals.handover_closed());
    const items = await handoverStore.listItems(tx, params.handoverId);
    if (body.ordinal !== null && !items.some(({ ordinal }) => ordinal === body.ordinal)) return refuse(peopleRefusals.handover_item_unknown({ ordinal: body.ordinal }));
    await handoverStore.addNote(context, { handoverId: params.handoverId, ordinal: body.ordinal, body: body.body });
    return { handoverId: params.handoverId };
  },
  { statusOf: () => 201 },
);
