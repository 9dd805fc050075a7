/** Rows of the register as they travel. */
import type { PlainDate } from '#kernel/calendar.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { PersonRow } from '../contract/index.ts';
import { listOrgNames } from './org-names.ts';
import type { StoredPerson } from './people-reads.ts';
import { postWords } from './present-posts.ts';

const splitPost = (post: string): readonly [role: string, orgId: string] => {
  const [role = '', orgId = ''] = post.split(' ');
  return [role, orgId];
};

/** `role org_id` pairs in words. */
export async function heldWords(tx: Tx, posts: readonly (readonly string[])[], today: PlainDate): Promise<readonly (readonly string[])[]> {
  const ids = posts.flat().map((post) => splitPost(post)[1]);
  const names = await listOrgNames(
    tx,
    ids.filter((id) => id !== ''),
    today,
  );
  return posts.map((list) =>
    list.map((post) => {
      const [role, orgId] = splitPost(post);
      return orgId === '' ? postWords('全县', role, null) : postWords(names.get(orgId) ?? '', role, null);
    }),
  );
}

export async function presentPeople(
  rows: readonly StoredPerson[],
  { tx, actor, today }: { readonly tx: Tx; readonly actor: Actor; readonly today: PlainDate },
): Promise<readonly PersonRow[]> {
  const words = await heldWords(
    tx,
    rows.map(({ posts }) => posts),
    today,
  );
  const seesAccounts = decidePermission(actor, 'identity.administer-people').allowed;
  return rows.map((row, index) => ({
    userId: row.user_id as PersonRow['userId'],
    displayName: row.display_name,
    accountName: seesAccounts ? row.account_name : null,
    status: row.status as PersonRow['status'],
    stamp: row.stamp as PersonRow['stamp'],
    posts: [...(words[index] ?? [])],
  }));
}
