/** The steps of a hand-over that people take, and what the system does on its day. */
import { Refusal } from '#kernel/refusals.ts';
import { notify } from '#kernel/server/notify.ts';
import { record } from '#kernel/server/record.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import { handoverStepped } from '../contract/index.ts';
import type { HandoverAction, HandoverState } from '../contract/index.ts';
import { dayBefore, handoverMachine } from '../domain/index.ts';
import type { HandoverFacts } from '../domain/index.ts';
import { readSheet } from './handover-sheet.ts';
import { handoverStore } from './handover-store.ts';
import type { StoredHandover } from './handover-store.ts';
import { moveDuties } from './open-duties.ts';
import { holdersOf } from './people-names.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import type { StoredPost } from './post-store.ts';
import { leavePost, postLike, takePost } from './take-post.ts';

/** What the table needs to know about this hand-over and this actor. */
export async function situationOf(handover: StoredHandover, { tx, actor, today }: Pick<Context, 'tx' | 'actor' | 'today'>) {
  const steps = await handoverStore.listSteps(tx, handover.handover_id);
  const lastList = steps.findLastIndex(({ action }) => action === 'list');
  const facts: HandoverFacts = {
    today: today.toString(),
    effectiveOn: handover.effective_on,
    isOutgoing: actor.userId === handover.outgoing_id,
    isIncoming: actor.userId === handover.incoming_id,
    hasChecked: steps.slice(lastList + 1).some((step) => step.action === 'check' && step.actor === actor.id),
  };
  return { state: handover.state as HandoverState, facts, permits: (permission: string) => decidePermission(actor, permission), isSystem: actor.kind === 'system' };
}

interface StepDone {
  readonly action: HandoverAction;
  readonly to: HandoverState;
  readonly note: string | null;
  readonly sheetSha256: string | null;
  readonly successor?: string;
  readonly moved?: number;
  readonly missing?: string;
}

/** Writes the new state, the record of the step and its event. */
export async function writeStep(handover: StoredHandover, step: StepDone, context: Context): Promise<void> {
  const { handover_id: handoverId, state, machine_version: machineVersion } = handover;
  await handoverStore.writeState(context, handoverId, step.to, step.successor ?? null);
  await handoverStore.addStep(context, { handoverId, action: step.action, fromState: state, toState: step.to, machineVersion, note: step.note, sheetSha256: step.sheetSha256 });
  await record(context, handoverStepped, {
    handoverId,
    postId: handover.post_id,
    action: step.action,
    toState: step.to,
    outgoingId: handover.outgoing_id,
    incomingId: handover.incoming_id,
    deputyId: handover.deputy_id,
    moved: String(step.moved ?? 0),
    missing: step.missing ?? '',
  });
}

/** Adds every open duty that the sheet does not have yet; nothing is ever taken off. */
export async function completeSheet(handover: StoredHandover, context: Context): Promise<void> {
  const { items, missing } = await readSheet(context, handover);
  if (missing.length > 0) await handoverStore.addItems(context, handover.handover_id, missing, items.at(-1)?.ordinal ?? 0);
}

/** The post that the successor holds from the day on: a new one, or the same one if already held. */
async function successorPost(post: StoredPost, handover: StoredHandover, heir: { readonly userId: string; readonly isActing: boolean }, context: Context): Promise<string> {
  const held = await postStore.listHeldAt(context.tx, post.org_id, handover.effective_on);
  const same = held.find(({ user_id, role }) => user_id === heir.userId && role === post.role);
  if (same !== undefined) return same.post_id;
  const like = await postLike(post, { from: handover.effective_on, reason: handover.reason, document: handover.document }, context);
  return takePost({ userId: heir.userId, post: like, succeeds: post.post_id, isActing: heir.isActing }, context);
}

