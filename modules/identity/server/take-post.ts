/** Taking and leaving a post: the post and its grant are written and ended together. */
import { parseDay } from '#kernel/calendar.ts';
import { record } from '#kernel/server/record.ts';
import type { Context } from '#kernel/server/context.ts';
import { normalReach, partyOf, postLeft, postTaken } from '../contract/index.ts';
import type { GrantReach, NewGrant, NewPost, Role } from '../contract/index.ts';
import { grantFaults } from '../domain/index.ts';
import { accessRefusalOf } from './access-refusals.ts';
import { grantStore } from './grant-store.ts';
import { requireAdminRemains } from './last-administrator.ts';
import { findOrg } from './org-names.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import type { StoredPost } from './post-store.ts';

export interface PostTaking {
  readonly userId: string;
  readonly post: NewPost;
  readonly succeeds?: string;
  readonly isActing?: boolean;
}

async function giveGrantFor({ userId, post }: PostTaking, context: Context): Promise<string> {
  const { tx, actor, today, refuse } = context;
  const grant: NewGrant = {
    userId: userId as NewGrant['userId'],
    role: post.role,
    orgId: post.orgId,
    reach: post.reach ?? normalReach(post.role),
    regions: [...(post.regions ?? [tx.region])],
    planPaths: post.planPaths === undefined || post.planPaths === null ? null : [...post.planPaths],
    from: post.from,
    to: post.to,
    isDelegable: post.isDelegable,
    reason: post.reason,
  };
  await grantStore.lockPerson(tx, userId);
  const [fault] = grantFaults(grant, {
    today: today.toString(),
    homeRegion: tx.region,
    giverIds: partyOf(actor).persons,
    person: await grantStore.findPerson(tx, userId),
    isOrgKnown: true,
    others: await grantStore.listOpen(tx, userId),
    isOwnPost: true,
  });
  if (fault !== undefined) refuse(accessRefusalOf(fault));
  return grantStore.give(context, grant);
}

/** Appoints; refuses an unknown or inactive person, a unit that is not in being that day, and whatever a grant would be refused for. */
export async function takePost(taking: PostTaking, context: Context): Promise<string> {
  const { tx, refuse, newId } = context;
  const { userId, post } = taking;
  const person = await grantStore.findPerson(tx, userId);
  if (person === undefined) return refuse(peopleRefusals.person_not_found());
  if (person.status !== 'active') return refuse(peopleRefusals.person_not_active({ name: person.name }));
  if ((await findOrg(tx, post.orgId, parseDay(post.from))) === undefined) return refuse(peopleRefusals.post_unit_not_in_being({ on: post.from }));
  const postId = newId();
  const grantId = await giveGrantFor(taking, context);
  await postStore.insert(context, {
    postId,
    userId,
    orgId: post.orgId,
    role: post.role,
    title: post.title ?? null,
    isActing: taking.isActing ?? false,
    from: post.from,
    to: post.to,
    grantId,
    document: post.document === undefined || post.document === '' ? null : post.document,
    reason: post.reason,
    succeeds: taking.succeeds ?? null,
  });
  await record(context, postTaken, { postId, userId, orgId: post.orgId, role: post.role, firstDay: post.from, lastDay: post.to ?? '', reason: post.reason });
  return postId;
}

/** Ends a post after its last day; a day in the past ends the right at once. */
export async function leavePost(post: StoredPost, leaving: { readonly lastOn: string; readonly reason: string }, context: Context): Promise<void> {
  const { lastOn, reason } = leaving;
  await requireAdminRemains(context, { grantId: post.grant_id });
  await postStore.end(context, post.post_id, lastOn, reason);
  if (lastOn < context.today.toString()) await grantStore.end(context, { grantId: post.grant_id, userId: post.user_id, role: post.role }, reason);
  else await postStore.limitGrant(context.tx, post.grant_id, lastOn);
  await record(context, postLeft, { postId: post.post_id, userId: post.user_id, orgId: post.org_id, role: post.role, firstDay: post.from_on, lastDay: lastOn, reason });
}

/** The same post again, for whoever follows: role, unit, title and reach of the predecessor. */
export async function postLike(post: StoredPost, next: { readonly from: string; readonly reason: string; readonly document: string | null }, { tx }: Context): Promise<NewPost> {
  const reach = await postStore.readReach(tx, post.grant_id);
  return {
    orgId: post.org_id as NewPost['orgId'],
    role: post.role as Role,
    ...(post.title === null ? {} : { title: post.title }),
    reach: reach.reach as GrantReach,
    regions: [...reach.regions],
    planPaths: reach.plan_paths === null ? null : [...reach.plan_paths],
    isDelegable: reach.is_delegable,
    from: next.from,
    to: null,
    ...(next.document === null ? {} : { document: next.document }),
    reason: next.reason,
  };
}
