/** 代理: naming a delegate for own posts, seeing and revoking it. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { allowed, denied, presentAction } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { record } from '#kernel/server/record.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { delegate, delegationMade, delegationRevoked, isAdminRole, listMyDelegations, revokeDelegation } from '../contract/index.ts';
import type { DelegationState, DelegationView, GrantReach, NewGrant, Role } from '../contract/index.ts';
import { decideDelegation, grantFaults } from '../domain/index.ts';
import { accessRefusalOf } from './access-refusals.ts';
import { delegationStore } from './delegation-store.ts';
import type { StoredDelegation } from './delegation-store.ts';
import { grantStore } from './grant-store.ts';
import { offer } from './identity-actions.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import type { StoredPost } from './post-store.ts';
import { heldWords } from './present-people.ts';
import { postStateOn, presentPosts, postWords } from './present-posts.ts';

function stateOf(row: StoredDelegation, day: string): DelegationState {
  if (row.revoked_at !== null) return 'revoked';
  if (row.from_on > day) return 'planned';
  return row.to_on < day ? 'over' : 'live';
}

/** Giver and taker may each end it. */
function decideRevoke(row: StoredDelegation, userId: string | null, day: string): Decision {
  if (userId !== row.from_user && userId !== row.to_user) return denied('identity.delegation_not_found', '只有委托人和代理人可以撤销。');
  const state = stateOf(row, day);
  return state === 'revoked' || state === 'over' ? denied('identity.delegation_over', '这项代理已经结束。') : allowed;
}

export async function presentDelegations(rows: readonly StoredDelegation[], { tx, actor, today }: Context): Promise<readonly DelegationView[]> {
  const words = await heldWords(
    tx,
    rows.map(({ posts }) => posts),
    today,
  );
  const day = today.toString();
  return rows.map((row, index) => ({
    delegationId: row.delegation_id as DelegationView['delegationId'],
    from: { userId: row.from_user as DelegationView['from']['userId'], name: row.from_name },
    to: { userId: row.to_user as DelegationView['to']['userId'], name: row.to_name },
    cause: row.cause as DelegationView['cause'],
    firstDay: row.from_on,
    lastDay: row.to_on,
    state: stateOf(row, day),
    posts: [...(words[index] ?? [])],
    reason: row.reason,
    madeBy: row.made_name,
    revoked:
      row.revoked_at === null || row.revoked_name === null || row.revoked_reason === null
        ? null
        : { by: row.revoked_name, at: formatMoment(parseMoment(row.revoked_at)), reason: row.revoked_reason },
    actions: [presentAction('identity.revoke-delegation', '撤销', decideRevoke(row, actor.userId, day))],
  }));
}

/** Own posts that are held or to come and may be passed on. */
async function delegablePosts(userId: string, { tx, today }: Context): Promise<readonly StoredPost[]> {
  const posts = await postStore.listOf(tx, userId);
  return posts.filter((post) => post.ended_at === null && postStateOn(post, today.toString()) !== 'past' && !isAdminRole(post.role as Role));
}

export const listMyDelegationsUseCase = useCase(listMyDelegations, async (_input, context) => {
  const { tx, actor } = context;
  const { userId } = actor;
  if (userId === null) return { given: [], received: [], posts: [], actions: [offer(actor, 'identity.delegate')] };
  const rows = await presentDelegations(await delegationStore.listOf(tx, userId), context);
  const own = await presentPosts(await delegablePosts(userId, context), context);
  return {
    given: rows.filter(({ from }) => from.userId === userId),
    received: rows.filter(({ to }) => to.userId === userId),
    posts: own.map(({ postId, orgName, role, title, to }) => ({ postId, words: postWords(orgName, role, title), lastDay: to })),
    actions: [offer(actor, 'identity.delegate')],
  };
});

interface Wanted {
  readonly to: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
}