/** On the day: rights of the outgoing end and everything moves, to the successor or (a signature is missing) to the deputy. */
export async function bringIntoEffect(handover: StoredHandover, context: Context, note: string | null = null): Promise<void> {
  const { tx, refuse } = context;
  const isSigned = handover.state === 'both_signed';
  const action = isSigned ? ('complete' as const) : ('take_over' as const);
  const decision = decideStep(handoverMachine, action, await situationOf(handover, context));
  if (!decision.allowed) return refuse(peopleRefusals.handover_step_refused({ reason: decision.reason }));
  const post = await postStore.lock(tx, handover.post_id);
  if (post === undefined) return refuse(peopleRefusals.post_not_found());
  const heir = isSigned ? { userId: handover.incoming_id, isActing: false } : { userId: handover.deputy_id, isActing: true };
  const successor = await successorPost(post, handover, heir, context);
  await completeSheet(handover, context);
  const moved = await moveDuties(context, { from: handover.outgoing_id, to: heir.userId, orgId: post.org_id, role: post.role, reason: `岗位移交：${handover.reason}` });
  const before = dayBefore(handover.effective_on);
  if (post.ended_at === null) await leavePost(post, { lastOn: before < post.from_on ? post.from_on : before, reason: `岗位移交：${handover.reason}` }, context);
  const missing = isSigned ? '' : handover.state === 'outgoing_signed' ? 'incoming' : 'outgoing,incoming';
  const { sha256 } = await readSheet(context, handover);
  await writeStep(handover, { action, to: decision.step.to, note, sheetSha256: sha256, successor, moved, missing }, context);
  if (!isSigned) await tellDeputised(handover, missing, context);
}

const missingWords: Readonly<Record<string, string>> = { incoming: '接收人没有签字', 'outgoing,incoming': '移交人、接收人没有签字' };

/** The office and everybody concerned hear at once that the deputy has taken over, and why. */
async function tellDeputised(handover: StoredHandover, missing: string, context: Context): Promise<void> {
  const office = await holdersOf(context.tx, { role: 'office_director', orgId: null }, context.today);
  await notify(context, {
    kind: 'identity.handover-deputised',
    to: [...office.map(({ userId }) => userId), handover.deputy_id, handover.incoming_id, handover.outgoing_id],
    title: `岗位移交由代理人${handover.deputy_name}接管`,
    body: `${handover.outgoing_name}的岗位于 ${handover.effective_on} 到期移交，${missingWords[missing] ?? '签字不全'}，全部未了事项已转给代理人${handover.deputy_name}。请尽快确定接任者。`,
    link: `/handovers/${handover.handover_id}`,
    about: { type: 'handover', id: handover.handover_id },
    urgency: 'prompt',
  });
}

async function tellFailed(handover: StoredHandover, why: string, context: Context): Promise<void> {
  const office = await holdersOf(context.tx, { role: 'office_director', orgId: null }, context.today);
  await notify(context, {
    kind: 'identity.handover-failed',
    to: office.map(({ userId }) => userId),
    title: `${handover.outgoing_name}的岗位移交到期未能办理`,
    body: `移交应于 ${handover.effective_on} 生效，但未能办理：${why}请撤回后另选接收人或代理人重新发起；在此之前事项仍在${handover.outgoing_name}名下。`,
    link: `/handovers/${handover.handover_id}`,
    about: { type: 'handover', id: handover.handover_id },
    urgency: 'prompt',
    debt: { key: `identity.handover-failed:${handover.handover_id}`, stage: context.today.toString() },
  });
}

/** Every hand-over whose day has come. One that cannot be done (the heir has left meanwhile) stays open, is noted, told to the office every day, and stops no other. */
export async function bringDueIntoEffect(context: Context): Promise<void> {
  for (const handoverId of await handoverStore.listDue(context.tx, context.today.toString())) {
    const handover = await handoverStore.lock(context.tx, handoverId);
    if (handover === undefined) continue;
    try {
      await context.tx.nested(() => bringIntoEffect(handover, context));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await handoverStore.addNote(context, { handoverId, ordinal: null, body: `生效日 ${handover.effective_on} 未能自动办理：${error.detail}` });
      await tellFailed(handover, error.detail, context);
    }
  }
}
