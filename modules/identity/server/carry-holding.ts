/** One right carried from a unit to another: the old one ends, the same one begins, with its post and its delegations. */
import { record } from '#kernel/server/record.ts';
import type { Context } from '#kernel/server/context.ts';
import { postLeft, postTaken } from '../contract/index.ts';
import type { GrantReach, NewGrant, Role } from '../contract/index.ts';
import { dayBefore } from '../domain/index.ts';
import { grantStore } from './grant-store.ts';
import { holdingStore } from './holding-store.ts';
import type { Holding } from './holding-store.ts';
import { postStore } from './post-store.ts';

export const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** Ends the right after `lastOn`; one that would end before it began, or in the past, ends at once. */
export async function endHolding(holding: Holding, lastOn: string, reason: string, context: Context): Promise<void> {
  const { grant_id: grantId, user_id: userId, role, post_id: postId, org_id: orgId, from_on: from } = holding;
  if (postId !== null) {
    const last = laterOf(lastOn, from);
    await postStore.end(context, postId, last, reason);
    await record(context, postLeft, { postId, userId, orgId: orgId ?? '', role, firstDay: from, lastDay: last, reason });
  }
  if (lastOn < from || lastOn < context.today.toString()) await grantStore.end(context, { grantId, userId, role }, reason);
  else await postStore.limitGrant(context.tx, grantId, lastOn);
}

export interface Carried {
  readonly orgId: string;
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
  readonly document: string | null;
}

/** True when the person holds the same at the unit over all these days already. */
async function isHeldThere(holding: Holding, { orgId, from, to }: Carried, context: Context): Promise<boolean> {
  const others = await grantStore.listOpen(context.tx, holding.user_id);
  const same = (one: readonly string[] | null, other: readonly string[] | null): boolean => JSON.stringify(one) === JSON.stringify(other);
  return others.some(
    (other) =>
      other.isDelegated !== true &&
      other.role === holding.role &&
      other.orgId === orgId &&
      other.reach === holding.reach &&
      same(other.regions, holding.regions) &&
      same(other.planPaths, holding.plan_paths) &&
      other.from <= from &&
      (other.to === null || (to !== null && to <= other.to)),
  );
}

const likeOf = (holding: Holding, { orgId, from, to, reason }: Carried): NewGrant => ({
  userId: holding.user_id as NewGrant['userId'],
  role: holding.role as Role,
  orgId: orgId as NewGrant['orgId'],
  reach: holding.reach as GrantReach,
  regions: [...holding.regions],
  planPaths: holding.plan_paths === null ? null : [...holding.plan_paths],
  from,
  to,
  isDelegable: holding.is_delegable,
  reason,
});

/** What was passed on from the old right is passed on from the new one, to the same people and for the days that are left. */
async function carryDelegations(holding: Holding, newGrantId: string, carried: Carried, context: Context): Promise<number> {
  const given = await holdingStore.listDelegated(context.tx, holding.grant_id, carried.from);
  for (const one of given) {
    const like = likeOf(holding, { ...carried, from: laterOf(one.from_on, carried.from), to: one.to_on, reason: one.reason });
    const grantId = await grantStore.give(context, { ...like, userId: one.user_id as NewGrant['userId'], isDelegable: false }, newGrantId);
    if (one.delegation_id !== null) await holdingStore.linkDelegated(context.tx, one.delegation_id, grantId);
  }
  return given.length;
}

/** The same right at the other unit; `grantId` null when it is held there already. */
export async function giveLike(holding: Holding, carried: Carried, context: Context): Promise<{ readonly grantId: string | null; readonly delegates: number }> {
  const { orgId, from, to, reason, document } = carried;
  if (await isHeldThere(holding, carried, context)) return { grantId: null, delegates: 0 };
  const grantId = await grantStore.give(context, likeOf(holding, carried));
  const { user_id: userId, role, post_id: succeeds } = holding;
  if (succeeds !== null) {
    const postId = context.newId();
    const isActing = holding.is_acting === true;
    await postStore.insert(context, { postId, userId, orgId, role, title: holding.title, isActing, from, to, grantId, document, reason, succeeds });
    await record(context, postTaken, { postId, userId, orgId, role, firstDay: from, lastDay: to ?? '', reason });
  }
  return { grantId, delegates: await carryDelegations(holding, grantId, carried, context) };
}

/** The last moment is yesterday: from now on it counts no more. */
export const endNow = (holding: Holding, reason: string, context: Context): Promise<void> => endHolding(holding, dayBefore(context.today.toString()), reason, context);
