import { scope } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor, textPart } from '#kernel/read-cursor.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import { statement } from '#kernel/server/db.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { grantIdSchema, listGrants } from '../contract/index.ts';
import type { GrantSort } from '../contract/index.ts';
import { grantColumns, grantRow, grantSource, presentGrant } from './grant-rows.ts';
import type { GrantRow } from './grant-rows.ts';
import { listOrgNames } from './org-names.ts';

const where = `where g.region_code = $1 and ($3::text is null or p.display_name ilike $3) and ($4::uuid is null or g.user_id = $4)
  and ($5::text is null or g.role = $5) and ($6::uuid is null or g.org_id = $6)
  and ($7::text is null or $7 = case when g.ended_at is not null then 'ended' when g.from_on > $2 then 'planned' when g.to_on < $2 then 'expired' else 'live' end)
  and exists (select from unnest($8::text[], $9::text[]) s (o, p) where (s.o is null or s.o = g.org_id::text) and s.p is null)`;

const filters = {
  region: 'text',
  today: 'date',
  pattern: 'text?',
  userId: 'uuid?',
  role: 'text?',
  orgId: 'uuid?',
  state: 'text?',
  scopeOrgs: 'text?[]',
  scopePaths: 'text?[]',
} as const;
const paging = { afterKey: 'text?', afterId: 'uuid?', limit: 'int8' } as const;

const byNewest = statement({
  name: 'identity.list-grants-by-newest',
  class: 'router',
  text: `select ${grantColumns} ${grantSource} ${where} and ($10::text is null or g.grant_id < $11::uuid) order by g.grant_id desc limit $12`,
  params: { ...filters, ...paging },
  row: grantRow,
});

const byPerson = statement({
  name: 'identity.list-grants-by-person',
  class: 'router',
  text: `select ${grantColumns} ${grantSource} ${where}
         and ($10::text is null or (p.display_name collate "zh-x-icu", g.grant_id) > ($10 collate "zh-x-icu", $11::uuid))
         order by p.display_name collate "zh-x-icu", g.grant_id limit $12`,
  params: { ...filters, ...paging },
  row: grantRow,
});

const countGrants = statement({
  name: 'identity.count-grants',
  class: 'router',
  text: `select count(*)::int4 as total from identity.grant g join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id ${where}`,
  params: filters,
  row: { total: 'int4' },
});

const orders = {
  newest: { list: byNewest, keyOf: (row: GrantRow) => row.granted_at },
  person: { list: byPerson, keyOf: (row: GrantRow) => row.display_name },
} satisfies Record<GrantSort, unknown>;

const placeOf = (cursor: string | undefined, sort: GrantSort) => readCursor(cursor, { order: sort, key: textPart, id: grantIdSchema });

export const listGrantsUseCase = useCase(listGrants, async ({ query }, { tx, actor, today }) => {
  const words = query.q?.trim() ?? '';
  const reach = scope(actor, 'identity.read-grants', tx.region, today);
  const wanted = {
    region: tx.region,
    today: today.toString(),
    pattern: words === '' ? null : containsPattern(words),
    userId: query.userId ?? null,
    role: query.role ?? null,
    orgId: query.orgId ?? null,
    state: query.state ?? null,
    scopeOrgs: reach.orgs,
    scopePaths: reach.paths,
  };
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query.cursor, query.sort);
  const order = orders[query.sort];
  const rows = await tx.many(order.list, { ...wanted, afterKey: place?.key ?? null, afterId: place?.id ?? null, limit: String(limit + 1) });
  const page = cutPage(rows, limit, (row) => [query.sort, order.keyOf(row), row.grant_id]);
  const orgIds = page.rows.flatMap((row) => (row.org_id === null ? [] : [row.org_id]));
  const orgNames = await listOrgNames(tx, orgIds, today);
  return {
    items: page.rows.map((row) => presentGrant(row, orgNames, actor)),
    nextCursor: page.nextCursor,
    total: (await tx.one(countGrants, wanted)).total,
    region: tx.region,
    actions: [presentAction('identity.give-grant', '授权', decidePermission(actor, 'identity.administer-grants'))],
  };
});
