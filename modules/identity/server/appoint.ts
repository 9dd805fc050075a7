import { invalidRequest } from '#kernel/standard-refusals.ts';
import { parseDay } from '#kernel/calendar.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { appoint, endPost } from '../contract/index.ts';
import { handoverStore } from './handover-store.ts';
import { dutiesLeftBy } from './open-duties.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import { leavePost, takePost } from './take-post.ts';

export const appointUseCase = useCase(appoint, async ({ params, body }, context) => ({ postId: (await takePost({ userId: params.userId, post: body }, context)) as never }), {
  statusOf: () => 201,
});

const isDay = (text: string): boolean => {
  try {
    return parseDay(text) !== undefined;
  } catch {
    return false;
  }
};

export const endPostUseCase = useCase(endPost, async ({ params, body }, context) => {
  const { tx, today, refuse } = context;
  if (!isDay(body.on)) throw invalidRequest([{ path: 'body.on', label: '最后任职日', message: '「最后任职日」应为日期，如 2026-03-02' }]);
  const post = await postStore.lock(tx, params.postId);
  if (post === undefined) return refuse(peopleRefusals.post_not_found());
  if (post.ended_at !== null) return refuse(peopleRefusals.post_ended_already({ on: post.to_on ?? '' }));
  if (body.on < post.from_on) return refuse(peopleRefusals.post_days({ reason: `最后任职日 ${body.on} 早于任职日期 ${post.from_on}。请改正。` }));
  if (post.to_on !== null && body.on > post.to_on) return refuse(peopleRefusals.post_days({ reason: `最后任职日 ${body.on} 晚于任期届满日 ${post.to_on}。请改正。` }));
  if ((await handoverStore.openOf(tx, post.post_id)) !== undefined) return refuse(peopleRefusals.post_in_handover());
  const leaving = { userId: post.user_id, orgId: post.org_id, role: post.role, grantId: post.grant_id };
  const duties = await dutiesLeftBy(tx, leaving, body.on > today.toString() ? body.on : today.toString());
  if (duties.length > 0) return refuse(peopleRefusals.post_has_duties({ count: duties.length, first: duties[0]?.title ?? '' }));
  await leavePost(post, { lastOn: body.on, reason: body.reason }, context);
  return { postId: params.postId };
});
