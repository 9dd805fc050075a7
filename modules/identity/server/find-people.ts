import { defaultPageSize } from '#kernel/paging.ts';
import { statement } from '#kernel/server/db.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findPeople, roleLabel } from '../contract/index.ts';
import type { PersonHit, Role } from '../contract/index.ts';
import { listOrgNames } from './org-names.ts';

const searchPeople = statement({
  name: 'identity.search-people',
  class: 'router',
  text: `select p.user_id, p.display_name, p.stamp,
           array(select g.role || ' ' || coalesce(g.org_id::text, '') from identity.grant g
                 where g.region_code = p.region_code and g.user_id = p.user_id and g.ended_at is null and g.delegated_from is null
                   and g.from_on <= $6 and (g.to_on is null or g.to_on >= $6) order by g.from_on, g.grant_id limit 4) as posts
         from identity.person p
         where p.region_code = $1 and p.kind = 'staff' and p.status = 'active'
           and ($2::text is null or p.display_name ilike $2 or p.account_name ilike $2)
           and ($3::uuid is null or p.user_id = $3)
           and ($4::uuid is null or exists (select from identity.grant g where g.region_code = p.region_code and g.user_id = p.user_id
             and g.org_id = $4 and g.ended_at is null and g.from_on <= $6 and (g.to_on is null or g.to_on >= $6)))
         order by length(p.display_name), p.display_name collate "zh-x-icu", p.user_id limit $5`,
  params: { region: 'text', pattern: 'text?', userId: 'uuid?', orgId: 'uuid?', limit: 'int8', day: 'date' },
  row: { user_id: 'uuid', display_name: 'text', stamp: 'text', posts: 'text[]' },
});

export const findPeopleUseCase = useCase(findPeople, async ({ query }, { tx, today }) => {
  const words = (query.q ?? '').normalize('NFKC').trim();
  const limit = query.limit ?? defaultPageSize;
  const rows = await tx.many(searchPeople, {
    region: tx.region,
    pattern: words === '' ? null : containsPattern(words),
    userId: query.userId ?? null,
    orgId: query.orgId ?? null,
    limit: String(limit + 1),
    day: today.toString(),
  });
  const shown = rows.slice(0, limit);
  const held = shown.flatMap(({ posts }) => posts.map((post) => post.split(' ')[1] ?? '')).filter((orgId) => orgId !== '');
  const names = await listOrgNames(tx, held, today);
  const postWords = (post: string): string => {
    const [role = '', orgId = ''] = post.split(' ');
    return [names.get(orgId), roleLabel[role as Role] ?? role].filter((part) => part !== undefined).join('·');
  };
  const items = shown.map(
    ({ user_id, display_name, stamp, posts }): PersonHit => ({
      userId: user_id as PersonHit['userId'],
      displayName: display_name,
      posts: posts.map(postWords),
      stamp: stamp as PersonHit['stamp'],
    }),
  );
  return { items, hasMore: rows.length > limit };
});