/** The grant of a post again, for other days and another person; nothing can become more by it. */
async function passOn(post: StoredPost, wanted: Wanted, context: Context): Promise<string> {
  const { tx, today, refuse } = context;
  const { reach, regions, plan_paths, is_delegable } = await postStore.readReach(tx, post.grant_id);
  const sides = { role: post.role, orgs: 'all', regions, planPaths: plan_paths } as const;
  const origin = { ...sides, userId: post.user_id, from: post.from_on, to: post.to_on, isDelegable: is_delegable, isDelegated: false };
  const decision = decideDelegation(origin, { ...sides, userId: wanted.to, from: wanted.firstDay, to: wanted.lastDay });
  if (!decision.allowed) return refuse(accessRefusalOf(decision));
  const grant: NewGrant = {
    userId: wanted.to as NewGrant['userId'],
    role: post.role as Role,
    orgId: post.org_id as NewGrant['orgId'],
    reach: reach as GrantReach,
    regions: [...regions],
    planPaths: plan_paths === null ? null : [...plan_paths],
    from: wanted.firstDay,
    to: wanted.lastDay,
    isDelegable: false,
    reason: `代理：${wanted.reason}`,
  };
  const facts = {
    today: today.toString(),
    homeRegion: tx.region,
    giverIds: [post.user_id],
    person: await grantStore.findPerson(tx, wanted.to),
    isOrgKnown: true,
    others: await grantStore.listOpen(tx, wanted.to),
  };
  const [fault] = grantFaults(grant, facts);
  return fault === undefined ? grantStore.give(context, grant, post.grant_id) : refuse(accessRefusalOf(fault));
}

function refuseBadDays({ firstDay, lastDay }: Wanted, { today, refuse }: Context): void {
  if (lastDay < firstDay) refuse(peopleRefusals.delegation_days({ reason: `结束日期 ${lastDay} 早于开始日期 ${firstDay}。请改正。` }));
  if (firstDay < today.toString()) refuse(peopleRefusals.delegation_days({ reason: `开始日期 ${firstDay} 已经过去，代理不能追溯。请从今天（${today.toString()}）或以后开始。` }));
}

export const delegateUseCase = useCase(
  delegate,
  async ({ body }, context) => {
    const { tx, actor, refuse, newId } = context;
    const { userId } = actor;
    if (userId === null) return refuse(peopleRefusals.person_not_found());
    refuseBadDays(body, context);
    const taker = await grantStore.findPerson(tx, body.to);
    if (taker === undefined) return refuse(peopleRefusals.person_not_found());
    if (taker.status !== 'active') return refuse(peopleRefusals.person_not_active({ name: taker.name }));
    await grantStore.lockPerson(tx, body.to);
    const own = await delegablePosts(userId, context);
    const grantIds: string[] = [];
    for (const postId of new Set(body.postIds)) {
      const post = own.find(({ post_id }) => post_id === postId);
      if (post === undefined)
        return refuse(peopleRefusals.delegation_exceeds_own({ reason: '所选岗位不是您现在担任的岗位，不能委托。请从自己的岗位中选择；别人委托给您的不能再委托。' }));
      grantIds.push(await passOn(post, body, context));
    }
    const delegationId = newId();
    await delegationStore.insert(
      context,
      { delegationId, from: userId, to: body.to, cause: body.cause, firstDay: body.firstDay, lastDay: body.lastDay, reason: body.reason },
      grantIds,
    );
    await record(context, delegationMade, { delegationId, fromUser: userId, toUser: body.to, firstDay: body.firstDay, lastDay: body.lastDay, cause: body.cause });
    return { delegationId: delegationId as never };
  },
  { statusOf: () => 201 },
);

export const revokeDelegationUseCase = useCase(revokeDelegation, async ({ params, body }, context) => {
  const { tx, actor, today, refuse } = context;
  const row = await delegationStore.lock(tx, params.delegationId);
  if (row === undefined) return refuse(peopleRefusals.delegation_not_found());
  const decision = decideRevoke(row, actor.userId, today.toString());
  if (!decision.allowed) return refuse(decision.code === 'identity.delegation_over' ? peopleRefusals.delegation_over() : peopleRefusals.delegation_not_found());
  for (const grant of await delegationStore.listGrants(tx, params.delegationId)) {
    await grantStore.end(context, { grantId: grant.grant_id, userId: grant.user_id, role: grant.role }, body.reason);
  }
  await delegationStore.revoke(context, params.delegationId, body.reason);
  await record(context, delegationRevoked, { delegationId: params.delegationId, reason: body.reason });
  return { delegationId: params.delegationId };
});
