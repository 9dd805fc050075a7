/** Posts as they travel, with names and buttons. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { denied, firstRefusal, presentAction } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { Tx } from '#kernel/server/db.ts';
import { roleLabel } from '../contract/index.ts';
import type { PostState, PostView, Role } from '../contract/index.ts';
import { listOrgNames } from './org-names.ts';
import type { StoredPost } from './post-store.ts';

export function postStateOn(post: Pick<StoredPost, 'from_on' | 'to_on'>, day: string): PostState {
  if (post.from_on > day) return 'coming';
  return post.to_on !== null && post.to_on < day ? 'past' : 'held';
}

/** `演示一局·责任单位联络员（局长）` */
export const postWords = (orgName: string, role: string, title: string | null): string => `${orgName}·${roleLabel[role as Role] ?? role}${title === null ? '' : `（${title}）`}`;

function actionsOf(post: StoredPost, actor: Actor, day: string) {
  const isOver = post.ended_at !== null || postStateOn(post, day) === 'past';
  const open = isOver ? denied('identity.post_ended_already', '这个岗位已经卸任。') : ({ allowed: true } as const);
  return [
    presentAction('identity.end-post', '免职', firstRefusal(decidePermission(actor, 'identity.appoint'), open)),
    presentAction('identity.start-handover', '办理移交', firstRefusal(decidePermission(actor, 'identity.hand-over'), open)),
  ];
}

export async function presentPosts(
  posts: readonly StoredPost[],
  { tx, actor, today }: { readonly tx: Tx; readonly actor: Actor; readonly today: PlainDate },
): Promise<readonly PostView[]> {
  const names = await listOrgNames(
    tx,
    posts.map(({ org_id }) => org_id),
    today,
  );
  const day = today.toString();
  return posts.map((post) => ({
    postId: post.post_id as PostView['postId'],
    userId: post.user_id as PostView['userId'],
    personName: post.person_name,
    orgId: post.org_id as PostView['orgId'],
    orgName: names.get(post.org_id) ?? '',
    role: post.role as Role,
    title: post.title,
    isActing: post.is_acting,
    from: post.from_on,
    to: post.to_on,
    state: postStateOn(post, day),
    document: post.document,
    reason: post.reason,
    appointedBy: post.appointed_name,
    ended:
      post.ended_at === null || post.ended_name === null || post.ended_reason === null
        ? null
        : { by: post.ended_name, at: formatMoment(parseMoment(post.ended_at)), reason: post.ended_reason },
    actions: actionsOf(post, actor, day),
  }));
}
